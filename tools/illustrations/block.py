"""The block: a surface to print flat shapes on and to cut gouge marks into. Emits the SVG."""

import contextlib
import itertools
import math
import random

from . import geometry as g


def mix(a, b, t):
    """Colour between a and b."""
    pa, pb = _rgb(a), _rgb(b)
    return "#{:02x}{:02x}{:02x}".format(*tuple(round(x + (y - x) * t) for x, y in zip(pa, pb, strict=False)))


def over(a, b):
    """Overprint: the darker colour that two transparent inks give (multiply)."""
    return "#{:02x}{:02x}{:02x}".format(*tuple(round(x * y / 255) for x, y in zip(_rgb(a), _rgb(b), strict=False)))


def _rgb(h):
    return tuple(int(h[i : i + 2], 16) for i in (1, 3, 5))


def _num(v):
    s = f"{v:.1f}"
    s = s[:-2] if s.endswith(".0") else s
    return s.replace("-0.", "-.") if s.startswith("-0.") else s[1:] if s.startswith("0.") else ("0" if s == "-0" else s)


def _join(nums):
    out = ""
    for s in nums:
        out += s if not out or s[0] == "-" else " " + s
    return out


def encode(poly, places):
    """A polygon as rounded points, always wound the same way so that marks can be merged."""
    if g.area(poly) < 0:
        poly = poly[::-1]
    return "l", [(round(x, places), round(y, places)) for x, y in poly]


def _path(marks):
    """Marks of one colour as one path, each begun relative to the one before."""
    out, at = [], (0, 0)
    for kind, pts in marks:
        nums = []
        for a, b in itertools.pairwise(pts):
            if kind == "q":
                origin = pts[0] if len(nums) < 4 else pts[2]
                nums += [_num(b[0] - origin[0]), _num(b[1] - origin[1])]
            elif a != b:
                nums += [_num(b[0] - a[0]), _num(b[1] - a[1])]
        start = _join([_num(pts[0][0] - at[0]), _num(pts[0][1] - at[1])])
        out.append("m" + start + kind + _join(nums) + ("" if kind == "q" else "z"))
        at = pts[0]
    return "".join(out)


class Block:
    """One picture. Shapes go through the current placement; tone, hatch and clip work on the sheet."""

    def __init__(self, width, height, seed, paper="#FBF8F3"):
        self.w, self.h, self.paper = width, height, paper
        self.rng = random.Random(seed)  # noqa: S311 - a fixed seed for a drawing
        self.items = [["rect", paper]]
        self.place = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

    # -- placement ---------------------------------------------------------------------------
    @contextlib.contextmanager
    def at(self, x=0, y=0, scale=1.0, turn=0.0, flip=False):
        old = self.place
        a, b, c, d, e, f = old
        t = math.radians(turn)
        sx = -scale if flip else scale
        m = (math.cos(t) * sx, math.sin(t) * sx, -math.sin(t) * scale, math.cos(t) * scale)
        self.place = (
            a * m[0] + c * m[1],
            b * m[0] + d * m[1],
            a * m[2] + c * m[3],
            b * m[2] + d * m[3],
            a * x + c * y + e,
            b * x + d * y + f,
        )
        yield self
        self.place = old

    def to(self, pts):
        a, b, c, d, e, f = self.place
        return [(a * x + c * y + e, b * x + d * y + f) for x, y in pts]

    @property
    def k(self):
        a, b, c, d, _, _ = self.place
        return math.sqrt(abs(a * d - b * c))

    def emit(self, fill, d):
        if self.items[-1][0] == fill:
            self.items[-1][1].append(d)
        else:
            self.items.append([fill, [d]])

    def u(self, lo, hi):
        return self.rng.uniform(lo, hi)

    # -- printed shapes ----------------------------------------------------------------------
    def rough(self, run, amp, step):
        """Resample a run with uneven steps and let the knife wander; the ends stay put."""
        acc = g.lengths(run)
        total = acc[-1]
        ph = [self.u(0, 6.3) for _ in range(2)]
        out, s = [run[0]], 0.0
        while True:
            s += step * self.u(0.6, 1.4)
            if s > total - step * 0.5:
                break
            p, q = g.at_length(run, acc, s), g.at_length(run, acc, s + 2)
            d = g.dist(p, q) or 1
            n = amp * (0.7 * math.sin(s / 47 + ph[0]) + 0.5 * math.sin(s / 19 + ph[1]) + self.u(-0.6, 0.6))
            n *= min(1.0, s / step / 2, (total - s) / step / 2)
            out.append((p[0] - (q[1] - p[1]) / d * n, p[1] + (q[0] - p[0]) / d * n))
        return out

    def shape(self, pts, fill, straight=False, amp=1.5, step=12.0):
        """A flat printed shape with cut edges. Returns its outline on the sheet."""
        poly = []
        for run in g.closed_runs(self.to(pts), straight):
            poly += self.rough(run, amp, step)
        if fill:
            self.emit(fill, encode(poly, 1 if step < 8 else 0))
        return poly

    def limb(self, pts, widths, fill, amp=1.0, step=9.0, ends=True):
        """A tapering band along a curve: limbs, trunks, handles."""
        k = self.k
        path = g.even(g.open_spline(self.to(pts)), 24)
        ws = [k * _along(widths, i / 23) / 2 for i in range(24)]
        left, right = g.offset(path, ws), g.offset(path, [-w for w in ws])
        poly = self.rough(left, amp, step)
        if ends:
            poly += _cap(path[-2], path[-1], ws[-1])
        poly += self.rough(right[::-1], amp, step)
        if ends:
            poly += _cap(path[1], path[0], ws[0])
        if fill:
            self.emit(fill, encode(poly, 1 if step < 10 else 0))
        return poly

    # -- cuts --------------------------------------------------------------------------------
    def _lens(self, p, q, w, fill, bend=0.0):
        """One push of the gouge: pointed where it enters, blunter where it lifts out."""
        dx, dy = q[0] - p[0], q[1] - p[1]
        length = math.hypot(dx, dy) or 1
        nx, ny = -dy / length, dx / length
        t = self.u(0.5, 0.72)
        mx, my = p[0] + dx * t + nx * bend, p[1] + dy * t + ny * bend
        c1 = (mx + nx * w, my + ny * w)
        c2 = (mx - nx * w, my - ny * w)
        ends = 0 if length > 11 else 1
        mids = 0 if length > 11 and w > 3.2 else 1
        pts = [(round(x, d), round(y, d)) for (x, y), d in ((p, ends), (c2, mids), (q, ends), (c1, mids))]
        self.emit(fill, ("q", [*pts, pts[0]]))

    def gouge(self, p, q, w, fill, bend=0.0):
        p, q = self.to([p, q])
        self._lens(p, q, w * self.k, fill, bend * self.k)

    def _ribbon(self, path, w, fill, taper=True):
        """A curved gouge along a path on the sheet."""
        n = max(4, min(14, int(g.lengths(path)[-1] / 13)))
        path = g.even(path, n)
        ws = []
        for i in range(n):
            t = i / (n - 1)
            prof = math.sin(math.pi * t**0.8) ** 0.6 if taper else 1.0
            ws.append(w / 2 * prof * self.u(0.82, 1.15))
        left, right = g.offset(path, ws), g.offset(path, [-v for v in ws])
        poly = left + (right[::-1][1:-1] if taper else right[::-1])
        if g.area(poly) != 0:
            self.emit(fill, encode(poly, 0 if w > 7 and n > 6 else 1))

    def stroke(self, pts, w, fill, taper=True):
        """A single drawn cut along a curve (placed)."""
        self._ribbon(g.open_spline(self.to(pts), 4), w * self.k, fill, taper)

    def _walk(self, path, w, seg, space, fill, tone, clip, taper_rows=1.0):
        """Cuts one after the other along a path, their width following the tone."""
        acc = g.lengths(path)
        s = self.u(0, space[1])
        while s < acc[-1] - seg[0] * 0.4:
            ln = min(self.u(*seg), acc[-1] - s)
            p, m, q = (g.at_length(path, acc, s + ln * t) for t in (0, 0.5, 1))
            v = tone(*m) if tone else 1.0
            if v > 0.12 and (not clip or (g.inside(p, clip) and g.inside(m, clip) and g.inside(q, clip))):
                ww = w * v * self.u(0.75, 1.2)
                flat = abs((q[0] - p[0]) * (m[1] - p[1]) - (q[1] - p[1]) * (m[0] - p[0])) / (ln or 1)
                if flat < 1.2 or ln < 26:
                    self._lens(p, q, ww, fill)
                else:
                    self._ribbon([g.at_length(path, acc, s + ln * t / 8) for t in range(9)], ww, fill)
            s += ln + self.u(*space)

    def flow(self, c0, c1, n, fill, w=4, seg=(30, 70), space=(6, 16), tone=None, clip=None, t0=0.0, t1=1.0):
        """Rows of cuts led from one guide curve over to another."""
        a = g.even(g.open_spline(self.to(c0)), 30)
        b = g.even(g.open_spline(self.to(c1)), 30)
        for i in range(n):
            t = t0 + (t1 - t0) * (i / max(1, n - 1))
            t += self.u(-0.12, 0.12) / max(2, n)
            self._walk([g.lerp(p, q, t) for p, q in zip(a, b, strict=False)], w * self.k, seg, space, fill, tone, clip)

    def hatch(self, poly, angle, gap, fill, w=4, seg=(18, 46), space=(5, 12), tone=None, inset=3, wander=2.0):
        """A field of cuts inside an outline of the sheet."""
        for p, q in g.spans(poly, angle, gap, lambda: self.u(-gap, gap) * 0.12):
            ln = g.dist(p, q)
            if ln < inset * 2 + 4:
                continue
            p, q = g.lerp(p, q, inset / ln), g.lerp(p, q, 1 - inset / ln)
            q = (q[0] + self.u(-1, 1) * wander, q[1] + self.u(-1, 1) * wander)
            self._walk([p, q], w, (min(seg[0], ln), min(seg[1], ln)), space, fill, tone, None)

    def contour(self, poly, d, fill, a=0.0, b=1.0, w=4, seg=(24, 60), space=(5, 12), tone=None):
        """Cuts that follow the outline inside it, from share a to share b of its length."""
        sign = 1 if g.area(poly) > 0 else -1
        ring = poly + poly[:1]
        acc = g.lengths(ring)
        lo, hi = acc[-1] * a, acc[-1] * b
        n = max(6, int((hi - lo) / 9))
        path = [g.at_length(ring, acc, (lo + (hi - lo) * i / n) % acc[-1]) for i in range(n + 1)]
        self._walk(g.offset(path, d * sign), w, seg, space, fill, tone, poly)

    def rays(self, cx, cy, r0, r1, n, fill, w=5, a0=0, a1=360, seg=(40, 110), space=(10, 26), tone=None, clip=None):
        """Cuts radiating from a point."""
        for i in range(n):
            a = math.radians(a0 + (a1 - a0) * (i + self.u(-0.25, 0.25)) / n)
            p, q = [(cx + math.cos(a) * r, cy + math.sin(a) * r) for r in (r0 * self.u(1, 1.06), r1)]
            self._walk([p, q], w, seg, space, fill, tone, clip)

    def peck(self, poly, gap, fill, length=9, w=5, angle=0, spread=40, tone=None, inset=5):
        """Short scattered cuts: grain, leaf mass, soil, hair."""
        xs, ys = [p[0] for p in poly], [p[1] for p in poly]
        y = min(ys)
        row = 0
        while y < max(ys):
            x = min(xs) + (gap / 2 if row % 2 else 0)
            while x < max(xs):
                c = (x + self.u(-gap, gap) * 0.28, y + self.u(-gap, gap) * 0.28)
                v = tone(*c) if tone else 1.0
                if v > 0.15 and g.inside(c, poly):
                    a = math.radians(angle + self.u(-spread, spread))
                    ln = length * self.u(0.7, 1.3) * (0.5 + 0.5 * v) / 2
                    p = (c[0] - math.cos(a) * ln, c[1] - math.sin(a) * ln)
                    q = (c[0] + math.cos(a) * ln, c[1] + math.sin(a) * ln)
                    if g.inside(p, poly) and g.inside(q, poly):
                        self._lens(p, q, w * v * self.u(0.7, 1.2), fill)
                x += gap
            y += gap * 0.86
            row += 1

    # -- output ------------------------------------------------------------------------------
    def svg(self):
        size = f'viewBox="0 0 {self.w} {self.h}" width="{self.w}" height="{self.h}"'
        out = [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size}>',
            f'<path fill="{self.paper}" d="M0 0h{self.w}v{self.h}H0z"/>',
        ]
        out += [f'<path fill="{fill}" d="{_path(ds)}"/>' for fill, ds in self.items[1:]]
        return "\n".join(out) + "\n</svg>\n"


def _along(values, t):
    """Piecewise linear value along 0..1."""
    x = t * (len(values) - 1)
    i = min(int(x), len(values) - 2)
    return values[i] + (values[i + 1] - values[i]) * (x - i)


def _cap(a, b, w):
    """Blunt rounded end of a limb, going over from the right-hand edge to the left one."""
    d = g.dist(a, b) or 1
    dx, dy = (b[0] - a[0]) / d, (b[1] - a[1]) / d
    nx, ny = -dy, dx
    return [
        (b[0] + nx * w * c + dx * w * s * 0.8, b[1] + ny * w * c + dy * w * s * 0.8)
        for c, s in ((0.8, 0.6), (0.35, 0.95), (-0.35, 0.95), (-0.8, 0.6))
    ]
