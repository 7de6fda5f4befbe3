"""p3: three women hoe a field together, the low sun behind them."""

from .. import figures as f
from .. import geometry as g
from .. import plants, things
from ..block import Block
from ..palette import BLUE, DEEP, G2, G5, INK, PAPER, shade


def draw():
    b = Block(1500, 1000, 57)
    sky_and_field(b)
    with b.at(415, 735, 0.80, 0, True):
        worker(b, "down", PAPER, G5, BLUE)
    rows(b, 850, ((560, 850), (1040, 1330)))
    with b.at(735, 815, 0.98, 0, True):
        worker(b, "up", G5, G5, PAPER)
    with b.at(1190, 935, 1.14, 0, True):
        worker(b, "down", G2, G2, PAPER)
    rows(b, 958, ((540, 1340),))
    things.chatter(b, [(560, 900), (760, 900), (760, 960), (560, 960)], 22, PAPER, 16, 7, -30, 60)
    things.trim(b)
    return b


def sky_and_field(b):
    things.sun(b, 640, 350, 205, G2, G2, PAPER, 980, 72, 175, 365, 10)
    # wooded skyline
    b.shape(
        [(20, 545)] * 2 + [(60, 470), (150, 440), (230, 470), (300, 450), (380, 500), (470, 520)] + [(500, 548)] * 2,
        BLUE,
        amp=5,
    )
    b.shape(
        [(930, 548)] * 2
        + [(980, 500), (1080, 490), (1160, 440), (1270, 455), (1350, 400), (1490, 420)]
        + [(1490, 560)] * 2,
        BLUE,
        amp=5,
    )
    p = b.shape([(20, 545)] * 2 + [(60, 478), (150, 448), (230, 478), (300, 458), (380, 508)] + [(470, 548)] * 2, None)
    b.peck(p, 24, PAPER, 20, 4, -60, 40)
    p = b.shape(
        [(960, 548)] * 2 + [(1080, 500), (1160, 450), (1270, 465), (1350, 412), (1480, 430)] + [(1480, 560)] * 2, None
    )
    b.peck(p, 24, PAPER, 20, 4, -120, 40)
    plants.oil_palm(b, 1395, 545, 300, 150, BLUE, PAPER, None, 9)
    plants.oil_palm(b, 1235, 545, 210, 105, BLUE, PAPER, None, 8)
    b.shape(
        [(20, 548)] * 2 + [(500, 536), (1000, 540)] + [(1490, 552)] * 2 + [(1490, 990)] * 2 + [(20, 990)] * 2,
        BLUE,
        amp=2.5,
    )
    # furrows running to a point far left of the sun
    for i in range(13):
        x = -1350 + i * 340
        top = 480 + i * 42
        b.flow(
            [(top, 552), ((x + top) / 2 + 20, 730), (x, 1000)],
            [(top + 15, 552), ((x + top) / 2 + 90, 730), (x + 150, 1000)],
            3,
            PAPER,
            10,
            (50, 150),
            (10, 34),
            tone=g.fade(750, 545, 750, 900, 0.45, 1),
        )


def rows(b, y, worked):
    """A ridge of loose earth with young plants; nothing stands yet where the women work."""
    big = y > 900
    top = [(x, y - b.u(4, 16) - (8 if x % 200 else 0)) for x in range(20, 1500, 92)]
    ridge = b.shape(top + [(1490, y)] * 2 + [(1490, y + 34), (750, y + 46), (20, y + 34)] + [(20, y)] * 2, DEEP, amp=3)
    b.hatch(ridge, -24, 30, BLUE, 6, (20, 40), (20, 40))
    x = 40
    while x < 1470:
        if not any(lo < x < hi for lo, hi in worked):
            h = (78 if big else 52) * b.u(0.75, 1.2)
            plants.seedling(b, x, y + b.u(-8, 8), h, G2, b.rng.choice([4, 5, 6]))
        x += (70 if big else 58) * b.u(0.75, 1.3)


def hoe(b, a, c, size):
    """Handle from a to c with the blade at c, turned back towards the worker."""
    b.limb([a, ((a[0] + c[0]) / 2 + 3, (a[1] + c[1]) / 2), c], [15, 13, 15], INK, 0.8, 9)
    b.stroke([a, g.lerp(a, c, 0.9)], 3, PAPER)


def worker(b, pose, dress, wrap, cut):
    """A woman at full length, facing right, standing on y = 0; about 560 units tall."""
    dark = BLUE if dress == PAPER else shade(dress)
    if pose == "down":
        head, _neck = (206, -458), (150, -420)
        sh = (138, -398)
        ha, hc = (118, -330), (430, -14)
        w1, w2 = (212, -238), (292, -158)
    else:
        head, _neck = (104, -556), (70, -480)
        sh = (58, -446)
        ha, hc = (138, -366), (312, -722)
        w1, w2 = (176, -444), (214, -522)
    # far leg, near leg, feet
    f.foot(b, 96 if pose == "down" else 120, -22, 66, 1)
    b.limb([(40, -240), (82, -130), (92, -20)], [80, 62, 36], INK)
    b.limb([(-40, -240), (-64, -120), (-70, -20)], [80, 62, 36], INK)
    f.foot(b, -68, -20, 70, 1)
    b.stroke([(-40, -80), (-56, -30)], 4, PAPER)
    # far arm and hoe behind
    if pose == "down":
        f.arm(b, (160, -396), (222, -300), (212, -238), 40, "grip", 10)
    else:
        f.arm(b, (96, -440), (176, -430), (214, -524), 42, "grip", 0)
    f.head(b, head[0], head[1], 98, 1, 34 if pose == "down" else -4, neck=0.42)
    if pose == "down":
        torso = [
            (-62, -330),
            (-40, -370),
            (40, -420),
            (120, -446),
            (172, -420),
            (178, -372),
            (120, -320),
            (60, -270),
            (20, -230),
        ]
    else:
        torso = [
            (-50, -270),
            (-48, -340),
            (-14, -420),
            (24, -484),
            (80, -490),
            (116, -448),
            (110, -370),
            (84, -300),
            (70, -250),
        ]
    t = b.shape(torso, dress, amp=1.4, step=10)
    skirt = b.shape(
        [(-64, -345), (-102, -250), (-124, -130)]
        + [(-128, -78)] * 2
        + [(-40, -70), (60, -76)]
        + [(140, -92)] * 2
        + [(112, -200), (74, -290), (20, -330)],
        dress,
        amp=1.6,
        step=10,
    )
    b.flow(
        [(-50, -330), (-90, -220), (-112, -84)],
        [(40, -300), (90, -200), (124, -98)],
        9,
        cut,
        5,
        (22, 60),
        (9, 24),
        clip=skirt,
    )
    b.flow(
        [(30, -290), (80, -200), (118, -100)],
        [(0, -280), (40, -190), (60, -84)],
        5,
        dark,
        7,
        (24, 60),
        (9, 20),
        clip=skirt,
    )
    b.contour(skirt, 7, dark, 0.32, 0.5, 5, (18, 40), (5, 10))
    if pose == "down":
        b.flow(
            [(-40, -350), (40, -400), (140, -430)],
            [(20, -260), (90, -310), (160, -380)],
            7,
            cut,
            4.6,
            (18, 46),
            (8, 20),
            clip=t,
        )
    else:
        b.flow(
            [(-20, -300), (-10, -380), (50, -470)],
            [(70, -290), (90, -360), (100, -440)],
            7,
            cut,
            4.6,
            (18, 46),
            (8, 20),
            clip=t,
        )
    if dress == PAPER:
        for outline in (t, skirt):
            b.contour(outline, 1, BLUE, 0, 1, 5, (40, 100), (2, 6))
    # cloth tied round the waist
    if pose == "down":
        b.limb([(-72, -338), (-20, -296), (38, -250)], [24, 30, 26], dark, 1, 8)
    else:
        b.limb([(-58, -290), (10, -276), (82, -284)], [26, 30, 26], dark, 1, 8)
    f.hair(b, head[0], head[1], 98, "wrap", wrap, PAPER, 1, 34 if pose == "down" else -4)
    hoe(b, ha, hc, 1)
    blade = (
        [(418, -40)] * 2 + [(446, -24)] * 2 + [(404, 22)] * 2 + [(366, -4)] * 2
        if pose == "down"
        else [(298, -704)] * 2 + [(318, -738)] * 2 + [(372, -700)] * 2 + [(352, -664)] * 2
    )
    p = b.shape(blade, INK, amp=0.8, step=9)
    b.contour(p, 6, PAPER, 0, 1, 4, (16, 40), (6, 14))
    # near arm
    el = (208, -278) if pose == "down" else (112, -366)
    f.arm(b, sh, el, w2 if pose == "down" else w1, 46, "grip", 20 if pose == "down" else 0, bare=0.2)
    if pose == "down":
        f.sleeve(b, [(118, -412), (150, -368), (186, -312)], [66, 68, 64], dress, cut, 3)
    else:
        f.sleeve(b, [(46, -456), (68, -428), (98, -386)], [72, 68, 62], dress, cut, 3)
