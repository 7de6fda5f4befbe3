"""Palms, trees, poplars, cassava, rows of seedlings."""

import math

from . import geometry as g


def frond(b, base, tip, sag, colour, leaf=0.3, n=14, w=7, cut=None):
    """A palm frond: a bent rib with drooping leaflets on both sides."""
    mx, my = (base[0] + tip[0]) / 2, (base[1] + tip[1]) / 2 - sag
    rib = g.even(g.open_spline([base, (mx, my), tip]), n + 3)
    b.stroke([base, (mx, my), tip], w * 0.9, colour)
    total = g.dist(base, tip) + abs(sag) * 0.5
    for i in range(2, n + 2):
        t = i / (n + 2)
        p = rib[i]
        q = rib[min(i + 1, n + 2)] if i < n + 2 else p
        d = math.atan2(q[1] - rib[i - 1][1], q[0] - rib[i - 1][0])
        ln = total * leaf * (math.sin(math.pi * (0.12 + 0.8 * t)) ** 0.7) * b.u(0.85, 1.1)
        for side in (-1, 1):
            a = d + side * b.u(0.62, 0.8)
            e = (p[0] + math.cos(a) * ln, p[1] + math.sin(a) * ln + ln * 0.22)
            b.gouge(p, e, w * b.u(0.8, 1.15), colour, bend=side * ln * 0.06)
    if cut:
        b.stroke(rib[2:-3:2], w * 0.3, cut)


def oil_palm(b, x, y, height, spread, dark, cut, fruit=None, n=11, seed_lean=0.0, leaf=0.3, trunk=None):
    """An oil palm standing at (x, y): stout rough trunk, arching crown, fruit at the leaf bases."""
    trunk = trunk or spread * 0.17
    top = (x + seed_lean, y - height)
    poly = b.limb(
        [(x, y), (x + seed_lean * 0.3, y - height * 0.5), top], [trunk * 1.35, trunk, trunk, trunk * 1.15], dark
    )
    k = b.k
    b.hatch(poly, 32, trunk * 0.3 * k, cut, trunk * 0.07 * k, (8, 18), (7, 12))
    b.hatch(poly, -32, trunk * 0.3 * k, cut, trunk * 0.07 * k, (8, 18), (7, 12))
    for i in range(n):
        a = math.radians(-198 + 216 * i / (n - 1) + b.u(-6, 6))
        r = spread * b.u(0.9, 1.08) * (0.92 if -2.2 < a < -0.9 else 1)
        tip = (top[0] + math.cos(a) * r, top[1] + math.sin(a) * r * 0.72 + abs(math.cos(a)) * spread * 0.38)
        frond(b, top, tip, spread * (0.16 + 0.2 * abs(math.cos(a))), dark, leaf, 12, spread * 0.048, cut)
    if fruit:
        for dx, dy in ((-0.1, 0.1), (0.1, 0.12), (0.0, 0.2)):
            f = b.shape(_blob(b, top[0] + dx * spread, top[1] + dy * spread, spread * 0.085, spread * 0.1), fruit)
            b.peck(f, spread * 0.055 * k, dark, spread * 0.04 * k, spread * 0.024 * k, 90, 30)


def _blob(b, x, y, rx, ry, n=9, wob=0.1):
    return [
        (
            x + math.cos(i * 2 * math.pi / n) * rx * b.u(1 - wob, 1 + wob),
            y + math.sin(i * 2 * math.pi / n) * ry * b.u(1 - wob, 1 + wob),
        )
        for i in range(n)
    ]


blob = _blob


def poplar(b, x, y, h, w, colour, cut, lean=0):
    """A tall flame of a tree, cut with upright strokes."""
    b.limb([(x, y), (x, y - h * 0.3)], [w * 0.14, w * 0.12], colour)
    poly = b.shape(
        [(x, y - h * 0.1)] * 2
        + [(x - w * 0.42, y - h * 0.25), (x - w * 0.5, y - h * 0.5), (x - w * 0.3, y - h * 0.82)]
        + [(x + lean, y - h)] * 2
        + [(x + w * 0.32, y - h * 0.8), (x + w * 0.5, y - h * 0.48), (x + w * 0.4, y - h * 0.22)],
        colour,
        amp=2.4,
        step=9,
    )
    b.flow(
        [(x - w * 0.05, y - h * 0.12), (x - w * 0.42, y - h * 0.45), (x + lean, y - h)],
        [(x + w * 0.05, y - h * 0.12), (x + w * 0.4, y - h * 0.45), (x + lean, y - h)],
        7,
        cut,
        w * 0.055,
        (h * 0.05 * b.k, h * 0.13 * b.k),
        (h * 0.02 * b.k, h * 0.05 * b.k),
        clip=poly,
        t0=0.02,
        t1=0.72,
    )
    return poly


def crown(b, lobes, colour, cut, light=(-1, -1), gap=17, w=6, length=17):
    """A leafy crown of overlapping lobes [(x, y, r)...], each cut with small curved strokes on its lit side."""
    for x, y, r in lobes:
        poly = b.shape(_blob(b, x, y, r, r * 0.82, 11, 0.12), colour, amp=3, step=10)
        b.contour(poly, 1, cut, 0.45 if light[0] < 0 else 0.6, 1.1 if light[0] < 0 else 1.25, w * 0.9, (14, 34), (3, 9))
        c = b.to([(x, y)])[0]
        rr = r * b.k
        ang = math.degrees(math.atan2(light[1], light[0])) + 90
        b.peck(
            poly,
            gap,
            cut,
            length,
            w,
            ang,
            35,
            tone=g.fade(
                c[0] - light[0] * rr * 0.35,
                c[1] - light[1] * rr * 0.35,
                c[0] + light[0] * rr * 0.7,
                c[1] + light[1] * rr * 0.7,
            ),
        )


def trunk(b, pts, widths, colour, cut, rows=4):
    poly = b.limb(pts, widths, colour, 1.6, 10, ends=False)
    b.flow(
        [(p[0] - widths[0] * 0.3, p[1]) for p in pts],
        [(p[0] + widths[0] * 0.3, p[1]) for p in pts],
        rows,
        cut,
        widths[0] * 0.06,
        (20, 60),
        (10, 26),
        clip=poly,
    )


def palmate(b, x, y, r, turn, colour, cut=None, lobes=7, spread=250, halo=None):
    """A cassava leaf: long fingers from one point; halo: a cut of that colour sets it off."""
    ends = []
    for i in range(lobes):
        t = i / (lobes - 1) - 0.5
        a = math.radians(turn + t * spread + b.u(-5, 5))
        ln = r * (1 - 0.75 * t * t) * b.u(0.92, 1.06)
        ends.append((x + math.cos(a) * ln, y + math.sin(a) * ln))
    if halo:
        for e in ends:
            b.gouge((x, y), g.lerp((x, y), e, 1.07), r * 0.26, halo)
    for e in ends:
        b.gouge((x, y), e, r * 0.17, colour, bend=r * 0.03 * b.u(-1, 1))
        if cut:
            b.gouge(g.lerp((x, y), e, 0.16), g.lerp((x, y), e, 0.8), r * 0.022, cut)


def cassava(b, x, y, h, colours, cut, stems=3, leaf=None, spread=1.0, dark=None, halo=None):
    """A cassava shrub standing at (x, y)."""
    leaf = leaf or h * 0.26
    for s in range(stems):
        off = (s - (stems - 1) / 2) * h * 0.22 * spread
        top = (x + off + b.u(-0.04, 0.04) * h, y - h * b.u(0.86, 1.0))
        mid = (x + off * 0.35, y - h * 0.45)
        b.stroke([(x + off * 0.1, y), mid, top], h * 0.028, dark or colours[0], taper=False)
        curve = g.even(g.open_spline([(x, y), mid, top]), 7)
        for i in range(4, 7):
            for side in (-1, 1):
                if i == 6 and side == -1:
                    continue
                p = curve[i]
                a = -90 + side * b.u(38, 75) if i < 6 else -90
                rr = math.radians(a)
                q = (p[0] + math.cos(rr) * leaf * 0.7, p[1] + math.sin(rr) * leaf * 0.55)
                b.stroke([p, g.lerp(p, q, 0.5), q], h * 0.013, dark or colours[0])
                palmate(
                    b,
                    q[0],
                    q[1],
                    leaf * b.u(0.82, 1.05),
                    a + (side * 25 if i < 6 else 0),
                    b.rng.choice(colours),
                    cut,
                    6,
                    235,
                    halo,
                )


def seedling(b, x, y, h, colour, n=5):
    """A small leafy plant in a row."""
    for i in range(n):
        a = math.radians(-90 + (i - (n - 1) / 2) * 95 / n + b.u(-8, 8))
        ln = h * b.u(0.75, 1.05)
        b.gouge((x, y), (x + math.cos(a) * ln, y + math.sin(a) * ln), h * 0.17, colour, bend=h * 0.12 * math.cos(a))
