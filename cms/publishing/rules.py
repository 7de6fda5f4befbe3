"""The rules by name: each looks at a page and says what stands in the way of publishing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.text import capfirst

from ..media.rights import today
from .problems import Problem


@dataclass(frozen=True)
class Asking:
    """For whom and for which day a rule is asked. ``user`` may be None: the clock, a command."""

    user: Any = None
    on: date = field(default_factory=today)


Rule = Callable[[Model, Asking], list[Problem]]
_rules: dict[str, Rule] = {}


def register_rule(name: str, rule: Rule) -> None:
    """Add a rule. The same name again replaces it, so that an app may be loaded twice."""
    _rules[name] = rule


def problems_of(page: Model, user=None) -> list[Problem]:
    """All that stands in the way of publishing a page as it is in memory; nothing for models without rules.

    A page that is to go live later is looked at as of that day: its pictures must be free then.
    """
    from ..pages import BasePage

    if not isinstance(page, BasePage):
        return []
    asking = asking_of(page.go_live_at, user)
    return [problem for rule in _rules.values() for problem in rule(page, asking)]


def asking_of(go_live_at: datetime | None, user) -> Asking:
    """The question for a page that is to go live then, or now if that is None or past."""
    first_day = timezone.localdate(go_live_at) if go_live_at else date.min
    return Asking(user, max(today(), first_day))


def missing_values(page, asking: Asking) -> list[Problem]:
    """The rule of every page type's own `missing_values`, which the page form asks at its fields."""
    problems = []
    for name, message in page.missing_values().items():
        problems.append(Problem(f"{_label(page, name)}: {message}", field=name))
    return problems


def _label(page, name: str) -> str:
    """A field as its form calls it; rows of a page are called by their plural."""
    field = page._meta.get_field(name)
    owner = field.related_model._meta.verbose_name_plural if field.one_to_many else field.verbose_name
    return capfirst(str(owner))


register_rule("missing values", missing_values)
