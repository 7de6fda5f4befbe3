"""home: the furrows of both countries run on as threads and are woven together in the middle."""
from .. import plants, things
from .. import geometry as g
from ..block import Block
from ..palette import BLUE, DEEP, G2, G3, G4, G5, G8, G9, MID, PAPER, TINT
from ..threads import Thread, interlace

COLOURS = [G2, BLUE, G5, G3, G8, G9, G4]     # seven projects, seven threads, the goals they serve


def draw():
    b = Block(1600, 800, 18)
    warp = [Thread(line(i), c, [30, 29, 26, 24, 23, 24, 26, 29, 30]) for i, c in enumerate(COLOURS)]
    sky(b)
    dueren(b)
    la_me(b)
    fields(b)
    weft = [Thread([(800 + (j - 6) * 39 + 5, 452 - (j % 3) * 12), (800 + (j - 6) * 39 - 5, 560), (800 + (j - 6) * 39 + 6, 660),
                    (800 + (j - 6) * 39, 776 + (j * 7) % 19)], BLUE if j % 2 else MID, [17, 18, 18, 17], 130) for j in range(13)]
    interlace(b, warp, weft)
    fringe(b, weft)
    things.trim(b, 22)
    return b


def line(i):
    """Way of thread i: over the left hill, sagging through the middle, over the right one."""
    d = i - 3
    return [(-40, 640 + d * 62), (120, 596 + d * 54), (270, 578 + d * 47), (430, 590 + d * 41), (600, 612 + d * 38), (800, 622 + d * 37),
            (1000, 612 + d * 38), (1170, 590 + d * 41), (1330, 578 + d * 47), (1480, 596 + d * 54), (1640, 640 + d * 62)]


def sky(b):
    b.rays(800, 640, 330, 1150, 66, TINT, 6, 188, 352, (50, 150), (24, 60), g.glow(800, 620, 300, 800, 0.3, 1))
    b.shape([(0, 470)] * 2 + [(90, 396), (200, 372), (310, 392), (430, 380), (540, 430)] + [(690, 500)] * 2 + [(0, 560)] * 2, TINT, amp=2)
    b.flow([(20, 450), (120, 400), (260, 396), (640, 490)], [(20, 540), (120, 480), (260, 470), (640, 520)], 7, PAPER, 5, (30, 90), (14, 40))
    b.shape([(930, 500)] * 2 + [(1060, 440), (1140, 446), (1230, 396), (1330, 410), (1440, 366), (1530, 380)] + [(1600, 360)] * 2
            + [(1600, 560)] * 2, TINT, amp=4)
    b.flow([(990, 490), (1240, 420), (1580, 380)], [(990, 510), (1240, 500), (1580, 480)], 6, PAPER, 5, (12, 26), (12, 30))


def house(b, x, y, w, h, roof_h, face=1):
    """A gabled house, its long side towards us."""
    with b.at(x, y, 1, 0, face < 0):
        wall = b.shape([(0, -h), (w, -h), (w, 0), (0, 0)], PAPER, straight=True, amp=.6, step=9)
        b.shape([(0, -h)] * 2 + [(-w * .26, -h - roof_h)] * 2 + [(-w * .52, -h)] * 2 + [(-w * .52, 0)] * 2 + [(0, 0)] * 2, MID, amp=.6, step=9)
        r = b.shape([(-w * .26, -h - roof_h), (w * .82, -h - roof_h), (w * 1.08, -h + 3), (0, -h + 3)], DEEP, straight=True, amp=.8, step=9)
        b.hatch(r, 4, 9, PAPER, 2.6, (12, 30), (6, 14))
        for i in (.18, .62):
            b.shape([(w * i, -h * .72), (w * (i + .16), -h * .72), (w * (i + .16), -h * .3), (w * i, -h * .3)], BLUE, straight=True, amp=.4, step=8)
        b.shape([(-w * .33, -h * .72), (-w * .2, -h * .72), (-w * .2, -h * .34), (-w * .33, -h * .34)], PAPER, straight=True, amp=.4, step=8)
        b.contour(wall, 0, BLUE, 0, 1, 3, (14, 40), (2, 5))


def dueren(b):
    """Poplars, roofs and a linden of the Düren country."""
    for x, h, w in ((62, 300, 58), (126, 356, 64), (190, 318, 58)):
        plants.poplar(b, x, 478, h, w, BLUE, PAPER, 4)
    house(b, 398, 420, 70, 40, 50)
    house(b, 300, 424, 78, 44, 58)
    house(b, 480, 448, 66, 36, 46)
    house(b, 366, 456, 84, 44, 56)
    plants.trunk(b, [(600, 520), (602, 450), (600, 400)], [28, 20, 16], DEEP, PAPER, 2)
    plants.crown(b, [(562, 398, 46), (640, 400, 44), (602, 346, 56)], BLUE, PAPER, (-0.7, -1), 15, 5, 15)


def hut(b, x, y, w, h):
    """A house with a shaded porch under a hipped sheet roof."""
    wall = b.shape([(x, y - h), (x + w, y - h), (x + w, y), (x, y)], PAPER, straight=True, amp=.6, step=9)
    b.hatch(wall, 0, 9, MID, 2, (14, 40), (10, 24))
    for dx in (.12, .7):
        b.shape([(x + w * dx, y - h * .68), (x + w * (dx + .17), y - h * .68), (x + w * (dx + .17), y - h * .25), (x + w * dx, y - h * .25)],
                BLUE, straight=True, amp=.4, step=8)
    b.shape([(x + w * .42, y - h * .74), (x + w * .57, y - h * .74), (x + w * .57, y), (x + w * .42, y)], DEEP, straight=True, amp=.4, step=8)
    for dx in (-.08, .34, .63, 1.05):
        b.shape([(x + w * dx, y - h), (x + w * dx + 6, y - h), (x + w * dx + 6, y + 4), (x + w * dx, y + 4)], DEEP, straight=True, amp=.4, step=8)
    things.roof(b, [(x - w * .18, y - h + 6), (x + w * .06, y - h - w * .36), (x + w * .94, y - h - w * .36), (x + w * 1.18, y - h + 6)],
                DEEP, PAPER, 14, 3, (18, 44))


def la_me(b):
    """Forest, oil palms and houses of La Mé."""
    plants.trunk(b, [(1250, 470), (1255, 360), (1252, 250)], [54, 26, 22], BLUE, PAPER, 3)
    plants.crown(b, [(1192, 232, 60), (1316, 228, 62), (1254, 188, 72)], BLUE, PAPER, (-0.5, -1), 15, 5, 15)
    edge = b.shape([(1010, 540)] * 2 + [(1050, 470), (1096, 436), (1150, 452), (1200, 410), (1262, 430), (1330, 386), (1400, 404), (1450, 362),
                   (1530, 380)] + [(1600, 350)] * 2 + [(1600, 580)] * 2, BLUE, amp=4)
    b.peck(edge, 19, PAPER, 17, 5, -60, 50, g.fade(0, 500, 0, 400, 0.2, 1))
    hut(b, 1150, 478, 108, 46)
    hut(b, 1310, 466, 112, 48)
    plants.oil_palm(b, 1070, 520, 250, 122, DEEP, PAPER, None, 10, -12)
    plants.oil_palm(b, 1478, 500, 372, 164, DEEP, PAPER, None, 11, 14)


def fields(b):
    """The two hills whose furrows become the threads; towards the middle the soil gives out."""
    for flip in (False, True):
        with b.at(1600 if flip else 0, 0, 1, 0, flip):
            f = b.shape([(0, 466)] * 2 + [(120, 436), (270, 436), (420, 462), (560, 506), (640, 548)] + [(600, 600)] * 2 + [(560, 620), (610, 668)]
                        + [(540, 690), (520, 730)] + [(570, 800)] * 2 + [(0, 800)] * 2, BLUE, amp=4)
            for i in range(-1, 7):
                up, down = line(i), line(i + 1)
                b.flow(up[:5], down[:5], 3, PAPER, 5, (24, 80), (10, 30), g.fade(100, 0, 600, 0, .55, 1.2) if not flip else
                       g.fade(1500, 0, 1000, 0, .55, 1.2), f, .34, .66)


def fringe(b, weft):
    """Loose ends of the weft."""
    for t in weft:
        for p, q in ((t.path[0], t.path[3]), (t.path[-1], t.path[-4])):
            d = 1 if p[1] > q[1] else -1
            for k in (-6, 0, 6):
                b.gouge((p[0] + k * 0.6, p[1] - d * 3), (p[0] + k * 1.5 + b.u(-3, 3), p[1] + d * b.u(14, 22)), 3.4, t.colour)
