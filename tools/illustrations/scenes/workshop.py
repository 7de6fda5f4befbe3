"""p7: a carpenter planes a board at the bench; hives, bees and a field outside."""

from .. import figures as f
from .. import plants, things
from .. import geometry as g
from ..block import Block
from ..palette import BLUE, DEEP, G4, G8, INK, PAPER, TINT, shade


def draw():
    b = Block(1500, 1000, 97)
    outside(b)
    wall(b)
    carpenter_back(b)
    bench(b)
    carpenter_front(b)
    shavings(b)
    bees(b)
    things.trim(b)
    return b


def outside(b):
    b.rays(330, 470, 240, 900, 54, TINT, 7, 178, 362, (50, 130), (18, 46))
    b.shape(
        [(20, 470)] * 2
        + [(150, 420), (300, 440), (460, 400), (700, 430)]
        + [(900, 420)] * 2
        + [(900, 560)] * 2
        + [(20, 560)] * 2,
        BLUE,
        amp=5,
    )
    p = b.to([(20, 480), (150, 430), (300, 450), (460, 410), (700, 440), (880, 430), (880, 530), (20, 530)])
    b.peck(p, 22, PAPER, 18, 4.5, -60, 40)
    b.shape([(20, 520)] * 2 + [(400, 510)] + [(900, 520)] * 2 + [(900, 990)] * 2 + [(20, 990)] * 2, BLUE, amp=2)
    for i in range(10):
        x = -700 + i * 170
        t = 300 + i * 22
        b.flow(
            [(t, 524), ((x + t) / 2 + 20, 700), (x, 990)],
            [(t + 9, 524), ((x + t) / 2 + 60, 700), (x + 85, 990)],
            3,
            PAPER,
            7,
            (34, 110),
            (10, 34),
        )
    hive(b, 120, 700, 1.0)
    hive(b, 350, 640, 0.72)


def hive(b, x, y, s):
    """A box hive on a stand."""
    with b.at(x, y, s):
        for dx in (-70, 70):
            b.limb([(dx, 0), (dx * 1.12, 110)], [20, 18], INK, 0.8, 9)
        b.shape([(-104, -6), (104, -6), (104, 18), (-104, 18)], DEEP, straight=True, amp=1, step=9)
        for i, (h, c) in enumerate(((86, PAPER), (70, G4), (86, PAPER))):
            y0 = -6 - sum((86, 70, 86)[:i])
            p = b.shape([(-90, y0 - h + 4), (90, y0 - h + 4), (92, y0), (-92, y0)], c, straight=True, amp=1.2, step=10)
            b.hatch(p, 0, 15, BLUE if c == PAPER else PAPER, 4, (30, 90), (16, 50))
            b.flow(
                [(60, y0 - h + 8), (62, y0 - 4)],
                [(86, y0 - h + 8), (86, y0 - 4)],
                4,
                BLUE if c == PAPER else shade(G4),
                5,
                (20, 50),
                (4, 10),
                clip=p,
            )
            b.contour(p, 1, DEEP, 0, 1, 5, (30, 80), (2, 5))
        b.shape([(-40, -22), (40, -22), (38, -8), (-38, -8)], INK, straight=True, amp=0.8, step=8)
        b.shape([(-106, -256), (106, -256), (100, -232), (-100, -232)], G8, straight=True, amp=1.2, step=9)


def wall(b):
    """The plank wall of the workshop with its tools, open to the left."""
    w = b.shape([(960, 120), (1490, 120), (1490, 960), (960, 960)], G8, straight=True, amp=2)
    for i in range(8):
        x = 975 + i * 68
        b.stroke([(x, 130), (x + b.u(-3, 3), 500), (x, 900)], 5, PAPER, False)
        b.flow([(x + 14, 140), (x + 14, 900)], [(x + 54, 140), (x + 54, 900)], 3, shade(G8), 5, (40, 120), (40, 120))
    b.limb([(940, 120), (946, 980)], [44, 46], DEEP, 1.4, 12, ends=False)
    b.flow([(934, 140), (940, 960)], [(948, 140), (954, 960)], 2, PAPER, 5, (40, 120), (20, 60))
    b.shape([(380, 62), (1490, 56), (1490, 128), (400, 122)], G4, straight=True, amp=2)
    b.hatch(b.to([(400, 66), (1480, 62), (1480, 122), (410, 118)]), 0, 14, PAPER, 4.5, (60, 160), (20, 60))
    # saw
    s = b.shape([(1050, 250)] * 2 + [(1330, 220)] * 2 + [(1336, 262)] * 2 + [(1060, 330)] * 2, PAPER, amp=1)
    b.hatch(s, -6, 15, BLUE, 3, (60, 140), (20, 50))
    for i in range(14):
        x = 1072 + i * 19
        y = 328 - i * 4.6
        b.shape([(x, y - 2)] * 2 + [(x + 18, y - 6)] * 2 + [(x + 11, y + 11)] * 2, PAPER, amp=0.3, step=9)
    b.shape([(1326, 206)] * 2 + [(1380, 190), (1430, 210), (1436, 262), (1400, 290)] + [(1336, 276)] * 2, INK, amp=1.2)
    b.shape([(1360, 226), (1394, 218), (1410, 240), (1394, 262), (1362, 256)], G8, amp=1, step=8)
    # square and chisels
    b.shape(
        [(1060, 390)] * 2
        + [(1084, 390)] * 2
        + [(1086, 500)] * 2
        + [(1190, 502)] * 2
        + [(1190, 524)] * 2
        + [(1062, 522)] * 2,
        PAPER,
        amp=0.8,
        step=9,
    )
    for x in (1270, 1330, 1390):
        b.limb([(x, 376), (x, 440)], [24, 20], INK, 0.8, 8)
        b.shape([(x - 8, 440), (x + 8, 440), (x + 12, 530), (x - 12, 530)], PAPER, straight=True, amp=0.6, step=9)


def carpenter_back(b):
    # legs in stride
    b.limb([(610, 640), (690, 780), (730, 950)], [140, 104, 76], DEEP, 1.5, 10)
    leg = b.limb([(570, 640), (510, 790), (440, 945)], [140, 108, 78], DEEP, 1.5, 10)
    b.flow(
        [(540, 660), (470, 800), (410, 930)],
        [(610, 680), (550, 800), (470, 930)],
        5,
        PAPER,
        5.5,
        (30, 80),
        (14, 34),
        clip=leg,
    )
    f.foot(b, 436, 948, 92, 1)
    f.foot(b, 736, 952, 92, 1)
    # far arm
    f.arm(b, (750, 420), (900, 470), (1030, 556), 66, "grip", 10, bare=0.35)
    f.head(b, 770, 272, 172, 1, 22)
    shirt = b.shape(
        [(500, 650), (510, 540), (580, 440), (668, 384), (750, 388), (800, 440), (786, 520), (720, 590)]
        + [(690, 690)] * 2
        + [(500, 690)] * 2,
        PAPER,
        amp=2,
    )
    b.flow(
        [(520, 640), (570, 500), (690, 400)],
        [(660, 660), (700, 560), (780, 450)],
        12,
        BLUE,
        5.5,
        (30, 84),
        (14, 40),
        clip=shirt,
    )
    b.contour(shirt, 2, BLUE, 0, 1, 8, (50, 120), (2, 8))
    apron = b.shape(
        [(640, 440)] * 2
        + [(770, 450), (800, 500), (760, 570), (716, 640)]
        + [(720, 850)] * 2
        + [(540, 850)] * 2
        + [(560, 650), (590, 540)],
        G4,
        amp=2,
    )
    b.flow(
        [(660, 470), (610, 600), (570, 840)],
        [(760, 490), (710, 620), (700, 840)],
        9,
        PAPER,
        6,
        (36, 100),
        (14, 40),
        clip=apron,
    )
    b.stroke([(560, 600), (640, 628), (722, 624)], 10, shade(G4))
    f.hair(b, 770, 272, 172, "cap", G4, PAPER, 1, 22)


def bench(b):
    top = b.shape([(600, 668), (1480, 662), (1484, 722), (604, 728)], PAPER, straight=True, amp=1.5)
    b.hatch(top, 0, 11, BLUE, 3.6, (50, 170), (16, 50))
    b.contour(top, 1, DEEP, 0, 1, 7, (60, 150), (2, 6))
    for x in (700, 1390):
        p = b.shape([(x, 726), (x + 64, 726), (x + 60, 975), (x + 6, 975)], PAPER, straight=True, amp=1.2)
        b.hatch(p, 90, 12, BLUE, 4, (40, 130), (12, 34))
        b.contour(p, 1, DEEP, 0, 1, 6, (50, 120), (2, 6))
    p = b.shape([(762, 850), (1392, 846), (1392, 890), (762, 894)], PAPER, straight=True, amp=1.2)
    b.hatch(p, 0, 11, BLUE, 3.6, (50, 150), (16, 50))
    b.contour(p, 1, DEEP, 0, 1, 6, (50, 120), (2, 6))
    # the board being planed
    p = b.shape([(760, 632), (1440, 626), (1440, 664), (760, 668)], shade(PAPER), straight=True, amp=1)
    b.hatch(p, 0, 9, PAPER, 4, (60, 190), (12, 40))
    # plane
    pl = b.shape(
        [(886, 584)] * 2 + [(1128, 580)] * 2 + [(1140, 606)] * 2 + [(1136, 632)] * 2 + [(880, 634)] * 2, INK, amp=1
    )
    b.flow([(896, 596), (1120, 594)], [(894, 622), (1126, 620)], 3, PAPER, 3.6, (40, 110), (14, 40), clip=pl)
    b.limb([(914, 588), (900, 540), (930, 520)], [34, 26, 26], INK, 1, 8)
    b.shape([(1000, 586)] * 2 + [(976, 520)] * 2 + [(996, 512)] * 2 + [(1034, 584)] * 2, PAPER, amp=0.8, step=9)
    b.shape(things.blob_ellipse(1092, 562, 24, 26), INK, amp=1, step=8)


def carpenter_front(b):
    f.arm(b, (640, 470), (690, 640), (890, 540), 78, "grip", 16, bare=0.45)
    p = f.sleeve(b, [(630, 420), (632, 520), (672, 606)], [116, 118, 108], PAPER, BLUE, 5)
    b.contour(p, 2, BLUE, 0, 1, 7, (50, 120), (2, 8))
    f.hand(b, 1040, 556, 84, 30, "grip")


def curl(b, x, y, r, start, turns, w, colour, edge, flip=1):
    """A wood shaving: a loose spiral band."""
    import math

    pts = []
    n = int(turns * 9)
    for i in range(n + 1):
        t = i / n
        a = math.radians(start + flip * 360 * turns * t)
        rr = r * (1 - 0.72 * t)
        pts.append((x + math.cos(a) * rr, y + math.sin(a) * rr))
    b.stroke(pts, w + 5, edge, False)
    b.stroke(pts, w, colour, False)
    return pts


def shavings(b):
    curl(b, 1010, 480, 56, 80, 1.3, 15, PAPER, INK, -1)
    curl(b, 1068, 500, 38, 110, 1.2, 12, PAPER, INK, -1)
    for x, y, r, s, fl in (
        (850, 950, 34, 90, 1),
        (930, 965, 28, 60, -1),
        (1010, 945, 36, 100, 1),
        (1110, 962, 30, 90, -1),
        (1220, 950, 36, 80, 1),
        (1320, 965, 26, 100, -1),
        (640, 965, 28, 100, 1),
        (820, 655, 24, 90, -1),
    ):
        curl(b, x, y, r, s, 1.3, 11, PAPER, INK, fl)


def bees(b):
    for x, y, s, t, fl in (
        (250, 270, 62, -14, False),
        (420, 180, 46, 10, True),
        (120, 190, 44, -20, False),
        (500, 330, 40, -8, False),
        (330, 400, 34, 12, True),
        (60, 360, 34, 6, False),
    ):
        things.bee(b, x, y, s, t, INK, PAPER, PAPER, fl)
