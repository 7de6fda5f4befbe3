"""Buildings, grounds, skies, sacks, bees: the world around the people."""

import math

from . import geometry as g
from .palette import PAPER


def sheet(b, colour, inset=26, amp=3):
    """The printed rectangle of the block, with an uneven cut edge."""
    w, h, i = b.w, b.h, inset
    return b.shape([(i, i), (w - i, i), (w - i, h - i), (i, h - i)], colour, straight=True, amp=amp, step=26)


def trim(b, inset=26, amp=3):
    """Paper margin over everything that ran past the block's edge."""
    w, h, i = b.w, b.h, inset
    o = -40
    for pts in (
        [(o, o), (w - o, o), (w - o, i), (o, i)],
        [(o, h - i), (w - o, h - i), (w - o, h - o), (o, h - o)],
        [(o, o), (i, o), (i, h - o), (o, h - o)],
        [(w - i, o), (w - o, o), (w - o, h - o), (w - i, h - o)],
    ):
        b.shape(pts, PAPER, straight=True, amp=amp, step=22)


def chatter(b, pts, n, colour, length=16, w=2.4, angle=0, spread=20):
    """Ridges that the gouge left standing in a cleared field: little stray prints."""
    poly = b.to(pts)
    xs, ys = [p[0] for p in poly], [p[1] for p in poly]
    done = 0
    for _ in range(n * 6):
        c = (b.u(min(xs), max(xs)), b.u(min(ys), max(ys)))
        if done < n and g.inside(c, poly):
            a = math.radians(angle + b.u(-spread, spread))
            ln = length * b.u(0.5, 1.3)
            b._lens(c, (c[0] + math.cos(a) * ln, c[1] + math.sin(a) * ln), w * b.u(0.6, 1.2), colour)
            done += 1


def roof(b, pts, colour, cut, rows=16, w=4, seg=(30, 80)):
    """A corrugated roof plane: pts = eave left, ridge left, ridge right, eave right."""
    poly = b.shape(pts, colour, straight=True, amp=1.5, step=16)
    el, rl, rr, er = pts
    b.flow([el, rl], [er, rr], rows, cut, w, seg, (6, 16), t0=0.5 / rows, t1=1 - 0.5 / rows)
    return poly


def opening(b, x, y, w, h, colour, cut=None):
    """A door or window as a dark hole, with a few slats left standing."""
    poly = b.shape([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], colour, straight=True, amp=0.8, step=9)
    if cut:
        b.hatch(poly, 2, 9 * b.k, cut, 2.4 * b.k, (w * 0.5, w), (3, 6))
    return poly


def sack(b, x, y, w, h, colour, cut, shade, open_top=True, grain=None, cut_w=3.2, edge=None):
    """A full sack standing with its bottom at (x, y)."""
    pts = [(x - w * 0.42, y)] * 2 + [(x - w * 0.52, y - h * 0.25), (x - w * 0.47, y - h * 0.62)]
    if open_top:
        pts += [(x - w * 0.43, y - h * 0.98)] * 2 + [(x + w * 0.43, y - h * 0.98)] * 2
    else:
        pts += [
            (x - w * 0.2, y - h * 0.86),
            (x - w * 0.09, y - h * 0.94),
            (x - w * 0.2, y - h * 1.1),
            (x + w * 0.02, y - h * 1.06),
            (x + w * 0.2, y - h * 1.12),
            (x + w * 0.1, y - h * 0.94),
            (x + w * 0.22, y - h * 0.86),
        ]
    pts += [(x + w * 0.48, y - h * 0.6), (x + w * 0.52, y - h * 0.22)] + [(x + w * 0.42, y)] * 2
    poly = b.shape(pts, colour, amp=2.2)
    c = b.to([(x, y)])[0]
    ww = w * b.k
    b.flow(
        [(x + w * 0.1, y - h * 0.8), (x + w * 0.2, y - h * 0.4), (x + w * 0.12, y - h * 0.05)],
        [(x + w * 0.44, y - h * 0.85), (x + w * 0.5, y - h * 0.35), (x + w * 0.4, y - h * 0.05)],
        7,
        shade,
        cut_w * 1.5,
        (22, 60),
        (7, 16),
        tone=g.fade(c[0], c[1], c[0] + ww * 0.4, c[1], 0.3, 1),
        clip=poly,
    )
    b.flow(
        [(x - w * 0.42, y - h * 0.9), (x - w * 0.46, y - h * 0.35), (x - w * 0.36, y - h * 0.05)],
        [(x - w * 0.15, y - h * 0.8), (x - w * 0.12, y - h * 0.4), (x - w * 0.1, y - h * 0.1)],
        4,
        cut,
        cut_w,
        (18, 50),
        (10, 26),
        clip=poly,
    )
    if edge:
        b.contour(poly, 1, edge, 0, 1, 7, (50, 120), (2, 6))
    if open_top:
        rim = b.shape(blob_ellipse(x, y - h * 0.97, w * 0.47, h * 0.1), shade, amp=1.5, step=9)
        if grain:
            heap = b.shape(
                [(x - w * 0.4, y - h * 0.97)] * 2
                + [(x - w * 0.2, y - h * 1.1), (x + w * 0.02, y - h * 1.17), (x + w * 0.22, y - h * 1.1)]
                + [(x + w * 0.4, y - h * 0.97)] * 2
                + [(x, y - h * 0.91)],
                grain,
                amp=1.5,
            )
            b.peck(heap, 13, shade, 9, 4, -20, 70)
        return rim
    b.stroke([(x - w * 0.13, y - h * 0.93), (x, y - h * 0.91), (x + w * 0.13, y - h * 0.94)], w * 0.045, shade)
    return poly


def blob_ellipse(x, y, rx, ry, n=12):
    return [(x + math.cos(2 * math.pi * i / n) * rx, y + math.sin(2 * math.pi * i / n) * ry) for i in range(n)]


def bee(b, x, y, size, turn, body, stripe, wing, flip=False, edge=None):
    """A bee seen from the side, in flight."""
    with b.at(x, y, size, turn, flip):
        for pts in (
            [(0.0, -0.15)] * 2 + [(-0.5, -0.75), (-0.25, -0.95), (0.05, -0.6)],
            [(0.05, -0.15)] * 2 + [(0.1, -0.75), (0.4, -0.9), (0.4, -0.5)],
        ):
            p = b.shape(pts, wing, amp=0.4, step=6)
            b.contour(p, 0, edge or body, 0, 1, 4, (14, 30), (0, 2))
        b.shape(
            [(-0.75, 0.12)] * 2 + [(-0.45, -0.2), (0.0, -0.24), (0.3, -0.12), (0.3, 0.15), (0.0, 0.28), (-0.45, 0.28)],
            body,
            amp=0.4,
            step=6,
        )
        b.shape([(0.3, -0.16), (0.5, -0.16), (0.58, 0.02), (0.45, 0.16), (0.3, 0.14)], body, amp=0.3, step=5)
        for i in range(3):
            b.stroke([(-0.42 + i * 0.2, -0.16), (-0.48 + i * 0.2, 0.02), (-0.42 + i * 0.2, 0.22)], 0.1, stripe)
        b.stroke([(0.52, -0.12), (0.7, -0.22), (0.78, -0.16)], 0.05, body)


def sun(b, x, y, r, colour, rays, cut, reach, n=46, a0=0, a1=360, w=7, clip=None):
    """A low sun cut as an uneven disc with strokes thrown outwards."""
    b.rays(x, y, r * 1.12, reach, n, rays, w, a0, a1, (50, 130), (12, 30), g.glow(x, y, r, reach, 1.0, 0.35), clip)
    poly = b.shape(blob_ellipse(x, y, r, r * 0.98, 14), colour, amp=2.5, step=15)
    if cut:
        b.hatch(poly, 3, 17, cut, 4, (30, 90), (8, 20), g.fade(x, y - r * 0.2, x, y + r))
    return poly
