"""Asks one address outside whether it is there, without ever reaching into a private network.

A host name is looked up once, every number it has must be public, and the connection goes to that
very number: a name that is looked up anew for the connection could lead elsewhere the second time.
Each redirect is looked at in the same way.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import quote, urljoin, urlsplit

import certifi
import urllib3
from django.conf import settings
from django.utils import timezone

from .models import Problem

#: Seconds to connect, and to wait for each piece of an answer.
TIMEOUT = urllib3.Timeout(connect=5, read=10)
REDIRECTS = 5
#: A host that wants to be left alone longer than this is asked again all the same.
LONGEST_REST = timedelta(days=30)
SHORTEST_REST = timedelta(minutes=1)
#: Answers that say "you are a machine" or "log in", not "there is nothing": the page is there for people.
GUARDED = frozenset({401, 402, 403, 405, 406, 407, 418, 429, 451, 999})
GONE = frozenset({404, 410})

Resolver = Callable[[str, int], list[str]]


@dataclass(frozen=True)
class Answer:
    """What came of it. ``rest``: how long the host wants to be left alone."""

    problem: Problem = Problem.NONE
    status: int | None = None
    rest: timedelta | None = None


class _Stop(Exception):
    def __init__(self, problem: Problem):
        self.problem = problem


def look_up(host: str, port: int) -> list[str]:
    """The numbers of a host. Raises OSError, UnicodeError."""
    return list(dict.fromkeys(str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def is_public(number: str) -> bool:
    """Whether a number is one of the open internet: not this machine, not a private or reserved network."""
    try:
        address = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    if inner is not None and not is_public(str(inner)):
        return False
    if address in _NAT64:
        return is_public(str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)))
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


class _Nat64:
    network = ipaddress.ip_network("64:ff9b::/96")

    def __contains__(self, address) -> bool:
        return address.version == 6 and address in self.network


_NAT64 = _Nat64()


def user_agent() -> str:
    """Who is asking: the name of the site and where it is."""
    name = re.sub(
        r"[^\x20-\x7e]", "", settings.WAGTAIL_SITE_NAME.replace("ü", "ue").replace("é", "e").replace("–", "-")
    )
    return f"Mozilla/5.0 (compatible; {name} link check; +{settings.BASE_URL})"


def ask(url: str, resolver: Resolver = look_up, allowed: Callable[[str], bool] = is_public) -> Answer:
    """Whether something is at an address: HEAD, and GET where HEAD is refused. Raises nothing.

    In: for tests, how names are looked up and which numbers may be reached.
    """
    try:
        answer = _follow("HEAD", url, resolver, allowed)
        if answer.problem or answer.status in GUARDED:
            again = _follow("GET", url, resolver, allowed)
            return again if again.rest or not answer.rest else answer
        return answer
    except _Stop as stop:
        return Answer(stop.problem)


def _follow(method: str, url: str, resolver: Resolver, allowed: Callable[[str], bool]) -> Answer:
    seen = set()
    for _hop in range(REDIRECTS + 1):
        if url in seen:
            raise _Stop(Problem.CIRCLE)
        seen.add(url)
        status, headers = _request(method, url, resolver, allowed)
        location = headers.get("Location", "")
        if status in (301, 302, 303, 307, 308) and location:
            try:
                url = urljoin(url, location)
            except ValueError:
                raise _Stop(Problem.REFUSED) from None
            continue
        return Answer(_judge(status), status, _rest(status, headers.get("Retry-After", "")))
    raise _Stop(Problem.CIRCLE)


def _judge(status: int) -> Problem:
    if status in GONE:
        return Problem.MISSING
    if status in GUARDED or status < 400:
        return Problem.NONE
    return Problem.FAULT if status >= 500 else Problem.MISSING


def _rest(status: int, value: str) -> timedelta | None:
    """How long to leave the host alone: `Retry-After` as seconds or as a date."""
    if status not in (429, 503):
        return None
    rest = timedelta(days=1)
    value = value.strip()
    if value.isascii() and value.isdigit():
        rest = timedelta(seconds=min(int(value[:12]), LONGEST_REST.total_seconds()))
    elif value:
        try:
            moment = parsedate_to_datetime(value)
        except (TypeError, ValueError, IndexError, OverflowError):
            return rest
        rest = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - timezone.now()
    return max(SHORTEST_REST, min(rest, LONGEST_REST))


def _request(method: str, url: str, resolver: Resolver, allowed: Callable[[str], bool]):
    """One request to one number. Out: status, headers. Raises _Stop."""
    secure, host, port, target = _parts(url)
    try:
        numbers = resolver(host, port)
    except (OSError, UnicodeError):
        raise _Stop(Problem.NO_HOST) from None
    if not numbers:
        raise _Stop(Problem.NO_HOST)
    if not all(allowed(number) for number in numbers):
        raise _Stop(Problem.REFUSED)
    shown = f"[{host}]" if ":" in host else host
    headers = {
        "Host": shown if port == (443 if secure else 80) else f"{shown}:{port}",
        "User-Agent": user_agent(),
        "Accept": "text/html,*/*;q=0.8",
        "Accept-Language": "de,fr;q=0.8,en;q=0.5",
    }
    own = {"server_hostname": host, "assert_hostname": host, "ca_certs": certifi.where()} if secure else {}
    kind = urllib3.HTTPSConnectionPool if secure else urllib3.HTTPConnectionPool
    with kind(numbers[0], port, timeout=TIMEOUT, retries=False, maxsize=1, **own) as pool:
        try:
            response = pool.request(method, target, headers=headers, redirect=False, preload_content=False)
            found = response.status, response.headers
            response.close()  # what is at the address does not matter
        except urllib3.exceptions.SSLError:
            raise _Stop(Problem.INSECURE) from None
        except (urllib3.exceptions.HTTPError, OSError, ValueError):
            raise _Stop(Problem.SILENT) from None
    return found


def _parts(url: str) -> tuple[bool, str, int, str]:
    """Whether secure, host (as in a certificate), port, and what to ask for. Raises _Stop."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        if parts.scheme not in ("http", "https") or not host or parts.username is not None:
            raise ValueError
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
        secure = parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
    except (ValueError, UnicodeError):
        raise _Stop(Problem.REFUSED) from None
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]") if parts.query else ""
    )
    return secure, host, port, target
