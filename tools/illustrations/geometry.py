"""Plane geometry for the cutter: curves, resampling, clipping tests. No drawing here."""

import itertools
import math


def points(text):
    """Control points from "x,y x,y* ..."; a star makes the point a sharp corner."""
    out = []
    for word in text.split():
        x, y = word.rstrip("*").split(",")
        out += [(float(x), float(y))] * (2 if word.endswith("*") else 1)
    return out


def lerp(a, b, t):
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)


def dist(a, b):
    return math.hypot(b[0] - a[0], b[1] - a[1])


def _catmull(p0, p1, p2, p3, n):
    """Points from p1 up to, not including, p2."""
    out = []
    for i in range(n):
        t = i / n
        t2, t3 = t * t, t * t * t
        out.append(
            tuple(
                0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t2 + (3 * b - a - 3 * c + d) * t3)
                for a, b, c, d in zip(p0, p1, p2, p3, strict=False)
            )
        )
    return out


def open_spline(pts, res=6.0):
    """A smooth open curve through the control points."""
    if len(pts) < 3:
        return list(pts)
    ext = [pts[0], *list(pts), pts[-1]]
    out = []
    for i in range(1, len(ext) - 2):
        n = max(2, int(dist(ext[i], ext[i + 1]) / res))
        out += _catmull(ext[i - 1], ext[i], ext[i + 1], ext[i + 2], n)
    out.append(pts[-1])
    return out


def closed_runs(pts, straight=False):
    """Split a closed outline into smooth runs. A point given twice in a row is a sharp corner."""
    pts = list(pts)
    if straight:
        return [[pts[i], pts[(i + 1) % len(pts)]] for i in range(len(pts))]
    clean, corner = [], []
    for p in pts:
        if clean and p == clean[-1]:
            corner[-1] = True
        else:
            clean.append(p)
            corner.append(False)
    if len(clean) > 1 and clean[0] == clean[-1]:
        clean.pop()
        corner.pop()
        corner[0] = True
    if not any(corner):
        m = len(clean)
        loop = []
        for i in range(m):
            a, b, c, d = (clean[(i + k) % m] for k in (-1, 0, 1, 2))
            loop += _catmull(a, b, c, d, max(2, int(dist(b, c) / 6)))
        return [[*loop, loop[0]]]
    k = corner.index(True)
    clean, corner = clean[k:] + clean[:k], corner[k:] + corner[:k]
    runs, run = [], [clean[0]]
    for p, is_corner in zip(clean[1:] + clean[:1], corner[1:] + corner[:1], strict=False):
        run.append(p)
        if is_corner:
            runs.append(open_spline(run))
            run = [p]
    return runs


def lengths(path):
    acc = [0.0]
    for a, b in itertools.pairwise(path):
        acc.append(acc[-1] + dist(a, b))
    return acc


def at_length(path, acc, s):
    """Point at arc length s, by bisection."""
    if s <= 0:
        return path[0]
    if s >= acc[-1]:
        return path[-1]
    lo, hi = 0, len(acc) - 1
    while hi - lo > 1:
        mid = (lo + hi) // 2
        if acc[mid] <= s:
            lo = mid
        else:
            hi = mid
    span = acc[hi] - acc[lo] or 1
    return lerp(path[lo], path[hi], (s - acc[lo]) / span)


def even(path, n):
    """n points evenly spaced along the path."""
    acc = lengths(path)
    return [at_length(path, acc, acc[-1] * i / (n - 1)) for i in range(n)]


def normal(path, i):
    a, b = path[max(0, i - 1)], path[min(len(path) - 1, i + 1)]
    d = dist(a, b) or 1
    return (-(b[1] - a[1]) / d, (b[0] - a[0]) / d)


def offset(path, d):
    """Path moved sideways by d (a number, or one per point); positive is to the right of travel."""
    ds = d if isinstance(d, (list, tuple)) else [d] * len(path)
    out = []
    for i, p in enumerate(path):
        nx, ny = normal(path, i)
        out.append((p[0] + nx * ds[i], p[1] + ny * ds[i]))
    return out


def area(poly):
    return 0.5 * sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(poly, poly[1:] + poly[:1], strict=False))


def inside(p, poly):
    x, y = p
    hit = False
    j = len(poly) - 1
    for i in range(len(poly)):
        xi, yi = poly[i]
        xj, yj = poly[j]
        if (yi > y) != (yj > y) and x < (xj - xi) * (y - yi) / (yj - yi) + xi:
            hit = not hit
        j = i
    return hit


def spans(poly, angle, gap, jitter=lambda: 0.0):
    """Chords of the polygon along parallel lines at the angle (degrees): pairs of end points."""
    a = math.radians(angle)
    ca, sa = math.cos(a), math.sin(a)
    rot = [(x * ca + y * sa, -x * sa + y * ca) for x, y in poly]
    ys = [p[1] for p in rot]
    y = min(ys) + gap * 0.6
    while y < max(ys):
        yy = y + jitter()
        xs = []
        for p, q in zip(rot, rot[1:] + rot[:1], strict=False):
            if (p[1] > yy) != (q[1] > yy):
                xs.append(p[0] + (yy - p[1]) * (q[0] - p[0]) / (q[1] - p[1]))
        xs.sort()
        for x0, x1 in zip(xs[::2], xs[1::2], strict=False):
            yield ((x0 * ca - yy * sa, x0 * sa + yy * ca), (x1 * ca - yy * sa, x1 * sa + yy * ca))
        y += gap


def fade(x0, y0, x1, y1, lo=0.0, hi=1.0):
    """Tone that goes from lo at the first point to hi at the second, straight across."""
    dx, dy = x1 - x0, y1 - y0
    d2 = dx * dx + dy * dy or 1

    def tone(x, y):
        t = ((x - x0) * dx + (y - y0) * dy) / d2
        return lo + (hi - lo) * max(0.0, min(1.0, t))

    return tone


def glow(cx, cy, r0, r1, lo=1.0, hi=0.0):
    """Tone lo inside r0, hi outside r1."""

    def tone(x, y):
        t = (math.hypot(x - cx, y - cy) - r0) / (r1 - r0)
        return lo + (hi - lo) * max(0.0, min(1.0, t))

    return tone
