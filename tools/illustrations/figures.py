"""Hands, arms, sleeves and feet; heads come from heads.py and are offered here too."""

import math

from . import geometry as g
from .heads import HAIR, hair, head, throat
from .palette import INK, PAPER

__all__ = ["HAIR", "arm", "foot", "hair", "hand", "head", "sleeve", "throat"]

FLAT = [
    (0, -0.18),
    (0.3, -0.24),
    (0.6, -0.22),
    (0.98, -0.12),
    (1.05, -0.02),
    (0.95, 0.1),
    (0.6, 0.24),
    (0.4, 0.26),
    (0.2, 0.22),
    (0, 0.18),
]
GRIP = [(0, -0.2), (0.25, -0.3), (0.56, -0.28), (0.68, -0.05), (0.6, 0.22), (0.35, 0.33), (0.12, 0.28), (0, 0.2)]


def hand(b, x, y, size, turn, kind="grip", flip=False, ink=INK, cut=PAPER):
    """A hand at the wrist (x, y), pointing along turn (degrees)."""
    with b.at(x, y, size, turn):
        s = -1 if flip else 1

        def m(pts):
            return [(px, py * s) for px, py in pts]

        if kind == "grip":
            b.shape(m(GRIP), ink, amp=0.4, step=5)
            for i in range(3):
                b.stroke(m([(0.24 + i * 0.13, -0.02), (0.3 + i * 0.12, 0.12), (0.28 + i * 0.11, 0.26)]), 0.04, cut)
            b.stroke(m([(0.12, -0.12), (0.34, -0.16), (0.5, -0.12)]), 0.05, cut)
        else:
            b.limb(m([(0.12, -0.12), (0.32, -0.34), (0.56, -0.44)]), [0.2, 0.17, 0.1], ink, 0.3, 5)
            b.shape(m(FLAT), ink, amp=0.4, step=5)
            for i, yy in enumerate((-0.09, 0.03, 0.13)):
                b.stroke(m([(0.5, yy * 1.2), (0.75, yy), (0.97 - 0.04 * i, yy * 0.7)]), 0.038, cut)


def arm(b, shoulder, elbow, wrist, w, kind="grip", bend=0, flip=False, ink=INK, cut=PAPER, bare=0.0):
    """Upper arm, forearm and hand. bare: share of the length where the skin begins to catch light."""
    path = [shoulder, g.lerp(shoulder, elbow, 0.55), elbow, g.lerp(elbow, wrist, 0.5), wrist]
    poly = b.limb(path, [w * 1.05, w, w * 0.9, w * 0.92, w * 0.78, w * 0.6, w * 0.55], ink, 0.8, 8)
    turn = math.degrees(math.atan2(wrist[1] - elbow[1], wrist[0] - elbow[0])) + bend
    hand(b, wrist[0], wrist[1], w * 1.5, turn, kind, flip, ink, cut)
    curve = g.open_spline(path)
    n = len(curve)
    for d, a, e in ((0.24, bare, 0.97), (0.08, max(bare, 0.3), 0.86)):
        part = curve[int(n * a) : int(n * e)]
        if len(part) > 4:
            side = g.offset(part, (-w if not flip else w) * d)
            b.flow(side, side, 1, cut, w * 0.06, (w * 0.5 * b.k, w * 1.3 * b.k), (w * 0.1 * b.k, w * 0.3 * b.k))
    return poly


def sleeve(b, pts, widths, colour, cut, rows=4):
    """A piece of cloth over a limb with folds along it."""
    poly = b.limb(pts, widths, colour, 1.2, 9)
    curve = g.even(g.open_spline(pts), 12)
    ws = [widths[min(len(widths) - 1, int(i / 12 * len(widths)))] * 0.32 for i in range(12)]
    b.flow(
        g.offset(curve, ws),
        g.offset(curve, [-v for v in ws]),
        rows,
        cut,
        widths[0] * 0.045,
        (20, 52),
        (8, 22),
        clip=poly,
    )
    return poly


def foot(b, x, y, size, face=1, turn=0, ink=INK, cut=PAPER):
    """A bare foot; (x, y) is the ankle."""
    with b.at(x, y, size, turn * face, face < 0):
        b.shape(
            [
                (-0.2, -0.25),
                (0.16, -0.25),
                (0.25, 0.02),
                (0.6, 0.16),
                (0.92, 0.26),
                (0.9, 0.38),
                (0.3, 0.4),
                (-0.2, 0.4),
                (-0.32, 0.2),
            ],
            ink,
            amp=0.4,
            step=6,
        )
        b.stroke([(0.2, 0.02), (0.45, 0.16), (0.7, 0.24)], 0.05, cut)
        b.stroke([(-0.18, 0.32), (0.2, 0.33)], 0.04, cut)
