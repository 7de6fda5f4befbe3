"""Links that stand in no page: partners, notices, site details; and in fields of pages that are no streams."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.accounts.roles import Role
from cms.office.models import Banner, BannerWords, Office, SocialLink
from cms.weblinks.holders import Holder, register_holder
from cms.weblinks.models import Address, PageLink
from cms.weblinks.nightly import run
from cms.weblinks.reading import broken
from cms.weblinks.todo import BROKEN
from projects.models import Partner
from tests.desk.helpers import person
from tests.factories import make_project


def listed(user) -> dict[str, str]:
    """Title → where it is mended, of what the list of broken links shows this person."""
    return {entry.title: entry.url for entry in BROKEN.present(BROKEN.rows(user), user)}


@pytest.fixture
def partner(site):
    return Partner.objects.create(name="Verein", url="https://example.org/weg", locale=site.de.locale)


def fail_outside() -> None:
    """As if three nights had passed in which nothing answered."""
    Address.objects.filter(is_ours=False).update(failures=3, problem="missing")


def test_the_website_of_a_partner_is_looked_after(site, partner):
    assert not broken().exists()
    fail_outside()
    boss = person(None)
    assert listed(boss) == {"Partner: Verein": f"/admin/snippets/projects/partner/edit/{partner.pk}/#id_url"}
    partner.url = ""
    partner.save()
    assert listed(boss) == {}


def test_a_partner_that_is_deleted_or_written_without_signals_is_read_anew(site, partner):
    fail_outside()
    partner.delete()
    assert not PageLink.objects.exists()
    Partner.objects.bulk_create([Partner(name="Still", url="https://example.org/x", locale=site.de.locale)])
    run()
    assert [link.holder_title for link in PageLink.objects.all()] == ["Still"]
    Partner.objects.all()._raw_delete("default")
    run()
    assert not PageLink.objects.filter(holder_title="Still").exists()


def test_a_notice_breaks_with_its_page_and_is_of_no_matter_when_it_is_over(site):
    target = make_project(site.de, "Ziel")
    banner = Banner.objects.create(text="Heute geschlossen.", link_text="Mehr", link_page=target)
    boss = person(None)
    assert listed(boss) == {}
    target.unpublish()
    address = f"/admin/snippets/office/banner/edit/{banner.pk}/#id_link_page"
    assert listed(boss) == {"Meldung: Heute geschlossen.": address}
    banner.ends_at = timezone.now() - timedelta(minutes=1)
    banner.starts_at = timezone.now() - timedelta(days=1)
    banner.save()
    assert listed(boss) == {}


def test_the_translation_of_a_notice_is_over_with_it(site):
    banner = Banner.objects.create(text="Zu", link_text="Mehr", link_url="https://example.org/b")
    BannerWords.objects.create(banner=banner, language="fr", text="Avis", link_url="https://example.org/bf")
    fail_outside()
    assert len(listed(person(None))) == 2
    banner.starts_at, banner.ends_at = timezone.now() - timedelta(days=2), timezone.now() - timedelta(days=1)
    banner.save()
    assert listed(person(None, "otto")) == {}


def test_site_details_and_their_social_media_are_looked_after(site):
    office = Office.objects.create(complaint_url="https://example.org/ldi")
    SocialLink.objects.create(office=office, name="Mastodon", url="https://example.org/m")
    fail_outside()
    found = listed(person(Role.EDITOR))
    assert set(found) == {"Angaben zur Website", "Angaben zur Website: Mastodon"}
    assert found["Angaben zur Website"].endswith("/office/office/#id_complaint_url")


def test_each_sees_what_he_or_she_may_mend(site, partner, client):
    french = Partner.objects.create(
        name="Association", url="https://example.org/fr", locale=site.fr.locale, translation_key=partner.translation_key
    )
    banner = Banner.objects.create(text="Hinweis", link_text="Mehr", link_url="https://example.org/b")
    BannerWords.objects.create(banner=banner, language="fr", text="Avis", link_url="https://example.org/bf")
    fail_outside()
    german, words = {"Partner: Verein", "Meldung: Hinweis"}, "Übersetzte Meldung: Avis"
    both = german | {f"Partner: {french.name}", words}
    assert set(listed(person(None, "a"))) == both
    assert set(listed(person(Role.MODERATOR, "m"))) == both
    assert set(listed(person(Role.EDITOR, "e"))) == german
    assert set(listed(person(Role.TRANSLATOR, "t"))) == {f"Partner: {french.name}", words}
    client.force_login(person(Role.TRANSLATOR, "marie"))
    for title, status in (("Verein", False), ("Avis", True)):
        link = PageLink.objects.get(holder_title=title)
        client.post(f"/admin/links/{link.pk}/ignore/")
        assert bool(Address.objects.get(pk=link.address_id).ignored_at) is status
    text = client.get("/admin/todo/links/?q=Association").content.decode()
    assert "Partner: Association" in text


def test_addresses_in_fields_of_a_page_lead_to_their_field(site):
    page = site.de.accessibility
    page.ombuds_url, page.report_url = "https://example.org/o", ""
    page.save_revision().publish()
    fail_outside()
    assert listed(person(None)) == {page.title: f"/admin/pages/{page.pk}/edit/#at-ombuds_url"}


def test_what_cannot_be_read_is_saved_all_the_same(site, monkeypatch):
    monkeypatch.setattr("cms.weblinks.scanning.links_of", lambda row: 1 / 0)
    assert Partner.objects.create(name="Verein", url="https://example.org/", locale=site.de.locale).pk


def test_a_model_is_registered_once():
    with pytest.raises(ValueError, match="Partner"):
        register_holder(Holder(Partner, "x", mended_at=str))


def test_written_out_addresses_of_ours_are_known_at_once(site, settings):
    settings.BASE_URL = "http://testserver.example"
    Banner.objects.create(text="Zu", link_text="Mehr", link_url="http://testserver.example/de/gibt-es-nicht/")
    assert list(listed(person(None))) == ["Meldung: Zu"]
