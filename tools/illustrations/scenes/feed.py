"""p4: a man pours grain into the mill; sacks of feed, a scoop, the mill house behind."""

from .. import figures as f
from .. import geometry as g
from .. import plants, things
from ..block import Block
from ..palette import BLUE, DEEP, G2, G9, INK, PAPER, TINT, shade


def draw():
    b = Block(1500, 1000, 44)
    behind(b)
    mill(b)
    worker(b)
    sacks(b)
    things.trim(b)
    return b


def behind(b):
    b.rays(640, 560, 420, 1050, 58, TINT, 7, 188, 352, (50, 140), (18, 44))
    plants.crown(b, [(1330, 190, 130), (1450, 260, 110), (1230, 250, 90)], BLUE, PAPER, (-0.6, 1), 23, 6, 22)
    plants.trunk(b, [(1372, 700), (1364, 440), (1350, 240)], [70, 50, 42], BLUE, PAPER)
    # the mill house
    b.shape([(70, 360), (640, 360), (640, 700), (70, 700)], G2, straight=True, amp=2)
    wall = b.to([(78, 372), (632, 372), (632, 700), (78, 700)])
    b.hatch(wall, 0, 24, PAPER, 4, (40, 110), (18, 60))
    things.opening(b, 200, 456, 190, 250, DEEP)
    b.shape([(200, 452), (128, 470), (128, 716), (200, 704)], shade(G2), straight=True, amp=1)
    b.flow([(142, 476), (142, 706)], [(190, 466), (190, 700)], 4, G2, 4, (40, 110), (8, 20))
    things.opening(b, 470, 470, 90, 80, DEEP, PAPER)
    things.roof(b, [(24, 384), (96, 208), (614, 208), (690, 384)], G9, PAPER, 26, 5, (44, 110))
    b.shape([(24, 382), (690, 382), (684, 402), (28, 402)], shade(G9), straight=True, amp=1)
    # ground
    gr = b.shape(
        [(20, 690)] * 2 + [(500, 676), (1000, 684)] + [(1490, 668)] * 2 + [(1490, 990)] * 2 + [(20, 990)] * 2,
        BLUE,
        amp=2.5,
    )
    b.hatch(gr, -2, 25, PAPER, 6, (40, 130), (26, 80), g.fade(0, 680, 0, 960, 1, 0.25))


def mill(b):
    """Hopper, drum, flywheel and chute of a small hammer mill."""
    # far legs and flywheel
    for x0, x1 in ((690, 640), (850, 905)):
        b.limb([(x0, 600), (x1, 900)], [26, 30], DEEP, 1, 10)
        b.stroke([(x0, 640), (x1, 870)], 4, PAPER)
    b.limb([(660, 800), (890, 800)], [18, 18], DEEP, 1, 10)
    # chute down to the sack
    chute = b.shape([(800, 640)] * 2 + [(870, 600)] * 2 + [(1016, 742)] * 2 + [(964, 800)] * 2, G9, amp=1)
    b.contour(chute, 2, DEEP, 0, 1, 7, (50, 110), (2, 6))
    b.flow([(815, 645), (965, 782)], [(860, 610), (1000, 744)], 3, PAPER, 5, (40, 100), (10, 20))
    # drum
    drum = b.shape(things.blob_ellipse(768, 592, 122, 116), BLUE, amp=2)
    b.contour(drum, 12, PAPER, 0.45, 0.95, 6, (24, 60), (8, 16))
    b.contour(drum, 26, PAPER, 0.5, 0.85, 5, (20, 50), (8, 20))
    # flywheel with spokes
    ring = b.shape(things.blob_ellipse(702, 618, 112, 112, 14), DEEP, amp=2)
    b.shape(things.blob_ellipse(702, 618, 84, 84, 14), G2, amp=2)
    for i in range(6):
        with b.at(702, 618, 1, i * 60 + 12):
            b.limb([(10, 0), (92, 0)], [20, 14], DEEP, 0.8, 9)
    b.shape(things.blob_ellipse(702, 618, 26, 26), DEEP, amp=1, step=8)
    b.contour(ring, 12, PAPER, 0.5, 0.95, 5, (30, 60), (10, 20))
    b.shape(things.blob_ellipse(702, 618, 9, 9, 8), PAPER, amp=0.6, step=5)
    # hopper
    hop = b.shape([(590, 330)] * 2 + [(950, 330)] * 2 + [(838, 500)] * 2 + [(704, 500)] * 2, G9, amp=1.5)
    b.flow([(612, 345), (708, 492)], [(930, 345), (836, 492)], 15, PAPER, 5.5, (36, 90), (10, 26))
    b.flow([(900, 340), (810, 494)], [(944, 340), (836, 494)], 4, shade(G9), 8, (40, 90), (8, 18), clip=hop)
    b.shape([(574, 312), (966, 312), (962, 340), (578, 340)], DEEP, straight=True, amp=1.2)
    b.shape([(690, 494), (852, 494), (846, 520), (698, 520)], DEEP, straight=True, amp=1.2)
    heap = b.shape([(610, 314)] * 2 + [(680, 284), (770, 262), (860, 282)] + [(930, 314)] * 2, G2, amp=2)
    b.peck(heap, 15, shade(G2), 10, 4.5, -10, 60)


def worker(b):
    """He stands right of the mill, facing it, tipping a basin over the hopper."""
    # legs
    b.limb([(1210, 600), (1236, 760), (1250, 930)], [130, 104, 78], shade(G9), 1.6, 10)
    b.flow(
        [(1220, 700), (1236, 780), (1242, 900)], [(1278, 700), (1270, 780), (1266, 900)], 4, G9, 5, (30, 70), (16, 40)
    )
    leg = b.limb([(1168, 600), (1126, 760), (1110, 930)], [120, 104, 78], G9, 1.6, 10)
    b.flow(
        [(1120, 640), (1092, 780), (1086, 910)],
        [(1190, 640), (1150, 780), (1136, 910)],
        5,
        PAPER,
        5,
        (30, 70),
        (14, 34),
        clip=leg,
    )
    f.foot(b, 1112, 940, 92, -1)
    f.foot(b, 1254, 940, 92, -1)
    # far arm
    f.arm(b, (1110, 400), (1020, 370), (975, 232), 60, "flat", 30, bare=0.4)
    f.head(b, 1150, 262, 150, -1, 10, eyes="down")
    f.hair(b, 1150, 262, 150, "short", DEEP, PAPER, -1, 10)
    shirt = b.shape(
        [(1075, 398), (1130, 366), (1190, 364), (1252, 400), (1284, 500), (1286, 640)]
        + [(1284, 690)] * 2
        + [(1082, 690)] * 2
        + [(1090, 560), (1066, 470)],
        G2,
        amp=2,
    )
    b.flow(
        [(1240, 400), (1272, 520), (1270, 680)],
        [(1090, 420), (1100, 540), (1096, 680)],
        12,
        PAPER,
        5.5,
        (30, 84),
        (12, 34),
        clip=shirt,
    )
    b.flow(
        [(1100, 480), (1108, 560), (1096, 680)],
        [(1150, 500), (1150, 580), (1140, 680)],
        4,
        shade(G2),
        7,
        (30, 80),
        (10, 26),
        clip=shirt,
    )
    # basin and grain
    b.shape(
        [(905, 262)] * 2
        + [(880, 290), (850, 318)]
        + [(830, 330)] * 2
        + [(886, 332)] * 2
        + [(912, 300), (948, 286)] * 1,
        G2,
        amp=2,
    )
    with b.at(970, 218, 1, -34):
        bas = b.shape([(-118, -10)] * 2 + [(118, -14)] * 2 + [(100, 54), (50, 82), (-40, 82), (-96, 52)], BLUE, amp=1.6)
        b.flow(
            [(-100, 12), (0, 26), (104, 8)], [(-70, 66), (0, 72), (72, 62)], 5, PAPER, 5, (30, 80), (12, 30), clip=bas
        )
        top = b.shape(things.blob_ellipse(0, -12, 118, 26), G2, amp=1.5, step=9)
        b.contour(top, 2, DEEP, 0, 1, 7, (40, 90), (2, 6))
        b.peck(top, 14, shade(G2), 9, 4, 0, 60)
    # near arm over the shirt
    f.arm(b, (1180, 440), (1120, 520), (1030, 318), 72, "flat", 0, flip=False, bare=0.4)
    f.sleeve(b, [(1200, 408), (1172, 470), (1130, 500)], [104, 100, 92], G2, PAPER, 4)


def sacks(b):
    # sack under the chute
    b.stroke([(850, 640), (920, 706), (972, 772)], 34, G2)
    b.peck(b.to([(850, 630), (980, 760), (960, 790), (836, 650)]), 15, shade(G2), 9, 4, 40, 30)
    things.sack(b, 975, 968, 186, 176, PAPER, PAPER, BLUE, True, G2, 3.2, DEEP)
    # tied sacks left
    for x, y, w, h, top in ((150, 945, 220, 250, False), (352, 965, 240, 230, True)):
        things.sack(b, x, y, w, h, PAPER, PAPER, BLUE, top, G2, 4, DEEP)
    things.sack(b, 560, 970, 190, 200, G9, PAPER, shade(G9), False)
    # scoop in the open sack
    with b.at(352, 706, 1, -28):
        b.limb([(0, -118), (0, -30)], [22, 22], INK, 1, 9)
        sc = b.shape([(-48, -40)] * 2 + [(48, -40)] * 2 + [(54, 20), (34, 62), (-34, 62), (-54, 20)], DEEP, amp=1)
        b.flow([(-36, -28), (-36, 40)], [(36, -28), (36, 40)], 4, PAPER, 5, (24, 50), (8, 16), clip=sc)
    heap = b.shape([(250, 742)] * 2 + [(300, 724), (350, 716), (400, 726)] + [(444, 742)] * 2 + [(350, 762)], G2, amp=2)
    b.peck(heap, 13, shade(G2), 9, 4, -10, 60)
    things.chatter(b, [(660, 930), (880, 930), (880, 985), (660, 985)], 26, G2, 12, 5, 0, 80)
