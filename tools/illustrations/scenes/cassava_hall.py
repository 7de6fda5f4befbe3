"""p6: an open hall, women peeling cassava under its roof, roots and shrubs in front."""

from .. import figures as f
from .. import plants, things
from .. import geometry as g
from ..block import Block
from ..palette import BLUE, DEEP, G2, G9, INK, PAPER, TINT, shade


def draw():
    b = Block(1500, 1000, 86)
    behind(b)
    hall_back(b)
    seated(b, 560, 742, 1, G2, G9)
    heap(b)
    seated(b, 960, 742, -1, PAPER, G2)
    hall_front(b)
    foreground(b)
    things.trim(b)
    return b


def behind(b):
    b.rays(750, 430, 420, 1100, 62, G2, 8, 182, 358, (50, 140), (18, 46))
    b.shape([(20, 560)] * 2 + [(120, 470), (240, 500), (380, 480)] + [(380, 640)] * 2 + [(20, 640)] * 2, BLUE, amp=5)
    b.shape(
        [(1120, 480)] * 2 + [(1260, 500), (1380, 455)] + [(1490, 480)] * 2 + [(1490, 640)] * 2 + [(1120, 640)] * 2,
        BLUE,
        amp=5,
    )
    plants.oil_palm(b, 1330, 560, 400, 170, BLUE, PAPER, None, 10, 20)
    plants.oil_palm(b, 150, 560, 330, 140, BLUE, PAPER, None, 10, -14)
    gr = b.shape([(20, 640)] * 2 + [(750, 628)] + [(1490, 640)] * 2 + [(1490, 990)] * 2 + [(20, 990)] * 2, BLUE, amp=2)
    b.hatch(gr, 0, 24, PAPER, 6, (40, 130), (30, 90), g.fade(0, 760, 0, 960, 1, 0.3))


def hall_back(b):
    inside = b.shape([(300, 400), (1200, 400), (1200, 660), (300, 660)], PAPER, straight=True, amp=1)
    b.hatch(inside, 0, 15, TINT, 5, (40, 120), (20, 60), g.fade(0, 660, 0, 400, 0.3, 1))
    low = b.shape([(300, 590), (1200, 590), (1200, 690), (300, 690)], shade(G2), straight=True, amp=1.5)
    b.hatch(low, 0, 20, G2, 4, (30, 60), (8, 12))
    floor = b.shape([(250, 690), (1250, 690), (1330, 790), (170, 790)], PAPER, straight=True, amp=2)
    b.hatch(floor, 0, 14, TINT, 4, (50, 140), (30, 80))
    for x in (460, 750, 1040):
        b.limb([(x, 380), (x, 690)], [22, 22], BLUE, 1, 12, ends=False)


def seated(b, x, y, face, dress, wrap):
    """A woman on a low stool peeling a root."""
    dark = shade(dress) if dress != PAPER else BLUE
    with b.at(x, y, 1.12, 0, face < 0):
        b.shape(
            [(-70, -64)] * 2
            + [(34, -64)] * 2
            + [(40, -46)] * 2
            + [(24, 4)] * 2
            + [(8, 4)] * 2
            + [(4, -40)] * 2
            + [(-44, -40)] * 2
            + [(-52, 4)] * 2
            + [(-70, 4)] * 2,
            INK,
            amp=0.8,
            step=9,
        )
        f.foot(b, 92, -14, 44, 1)
        b.limb([(88, -90), (92, -20)], [34, 24], INK, 0.8, 8)
        f.arm(b, (40, -196), (96, -140), (134, -128), 32, "grip", 0)
        f.head(b, 34, -262, 92, 1, 26)
        p = b.shape(
            [(-56, -64), (-62, -130), (-46, -196), (-8, -226), (34, -222), (58, -190), (58, -140), (44, -104)]
            + [(110, -100), (124, -72), (118, -34)]
            + [(104, -22)] * 2
            + [(40, -34), (-40, -40)],
            dress,
            amp=1.2,
            step=9,
        )
        b.flow(
            [(-30, -210), (-52, -130), (-40, -50)],
            [(40, -205), (40, -140), (20, -60)],
            7,
            PAPER if dress != PAPER else BLUE,
            4.2,
            (16, 44),
            (8, 22),
            clip=p,
        )
        b.flow(
            [(30, -92), (80, -92), (112, -70)],
            [(30, -50), (70, -44), (104, -34)],
            4,
            dark,
            5,
            (16, 40),
            (7, 16),
            clip=p,
        )
        if dress == PAPER:
            b.contour(p, 1, BLUE, 0, 1, 5, (30, 80), (2, 6))
        f.hair(b, 34, -262, 92, "wrap", wrap, PAPER, 1, 26)
        root(b, 150, -132, 84, 26, -24, G2, INK, True)
        f.arm(b, (-6, -190), (20, -116), (112, -116), 36, "grip", -8, bare=0.3)
        f.sleeve(b, [(-8, -204), (-2, -160), (14, -130)], [50, 52, 50], dress, PAPER if dress != PAPER else BLUE, 3)


def root(b, x, y, length, w, turn, skin, dark, cut_end=False):
    """One cassava root: long, thick in the middle, drawn out at the end."""
    with b.at(x, y, 1, turn):
        p = b.shape(
            [(-length * 0.5, -w * 0.16)] * 2
            + [
                (-length * 0.34, -w * 0.42),
                (-length * 0.05, -w * 0.52),
                (length * 0.22, -w * 0.38),
                (length * 0.4, -w * 0.16),
            ]
            + [(length * 0.56, w * 0.02)] * 2
            + [
                (length * 0.36, w * 0.2),
                (length * 0.1, w * 0.46),
                (-length * 0.2, w * 0.52),
                (-length * 0.42, w * 0.36),
            ]
            + [(-length * 0.5, w * 0.16)] * 2,
            skin,
            amp=1.4,
            step=9,
        )
        if cut_end:
            b.shape(things.blob_ellipse(-length * 0.47, 0, w * 0.14, w * 0.3), PAPER, amp=0.5, step=6)
        k = max(3, int(length / 20))
        for i in range(k):
            t = -0.36 + 0.78 * (i + b.u(-0.2, 0.2)) / k
            h = w * (0.44 - abs(t + 0.06) * 0.5)
            b.stroke(
                [(length * t, -h * b.u(0.1, 0.9)), (length * t + w * 0.06, 0), (length * t, h * b.u(0.3, 0.9))],
                w * 0.055,
                dark,
            )
        b.stroke([(-length * 0.36, -w * 0.26), (-length * 0.05, -w * 0.36), (length * 0.2, -w * 0.26)], w * 0.07, PAPER)
    return p


def heap(b):
    for x, y, t in (
        (690, 752, 12),
        (800, 756, -168),
        (742, 730, 30),
        (770, 712, 165),
        (715, 706, -12),
        (748, 684, 14),
        (690, 734, -30),
        (818, 736, 200),
    ):
        root(b, x, y, 128, 42, t, b.rng.choice([G2, G9, PAPER]), shade(G9), True)


def hall_front(b):
    for x in (262, 1238):
        b.limb([(x, 380), (x, 800)], [34, 38], DEEP, 1.2, 12, ends=False)
        b.flow([(x - 6, 440), (x - 6, 780)], [(x + 8, 440), (x + 8, 780)], 2, PAPER, 4, (30, 80), (14, 40))
        for d in (-1, 1):
            b.limb([(x, 490), (x + d * 74, 412)], [18, 16], DEEP, 1, 9)
    things.roof(b, [(130, 420), (330, 150), (1170, 150), (1370, 420)], G9, PAPER, 36, 5.5, (44, 120))
    b.flow([(900, 160), (1040, 410)], [(1160, 160), (1350, 410)], 9, shade(G9), 7, (40, 120), (20, 60))
    b.shape([(122, 416), (1378, 416), (1372, 444), (128, 444)], shade(G9), straight=True, amp=1.4)
    b.shape([(322, 138), (1178, 138), (1184, 160), (316, 160)], shade(G9), straight=True, amp=1.4)
    b.flow([(140, 428), (1360, 430)], [(140, 434), (1360, 436)], 1, G9, 4, (40, 120), (20, 60))


def foreground(b):
    # two shrubs frame the hall
    plants.cassava(b, 160, 1000, 470, [DEEP, BLUE], PAPER, 3, 120, 1.1, DEEP)
    plants.cassava(b, 1360, 1000, 500, [DEEP, BLUE], PAPER, 3, 124, 1.1, DEEP)
    # a lifted plant: stem and its roots like fingers
    b.limb([(890, 800), (800, 850), (742, 872)], [26, 34, 46], INK, 1, 9)
    b.stroke([(880, 806), (800, 850)], 5, PAPER)
    for x, y, ln, w, t in (
        (860, 946, 290, 74, 32),
        (640, 950, 300, 78, 152),
        (760, 955, 250, 74, 84),
        (600, 895, 260, 66, 176),
        (905, 888, 270, 66, 8),
    ):
        root(b, x, y, ln, w, t, G2 if t != 84 else G9, shade(G9))
    b.shape(things.blob_ellipse(744, 884, 44, 34), INK, amp=2, step=9)
    b.peck(b.to(things.blob_ellipse(744, 884, 40, 30)), 15, PAPER, 10, 4)
