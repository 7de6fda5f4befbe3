"""p5: a young person learns to keep rabbits and hens; a hutch behind."""

from .. import figures as f
from .. import geometry as g
from .. import plants, things
from ..block import Block
from ..geometry import points
from ..palette import BLUE, DEEP, G2, G4, INK, MID, PAPER, TINT, shade


def draw():
    b = Block(1500, 1000, 65)
    behind(b)
    hutch(b)
    learner(b)
    hen(b)
    rabbit(b)
    things.trim(b)
    return b


def behind(b):
    b.rays(560, 470, 330, 1150, 66, TINT, 8, 180, 362, (50, 150), (20, 50))
    plants.trunk(b, points("100,700 104,520 116,300"), [70, 50, 42], BLUE, PAPER)
    plants.crown(b, [(40, 330, 110), (200, 300, 92), (110, 190, 130)], BLUE, PAPER, (0.8, 0.9), 24, 7, 22)
    straw = b.shape(points("20,664* 500,650 1000,656 1490,642* 1490,990* 20,990*"), G2, amp=2.5)
    b.hatch(straw, 1, 30, PAPER, 7, (40, 130), (40, 110), g.fade(0, 650, 0, 990, 1, 0.5))
    b.peck(straw, 62, shade(G2), 34, 6, -8, 60)


def hutch(b):
    """A two-storey hutch on posts, rabbits looking out through the wire."""
    for x in (884, 1420):
        b.limb([(x, 600), (x + 4, 780)], [38, 40], DEEP, 1, 12)
        b.stroke([(x - 4, 660), (x - 2, 770)], 5, PAPER)
    b.shape([(850, 318), (1460, 318), (1460, 646), (850, 646)], PAPER, straight=True, amp=1.5)
    for y0, y1 in ((340, 478), (508, 620)):
        b.shape([(874, y0), (1436, y0), (1436, y1), (874, y1)], DEEP, straight=True, amp=1)
    for y0, y1 in ((479, 507), (621, 646)):
        b.hatch(b.to([(850, y0), (1460, y0), (1460, y1), (850, y1)]), 0, 9, BLUE, 3.4, (50, 150), (10, 30))
    with b.at(1310, 478, 0.27, 0, False):
        rabbit_shape(b, PAPER, MID)
    with b.at(1000, 478, 0.25, 0, True):
        rabbit_shape(b, G4, shade(G4))
    for y0, y1 in ((342, 478), (510, 620)):
        for i in range(12):
            x = 892 + i * 48
            b.stroke([(x, y0), (x + b.u(-3, 3), y1)], 3.4, TINT, False)
        for i in range(3):
            y = y0 + (i + 0.7) * (y1 - y0) / 3.2
            b.stroke([(876, y), (1150, y + b.u(-3, 3)), (1434, y)], 3.4, TINT, False)
    for x in (862, 1155, 1448):
        b.limb([(x, 322), (x, 646)], [28, 28], BLUE, 1, 12, ends=False)
        b.stroke([(x - 4, 350), (x - 3, 620)], 5, PAPER)
    things.roof(b, [(796, 330), (872, 190), (1440, 190), (1500, 330)], G4, PAPER, 22, 6, (36, 90))
    b.shape([(796, 328), (1500, 328), (1500, 348), (800, 348)], shade(G4), straight=True, amp=1)


def learner(b):
    """Down on one knee, facing right, greens in the outstretched hand."""
    f.head(b, 574, 300, 196, 1, 16, eyes="down")
    # far leg: knee on the straw, shin going back
    p = b.limb(points("470,800 560,900 470,936 330,946"), [130, 110, 84, 58], DEEP, 1.6, 12)
    b.hatch(p, 0, 18, PAPER, 5, (24, 60), (18, 40))
    f.foot(b, 330, 934, 84, 1, 8)
    shirt = b.shape(
        points("480,462 546,428 618,446 676,520 684,620 668,740 660,800* 400,800* 392,700 408,560"), PAPER, amp=2.2
    )
    b.flow(
        points("486,476 424,590 416,790"),
        points("630,490 660,610 646,790"),
        14,
        BLUE,
        6,
        (34, 96),
        (14, 40),
        clip=shirt,
    )
    b.contour(shirt, 2, BLUE, 0, 1, 9, (60, 140), (2, 8))
    b.shape(points("512,446* 540,492 580,510 616,490 626,448*"), INK, amp=1)
    b.stroke(points("510,462 538,502 580,522 622,500"), 9, BLUE)
    f.hair(b, 574, 300, 196, "full", DEEP, MID, 1, 16)
    # near leg: knee up, foot flat
    foot_at = (716, 944)
    f.foot(b, *foot_at, 96, 1)
    b.limb(points("752,770 742,860 714,940"), [120, 92, 66], BLUE, 1.6, 12)
    thigh = b.limb(points("430,806 590,790 752,776"), [176, 156, 124], BLUE, 1.8, 12)
    b.flow(
        points("420,760 590,740 780,740"),
        points("420,860 590,840 770,810"),
        6,
        PAPER,
        6,
        (34, 90),
        (18, 46),
        clip=thigh,
    )
    b.flow(points("726,820 716,900"), points("776,810 746,900"), 3, PAPER, 5, (30, 70), (14, 30))
    f.arm(b, (480, 560), (556, 716), (770, 690), 80, "flat", -6, bare=0.35)
    p = f.sleeve(b, points("464,500 478,590 524,664"), [116, 120, 116], PAPER, BLUE, 5)
    b.contour(p, 2, BLUE, 0, 1, 8, (50, 120), (2, 8))
    for dx, dy, t in ((0, 0, -24), (10, 4, 12), (4, -4, -62)):
        plants.palmate(b, 846 + dx, 684 + dy, 84, t, DEEP, None, 3, 60, PAPER)


def hen(b):
    with b.at(214, 780, 0.98):
        b.shape(points("-80,-40* -120,-140 -176,-200 -180,-130 -216,-110 -176,-60 -196,-10 -70,50*"), shade(G4), amp=3)
        for i in range(5):
            b.stroke([(-80, -26 + i * 13), (-130, -66 + i * 17), (-176, -150 + i * 34)], 6, G4)
        way = (
            "-110,-70 -50,-60 20,-66 62,-130 84,-210 128,-246 176,-220 "
            "184,-180 176,-100 172,-10 130,80 50,126 -40,110 -110,40"
        )
        body = b.shape(points(way), G4, amp=2.5)
        b.peck(body, 29, PAPER, 24, 8, 62, 18, g.glow(254, 760, 40, 240, 1, 0.5))
        wing = b.shape(points("-130,-30 -40,-44 50,-10 74,30 20,66 -60,60 -130,20"), shade(G4), amp=2.5)
        b.flow(
            points("60,6 -20,-26 -120,-14"), points("50,46 -20,50 -110,18"), 6, PAPER, 7, (26, 56), (8, 16), clip=wing
        )
        b.shape(
            points("108,-222* 92,-262 102,-282 116,-266 124,-300 140,-272 160,-286 164,-262 162,-226*"),
            shade(G4),
            amp=1,
        )
        b.shape(points("160,-196* 188,-180 186,-138 166,-142 152,-176*"), shade(G4), amp=1)
        b.shape(points("178,-222* 228,-194* 180,-188*"), DEEP, amp=0.6, step=8)
        b.shape(things.blob_ellipse(150, -212, 13, 12, 8), PAPER, amp=0.5, step=6)
        b.shape(things.blob_ellipse(152, -211, 7, 7, 8), INK, amp=0.3, step=5)
        for x in (10, 66):
            b.limb([(x, 110), (x + 6, 186)], [20, 13], DEEP, 0.6, 8)
            for dx, dy in ((52, 18), (38, 30), (-30, 22)):
                b.limb([(x + 6, 180), (x + 6 + dx, 180 + dy)], [12, 6], DEEP, 0.5, 7)


def rabbit_shape(b, fur, dark):
    """A sitting rabbit, facing left, about 420 units long, on y = 0."""
    b.shape(points("196,-60 240,-82 262,-50 240,-22 196,-16"), fur, amp=2)
    b.shape(points("-120,-300* -150,-400 -128,-500 -96,-470 -84,-380 -84,-296*"), fur, amp=1.6)
    b.shape(points("-86,-300* -90,-400 -46,-496 -22,-450 -36,-360 -52,-290*"), fur, amp=1.6)
    b.stroke(points("-112,-320 -124,-400 -118,-464"), 15, dark)
    b.stroke(points("-66,-316 -62,-390 -46,-450"), 15, dark)
    way = (
        "-214,-214 -190,-262 -132,-306 -72,-300 -30,-262 20,-250 110,-240 "
        "190,-180 222,-90 204,-22 150,0* -40,0* -130,2 -150,-18 "
    )
    return b.shape(points(way + "-112,-34 -104,-100 -140,-160 -190,-178"), fur, amp=2)


def rabbit(b):
    with b.at(1150, 940, 1.02):
        body = rabbit_shape(b, PAPER, G4)
        b.flow(
            points("-20,-240 100,-226 206,-90"),
            points("-80,-60 40,-100 130,-10"),
            9,
            BLUE,
            6.5,
            (22, 54),
            (14, 34),
            clip=body,
        )
        b.contour(body, 3, BLUE, 0.0, 1, 8, (40, 90), (4, 14))
        b.stroke(points("44,-22 40,-100 92,-166 160,-150"), 11, BLUE)
        b.stroke(points("60,-18 140,-22 196,-10"), 7, BLUE)
        b.stroke(points("-110,-40 -86,-100 -90,-150"), 8, BLUE)
        b.stroke(points("-84,-296 -60,-250 -70,-200"), 6, BLUE)
        b.shape(points("-164,-236 -144,-254 -122,-238 -140,-220"), INK, amp=0.6, step=6)
        b.stroke([(-150, -243), (-140, -246)], 6, PAPER)
        b.stroke(points("-208,-206 -196,-198 -184,-200"), 8, INK)
        b.stroke(points("-196,-194 -186,-182 -172,-184"), 5, BLUE)
        for dy in (-6, 6, 18):
            b.stroke([(-186, -196 + dy * 0.5), (-220, -196 + dy), (-250, -204 + dy * 2)], 3, INK)
        b.peck(b.to(points("-170,-290 -80,-290 -40,-230 -100,-180 -160,-190")), 26, BLUE, 15, 5, 30, 25)
