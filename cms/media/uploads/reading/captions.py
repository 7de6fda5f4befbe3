"""Whether a file of captions is one that players understand (WebVTT)."""

from __future__ import annotations

import re

from .refusal import Refused

TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
CUE = re.compile(rf"^{TIME}[ \t]+-->[ \t]+{TIME}(?:[ \t].*)?$")


def check_captions(text: str) -> None:
    """Raises `Refused` with the line that is wrong."""
    lines = text.lstrip("\ufeff").splitlines()
    if not lines or not re.match(r"^WEBVTT(?:[ \t].*)?$", lines[0]):
        raise Refused("captions-beginning")
    cues = 0
    for number, line in enumerate(lines[1:], 2):
        if "-->" not in line:
            continue
        match = CUE.match(line.strip())
        if not match or _seconds(match.groups()[:4]) >= _seconds(match.groups()[4:]):
            raise Refused("captions-line", line=number)
        cues += 1
    if not cues:
        raise Refused("captions-none")


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000
