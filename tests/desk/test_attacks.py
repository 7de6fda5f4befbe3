"""What an attacker writes into forms and addresses of the desk, beyond the holes of wagtail-localize."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction
from wagtail_localize.models import OverridableSegment, SegmentOverride

from cms.accounts.roles import Role
from cms.desk import publishing
from cms.desk.segments import Status, segments_of, write
from home.models import ContentPage
from projects.models import Partner
from tests.desk.helpers import begin, person
from tests.factories import publish

#: What BeautifulSoup takes for a comment or the like, and a browser for a script (each ends elsewhere for the two).
HIDDEN_SCRIPTS = [
    "Bonjour <!--><script>alert(1)</script>-->",
    "Bonjour <!---><img src=x onerror=alert(1)>-->",
    "Bonjour <!-- a --!><img src=x onerror=alert(1)> -->",
    "Bonjour <![CDATA[><img src=x onerror=alert(1)>]]>",
    "Bonjour <![if ><img src=x onerror=alert(1)>]>",
    "Bonjour <?a ?>",
    "Bonjour <!DOCTYPE a>",
]


@pytest.fixture
def page(site):
    """A German page with a paragraph, in translation: ``page.translation``, ``page.paragraph``."""
    body = json.dumps([{"type": "paragraph", "value": '<p>Mehr <a href="https://example.org/">hier</a>.</p>'}])
    german = publish(site.de.home, ContentPage(title="Seite", slug="seite", locale=site.de.locale, body=body))
    german.copy_for_translation(site.fr.locale, alias=True)
    german.translation = begin(site, german)
    german.paragraph = next(s for s in segments_of(german.translation) if s.path.startswith("body."))
    return german


@pytest.mark.parametrize("text", HIDDEN_SCRIPTS)
def test_a_script_does_not_hide_in_a_comment(site, page, text, client):
    boss = person(None)
    for segment in segments_of(page.translation):
        write(page.translation, segment, "seite-fr" if segment.path == "slug" else segment.source, user=boss)
    written = write(page.translation, page.paragraph, text + ' <a id="a1">ici</a>', user=person(Role.TRANSLATOR))
    assert written.status is Status.ERROR
    with pytest.raises(publishing.NotPublishable):
        publishing.publish(page.translation, boss, accept_warnings=True)
    client.force_login(boss)
    for address in (
        f"/admin/desk/preview/{page.translation.pk}/",
        f"/admin/localize/translate/{page.translation.pk}/preview/",
    ):
        html = client.get(address).content.decode()
        assert "onerror=alert(1)" not in html
        assert "alert(1)</script>" not in html


# --- Values: what is chosen by number ------------------------------------------------------------


@pytest.fixture
def chooser(site):
    """A page in translation that links to a page: ``post(value)`` puts another in its place, as a translator."""
    link = {"title": "Mehr", "page": site.de.content.pk, "url": "", "language": "", "description": ""}
    body = json.dumps([{"type": "links", "value": {"heading": "", "links": [{"type": "item", "value": link}]}}])
    german = publish(site.de.home, ContentPage(title="Seite", slug="seite", locale=site.de.locale, body=body))
    german.copy_for_translation(site.fr.locale, alias=True)
    translation = begin(site, german)
    row = OverridableSegment.objects.get(source=translation.source, context__path__endswith=".page")
    client = Client()
    client.force_login(person(Role.TRANSLATOR))

    def post(value):
        return client.post(
            f"/admin/desk/value/{translation.pk}/{row.pk}/", {"value": value}, headers={"accept": "application/json"}
        )

    return post


def test_a_page_that_may_not_be_seen_is_not_chosen_by_its_number(site, chooser):
    draft = site.de.home.add_child(
        instance=ContentPage(title="Geheimer Entwurf", slug="geheim", locale=site.de.locale, live=False)
    )
    inside = publish(site.de.home, ContentPage(title="Nur Intern", slug="intern", locale=site.de.locale))
    PageViewRestriction.objects.create(page=inside, restriction_type=PageViewRestriction.LOGIN)
    for page in (draft, inside):
        answer = chooser(page.pk)
        assert page.title not in answer.content.decode()
        assert answer.status_code == 422
    assert not SegmentOverride.objects.exists()
    assert chooser(site.de.projects.pk).status_code == 200


@pytest.mark.parametrize("value", ["²", "9" * 30, "-1", "", "1e3", "\x00", "wagtailcore"])
def test_a_number_that_is_none_is_no_crash(chooser, value):
    assert chooser(value).status_code == 422
    assert not SegmentOverride.objects.exists()


# --- Nonsense ------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["", "x", "²", "9" * 30, "-1"])
def test_bulk_actions_survive_what_is_no_number(site, client, key):
    client.force_login(person(None))
    assert client.get("/admin/bulk/wagtailcore/page/delete/", {"id": key}).status_code in (200, 302, 404)


@pytest.mark.parametrize("model", ["sdg/goal", "projects/partner", "projects/contact"])
@pytest.mark.parametrize("words", ["Kreis", "'\"><script>", "a AND", "*", "\x00", '"'])
def test_searching_snippets_is_no_crash(site, client, model, words):
    client.force_login(person(None))
    Partner.objects.create(name="Kreis Düren", locale=site.de.locale)
    for place in (f"/admin/snippets/{model}/", f"/admin/snippets/{model}/results/", f"/admin/snippets/choose/{model}/"):
        assert client.get(place, {"q": words}).status_code == 200, place


def test_searching_partners_finds_them(site, client):
    client.force_login(person(None))
    Partner.objects.create(name="Kreis Düren", locale=site.de.locale)
    Partner.objects.create(name="Anderswo", locale=site.de.locale)
    html = client.get("/admin/snippets/projects/partner/results/", {"q": "Kreis", "locale": "de"}).content.decode()
    assert "Kreis Düren" in html
    assert "Anderswo" not in html


@pytest.mark.parametrize("pk", ["²", "abc", "1e9", "9" * 30, "%00", "%FF"])
def test_choosing_by_nonsense_is_no_crash(site, client, pk):
    client.force_login(person(None))
    for address in (
        f"/admin/snippets/choose/sdg/goal/chosen/{pk}/",
        f"/admin/snippets/choose/sdg/goal/chosen-multiple/?id={pk}",
        f"/admin/choose-page/chosen-multiple/?id={pk}",
    ):
        assert client.get(address).status_code in (200, 404), address
