"""Woven threads: bundles along a curve, twisted like yarn, that pass over and under each other."""

from . import geometry as g
from .block import _along
from .palette import PAPER


class Bundle:
    """Parallel threads along a centre line; spacing and width change along the way."""

    def __init__(self, centre, colours, spacing, width, n=260):
        self.centre = g.even(g.open_spline(centre), n)
        self.colours, self.n = colours, n
        self.width = [_along(width, i / (n - 1)) for i in range(n)]
        mid = (len(colours) - 1) / 2
        self.paths = [
            g.offset(self.centre, [(k - mid) * _along(spacing, i / (n - 1)) for i in range(n)])
            for k in range(len(colours))
        ]

    def draw(self, b, k, lo, hi, halo=0.0):
        """Thread k between index lo and hi; halo leaves a cut of paper on both sides."""
        lo, hi = max(0, lo), min(self.n - 1, hi)
        path, w = self.paths[k][lo : hi + 1], self.width[lo : hi + 1]
        if halo:
            self._band(b, path, [v + halo for v in w], PAPER, 0.2)
        self._band(b, path, w, self.colours[k], 1.0)

    @staticmethod
    def _band(b, path, w, colour, amp):
        half = [v / 2 for v in w]
        left, right = g.offset(path, half), g.offset(path, [-v for v in half])
        poly = b.rough(left, amp, 17) + [left[-1]] + [right[-1]] + b.rough(right[::-1], amp, 17) + [right[0]]
        b.emit(colour, _encode(poly))

    def ply(self, b, k, lo, hi, colour, skip=()):
        """Slanting cuts that make a band a twisted yarn."""
        path = self.paths[k]
        s, i = 0.0, lo
        while i < min(hi, self.n - 2):
            step = g.dist(path[i], path[i + 1])
            s += step
            w = self.width[i]
            if s > w * 0.78:
                s = 0.0
                if not any(a <= i <= e for a, e in skip):
                    nx, ny = g.normal(path, i)
                    tx, ty = ny, -nx
                    x, y = path[i]
                    h, f = w * b.u(0.26, 0.34), w * b.u(0.28, 0.4)
                    b._lens(
                        (x - nx * h - tx * f, y - ny * h - ty * f),
                        (x + nx * h + tx * f, y + ny * h + ty * f),
                        w * 0.13 * b.u(0.8, 1.2),
                        colour,
                    )
            i += 1


def crossings(a, b):
    """Indices where thread i of bundle a meets thread j of bundle b."""
    out = {}
    for i, p in enumerate(a.paths):
        for j, q in enumerate(b.paths):
            best = min(
                ((p[u][0] - q[v][0]) ** 2 + (p[u][1] - q[v][1]) ** 2, u, v)
                for u in range(60, len(p) - 60, 2)
                for v in range(60, len(q) - 60, 2)
            )
            out[i, j] = best[1:]
    return out


def _encode(poly):
    from .block import encode

    return encode(poly, 0)
