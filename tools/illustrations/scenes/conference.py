"""p2: people of two countries in talk round one table; goal 17 alone, so one ink: house blue."""

from .. import figures as f
from .. import things
from ..block import Block
from ..geometry import points
from ..palette import BLUE, DEEP, MID, PAPER, TINT
from ..threads import Thread, interlace

SKIN = {"ink": BLUE, "cut": PAPER}


def draw():
    b = Block(1500, 1000, 72)
    b.rays(750, 560, 300, 1020, 66, TINT, 9, 178, 362, (50, 150), (14, 40))
    back_row(b)
    sides(b)
    table(b)
    fronts(b)
    things.trim(b)
    return b


BUST = "38,6 50,30 56,70 58,100* -58,100* -56,60 -50,28 -38,5"


def bust(b, x, y, w, h, colour, cut, dark, face=1, collar=None, size=180):
    """Shoulders and chest; (x, y) is the pit of the neck."""

    def scaled(text):
        return [(px * w / 100, py * h / 100) for px, py in points(text)]

    with b.at(x, y, 1, 0, face < 0):
        top = [(-size * 0.3, -h * 0.06), (size * 0.26, -h * 0.06)]
        p = b.shape(top + scaled(BUST), colour, amp=2)
        b.flow(scaled("-40,12 -46,50 -50,100"), scaled("10,20 5,60 0,100"), 8, cut, 6, (30, 90), (12, 34), clip=p)
        b.flow(scaled("42,15 50,50 54,100"), scaled("20,20 25,60 25,100"), 6, dark, 6.5, (30, 90), (10, 28), clip=p)
        w, h = size * 1.62, size * 1.5
        if collar == "jacket":
            b.shape(scaled("-13,-10* 3,58* 18,-10*"), PAPER, amp=1, step=9)
            b.shape(scaled("-8,-12* 3,16* 13,-12*"), BLUE, amp=0.8, step=9)
            b.stroke(scaled("-14,-6 -15,25 3,58"), 8, cut if colour != PAPER else BLUE)
            b.stroke(scaled("20,-6 19,25 3,58"), 8, cut if colour != PAPER else BLUE)
        elif collar == "round":
            b.shape(scaled("-15,-10* -10,10 3,16 14,9 17,-10*"), BLUE, amp=0.8, step=9)
            b.stroke(scaled("-16,-5 -10,14 3,21 15,13 18,-5"), 7, cut if colour != PAPER else BLUE)
        elif collar == "v":
            b.shape(scaled("-13,-10* 2,36* 17,-10*"), BLUE, amp=1, step=9)
            b.stroke(scaled("-14,-8 -4,20 2,38"), 7, cut if colour != PAPER else BLUE)
            b.stroke(scaled("18,-8 9,20 2,38"), 7, cut if colour != PAPER else BLUE)
        if colour == PAPER:
            b.contour(p, 2, BLUE, 0, 1, 8, (50, 130), (2, 8))


def person(b, x, y, size, face, view, hair, clothes, w, h, collar, nod=2, front=False):
    """Neck, clothes, head and hair in the order in which they cover each other."""
    colour, cut, dark = clothes
    kind, hair_colour, hair_cut = hair
    f.throat(b, x, y, size, face, nod, **SKIN)
    if view == "profile":
        bust(b, x - face * size * 0.12, y + size * 0.74, w, h, colour, cut, dark, face, collar, size)
    else:
        bust(b, x - face * size * 0.06, y + size * 0.76, w, h, colour, cut, dark, face, collar, size)
    f.head(b, x, y, size, face, nod, view, neck=0, eyes="open", **SKIN)
    f.hair(b, x, y, size, kind, hair_colour, hair_cut, face, nod)
    if hair_colour == PAPER:
        with b.at(x, y, size, nod * face, face < 0):
            b.contour(b.shape(f.HAIR[kind], None, amp=0.8, step=7), 1, BLUE, 0, 1, 5, (30, 70), (2, 6))


def back_row(b):
    person(b, 415, 262, 172, 1, "three", ("short3", TINT, BLUE), (DEEP, PAPER, BLUE), 300, 260, "jacket", 4)
    person(b, 1112, 264, 172, -1, "three", ("wrap3", MID, PAPER), (TINT, BLUE, BLUE), 300, 260, "round", 4)
    glasses(b, 415, 262, 172)
    person(b, 752, 200, 184, 1, "three", ("full3", DEEP, MID), (PAPER, MID, BLUE), 340, 320, "v", 0)
    # the speaker's open hand
    f.arm(b, (900, 480), (978, 580), (996, 446), 78, "flat", 20, bare=0.5, **SKIN)
    p = f.sleeve(b, [(868, 392), (916, 480), (962, 566), (984, 530)], [92, 94, 92, 84], PAPER, BLUE, 4)
    b.contour(p, 2, BLUE, 0, 1, 7, (40, 110), (2, 8))
    b.stroke([(922, 420), (956, 478), (972, 512)], 7, BLUE)
    b.stroke([(946, 500), (984, 512), (1026, 522), (1016, 566)], 8, BLUE)


def glasses(b, x, y, size):
    with b.at(x, y, size, 4):
        for ex, w in ((-0.015, 0.13), (0.235, 0.1)):
            b.stroke([*things.blob_ellipse(ex, 0.01, w, 0.095, 12), (ex + w, 0.01)], 0.02, PAPER, False)
        b.stroke([(-0.14, -0.01), (-0.3, -0.04)], 0.02, PAPER)


def sides(b):
    person(b, 190, 372, 200, 1, "profile", ("wrap", DEEP, PAPER), (MID, PAPER, BLUE), 330, 520, "round")
    person(b, 1316, 366, 200, -1, "profile", ("short", PAPER, BLUE), (DEEP, PAPER, BLUE), 330, 520, "jacket")
    with b.at(1316, 366, 200, -2, True):
        beard = b.shape(
            points("0.4,0.38 0.39,0.47 0.3,0.55 0.13,0.5 -0.04,0.39 -0.08,0.18 0.0,0.1 0.03,0.25 0.14,0.36 0.28,0.37"),
            PAPER,
            amp=0.8,
            step=6,
        )
        b.peck(beard, 16, BLUE, 15, 5, 80, 25, inset=1)


def table(b):
    b.shape(things.blob_ellipse(750, 748, 600, 215, 22), DEEP, amp=2)
    top = b.shape(things.blob_ellipse(750, 715, 600, 205, 22), PAPER, amp=2)
    b.contour(top, 2, BLUE, 0, 1, 9, (60, 160), (2, 8))
    b.hatch(top, 0, 21, TINT, 5, (50, 160), (16, 50))
    f.arm(b, (250, 640), (330, 722), (440, 700), 60, "flat", 4, bare=0.4, **SKIN)
    f.sleeve(b, [(235, 600), (285, 694), (360, 716)], [104, 98, 80], MID, PAPER, 4)
    f.arm(b, (1260, 640), (1180, 722), (1070, 700), 60, "flat", -4, flip=True, bare=0.4, **SKIN)
    f.sleeve(b, [(1268, 600), (1220, 694), (1146, 716)], [104, 98, 80], DEEP, PAPER, 4)
    # threads from every place at the table, woven in its middle
    warp = [
        Thread(
            [(520 - abs(i) * 8, 700 + i * 21), (750, 690 + i * 23), (980 + abs(i) * 8, 700 + i * 21)],
            c,
            [13, 14, 13],
            120,
        )
        for i, c in ((-2, BLUE), (-1, MID), (0, DEEP), (1, MID), (2, BLUE))
    ]
    weft = [
        Thread(
            [(750 + i * 32, 606 + abs(i) * 3), (750 + i * 37, 690), (750 + i * 43, 784 - abs(i) * 3)],
            c,
            [12, 15, 17],
            80,
        )
        for i, c in ((-3, BLUE), (-2, MID), (-1, BLUE), (0, MID), (1, BLUE), (2, MID), (3, BLUE))
    ]
    interlace(b, warp, weft, 5)
    for x, y in ((556, 612), (960, 616), (640, 872), (880, 874)):
        b.shape(
            [(x - 21, y - 34)] * 2 + [(x - 15, y + 30), (x + 15, y + 30)] + [(x + 21, y - 34)] * 2,
            BLUE,
            amp=0.6,
            step=8,
        )
        b.shape(things.blob_ellipse(x, y - 34, 21, 7, 8), PAPER, amp=0.4, step=6)
        b.stroke([(x - 11, y - 16), (x - 8, y + 20)], 6, PAPER)


def fronts(b):
    person(b, 430, 742, 196, 1, "profile", ("short", DEEP, MID), (PAPER, MID, BLUE), 460, 300, "round", -2)
    person(b, 1082, 742, 196, -1, "profile", ("bun", MID, PAPER), (BLUE, PAPER, DEEP), 460, 300, "round", -2)
