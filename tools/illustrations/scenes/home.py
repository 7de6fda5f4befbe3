"""home: threads rise from the fields of both places, weave in the middle, and come down on the other side."""

import math

from .. import plants, things
from .. import geometry as g
from ..block import Block, mix
from ..palette import BLUE, DEEP, G2, G3, G4, G5, G8, G9, G15, PAPER, TINT
from ..threads import Bundle, crossings

MID = mix(BLUE, PAPER, 0.4)


def draw():
    b = Block(1600, 800, 18)
    left = [
        (-70, 830),
        (120, 770),
        (330, 672),
        (560, 520),
        (800, 372),
        (1000, 250),
        (1190, 172),
        (1370, 190),
        (1490, 290),
        (1560, 430),
    ]
    right = [(1600 - x, y) for x, y in left]
    space, width = [78, 62, 50, 46, 42, 34, 26, 18], [50, 42, 36, 34, 31, 25, 19, 13]
    a = Bundle(left, [BLUE, G3, G2, G5], space, width)
    c = Bundle(right, [G4, G9, G15, G8], space, width)
    sky(b)
    for n in (a, c):
        for k in range(4):
            n.draw(b, k, 130, 259)
            n.ply(b, k, 132, 256, PAPER)
    dueren(b)
    la_me(b)
    weave(b, a, c)
    front(b)
    things.trim(b, 22)
    return b


def sky(b):
    b.rays(800, 372, 330, 900, 64, TINT, 5, 180, 360, (40, 120), (24, 60), g.glow(800, 372, 300, 820, 0.35, 1))
    # far hills left, far forest right, open water between them
    b.shape(
        [(0, 520)] * 2
        + [(90, 452), (200, 436), (300, 470), (420, 486), (540, 530)]
        + [(660, 566)] * 2
        + [(0, 600)] * 2,
        TINT,
        amp=2,
    )
    b.flow(
        [(20, 500), (120, 462), (260, 470), (600, 556)],
        [(20, 580), (120, 540), (260, 540), (620, 580)],
        6,
        PAPER,
        5,
        (30, 90),
        (14, 40),
    )
    b.shape(
        [(960, 566)] * 2
        + [(1060, 520), (1140, 528), (1230, 480), (1330, 492), (1440, 440), (1530, 452)]
        + [(1600, 430)] * 2
        + [(1600, 600)] * 2,
        TINT,
        amp=4,
    )
    b.flow(
        [(1000, 560), (1240, 500), (1580, 450)],
        [(1000, 585), (1240, 560), (1580, 540)],
        5,
        PAPER,
        5,
        (12, 26),
        (12, 30),
    )
    for i in range(13):
        y = 585 + i * 16
        half = 190 + i * 17
        b.flow(
            [(800 - half, y), (800, y + 3), (800 + half, y)],
            [(800 - half, y + 6)] + [(800 + half, y + 6)],
            1,
            MID if i > 4 else TINT,
            3 + i * 0.35,
            (30, 130),
            (20, 90),
        )


def house(b, x, y, w, h, roof_h, face=1):
    """A gabled house with its long side towards us."""
    with b.at(x, y, 1, 0, face < 0):
        wall = b.shape([(0, -h), (w, -h), (w, 0), (0, 0)], PAPER, straight=True, amp=0.6, step=9)
        b.shape(
            [(0, -h)] * 2
            + [(-w * 0.26, -h - roof_h)] * 2
            + [(-w * 0.52, -h)] * 2
            + [(-w * 0.52, 0)] * 2
            + [(0, 0)] * 2,
            MID,
            amp=0.6,
            step=9,
        )
        r = b.shape(
            [(-w * 0.26, -h - roof_h), (w * 0.82, -h - roof_h), (w * 1.08, -h + 3), (0, -h + 3)],
            DEEP,
            straight=True,
            amp=0.8,
            step=9,
        )
        b.hatch(r, 4, 8, PAPER, 2.2, (10, 26), (5, 12))
        for i in (0.18, 0.62):
            b.shape(
                [(w * i, -h * 0.72), (w * (i + 0.16), -h * 0.72), (w * (i + 0.16), -h * 0.3), (w * i, -h * 0.3)],
                BLUE,
                straight=True,
                amp=0.4,
                step=8,
            )
        b.shape(
            [(-w * 0.33, -h * 0.72), (-w * 0.2, -h * 0.72), (-w * 0.2, -h * 0.34), (-w * 0.33, -h * 0.34)],
            PAPER,
            straight=True,
            amp=0.4,
            step=8,
        )
        b.contour(wall, 0, BLUE, 0, 1, 3, (14, 40), (2, 5))


def dueren(b):
    """Hills, roofs, poplars and a linden of the Düren country."""
    hill = b.shape(
        [(0, 560)] * 2 + [(120, 520), (260, 526), (420, 570), (540, 640)] + [(660, 720)] * 2 + [(0, 800)] * 2,
        BLUE,
        amp=2,
    )
    b.flow(
        [(20, 560), (140, 528), (280, 536), (560, 660)],
        [(20, 700), (140, 650), (280, 640), (500, 700)],
        12,
        PAPER,
        5,
        (30, 100),
        (10, 34),
        clip=hill,
    )
    for x, h, w in ((66, 250, 50), (118, 290, 54), (172, 262, 50)):
        plants.poplar(b, x, 548, h, w, BLUE, PAPER, 4)
    house(b, 296, 560, 74, 42, 50)
    house(b, 414, 586, 62, 36, 44)
    house(b, 236, 590, 66, 38, 46)
    house(b, 350, 618, 78, 42, 52)
    plants.trunk(b, [(500, 640), (502, 590), (504, 540)], [24, 18, 14], DEEP, PAPER, 2)
    plants.crown(b, [(472, 528, 40), (536, 530, 38), (504, 486, 48)], DEEP, PAPER, (-0.7, -1), 14, 4.4, 13)


def hut(b, x, y, w, h):
    b.shape([(x, y - h), (x + w, y - h), (x + w, y), (x, y)], PAPER, straight=True, amp=0.6, step=9)
    b.hatch(b.to([(x, y - h), (x + w, y - h), (x + w, y), (x, y)]), 0, 9, MID, 2, (14, 40), (10, 24))
    for dx in (0.16, 0.66):
        b.shape(
            [
                (x + w * dx, y - h * 0.66),
                (x + w * (dx + 0.16), y - h * 0.66),
                (x + w * (dx + 0.16), y - h * 0.25),
                (x + w * dx, y - h * 0.25),
            ],
            BLUE,
            straight=True,
            amp=0.4,
            step=8,
        )
    b.shape(
        [(x + w * 0.42, y - h * 0.72), (x + w * 0.56, y - h * 0.72), (x + w * 0.56, y), (x + w * 0.42, y)],
        DEEP,
        straight=True,
        amp=0.4,
        step=8,
    )
    for dx in (-0.08, 0.33, 0.62, 1.06):
        b.shape(
            [(x + w * dx, y - h), (x + w * dx + 6, y - h), (x + w * dx + 6, y + 4), (x + w * dx, y + 4)],
            DEEP,
            straight=True,
            amp=0.4,
            step=8,
        )
    things.roof(
        b,
        [
            (x - w * 0.18, y - h + 6),
            (x + w * 0.08, y - h - w * 0.34),
            (x + w * 0.92, y - h - w * 0.34),
            (x + w * 1.18, y - h + 6),
        ],
        DEEP,
        PAPER,
        14,
        2.6,
        (16, 40),
    )


def la_me(b):
    """Forest, oil palms and houses of La Mé."""
    # high forest with one tree above the others
    plants.trunk(b, [(1300, 560), (1304, 450), (1302, 330)], [46, 24, 20], BLUE, PAPER, 3)
    plants.crown(b, [(1250, 330, 56), (1356, 326, 58), (1302, 296, 66)], BLUE, PAPER, (0.6, -1), 15, 4.6, 14)
    edge = b.shape(
        [(1010, 650)] * 2
        + [
            (1070, 590),
            (1120, 560),
            (1165, 520),
            (1215, 536),
            (1250, 496),
            (1320, 520),
            (1370, 480),
            (1430, 500),
            (1480, 452),
            (1545, 470),
        ]
        + [(1600, 450)] * 2
        + [(1600, 800)] * 2
        + [(940, 730)] * 2,
        BLUE,
        amp=4,
    )
    b.peck(edge, 19, PAPER, 16, 4.4, -60, 50, g.fade(0, 620, 0, 470, 0.2, 1))
    hut(b, 1150, 640, 104, 44)
    hut(b, 1306, 622, 92, 40)
    for x, y, h, s, lean in ((1092, 690, 250, 120, -14), (1268, 700, 200, 96, 8), (1462, 690, 372, 156, 16)):
        halo_palm(b, x, y, h, s, lean)


def halo_palm(b, x, y, h, s, lean):
    plants.oil_palm(b, x, y, h, s, DEEP, PAPER, None, 11, lean, 0.3)


def weave(b, a, c):
    """The near halves of both bundles on their fields, over and under each other in the middle."""
    ground(b)
    meet = crossings(a, c)
    for k in range(4):
        a.draw(b, k, 0, 140, 9)
    for k in range(4):
        c.draw(b, k, 0, 140, 9)
    skip_a, skip_c = {k: [] for k in range(4)}, {k: [] for k in range(4)}
    for (i, j), (u, v) in meet.items():
        if (i + j) % 2:
            a.draw(b, i, u - 4, u + 4, 9)
            skip_c[j].append((v - 3, v + 3))
        else:
            skip_a[i].append((u - 3, u + 3))
    for k in range(4):
        a.ply(b, k, 2, 140, PAPER, skip_a[k])
        c.ply(b, k, 2, 140, PAPER, skip_c[k])


def ground(b):
    """The two foreground fields whose furrows become the threads."""
    for flip in (False, True):
        with b.at(1600 if flip else 0, 0, 1, 0, flip):
            f = b.shape(
                [(0, 668)] * 2
                + [(120, 640), (260, 628), (380, 640), (480, 690), (570, 748)]
                + [(640, 800)] * 2
                + [(0, 800)] * 2,
                DEEP,
                amp=2.5,
            )
            b.flow(
                [(0, 690), (140, 654), (270, 644), (400, 668)],
                [(0, 745), (140, 704), (250, 660), (330, 640)],
                5,
                PAPER,
                4.5,
                (26, 90),
                (8, 26),
                clip=f,
            )
            b.flow(
                [(150, 800), (330, 740), (430, 690)],
                [(600, 810), (520, 760), (460, 694)],
                8,
                PAPER,
                5,
                (26, 90),
                (8, 26),
                clip=f,
            )


def front(b):
    for x, s, m in ((30, 34, 0), (96, 26, 0), (1560, 36, 1), (1500, 28, 1)):
        pass
