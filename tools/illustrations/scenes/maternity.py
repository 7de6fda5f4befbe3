"""p1: a midwife lays a newborn in its mother's arms, the small maternity house behind them."""

from .. import figures as f
from .. import geometry as g
from .. import plants, things
from ..block import Block
from ..geometry import points
from ..palette import BLUE, DEEP, G3, G5, INK, PAPER, TINT, shade


def draw():
    b = Block(1500, 1000, 31)
    background(b)
    midwife_back(b)
    mother(b)
    baby(b)
    hands(b)
    things.trim(b)
    return b


def background(b):
    things.chatter(b, [(40, 40), (1460, 40), (1460, 500), (40, 500)], 60, TINT, 22, 3)
    b.rays(770, 470, 250, 900, 64, TINT, 6, 185, 355, (40, 120), (16, 40), g.glow(770, 470, 250, 760, 1, 0.3))
    # tree over the house: trunk left behind the mother, crown across the top
    plants.trunk(b, [(200, 640), (212, 420), (262, 210)], [92, 62, 50], BLUE, PAPER)
    plants.trunk(b, [(225, 360), (330, 260), (430, 190)], [36, 28, 20], BLUE, PAPER, 2)
    plants.crown(
        b,
        [(90, 160, 130), (430, 120, 130), (250, 90, 150), (600, 70, 100), (150, 250, 80), (285, 215, 80)],
        shade(G3),
        G3,
        (0.5, 1),
        17,
        8,
        20,
    )
    # palm far right
    plants.oil_palm(b, 1400, 640, 440, 210, BLUE, PAPER, G5, 10)
    # hill line and house
    b.shape(
        [(20, 600)] * 2
        + [(300, 545), (700, 560), (1150, 540)]
        + [(1490, 580)] * 2
        + [(1490, 1000)] * 2
        + [(20, 1000)] * 2,
        BLUE,
    )
    b.flow(
        [(20, 612), (700, 572), (1490, 590)], [(20, 930), (700, 940), (1490, 930)], 15, PAPER, 5, (40, 120), (14, 40)
    )
    b.shape([(600, 412), (960, 412), (960, 568), (600, 568)], PAPER, straight=True)
    wall = b.to([(600, 412), (960, 412), (960, 568), (600, 568)])
    b.hatch(wall, 0, 12, TINT, 3, (30, 90), (14, 30))
    b.shape([(596, 412), (606, 412), (606, 568), (596, 568)], BLUE, straight=True, amp=0.6)
    b.shape([(954, 412), (964, 412), (964, 568), (954, 568)], BLUE, straight=True, amp=0.6)
    things.opening(b, 742, 462, 62, 108, BLUE)
    things.opening(b, 645, 455, 54, 54, BLUE, PAPER)
    things.opening(b, 850, 455, 54, 54, BLUE, PAPER)
    things.roof(b, [(560, 426), (632, 318), (928, 318), (1000, 426)], G5, PAPER, 20, 4, (34, 80))
    b.shape([(556, 424), (1004, 424), (1000, 438), (560, 438)], BLUE, straight=True, amp=1)


def mother(b):
    """Seated left, bent over the child, in a green dress and head wrap."""
    f.head(b, 500, 330, 225, 1, 20)
    body = b.shape(
        [(395, 500), (470, 478), (548, 505), (612, 580), (640, 690), (690, 830)]
        + [(720, 990)] * 2
        + [(150, 990)] * 2
        + [(190, 800), (235, 640), (300, 545)],
        G3,
        amp=2.2,
    )
    # neckline
    b.shape([(432, 478)] * 2 + [(455, 545), (505, 570), (540, 548)] + [(548, 500)] * 2 + [(495, 470)], INK, amp=1)
    b.stroke([(448, 520), (476, 560), (520, 566)], 5, PAPER)
    b.flow(
        [(300, 570), (260, 760), (230, 980)],
        [(560, 600), (600, 780), (660, 980)],
        13,
        PAPER,
        5.5,
        (36, 100),
        (14, 40),
        clip=body,
        tone=g.fade(700, 700, 200, 700, 0.35, 1),
    )
    b.flow(
        [(560, 590), (610, 760), (680, 980)],
        [(470, 640), (520, 800), (560, 980)],
        9,
        shade(G3),
        8,
        (40, 110),
        (10, 26),
        clip=body,
    )
    f.hair(b, 500, 330, 225, "wrap", G3, PAPER, 1, 20)
    with b.at(500, 330, 225, 20):
        b.stroke([(0.38, -0.2), (0.1, -0.18), (-0.12, -0.06), (-0.3, 0.08)], 0.05, shade(G3))


def midwife_back(b):
    """Standing right, leaning in; a white coat cut with blue, a stethoscope."""
    f.head(b, 1052, 272, 218, -1, 18)
    f.hair(b, 1052, 272, 218, "bun", DEEP, PAPER, -1, 18)
    coat = b.shape(
        [(1000, 455), (1080, 415), (1165, 440), (1265, 520), (1340, 680), (1385, 850)]
        + [(1400, 1000)] * 2
        + [(880, 1000)] * 2
        + [(900, 800), (905, 640), (940, 520)],
        PAPER,
        amp=2.2,
    )
    b.contour(coat, 3, BLUE, 0, 1, 9, (60, 150), (2, 8))
    b.flow(
        [(1190, 480), (1290, 700), (1350, 990)],
        [(1040, 560), (1100, 760), (1120, 990)],
        16,
        BLUE,
        6,
        (40, 110),
        (12, 34),
        clip=coat,
        tone=g.fade(1340, 600, 1040, 700, 1, 0.2),
    )
    b.flow(
        [(905, 660), (900, 800), (890, 990)],
        [(960, 640), (960, 800), (960, 990)],
        5,
        BLUE,
        5,
        (30, 80),
        (12, 30),
        clip=coat,
    )
    b.shape(
        [(1010, 440)] * 2
        + [(1000, 520), (1022, 590)]
        + [(1022, 590)]
        + [(1070, 520)]
        + [(1110, 428)] * 2
        + [(1060, 405)],
        INK,
        amp=1,
    )
    b.stroke([(1022, 540), (1040, 500), (1082, 450)], 5, PAPER)
    # lapels and stethoscope
    b.stroke([(1004, 452), (1000, 560), (1024, 640), (1034, 980)], 9, BLUE)
    b.stroke([(1112, 428), (1090, 540), (1026, 640)], 9, BLUE)
    b.stroke([(1120, 418), (1160, 520), (1130, 640), (1090, 690)], 12, DEEP, False)
    b.stroke([(992, 470), (972, 560), (1010, 660), (1084, 694)], 12, DEEP, False)
    b.stroke([(1088, 690), (1086, 740), (1092, 780)], 12, DEEP, False)
    b.shape(things.blob_ellipse(1093, 800, 26, 26), DEEP, amp=1.2, step=8)
    b.stroke([(1080, 796), (1092, 786), (1106, 794)], 5, PAPER)


def baby(b):
    cloth = b.shape(
        [
            (640, 640),
            (660, 570),
            (730, 545),
            (820, 590),
            (920, 640),
            (985, 690),
            (990, 735),
            (930, 770),
            (800, 765),
            (690, 730),
        ],
        G5,
        amp=2,
    )
    b.flow(
        [(740, 570), (850, 620), (975, 700)],
        [(670, 690), (800, 745), (950, 755)],
        9,
        PAPER,
        6,
        (40, 120),
        (14, 36),
        clip=cloth,
    )
    b.flow(
        [(690, 715), (800, 755), (960, 755)],
        [(680, 690), (800, 725), (960, 735)],
        3,
        shade(G5),
        9,
        (40, 110),
        (10, 24),
        clip=cloth,
    )
    hood = b.shape(points("606,640 616,550 684,496 762,520 788,596 748,668 676,692"), G5, amp=1.5)
    b.contour(hood, 9, PAPER, 0.1, 0.75, 6, (30, 70), (8, 18))
    f.head(b, 694, 604, 132, 1, -64, neck=0, eyes="down")
    with b.at(694, 604, 132, -64):
        b.shape(
            points(
                "0.36,-0.24* 0.2,-0.36 -0.02,-0.4 -0.24,-0.3 -0.3,-0.1 -0.24,0.12 -0.1,0.34 "
                "0.1,0.5 0.3,0.56* -0.1,0.62 -0.5,0.3 -0.6,-0.2 -0.3,-0.6 0.2,-0.6 0.5,-0.4*"
            ),
            G5,
            amp=0.8,
            step=7,
        )
        b.stroke(points("0.3,-0.42 0.0,-0.5 -0.34,-0.4 -0.46,-0.1 -0.36,0.22 -0.14,0.46"), 0.05, PAPER)
        b.stroke(points("0.28,-0.34 -0.02,-0.41 -0.26,-0.3 -0.32,-0.1 -0.25,0.13 -0.1,0.36"), 0.045, shade(G5))


def hands(b):
    # mother's near arm carries the child from below
    f.arm(b, (345, 640), (445, 850), (730, 775), 96, "flat", -8, flip=False, bare=0.3)
    f.sleeve(b, [(325, 560), (335, 650), (395, 775)], [118, 132, 142], G3, PAPER, 5)
    b.stroke([(325, 800), (390, 775), (462, 742)], 9, shade(G3))
    # midwife's arms
    f.arm(b, (1196, 770), (1172, 846), (965, 765), 90, "flat", 8, flip=True, bare=0.45)
    p = f.sleeve(b, [(1215, 520), (1232, 680), (1180, 845), (1085, 815)], [110, 116, 112, 96], PAPER, BLUE, 6)
    b.contour(p, 3, BLUE, 0, 1, 8, (50, 120), (2, 8))
