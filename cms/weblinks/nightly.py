"""The nightly round: all pages are read anew, then addresses outside are asked, a few each night, gently.

The clock does one job after the other, and scheduled pages must not wait for a slow host. So the
addresses are asked in small slices all through the night.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from .asking import Answer, ask
from .models import Address, Problem
from .own import check_own
from .scanning import scan_all

log = structlog.get_logger("weblinks")

#: Seconds between two requests to the same host. Requests are made one after the other.
PAUSE = 2.0
#: A host that is silent for this many addresses in one night is left alone until the next.
SILENCE = 2
#: Of one host in one slice.
OF_ONE_HOST = 3
#: Hours in which addresses are asked, how many at a time, and how long (seconds) that may keep the clock.
NIGHT = range(1, 6)
SLICE = 8
LONGEST_SLICE = 30.0


def run() -> None:
    """Once a night: read the links of all pages anew, and look where those to this site lead. Nothing is asked."""
    scan_all()
    check_own(Address.objects.filter(is_ours=True))


def run_slice(now: datetime | None = None) -> int:
    """Every few minutes: at night, and only where `CHECK_OUTSIDE_LINKS` says so, ask some. Out: how many."""
    now = now or timezone.now()
    local = timezone.localtime(now, timezone.get_default_timezone())
    if not settings.CHECK_OUTSIDE_LINKS or local.hour not in NIGHT:
        return 0
    begin = local.replace(hour=NIGHT.start, minute=0, second=0, microsecond=0)
    done = Address.objects.filter(is_ours=False, checked_at__gte=begin).count()
    return check_outside(most=max(0, min(SLICE, settings.OUTSIDE_LINKS_PER_NIGHT - done)))


def check_outside(
    asking: Callable[[str], Answer] = ask, sleep: Callable[[float], None] = time.sleep, most: int | None = None
) -> int:
    """Ask the addresses that are due, those never asked and those asked longest ago first. Out: how many."""
    now = timezone.now()
    most = settings.OUTSIDE_LINKS_PER_NIGHT if most is None else most
    due = Address.objects.filter(Q(next_at__isnull=True) | Q(next_at__lte=now), is_ours=False)
    due = due.filter(ignored_at__isnull=True).order_by(F("next_at").asc(nulls_first=True), "pk")
    last: dict[str, float] = {}
    asked: dict[str, int] = {}
    silent: dict[str, int] = {}
    resting: set[str] = set()
    number, began = 0, time.monotonic()
    for address in _in_turn(list(due[: most * 3])):
        if number >= most or time.monotonic() - began > LONGEST_SLICE:
            break
        host = address.host
        if host in resting or asked.get(host, 0) >= OF_ONE_HOST or silent.get(host, 0) >= SILENCE:
            continue
        if host in last and (wait := PAUSE - (time.monotonic() - last[host])) > 0:
            sleep(wait)
        try:
            answer = asking(address.url)
        except Exception:  # one strange address must not keep the others from being asked
            log.exception("link_check_failed", url=address.url[:200])
            answer = Answer(Problem.SILENT)
        last[host] = time.monotonic()
        asked[host] = asked.get(host, 0) + 1
        number += 1
        if answer.rest:
            resting.add(host)
            until = timezone.now() + answer.rest
            Address.objects.filter(host=host, is_ours=False).filter(
                Q(next_at__isnull=True) | Q(next_at__lt=until)
            ).update(next_at=until)
        if answer.problem == Problem.SILENT:
            silent[host] = silent.get(host, 0) + 1
        note(address, answer)
    log.info("links_checked", number=number)
    return number


def _in_turn(addresses: list[Address]) -> list[Address]:
    """One of each host, then the second of each, and so on: hosts have a pause while others are asked."""
    turns: dict[str, int] = {}
    order = []
    for position, address in enumerate(addresses):
        turn = turns[address.host] = turns.get(address.host, -1) + 1
        order.append((turn, position, address))
    return [address for _turn, _position, address in sorted(order, key=lambda row: row[:2])]


def note(address: Address, answer: Answer, counts_at_once: bool = False) -> None:
    """Write the answer down. A failure counts once a day; in: whether a person asked and wants to know now."""
    now = timezone.now()
    is_new_day = address.checked_at is None or timezone.localdate(address.checked_at) != timezone.localdate(now)
    if not answer.problem:
        address.failures = 0
    elif answer.rest:
        pass  # the host is there, and only wants to be left alone
    elif counts_at_once:
        address.failures = max(address.failures, Address.PATIENCE)
    elif is_new_day or not address.failures:
        address.failures = min(address.failures + 1, 1000)
    address.problem = Problem.NONE if answer.rest else answer.problem
    address.checked_at = now
    pause = timedelta(hours=20) if 0 < address.failures <= Address.PATIENCE else Address.AGAIN_AFTER
    address.next_at = now + max(answer.rest or timedelta(0), pause)
    address.save(update_fields=["failures", "problem", "checked_at", "next_at"])
