"""What makes a message look like spam. It is kept under "Spam?" and mailed all the same: no report must be lost.

No cookie, no script, no service of others. The address of the sender's machine is used for an hour as a key that
cannot be turned back (hashed with a secret and the hour), in the cache only, and never stored with the message.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
import time
from datetime import timedelta

import structlog
from axes.helpers import get_client_ip_address
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.searching import folded_text

from .models import Message

log = structlog.get_logger("inbox")

HOUR = 3600
#: Messages from one address in an hour: a family or an office behind one address writes fewer.
MANY, TOO_MANY = 5, 30
#: Messages from everywhere in an hour. More is an attack, and would fill the database.
FLOOD = 300
MOST_LINKS = 2
SAME_TEXT = timedelta(days=1)
LINK = re.compile(r"https?://|www\.|\[url|<a\s", re.IGNORECASE)

#: Only machines do this.
TRAPPED = "trap"

REASONS = {
    TRAPPED: _("A field that people do not see was filled in."),
    "links": _("The text holds many links."),
    "many": _("Many messages came from one address within an hour."),
    "same": _("The same text was sent before."),
}


def digest(kind: str, text: str) -> str:
    """The same for texts that differ in capitals, accents or white space only."""
    return hmac.new(settings.SECRET_KEY.encode(), f"{kind}:{folded_text(text)}".encode(), hashlib.sha256).hexdigest()


def passing_key(request: HttpRequest) -> str:
    """A key for the sender's address that is another one in the next hour and tells nothing."""
    address = get_client_ip_address(request) or ""
    try:
        parsed = ipaddress.ip_address(address)
        if parsed.version == 6:  # one household has a whole network of them
            address = str(ipaddress.ip_network(f"{parsed}/64", strict=False))
    except ValueError:
        pass
    hour = int(time.time()) // HOUR
    return hmac.new(settings.SECRET_KEY.encode(), f"inbox:{hour}:{address}".encode(), hashlib.sha256).hexdigest()


def count(key: str, seconds: int = HOUR) -> int:
    """How often this was counted within the time, this one included; 0 if the cache does not answer."""
    try:
        cache.add(f"inbox:{key}", 0, seconds)
        return cache.incr(f"inbox:{key}")
    except Exception:  # whatever the cache is: a message is worth more than its counting
        log.warning("inbox_cache_down", exc_info=True)
        return 0


def is_too_much(request: HttpRequest) -> tuple[bool, int]:
    """Whether nothing more is taken for now; and how many messages came from this address within the hour."""
    number = count(passing_key(request))
    return number > TOO_MANY or count("all") > FLOOD, number


def foreign_links(text: str, host: str) -> int:
    """How many links there are, but for those to this site: a report may name several of its pages."""
    own = re.compile(rf"https?://{re.escape(host)}(?=[/?#\s]|$)", re.IGNORECASE)
    return len(LINK.findall(own.sub("", text)))


def named(message: Message) -> list[str]:
    """Why a message looks like spam, as sentences for the office."""
    return [str(REASONS[code]) for code in message.suspicion.split() if code in REASONS]


def reasons(form, number: int, host: str) -> list[str]:
    """Codes of `REASONS` that fit a valid form. In: how many messages came from this address; this site's host."""
    values = form.cleaned_data
    found = []
    if form.trap:
        found.append(TRAPPED)
    if foreign_links(" ".join(filter(None, (values["text"], values.get("subject"), values.get("name")))), host) > (
        MOST_LINKS
    ):
        found.append("links")
    if number > MANY:
        found.append("many")
    since = timezone.now() - SAME_TEXT
    if Message.objects.filter(digest=digest(form.kind, values["text"]), created_at__gte=since).exists():
        found.append("same")
    return found
