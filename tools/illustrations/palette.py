"""The inks: house blue, warm ink for people, and the goal colours (content/sdg.yaml)."""

from .block import mix, over

PAPER = "#FBF8F3"
BLUE = "#19486A"
INK = "#2A1B18"  # warm black for skin and hair, the same for everyone
G2, G3, G4, G5, G8, G9, G15 = ("#DDA63A", "#4C9F38", "#C5192D", "#FF3A21", "#A21942", "#FD6925", "#56C02B")
DEEP = "#0F2E47"  # blue printed twice
MID = mix(BLUE, PAPER, 0.42)
TINT = mix(BLUE, PAPER, 0.72)  # blue rolled out thin


def shade(colour):
    """A goal colour with the blue block printed thinly over it."""
    return over(colour, mix(BLUE, "#FFFFFF", 0.45))
