"""home: the furrows of both countries run on as threads and are woven together in the middle."""

from .. import geometry as g
from .. import plants, things
from ..block import Block
from ..geometry import points
from ..palette import BLUE, DEEP, G2, G3, G4, G5, G8, G9, MID, PAPER, TINT
from ..threads import Thread, interlace

COLOURS = [G2, BLUE, G5, G3, G8, G9, G4]  # seven projects, seven threads, the goals they serve


def draw():
    b = Block(1600, 800, 18)
    warp = [Thread(line(i), c, [32, 30, 27, 25, 24, 25, 27, 30, 32]) for i, c in enumerate(COLOURS)]
    sky(b)
    dueren(b)
    la_me(b)
    fields(b)
    weft = []
    for j in range(13):
        x = 800 + (j - 6) * 38
        way = [(x + 6, 470 - (j * 5) % 3 * 11), (x - 4, 560), (x + 5, 660), (x - 2, 772 + (j * 7) % 19)]
        weft.append(Thread(way, BLUE if j % 2 else MID, [17, 19, 19, 17], 130))
    interlace(b, warp, weft)
    fringe(b, weft)
    swallows(b)
    things.trim(b, 22)
    return b


def line(i):
    """Way of thread i: over the left hill, sagging through the middle, over the right one."""
    d = i - 3
    left = [(-40, 640 + d * 62), (120, 600 + d * 54), (270, 586 + d * 47), (430, 598 + d * 41), (600, 618 + d * 38)]
    right = [(1600 - x, y + 2 * (n % 2)) for n, (x, y) in enumerate(left[::-1])]
    return [*left, (800, 626 + d * 37), *right]


def sky(b):
    b.rays(800, 640, 330, 1150, 37, TINT, 7.5, 188, 352, (60, 170), (30, 70), g.glow(800, 620, 300, 800, 0.3, 1))
    b.shape(points("0,470* 90,396 200,372 310,392 430,380 540,430 690,500* 0,560*"), TINT, amp=2)
    b.flow(
        points("20,450 120,400 260,396 640,490"),
        points("20,540 120,480 260,470 640,520"),
        7,
        PAPER,
        5,
        (30, 90),
        (14, 40),
    )
    b.shape(points("930,500* 1060,440 1140,446 1230,396 1330,400 1440,346 1530,360 1600,340* 1600,560*"), TINT, amp=4)
    b.flow(points("990,490 1240,420 1580,370"), points("990,510 1240,500 1580,480"), 6, PAPER, 5, (12, 26), (12, 30))


def box(b, x, y, w, h, colour):
    """A small upright hole or board; (x, y) is its top left corner."""
    b.shape([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], colour, straight=True, amp=0.4, step=12)


def house(b, x, y, w, h, roof_h):
    """A gabled house, its long side towards us."""
    with b.at(x, y):
        wall = b.shape([(0, -h), (w, -h), (w, 0), (0, 0)], PAPER, straight=True, amp=0.6, step=12)
        gable = [(0, -h), (-w * 0.26, -h - roof_h), (-w * 0.52, -h), (-w * 0.52, 0), (0, 0)]
        b.shape(gable, MID, straight=True, amp=0.6, step=12)
        plane = [(-w * 0.26, -h - roof_h), (w * 0.82, -h - roof_h), (w * 1.08, -h + 3), (0, -h + 3)]
        b.hatch(b.shape(plane, DEEP, straight=True, amp=0.8, step=12), 4, 9, PAPER, 2.8, (14, 34), (7, 16))
        for i in (0.18, 0.62):
            box(b, w * i, -h * 0.72, w * 0.16, h * 0.42, BLUE)
        box(b, -w * 0.33, -h * 0.72, w * 0.13, h * 0.38, PAPER)
        b.contour(wall, 0, BLUE, 0, 1, 3, (14, 40), (2, 5))


def dueren(b):
    """Poplars, roofs and a linden of the Düren country."""
    for x, h, w in ((66, 292, 58), (130, 350, 64), (194, 310, 58)):
        plants.poplar(b, x, 482, h, w, BLUE, PAPER, 4)
    plants.trunk(b, points("548,500 550,430 548,370"), [30, 20, 16], BLUE, PAPER, 2)
    plants.crown(b, [(508, 380, 46), (588, 384, 42), (548, 330, 56)], BLUE, PAPER, (-0.7, -1), 22, 7, 20)
    for x, y, w, h, r in (
        (376, 392, 70, 40, 50),
        (282, 398, 78, 46, 60),
        (452, 424, 62, 38, 46),
        (344, 432, 84, 46, 58),
    ):
        house(b, x, y, w, h, r)


def hut(b, x, y, w, h):
    """A house with a shaded porch under a hipped sheet roof."""
    wall = b.shape([(x, y - h), (x + w, y - h), (x + w, y), (x, y)], PAPER, straight=True, amp=0.6, step=12)
    b.hatch(wall, 0, 10, MID, 2.2, (14, 40), (10, 24))
    for dx in (0.12, 0.7):
        box(b, x + w * dx, y - h * 0.68, w * 0.17, h * 0.43, BLUE)
    box(b, x + w * 0.42, y - h * 0.74, w * 0.15, h * 0.74, DEEP)
    for dx in (-0.08, 0.34, 0.63, 1.05):
        box(b, x + w * dx, y - h, 6, h + 4, DEEP)
    eave, ridge = y - h + 6, y - h - w * 0.36
    plane = [(x - w * 0.18, eave), (x + w * 0.06, ridge), (x + w * 0.94, ridge), (x + w * 1.18, eave)]
    things.roof(b, plane, DEEP, PAPER, 12, 3.4, (24, 60))


def la_me(b):
    """Forest, oil palms and houses of La Mé."""
    plants.trunk(b, points("1250,480 1255,360 1252,210"), [58, 26, 22], BLUE, PAPER, 3)
    plants.crown(b, [(1190, 226, 60), (1318, 222, 62), (1254, 180, 74)], BLUE, PAPER, (-0.5, -1), 22, 7, 20)
    way = (
        "1000,540* 1044,462 1092,420 1150,410 1196,352 1262,372 1330,312 1400,336 1450,290 1530,314 1600,270* 1600,580*"
    )
    edge = b.shape(points(way), BLUE, amp=4)
    b.peck(edge, 29, PAPER, 22, 7.5, -60, 50, g.fade(0, 440, 0, 340, 0.2, 1))
    hut(b, 1136, 446, 112, 50)
    hut(b, 1306, 430, 122, 54)
    plants.oil_palm(b, 1066, 520, 256, 124, DEEP, PAPER, None, 9, -12)
    plants.oil_palm(b, 1484, 500, 350, 166, DEEP, PAPER, None, 10, 14)


def fields(b):
    """The soil of the two hills, in ridges between the furrows, giving out towards the middle."""
    for flip in (False, True):
        with b.at(1600 if flip else 0, 0, 1, 0, flip):
            b.shape(points("0,470* 0,430 120,420 270,424 420,446 540,492 630,516* 430,500 120,470*"), BLUE, amp=3)
            b.shape(points("0,806* 120,764 270,730 430,724 560,738 640,760* 540,770 500,800* 0,800*"), BLUE, amp=3)
            for i in range(-1, 7):
                ridge = [
                    ((p[0] + q[0]) / 2, (p[1] + q[1]) / 2) for p, q in zip(line(i)[:5], line(i + 1)[:5], strict=True)
                ]
                ridge[4] = (ridge[4][0] - 20 + b.u(-40, 60), ridge[4][1])
                b.limb(ridge, [64, 57, 52, 46, 30, 0], BLUE, 1.5, 16, ends=False)
                up, down = line(i)[:5], line(i + 1)[:5]
                b.flow(up, down, 2, PAPER, 5, (50, 130), (20, 60), None, None, 0.36, 0.64)
                x = 24 + (i % 2) * 30
                while x < 400 and i >= 0:
                    t = g.at_length(ridge, g.lengths(ridge), x + 40)
                    plants.seedling(b, t[0], t[1] + 17 - x * 0.02, 27 - x * 0.03, PAPER, 4)
                    x += b.u(82, 114)


def fringe(b, weft):
    """Loose ends of the weft."""
    for t in weft:
        for p, q in ((t.path[0], t.path[3]), (t.path[-1], t.path[-4])):
            d = 1 if p[1] > q[1] else -1
            for k in (-6, 0, 6):
                b.gouge(
                    (p[0] + k * 0.6, p[1] - d * 3), (p[0] + k * 1.5 + b.u(-3, 3), p[1] + d * b.u(14, 22)), 3.4, t.colour
                )


SWALLOW = points(
    "30,0* 18,-5 6,-6 -4,-24 -24,-44* -16,-20 -14,-4 -26,0 -52,-8* "
    "-36,2 -56,12* -26,8 -10,9 2,30 16,42* 12,20 10,8 20,4*"
)


def swallows(b):
    """They spend the summer in the one country and the winter in the other."""
    for x, y, s, t in (
        (742, 150, 1.05, -8),
        (842, 214, 0.85, 6),
        (660, 236, 0.72, -14),
        (880, 120, 0.6, -4),
        (772, 282, 0.55, 10),
    ):
        with b.at(x, y, s, t):
            b.shape(SWALLOW, BLUE, amp=0.4, step=7)
            b.stroke([(-14, 3), (2, 3), (18, 0)], 3, PAPER)
