"""Woven threads: paths twisted like yarn that pass over and under each other."""

from . import geometry as g
from .block import _along, encode
from .palette import PAPER


class Thread:
    """One thread along a curve; its width may change along the way."""

    def __init__(self, pts, colour, width, n=240):
        self.path = g.even(g.open_spline(pts), n)
        self.colour, self.n = colour, n
        self.width = [_along(width, i / (n - 1)) for i in range(n)]
        self.under = []

    def draw(self, b, lo=0, hi=9999, halo=0.0):
        """Print it between two indices; halo leaves a cut of paper on both sides."""
        hi = min(self.n - 1, hi)
        lo = max(0, lo)
        path, w = self.path[lo : hi + 1], self.width[lo : hi + 1]
        if halo:
            inner = slice(1, -1) if len(path) < 30 else slice(None)
            _band(b, path[inner], [v + halo for v in w][inner], PAPER, 0.2)
        _band(b, path, w, self.colour, 0.9)

    def ply(self, b, colour=PAPER, pitch=1.1, weight=0.15):
        """Slanting cuts that make a band a twisted yarn, left out where it runs below another."""
        s = 0.0
        for i in range(1, self.n - 1):
            s += g.dist(self.path[i - 1], self.path[i])
            w = self.width[i]
            if s < w * pitch or any(a <= i <= e for a, e in self.under):
                continue
            s = 0.0
            nx, ny = g.normal(self.path, i)
            tx, ty = ny, -nx
            x, y = self.path[i]
            h, f = w * b.u(0.26, 0.34), w * b.u(0.28, 0.42)
            b._lens(
                (x - nx * h - tx * f, y - ny * h - ty * f),
                (x + nx * h + tx * f, y + ny * h + ty * f),
                w * weight * b.u(0.8, 1.2),
                colour,
            )

    def window(self, i, reach):
        """Indices around i that lie within reach of it."""
        lo = hi = i
        while lo > 0 and g.dist(self.path[lo], self.path[i]) < reach:
            lo -= 1
        while hi < self.n - 1 and g.dist(self.path[hi], self.path[i]) < reach:
            hi += 1
        return lo, hi


def _band(b, path, w, colour, amp):
    half = [v / 2 for v in w]
    step = 26 if amp > 0.5 else 55
    left, right = g.offset(path, half), g.offset(path, [-v for v in half])
    poly = [*b.rough(left, amp, step), left[-1], right[-1], *b.rough(right[::-1], amp, step), right[0]]
    b.emit(colour, encode(poly, 0))


def interlace(b, warp, weft, halo=7):
    """Print both sets as plain weave: over one, under one."""
    for t in warp:
        t.draw(b, halo=halo)
    for t in weft:
        t.draw(b, halo=halo)
    for i, p in enumerate(warp):
        for j, q in enumerate(weft):
            d, u, v = min((g.dist(p.path[u], q.path[v]), u, v) for u in range(0, p.n, 2) for v in range(0, q.n, 2))
            if d > 14:
                continue
            if (i + j) % 2:
                p.draw(b, *p.window(u, q.width[v] / 2 + halo * 0.9), halo=halo)
                q.under.append(q.window(v, p.width[u] / 2 + halo))
            else:
                p.under.append(p.window(u, q.width[v] / 2 + halo))
    for t in warp + weft:
        t.ply(b)
