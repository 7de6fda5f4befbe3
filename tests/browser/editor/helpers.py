"""A translator in front of a translation, and the parts of the screen."""

from __future__ import annotations

import json
from types import SimpleNamespace

from cms.accounts.roles import Role
from cms.desk.segments import segments_of, write
from tests.browser.conftest import log_in
from tests.desk.helpers import in_translation, person
from tests.desk.test_editor_screen import join_goals


def begun(live_site, page, blocks: list[tuple[str, object]]) -> SimpleNamespace:
    """A translator in front of a translation; the title has been translated and has changed since."""
    blocks = [
        {"type": kind, "id": f"00000000-0000-4000-8000-{number:012d}", "value": value}
        for number, (kind, value) in enumerate(blocks, 1)
    ]
    join_goals(live_site)
    work = in_translation(live_site, body=json.dumps(blocks))
    user = person(Role.TRANSLATOR)
    write(work.translation, segments_of(work.translation)[0], "Toit solaire pour l’école", user=user)
    work.page.title = "Solardach für die neue Schule"
    work.page.save_revision().publish()
    work.translation.source.refresh_from_db()
    work.translation.source.update_from_db()
    log_in(page, user, live_site.url)
    address = f"{live_site.url}/admin/pages/{work.alias.pk}/edit/"
    page.goto(address)
    return SimpleNamespace(page=page, work=work, user=user, address=address, site=live_site)


def row(desk, text: str):
    return desk.page.locator("[data-row]").filter(has=desk.page.get_by_text(text, exact=True)).first


def field(found):
    return found.locator("[data-text]")


def stored(desk, path: str) -> str:
    return next(segment.target for segment in segments_of(desk.work.translation) if segment.path == path)
