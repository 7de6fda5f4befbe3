"""p2: people of two countries in talk round one table."""

from .. import figures as f
from .. import plants, things
from .. import geometry as g
from ..block import Block, mix
from ..palette import BLUE, DEEP, INK, PAPER, TINT

MID = mix(BLUE, PAPER, 0.42)


def draw():
    b = Block(1500, 1000, 72)
    room(b)
    back_row(b)
    sides(b)
    table(b)
    fronts(b)
    things.trim(b)
    return b


def room(b):
    b.rays(750, 560, 300, 1020, 70, TINT, 9, 178, 362, (50, 150), (14, 40))


def bust(b, x, y, w, h, colour, cut, dark, face=1, collar=None):
    """Shoulders and chest; (x, y) is the pit of the neck."""
    with b.at(x, y, 1, 0, face < 0):
        p = b.shape(
            [
                (-w * 0.16, -h * 0.06),
                (w * 0.14, -h * 0.06),
                (w * 0.38, h * 0.06),
                (w * 0.5, h * 0.3),
                (w * 0.56, h * 0.7),
            ]
            + [(w * 0.58, h)] * 2
            + [(-w * 0.58, h)] * 2
            + [(-w * 0.56, h * 0.6), (-w * 0.5, h * 0.28), (-w * 0.38, h * 0.05)],
            colour,
            amp=2,
        )
        if cut:
            b.flow(
                [(-w * 0.4, h * 0.12), (-w * 0.46, h * 0.5), (-w * 0.5, h)],
                [(w * 0.1, h * 0.2), (w * 0.05, h * 0.6), (0, h)],
                9,
                cut,
                5.5,
                (26, 80),
                (10, 30),
                clip=p,
            )
        if dark:
            b.flow(
                [(w * 0.42, h * 0.15), (w * 0.5, h * 0.5), (w * 0.54, h)],
                [(w * 0.2, h * 0.2), (w * 0.25, h * 0.6), (w * 0.25, h)],
                6,
                dark,
                6,
                (26, 80),
                (10, 26),
                clip=p,
            )
        if collar == "v":
            b.shape(
                [(-w * 0.13, -h * 0.1)] * 2 + [(w * 0.02, h * 0.36)] * 2 + [(w * 0.17, -h * 0.1)] * 2,
                INK,
                amp=1,
                step=9,
            )
        elif collar == "jacket":
            b.shape(
                [(-w * 0.12, -h * 0.1)] * 2 + [(w * 0.03, h * 0.55)] * 2 + [(w * 0.18, -h * 0.1)] * 2,
                PAPER,
                amp=1,
                step=9,
            )
            b.shape(
                [(-w * 0.07, -h * 0.12)] * 2 + [(w * 0.03, h * 0.14)] * 2 + [(w * 0.13, -h * 0.12)] * 2,
                INK,
                amp=0.8,
                step=9,
            )
            b.stroke([(-w * 0.13, -h * 0.05), (-w * 0.12, h * 0.25), (w * 0.03, h * 0.56)], 6, dark or cut)
            b.stroke([(w * 0.19, -h * 0.05), (w * 0.16, h * 0.25), (w * 0.03, h * 0.56)], 6, dark or cut)
        if colour == PAPER:
            b.contour(p, 2, BLUE, 0, 1, 8, (50, 130), (2, 8))
    return p


def back_row(b):
    # left: jacket and full hair, turned to the speaker
    bust(b, 428, 400, 300, 230, BLUE, PAPER, DEEP, 1, "jacket")
    f.head(b, 440, 268, 168, 1, 4, "three", eyes="open")
    f.hair(b, 440, 268, 168, "short", DEEP, PAPER, 1, 4)
    # right: head wrap, looking towards the middle
    bust(b, 1078, 405, 300, 230, MID, PAPER, BLUE, -1, "v")
    f.head(b, 1066, 272, 168, -1, 4, "three", eyes="open")
    f.hair(b, 1066, 272, 168, "wrap", BLUE, PAPER, -1, 4, knot=True)
    # the speaker in the middle, one hand open
    bust(b, 752, 352, 330, 300, PAPER, None, BLUE, 1, "v")
    f.head(b, 756, 208, 180, 1, 0, "three", eyes="open")
    f.hair(b, 756, 208, 180, "full", DEEP, PAPER, 1, 0)
    f.arm(b, (905, 470), (960, 560), (910, 420), 58, "flat", 24, flip=False, bare=0.5)
    p = f.sleeve(b, [(880, 400), (925, 500), (958, 560), (945, 520)], [90, 90, 88, 76], PAPER, BLUE, 4)
    b.contour(p, 2, BLUE, 0, 1, 7, (40, 110), (2, 8))
    f.arm(b, (620, 470), (590, 560), (680, 560), 58, "flat", 10, flip=True, bare=0.5)
    p = f.sleeve(b, [(628, 400), (592, 490), (590, 560), (630, 566)], [90, 90, 84, 76], PAPER, BLUE, 4)
    b.contour(p, 2, BLUE, 0, 1, 7, (40, 110), (2, 8))


def sides(b):
    bust(b, 150, 520, 320, 460, MID, PAPER, BLUE, 1, None)
    f.head(b, 182, 372, 196, 1, 2, eyes="open")
    f.hair(b, 182, 372, 196, "bob", DEEP, PAPER, 1, 2)
    bust(b, 1356, 520, 320, 460, BLUE, PAPER, DEEP, -1, None)
    f.head(b, 1322, 366, 196, -1, 2, eyes="open")
    f.hair(b, 1322, 366, 196, "short", DEEP, PAPER, -1, 2)


def table(b):
    b.shape(things.blob_ellipse(750, 745, 600, 215, 22), DEEP, amp=2)
    top = b.shape(things.blob_ellipse(750, 715, 600, 205, 22), PAPER, amp=2)
    b.contour(top, 2, BLUE, 0, 1, 8, (60, 160), (2, 8))
    b.hatch(top, 0, 19, TINT, 4.5, (50, 160), (16, 50))
    weave(b, 750, 705)
    for x, y, t in ((470, 690, 8), (1020, 700, -10), (330, 760, 20), (1180, 775, -16)):
        with b.at(x, y, 1, t):
            p = b.shape([(-74, -26), (52, -30), (74, 26), (-60, 32)], PAPER, straight=True, amp=0.8, step=9)
            b.contour(p, 1, BLUE, 0, 1, 5, (40, 90), (2, 4))
            for i in range(3):
                b.stroke([(-44 + i * 4, -12 + i * 13), (46 + i * 4, -16 + i * 13)], 4, BLUE)
    for x, y in ((590, 620), (930, 622), (620, 830), (905, 835)):
        b.shape(
            [(x - 19, y - 30)] * 2 + [(x - 14, y + 28), (x + 14, y + 28)] + [(x + 19, y - 30)] * 2,
            BLUE,
            amp=0.6,
            step=7,
        )
        b.shape(things.blob_ellipse(x, y - 30, 19, 6, 8), PAPER, amp=0.4, step=5)
        b.stroke([(x - 10, y - 14), (x - 8, y + 18)], 5, PAPER)
    f.arm(b, (250, 640), (330, 715), (420, 690), 56, "flat", 4, bare=0.4)
    f.sleeve(b, [(235, 600), (285, 690), (345, 706)], [96, 90, 74], MID, PAPER, 4)
    f.arm(b, (1260, 640), (1180, 715), (1085, 692), 56, "flat", -4, flip=True, bare=0.4)
    f.sleeve(b, [(1268, 600), (1220, 690), (1160, 706)], [96, 90, 74], BLUE, PAPER, 4)


def weave(b, x, y):
    """A small woven runner in the middle of the table, over and under."""
    n, s = 5, 34
    for i in range(n):
        o = (i - 2) * s
        b.limb([(x - 130, y + o * 0.42), (x + 130, y + o * 0.42)], [11, 11], BLUE, 0.6, 9)
    for j in range(n):
        o = (j - 2) * s
        b.limb([(x + o - 16, y - 66), (x + o + 16, y + 66)], [19, 19], MID, 0.6, 9)
    for i in range(n):
        for j in range(n):
            if (i + j) % 2:
                cx = x + (j - 2) * s + (i - 2) * s * 0.42 * 0.24
                cy = y + (i - 2) * s * 0.42
                b.limb([(cx - 14, cy), (cx + 14, cy)], [13, 13], BLUE, 0.4, 7, ends=False)


def fronts(b):
    for x, face, colour, cut, kind in ((440, 1, BLUE, PAPER, "wrap"), (1078, -1, MID, PAPER, "short")):
        with b.at(x, 868, 1.08, 0, face < 0):
            p = b.shape(
                [(-70, -40), (70, -40), (160, 0), (220, 90)]
                + [(236, 200)] * 2
                + [(-236, 200)] * 2
                + [(-220, 90), (-160, 0)],
                colour,
                amp=2,
            )
            b.flow(
                [(-160, 20), (-200, 80), (-220, 160)],
                [(160, 20), (190, 80), (220, 160)],
                22,
                cut,
                5.5,
                (26, 70),
                (10, 26),
                clip=p,
            )
        f.head(b, x, 745, 190, face, -2, "profile", eyes="open")
        f.hair(b, x, 745, 190, kind, DEEP if kind == "short" else MID, PAPER, face, -2)
