"""The 169 targets of the 17 goals, as codes.

Source: United Nations General Assembly, resolution A/RES/71/313 (global indicator framework):
numbered targets count up from 1, means of implementation from ``a``.
"""

import re

#: goal → (number of numbered targets, number of lettered ones).
_COUNTS: dict[int, tuple[int, int]] = {
    1: (5, 2),
    2: (5, 3),
    3: (9, 4),
    4: (7, 3),
    5: (6, 3),
    6: (6, 2),
    7: (3, 2),
    8: (10, 2),
    9: (5, 3),
    10: (7, 3),
    11: (7, 3),
    12: (8, 3),
    13: (3, 2),
    14: (7, 3),
    15: (9, 3),
    16: (10, 2),
    17: (19, 0),
}
GOAL_NUMBERS = tuple(_COUNTS)
_CODE = re.compile(r"(?P<goal>[1-9]\d?)\.(?P<target>[1-9]\d?|[a-d])")


def targets_of(goal: int) -> tuple[str, ...]:
    """The codes of a goal's targets, for example ``('13.1', '13.2', '13.3', '13.a', '13.b')``."""
    numbered, lettered = _COUNTS[goal]
    return tuple(
        [f"{goal}.{number}" for number in range(1, numbered + 1)] + [f"{goal}.{letter}" for letter in "abcd"[:lettered]]
    )


def goal_of(code: str) -> int | None:
    """The goal a target code belongs to, or None if there is no such target."""
    match = _CODE.fullmatch(code)
    if not match:
        return None
    goal = int(match["goal"])
    return goal if goal in _COUNTS and code in targets_of(goal) else None
