"""p6: an open hall, women peeling cassava under its roof, roots and shrubs in front."""

import math

from .. import figures as f
from .. import geometry as g
from .. import plants, things
from ..block import Block
from ..geometry import points
from ..palette import BLUE, DEEP, G2, G9, INK, PAPER, TINT, shade


def draw():
    b = Block(1500, 1000, 86)
    behind(b)
    hall_back(b)
    seated(b, 486, 832, 1, G2, G9)
    seated(b, 1014, 832, -1, PAPER, G2)
    heap(b)
    hall_front(b)
    foreground(b)
    things.trim(b)
    return b


def behind(b):
    b.rays(750, 430, 400, 1100, 38, TINT, 9, 182, 358, (50, 140), (18, 46))
    b.shape(points("20,560* 120,450 240,480 380,460* 380,680* 20,680*"), BLUE, amp=5)
    b.shape(points("1120,460* 1260,480 1380,435 1490,460* 1490,680* 1120,680*"), BLUE, amp=5)
    plants.oil_palm(b, 1366, 560, 420, 180, BLUE, PAPER, None, 9, 24)
    plants.oil_palm(b, 128, 560, 350, 150, BLUE, PAPER, None, 9, -14)
    gr = b.shape(points("20,660* 750,650 1490,660* 1490,990* 20,990*"), BLUE, amp=2)
    b.hatch(gr, 0, 28, PAPER, 8, (60, 170), (30, 90), g.fade(0, 800, 0, 980, 1, 0.4))


def hall_back(b):
    inside = b.shape([(290, 350), (1210, 350), (1210, 700), (290, 700)], PAPER, straight=True, amp=1)
    b.hatch(inside, 0, 18, TINT, 7, (60, 170), (20, 60), g.fade(0, 620, 0, 340, 0.25, 1))
    low = b.shape([(290, 600), (1210, 600), (1210, 730), (290, 730)], shade(G2), straight=True, amp=1.5)
    for i, y in enumerate(range(622, 730, 27)):
        b.flow([(296, y), (1204, y)], [(296, y + 2), (1204, y + 2)], 1, G2, 4, (70, 130), (10, 14))
        for x in range(330 + (i % 2) * 60, 1200, 120):
            b.gouge((x, y - 24), (x + 2, y - 3), 3.4, G2)
    b.contour(low, 4, G2, 0.0, 0.4, 5, (60, 130), (6, 14))
    floor = b.shape([(250, 724), (1250, 724), (1330, 850), (170, 850)], PAPER, straight=True, amp=2)
    b.hatch(floor, 0, 20, TINT, 6, (60, 170), (30, 80))
    for x in (400, 750, 1100):
        b.limb([(x, 340), (x, 728)], [24, 24], BLUE, 1, 12, ends=False)
        b.stroke([(x - 4, 420), (x - 3, 710)], 4, PAPER)


def seated(b, x, y, face, dress, wrap):
    """A woman on a low stool peeling a root."""
    cut = BLUE if dress == PAPER else PAPER
    dark = BLUE if dress == PAPER else shade(dress)
    with b.at(x, y, 1.25, 0, face < 0):
        b.shape(points("-74,-70* 40,-70* 44,-50* 30,6* 12,6* 6,-44* -44,-44* -54,6* -74,6*"), INK, amp=0.8, step=9)
        b.limb([(104, -80), (112, -20)], [34, 24], INK, 0.8, 8)
        f.foot(b, 112, -14, 42, 1)
        f.arm(b, (46, -196), (104, -146), (150, -124), 32, "grip", 0)
        f.head(b, 40, -258, 88, 1, 30)
        way = (
            "-58,-58 -66,-126 -50,-192 -10,-222 34,-216 60,-186 60,-142 "
            "50,-112 100,-110 130,-92 138,-60 130,-26* 60,-22 40,-40 -40,-40"
        )
        p = b.shape(points(way), dress, amp=1.2, step=9)
        b.flow(
            points("-34,-206 -54,-130 -44,-54"),
            points("40,-200 40,-146 18,-62"),
            7,
            cut,
            4.4,
            (16, 44),
            (8, 22),
            clip=p,
        )
        b.flow(
            points("36,-100 90,-100 124,-82"), points("30,-54 80,-44 124,-40"), 4, dark, 5, (16, 40), (7, 16), clip=p
        )
        if dress == PAPER:
            b.contour(p, 1, BLUE, 0, 1, 6, (30, 80), (2, 6))
        f.hair(b, 40, -258, 88, "wrap", wrap, PAPER, 1, 30)
        root(b, 150, -146, 104, 36, -52, PAPER, shade(G9), G9)
        f.arm(b, (-8, -184), (16, -108), (124, -112), 36, "grip", -8, bare=0.3)
        p = f.sleeve(b, points("-12,-200 -8,-154 10,-124"), [52, 54, 52], dress, cut, 3)
        if dress == PAPER:
            b.contour(p, 1, BLUE, 0, 1, 5, (30, 70), (2, 6))


def root(b, x, y, length, w, turn, skin, dark, bark=None):
    """One cassava root: long, thick in the middle, drawn out at the end; bark: half of it still unpeeled."""

    def at(text):
        return [(px * length / 100, py * w / 100) for px, py in points(text)]

    way = "-50,-16* -34,-42 -5,-52 22,-38 40,-16 56,2* 36,20 10,46 -20,52 -42,36 -50,16*"
    with b.at(x, y, 1, turn):
        b.shape([(px * 1.05, py * 1.05 + math.copysign(3, py)) for px, py in at(way)], dark, amp=1, step=12)
        b.shape(at(way), skin, amp=1.4, step=10)
        if bark:
            b.shape(at("-4,-52* 22,-38 40,-16 56,2* 36,20 10,46 0,49* 6,10 -2,-20"), bark, amp=1, step=8)
        elif skin != PAPER:
            b.shape(things.blob_ellipse(-length * 0.47, 0, w * 0.14, w * 0.3), PAPER, amp=0.5, step=6)
        k = max(3, int(length / 26))
        for i in range(k):
            t = -0.36 + 0.78 * (i + b.u(-0.2, 0.2)) / k
            h = w * (0.44 - abs(t + 0.06) * 0.5)
            if skin != PAPER or (bark and t > 0):
                b.stroke(
                    [(length * t, -h * b.u(0.1, 0.9)), (length * t + w * 0.06, 0), (length * t, h * b.u(0.3, 0.9))],
                    w * 0.06,
                    dark,
                )
        if skin == PAPER:
            b.stroke(at("-46,24 -20,44 10,38 34,18"), w * 0.07, dark)
            b.stroke(at("-48,-14 -20,-40 0,-44"), w * 0.05, dark)
        else:
            b.stroke(at("-36,-26 -5,-36 20,-26"), w * 0.08, PAPER)


def heap(b):
    """The roots between the two women: unpeeled below, peeled white ones on top."""
    rows = (
        ("660,826,8 790,830,176 740,800,24 840,806,166", G9),
        ("700,786,-14 800,782,190", G2),
        ("752,760,10", G9),
    )
    for text, skin in rows:
        for word in text.split():
            x, y, t = (float(v) for v in word.split(","))
            root(b, x, y, 150, 54, t, skin, shade(G9))
    root(b, 726, 738, 130, 44, -18, PAPER, shade(G9))
    root(b, 800, 752, 124, 42, 200, PAPER, shade(G9))


def hall_front(b):
    for x in (252, 1248):
        b.limb([(x, 330), (x, 862)], [40, 44], DEEP, 1.2, 12, ends=False)
        b.flow([(x - 8, 440), (x - 8, 840)], [(x + 8, 440), (x + 8, 840)], 2, PAPER, 5, (40, 100), (14, 40))
        for d in (-1, 1):
            b.limb([(x, 450), (x + d * 84, 362)], [20, 18], DEEP, 1, 9)
    plane = b.shape(points("122,372* 326,118* 1174,118* 1378,372*"), G9, amp=1.5, step=16)
    b.flow([(140, 366), (334, 124)], [(1360, 366), (1166, 124)], 27, PAPER, 6.5, (50, 130), (12, 30))
    b.flow([(940, 126), (1100, 366)], [(1160, 126), (1356, 366)], 9, shade(G9), 7, (40, 120), (24, 70), clip=plane)
    b.shape([(112, 366), (1388, 366), (1382, 398), (118, 398)], shade(G9), straight=True, amp=1.4)
    b.shape([(316, 104), (1184, 104), (1190, 128), (310, 128)], shade(G9), straight=True, amp=1.4)
    b.flow([(130, 380), (1370, 382)], [(130, 386), (1370, 388)], 1, G9, 5, (40, 120), (20, 60))


def foreground(b):
    plants.cassava(b, 140, 1000, 426, [DEEP, BLUE], PAPER, 2, 138, 1.5, DEEP, PAPER)
    plants.cassava(b, 1380, 1000, 450, [DEEP, BLUE], PAPER, 2, 140, 1.5, DEEP, PAPER)
    # a freshly lifted plant: the stem, and its roots spread like fingers
    b.limb(points("330,832 420,866 520,894"), [24, 32, 52], INK, 1, 9)
    b.stroke(points("346,838 420,870 490,890"), 6, PAPER)
    for x, y, ln, w, t in ((664, 944, 280, 64, 12), (650, 864, 250, 58, -16), (684, 902, 330, 76, -2)):
        root(b, x, y, ln, w, t, G2, shade(G9))
    b.shape(things.blob_ellipse(528, 900, 40, 38), INK, amp=2, step=9)
    b.peck(b.to(things.blob_ellipse(528, 900, 36, 34)), 16, PAPER, 11, 5)
    root(b, 1040, 944, 290, 74, 172, G9, shade(G9))
    root(b, 960, 906, 220, 58, -172, G2, shade(G9))
