"""Who else has a page open is a button with a picture: its name must be there for screen readers."""

from pathlib import Path

import wagtail.admin
from django.template import Context, Template

from tests.desk.helpers import person

SESSION = "{% load wagtailadmin_tags %}{% avatar user=user classname='w-editing-sessions__avatar' %}"
ELSEWHERE = "{% load wagtailadmin_tags %}{% avatar user=user size='small' %}"


def test_the_button_has_a_name_and_other_avatars_say_nothing_twice(db):
    user = person(None, "Frau Muster")
    assert '<span class="w-sr-only">Frau Muster</span>' in Template(SESSION).render(Context({"user": user}))
    assert "Muster" not in Template(ELSEWHERE).render(Context({"user": user}))


def test_wagtail_still_leaves_the_button_without_a_name():
    """Once Wagtail names it, ``templates/wagtailadmin/shared/avatar.html`` can go."""
    folder = Path(wagtail.admin.__file__).parent / "templates/wagtailadmin/shared"
    sessions = (folder / "editing_sessions/list.html").read_text(encoding="utf-8")
    assert '<button class="w-editing-sessions__session" type="button" data-controller="w-tooltip">' in sessions
    assert "sr-only" not in (folder / "avatar.html").read_text(encoding="utf-8")
