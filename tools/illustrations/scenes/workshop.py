"""p7: a carpenter planes a board at the bench; hives, bees and a field outside."""

import math

from .. import figures as f
from .. import geometry as g
from .. import things
from ..block import Block
from ..geometry import points
from ..palette import BLUE, DEEP, G4, G8, INK, MID, PAPER, TINT, shade


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
    b.rays(330, 470, 260, 900, 48, TINT, 8, 178, 362, (60, 150), (22, 60))
    b.shape(points("20,470* 150,420 300,440 460,400 700,430 960,420* 960,560* 20,560*"), BLUE, amp=5)
    p = b.to(points("20,480 150,430 300,450 460,410 700,440 940,430 940,520 20,520"))
    b.peck(p, 25, PAPER, 20, 5.5, -60, 40)
    b.shape(points("20,520* 400,510 980,520* 980,990* 20,990*"), BLUE, amp=2)
    for i in range(10):
        x, t = -700 + i * 175, 300 + i * 24
        left = [(t, 524), ((x + t) / 2 + 20, 700), (x, 990)]
        right = [(t + 9, 524), ((x + t) / 2 + 60, 700), (x + 85, 990)]
        b.flow(left, right, 3, PAPER, 8, (40, 130), (10, 34))
    hive(b, 146, 716, 1.0)
    hive(b, 376, 650, 0.72)


def board(b, pts, colour, angle, gap, grain, edge):
    """A plank with its grain and a cut edge."""
    p = b.shape(pts, colour, straight=True, amp=1.3, step=16)
    b.hatch(p, angle, gap, grain, gap * 0.32, (40, 150), (14, 44))
    b.contour(p, 1, edge, 0, 1, 6, (50, 140), (2, 6))
    return p


def hive(b, x, y, s):
    """A box hive on a stand."""
    with b.at(x, y, s):
        for dx in (-70, 70):
            b.limb([(dx, 0), (dx * 1.12, 110)], [22, 20], INK, 0.8, 9)
        b.shape([(-108, -8), (108, -8), (108, 18), (-108, 18)], DEEP, straight=True, amp=1, step=9)
        y0 = -6
        for h, c in ((86, PAPER), (70, G4), (86, PAPER)):
            cut, dark = (BLUE, BLUE) if c == PAPER else (PAPER, shade(G4))
            p = b.shape([(-90, y0 - h + 4), (90, y0 - h + 4), (92, y0), (-92, y0)], c, straight=True, amp=1.2, step=10)
            b.hatch(p, 0, 17, cut, 4.5, (30, 90), (20, 60))
            b.flow(
                [(56, y0 - h + 8), (58, y0 - 4)],
                [(86, y0 - h + 8), (86, y0 - 4)],
                4,
                dark,
                6,
                (20, 50),
                (4, 10),
                clip=p,
            )
            b.contour(p, 1, DEEP, 0, 1, 6, (30, 80), (2, 5))
            y0 -= h
        b.shape([(-44, -26), (44, -26), (42, -8), (-42, -8)], INK, straight=True, amp=0.8, step=8)
        b.shape([(-110, -262), (110, -262), (102, -234), (-102, -234)], G8, straight=True, amp=1.2, step=9)
        b.stroke([(-90, -250), (90, -250)], 5, PAPER)


def wall(b):
    """The plank wall of the workshop with its tools, open to the left."""
    b.shape([(960, 110), (1490, 110), (1490, 990), (960, 990)], G8, straight=True, amp=2)
    for i in range(8):
        x = 985 + i * 68
        b.stroke([(x, 130), (x + b.u(-3, 3), 500), (x, 980)], 5, PAPER, False)
        b.flow([(x + 14, 140), (x + 14, 980)], [(x + 54, 140), (x + 54, 980)], 3, shade(G8), 6, (50, 140), (40, 120))
    b.limb([(942, 110), (948, 990)], [46, 48], DEEP, 1.4, 12, ends=False)
    b.flow([(936, 140), (942, 980)], [(950, 140), (956, 980)], 2, PAPER, 6, (40, 120), (20, 60))
    b.shape([(380, 56), (1490, 50), (1490, 124), (404, 120)], G4, straight=True, amp=2)
    b.hatch(b.to([(404, 62), (1480, 58), (1480, 118), (414, 114)]), 0, 15, PAPER, 5.5, (70, 190), (24, 70))
    saw(b)
    b.shape(points("1236,398* 1262,398* 1264,512* 1380,514* 1380,538* 1238,536*"), PAPER, amp=0.8, step=9)
    for x in (1074, 1128, 1182):
        b.limb([(x, 384), (x, 440)], [26, 22], INK, 0.8, 8)
        b.shape([(x - 8, 440), (x + 8, 440), (x + 12, 516), (x - 12, 516)], PAPER, straight=True, amp=0.6, step=9)
        b.stroke([(x + 3, 446), (x + 5, 508)], 4, BLUE)


def saw(b):
    s = b.shape(points("1046,246* 1330,212* 1338,258* 1056,326*"), PAPER, amp=1)
    b.hatch(s, -7, 17, BLUE, 3.6, (60, 140), (20, 50))
    for i in range(14):
        x, y = 1070 + i * 19, 325 - i * 4.8
        b.shape([(x, y - 3)] * 2 + [(x + 18, y - 8)] * 2 + [(x + 11, y + 12)] * 2, PAPER, amp=0.3, step=9)
    b.shape(points("1326,198* 1380,182 1432,202 1440,258 1402,288 1336,272*"), INK, amp=1.2)
    b.shape(points("1360,222 1396,212 1412,236 1396,260 1362,252"), G8, amp=1, step=8)


def carpenter_back(b):
    # legs in stride
    p = b.limb(points("620,640 700,790 736,950"), [150, 108, 78], MID, 1.5, 10)
    b.hatch(p, 78, 19, BLUE, 5, (30, 80), (20, 50))
    leg = b.limb(points("570,640 510,790 440,945"), [150, 112, 80], TINT, 1.5, 10)
    b.flow(
        points("540,660 470,800 410,930"), points("620,680 560,800 474,930"), 6, BLUE, 6, (30, 84), (14, 34), clip=leg
    )
    f.foot(b, 436, 948, 92, 1)
    f.foot(b, 736, 952, 92, 1)
    # far arm
    f.arm(b, (750, 420), (900, 470), (1030, 556), 66, "grip", 10, bare=0.35)
    p = f.sleeve(b, points("730,412 800,436 862,462"), [96, 92, 86], PAPER, BLUE, 3)
    b.contour(p, 2, BLUE, 0, 1, 8, (50, 120), (2, 8))
    f.throat(b, 770, 262, 172, 1, 22)
    shirt = b.shape(
        points("490,650 500,540 572,440 664,376 750,384 800,440 786,520 720,590 690,700* 490,700*"), PAPER, amp=2
    )
    b.flow(
        points("516,640 566,500 690,396"),
        points("660,660 700,560 780,450"),
        11,
        BLUE,
        6,
        (34, 90),
        (16, 44),
        clip=shirt,
    )
    b.contour(shirt, 2, BLUE, 0, 1, 9, (50, 120), (2, 8))
    apron = b.shape(points("648,440* 772,446 804,500 762,570 722,640 728,850* 536,850* 552,650 588,540"), G4, amp=2)
    b.flow(
        points("664,470 610,600 566,840"),
        points("764,490 714,620 706,840"),
        8,
        PAPER,
        6.5,
        (36, 110),
        (16, 44),
        clip=apron,
    )
    b.stroke(points("562,626 640,640 716,634"), 12, shade(G4))
    b.stroke(points("660,446 690,410 720,384"), 14, G4, False)
    f.head(b, 770, 262, 172, 1, 22, neck=0)
    f.hair(b, 770, 262, 172, "cap", G4, PAPER, 1, 22)


def bench(b):
    board(b, [(600, 668), (1484, 662), (1488, 724), (604, 730)], PAPER, 0, 12, BLUE, DEEP)
    for x in (700, 1390):
        board(b, [(x, 728), (x + 66, 728), (x + 62, 980), (x + 6, 980)], PAPER, 90, 13, BLUE, DEEP)
    board(b, [(764, 846), (1394, 842), (1394, 888), (764, 892)], PAPER, 0, 12, BLUE, DEEP)
    board(b, [(760, 632), (1440, 626), (1440, 664), (760, 668)], TINT, 0, 10, PAPER, DEEP)
    # plane
    pl = b.shape(points("886,584* 1128,580* 1140,606* 1136,632* 880,634*"), INK, amp=1)
    b.flow([(896, 596), (1120, 594)], [(894, 622), (1126, 620)], 3, PAPER, 4, (40, 110), (14, 40), clip=pl)
    b.limb([(914, 588), (900, 540), (930, 520)], [34, 26, 26], INK, 1, 8)
    b.shape(points("1000,586* 976,520* 998,510* 1036,584*"), TINT, amp=0.8, step=9)
    b.shape(things.blob_ellipse(1092, 562, 24, 26), INK, amp=1, step=8)


def carpenter_front(b):
    f.arm(b, (640, 470), (692, 634), (890, 540), 78, "grip", 16, bare=0.5)
    p = f.sleeve(b, points("622,416 628,520 670,600"), [122, 120, 110], PAPER, BLUE, 5)
    b.contour(p, 2, BLUE, 0, 1, 8, (50, 120), (2, 8))
    f.hand(b, 1040, 556, 84, 30, "grip")


def curl(b, x, y, r, start, turns, w, flip=1):
    """A wood shaving: a loose spiral band."""
    n = int(turns * 14)
    pts = []
    for i in range(n + 1):
        t = i / n
        a = math.radians(start + flip * 360 * turns * t)
        rr = r * (1 - 0.72 * t)
        pts.append((x + math.cos(a) * rr, y + math.sin(a) * rr))
    path = g.even(g.open_spline(b.to(pts), 3), n * 2)
    for width, colour in ((w + 6, INK), (w, PAPER)):
        half = [width / 2 * (1 - 0.35 * i / len(path)) for i in range(len(path))]
        band = g.offset(path, half) + g.offset(path, [-v for v in half])[::-1]
        b.shape(band, colour, straight=True, amp=0, step=40)


def shavings(b):
    curl(b, 1006, 470, 64, 78, 1.35, 19, -1)
    curl(b, 1076, 494, 42, 100, 1.2, 15, -1)
    for x, y, r, s, fl in (
        (858, 944, 40, 90, 1),
        (944, 962, 30, 60, -1),
        (1122, 950, 36, 90, -1),
        (1252, 944, 42, 80, 1),
        (632, 962, 30, 100, 1),
        (826, 646, 26, 90, -1),
    ):
        curl(b, x, y, r, s, 1.3, 13, fl)


def bees(b):
    for x, y, s, t, fl in (
        (250, 262, 76, -14, False),
        (430, 190, 54, 10, True),
        (110, 180, 52, -20, False),
        (520, 340, 46, -8, False),
        (352, 372, 40, 12, True),
        (76, 366, 38, 6, False),
    ):
        things.bee(b, x, y, s, t, INK, PAPER, TINT, fl, BLUE)
