"""What the panel costs: ten queries at any size, for every role, rights and all."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from cms.todo import Item, register
from cms.todo.reading import BUDGET, read_rights, waiting_for
from cms.todo.wagtail_hooks import TodoPanel
from projects.models import Contact
from tests.desk.helpers import person
from tests.factories import make_projects

from .test_panel import ROLES

items_module = import_module("cms.todo.items")


@pytest.mark.parametrize("many", [0, 300])
@pytest.mark.parametrize("role", ROLES)
def test_the_panel_takes_ten_queries_at_any_size(work, role, many):
    if many:
        make_projects(work.de, many)
        Page.objects.filter(depth__gt=2).update(last_published_at=timezone.now() - timedelta(days=400))
        Contact.objects.bulk_create([Contact(unit=f"Stelle {n}", locale=work.de.locale) for n in range(many)])
    user = person(role, "someone")
    waiting_for(type(user).objects.get(pk=user.pk))  # kinds of content are remembered
    user = type(user).objects.get(pk=user.pk)
    read_rights(user)
    with CaptureQueriesContext(connection) as queries:
        waiting = waiting_for(user)
    assert len(queries) <= BUDGET
    assert all(kind.number is not None for kind in waiting.kinds)


@pytest.mark.parametrize("role", ROLES)
def test_the_home_page_asks_at_most_ten_queries_more_for_the_panel(work, client, monkeypatch, role):
    """Rights and all included: what else the home page asks anyway is not asked twice."""
    client.force_login(person(role, "someone"))
    client.get("/admin/")  # kinds of content are remembered
    with CaptureQueriesContext(connection) as with_panel:
        assert "todo-kind__title" in client.get("/admin/").content.decode()
    monkeypatch.setattr(TodoPanel, "render_html", lambda panel, parent_context: "")
    with CaptureQueriesContext(connection) as without:
        assert "todo-kind__title" not in client.get("/admin/").content.decode()
    assert 0 < len(with_panel) - len(without) <= BUDGET


def test_kinds_beyond_the_budget_are_named_without_a_number(work, monkeypatch):
    """However greedy the kinds of work are, the panel stays within its budget."""
    monkeypatch.setattr(items_module, "_items", dict(items_module._items))

    def greedy(user):
        return [list(Page.objects.filter(pk=n)) for n in range(30)]

    for number in range(5):
        register(Item(f"greedy-{number}", "Gierig", "", greedy, lambda rows, user: [], order=number))
    user, done = person(None), []
    read_rights(user)

    def count(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        done.append(sql)  # what the budget refuses raises before this, and never reaches the database
        return answer

    with connection.execute_wrapper(count):
        waiting = waiting_for(user)
    assert len(done) <= BUDGET
    assert [kind.number for kind in waiting.kinds[:5]] == [None] * 5
