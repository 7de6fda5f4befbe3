"""Notices: when, where and in which language they stand on pages, and what caches may keep."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from cms.accounts.roles import Role
from cms.office.middleware import NoticeExpiryMiddleware
from cms.office.models import Banner, BannerWords
from cms.office.snapshot import next_change, read
from tests.desk.helpers import person

from .forms import form_data

LIST = "/admin/snippets/office/banner/"
BAR = '<section class="bar"'


def text(address: str) -> str:
    return Client().get(address).content.decode()


def banner(**values) -> Banner:
    row = Banner(**{"text": "Die Stelle ist zu.", "starts_at": timezone.now() - timedelta(hours=1), **values})
    row.full_clean()
    row.save()
    return row


def test_a_notice_stands_on_every_page_before_the_content(site):
    assert BAR not in text("/de/")
    banner()
    for address in ("/de/", "/de/projekte/", "/de/ziele/3/", "/de/suche/", "/de/gibt-es-nicht/"):
        html = text(address)
        assert html.count("Die Stelle ist zu.") == 1, address
        assert html.index("</header>") < html.index(BAR) < html.index("<main"), address
        assert 'aria-label="Meldung der Redaktion"' in html
        assert "aria-live" not in html
        assert 'role="alert"' not in html


def test_only_while_it_is_time(site):
    now = timezone.now()
    banner(starts_at=now + timedelta(minutes=5))
    late = banner(text="Vorbei.", ends_at=now + timedelta(minutes=1))
    html = text("/de/")
    assert "Die Stelle ist zu." not in html
    assert "Vorbei." in html
    Banner.objects.filter(pk=late.pk).update(ends_at=now)  # time passes: nothing is written then
    from cms.office.models import Office

    content = Office.objects.get().public
    views = {
        minutes: [n.text for n in read(content, "de", now + timedelta(minutes=minutes)).notices]
        for minutes in (0, 2, 6)
    }
    assert views == {0: ["Vorbei."], 2: [], 6: ["Die Stelle ist zu."]}
    assert next_change(content, now) == late.ends_at
    assert next_change(content, now + timedelta(minutes=6)) is None


def test_home_only(site):
    banner(home_only=True)
    assert BAR in text("/de/")
    assert BAR in text("/fr/")
    assert BAR not in text("/de/ziele/")


def test_german_text_is_marked_until_french_is_there(site):
    row = banner(level="warning")
    html = text("/fr/")
    assert '<span lang="de">Die Stelle ist zu.</span>' in html
    assert "Important" in html
    BannerWords.objects.create(banner=row, language="fr", text="Le bureau est fermé.")
    html = text("/fr/")
    assert "<span>Le bureau est fermé.</span>" in html
    assert "Die Stelle" not in html
    assert "Die Stelle" in text("/de/")


def test_the_link_leads_to_the_page_in_the_readers_language(site):
    row = banner(link_text="Kontakt", link_page=site.de.contact)
    assert 'zu. <a href="/de/kontakt/">Kontakt</a>' in text("/de/")
    BannerWords.objects.create(banner=row, language="fr", text="Fermé.", link_text="Contact")
    assert 'href="/fr/contact/">Contact</a>' in text("/fr/").partition(BAR)[2].partition("</section>")[0]
    site.de.contact.unpublish()
    html = text("/de/").partition(BAR)[2].partition("</section>")[0]
    assert "Die Stelle ist zu." in html
    assert "<a " not in html


def test_a_link_outside_is_marked(site):
    banner(link_text="Mehr", link_url="https://example.org/x")
    html = text("/de/").partition(BAR)[2].partition("</section>")[0]
    assert 'rel="external"' in html
    assert "(externe Website)" in html


def test_text_is_never_markup(site):
    banner(text="<script>alert(1)</script>")
    html = text("/de/")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_warnings_first_and_no_more_than_three(site):
    for number in range(4):
        banner(text=f"Hinweis {number}")
    banner(text="Eilig", level="warning")
    bar = text("/de/").partition(BAR)[2].partition("</section>")[0]
    assert bar.index("Eilig") < bar.index("Hinweis 0") < bar.index("Hinweis 1")
    assert "Hinweis 2" not in bar


SAME_MINUTE = timezone.now() + timedelta(days=1)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"ends_at": timezone.now() - timedelta(days=1)}, "ends_at"),
        ({"starts_at": SAME_MINUTE, "ends_at": SAME_MINUTE}, "ends_at"),
        ({"link_text": "Mehr"}, "link_text"),
        ({"link_url": "https://example.org/"}, "link_text"),
        ({"link_text": "x", "link_url": "ftp://example.org/"}, "link_url"),
        ({"text": "x" * 301}, "text"),
        ({"level": "laut"}, "level"),
    ],
)
def test_what_cannot_be(site, values, field):
    with pytest.raises(ValidationError) as error:
        banner(**values)
    assert field in error.value.message_dict


def test_deleting_takes_it_away(site):
    row = banner()
    row.delete()
    assert BAR not in text("/de/")


def through(header: str, content: dict) -> str:
    def view(request):
        request._office_content = content
        return HttpResponse(headers={"Cache-Control": header} if header else {})

    return NoticeExpiryMiddleware(view)(RequestFactory().get("/de/")).headers.get("Cache-Control", "")


def test_no_cache_keeps_a_page_beyond_a_notice(site):
    end = timezone.now() + timedelta(seconds=90)
    content = {"banners": [{"from": "2020-01-01T00:00:00+00:00", "until": end.isoformat()}]}
    short = through("public, max-age=3600, s-maxage=7200", content)
    numbers = {
        name: int(value) for name, _e, value in (part.strip().partition("=") for part in short.split(",")) if value
    }
    assert set(numbers) == {"max-age", "s-maxage"}
    assert all(0 <= value <= 90 for value in numbers.values())
    assert "max-age=10" in through("max-age=10", content)
    assert through("max-age=3600", {}) == "max-age=3600"
    assert through("", content) == ""


EVERYBODY = [*Role, None, ""]


@pytest.mark.parametrize("role", EVERYBODY)
def test_who_manages_notices_and_who_translates_them(site, client, role):
    row = banner()
    client.force_login(person(role))
    manages = role in (Role.EDITOR, Role.MODERATOR, None)
    for address in (LIST, f"{LIST}add/", f"{LIST}edit/{row.pk}/", f"{LIST}delete/{row.pk}/"):
        assert (client.get(address).status_code == 200) == manages, address
    french = f"/admin/office/words/fr/notices/{row.pk}/"
    writes = role in (Role.MODERATOR, Role.TRANSLATOR, Role.REVIEWER, None)
    assert (client.get(french).status_code == 200) == writes
    client.post(french, {"text": "Fermé."})
    assert BannerWords.objects.exists() == writes
    client.post(f"{LIST}delete/{row.pk}/")
    assert Banner.objects.exists() != manages


def test_an_editor_adds_one_and_previews_it_in_both_languages(site, client):
    client.force_login(person(Role.EDITOR))
    html = client.get(f"{LIST}add/").content.decode()
    data = form_data(html, "text")
    data |= {
        "text": "Heute geschlossen.",
        "level": "info",
        "starts_at": "01.01.2026 08:00",
        "ends_at": "01.01.2099 08:00",
    }
    preview = f"{LIST}preview/"
    assert client.post(preview, data).json() == {"is_valid": True, "is_available": True}
    for mode, home in (("de", "Zum Inhalt"), ("fr", "Aller au contenu")):
        shown = client.get(f"{preview}?mode={mode}").content.decode()
        assert "Heute geschlossen." in shown, mode
        assert home in shown, mode
    assert client.post(f"{LIST}add/", data).status_code == 302
    row = Banner.objects.get()
    # Eight o'clock in Düren.
    assert timezone.localtime(row.starts_at).hour == 8
    assert row.starts_at.utcoffset() == timedelta(0)
    assert "Heute geschlossen." in text("/de/")
    listed = client.get(LIST).content.decode()
    assert "Jetzt zu sehen, bis" in listed
    assert "Deutscher Text wird gezeigt" in listed


def test_an_empty_list_says_what_will_stand_there(site, client):
    client.force_login(person(Role.EDITOR))
    html = client.get(LIST).content.decode()
    assert "Zurzeit gibt es keine Meldung." in html
    assert f'href="{LIST}add/"' in html
    assert "Objekte zum Anzeigen" not in html
    searched = client.get(f"{LIST}?q=nichts").content.decode()
    assert "Zurzeit gibt es keine Meldung." not in searched
