"""The screens of the glossary: who may do what, in which language, and what a file does."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Locale, ModelLogEntry

from cms.accounts.roles import Role
from cms.desk.models import ImportReport, Term

from .helpers import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def english(site) -> Locale:
    return Locale.objects.create(language_code="en")


@pytest.fixture
def french_term(site) -> Term:
    return make(site, "Verein", "association", variants="club")


def make(site, text: str, preferred: str, locale=None, **values) -> Term:
    return Term.objects.create(
        source_locale=site.de.locale,
        target_locale=locale or site.fr.locale,
        source_text=text,
        preferred=preferred,
        **values,
    )


def upload(text: str, name: str = "terms.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def addresses(term: Term) -> list[str]:
    return [
        reverse("desk:glossary"),
        reverse("desk_terms:index"),
        reverse("desk_terms:index_results"),
        reverse("desk_terms:add"),
        reverse("desk_terms:edit", args=[term.pk]),
        reverse("desk_terms:delete", args=[term.pk]),
        reverse("desk_terms:history", args=[term.pk]),
        reverse("desk_terms:history_results", args=[term.pk]),
        reverse("desk:glossary_import"),
        reverse("desk:glossary_export", args=["csv"]),
        reverse("desk:glossary_export", args=["tbx"]),
    ]


def form(**values) -> dict:
    return {"source_text": "Imker", "preferred": "apiculteur", "variants": "", "note": "", **values}


@pytest.mark.parametrize("role", [None, Role.TRANSLATOR, Role.REVIEWER, Role.MODERATOR])
def test_who_translates_into_french_opens_every_screen(site, client, french_term, role):
    client.force_login(person(role))
    assert {client.get(address).status_code for address in addresses(french_term)} == {200}


@pytest.mark.parametrize("role", [Role.EDITOR, ""])
def test_who_does_not_is_sent_away_and_changes_nothing(site, client, french_term, role):
    client.force_login(person(role))
    for address in addresses(french_term):
        response = client.get(address)
        assert response.status_code in (302, 404)
        assert "association" not in response.content.decode()
    client.post(reverse("desk_terms:add"), form(target_locale=site.fr.locale.pk))
    client.post(reverse("desk_terms:edit", args=[french_term.pk]), form(target_locale=site.fr.locale.pk))
    client.post(reverse("desk_terms:delete", args=[french_term.pk]))
    client.post(
        reverse("desk:glossary_import"),
        {"file": upload("de,fr\nImker,x\n"), "language": site.fr.locale.pk, "differing": "theirs"},
    )
    assert list(Term.objects.values_list("source_text", "preferred")) == [("Verein", "association")]


def test_anonymous_visitors_are_asked_to_log_in(client, french_term):
    for address in addresses(french_term):
        assert client.get(address).url.startswith(reverse("wagtailadmin_login"))


def test_terms_of_another_language_are_not_there(site, client, english):
    foreign = make(site, "Verein", "club", english)
    client.force_login(person(Role.TRANSLATOR))
    for name in ("edit", "delete", "history"):
        assert client.get(reverse(f"desk_terms:{name}", args=[foreign.pk])).status_code == 404
    client.post(reverse("desk_terms:edit", args=[foreign.pk]), form(target_locale=english.pk))
    client.post(reverse("desk_terms:delete", args=[foreign.pk]))
    assert Term.objects.get() == foreign
    assert Term.objects.get().preferred == "club"
    assert "club" not in client.get(reverse("desk:glossary")).content.decode()
    response = client.get(reverse("desk:glossary_export", args=["csv"]) + f"?language={english.pk}")
    assert b"club" not in response.content
    # Neither can a term be made or moved there.
    client.post(reverse("desk_terms:add"), form(target_locale=english.pk))
    client.post(
        reverse("desk:glossary_import"),
        {"file": upload("de,en\nImker,beekeeper\n"), "language": english.pk, "differing": "ours"},
    )
    assert Term.objects.count() == 1


def test_bad_ids_are_404(client, site):
    client.force_login(person(None))
    assert client.get(reverse("desk_terms:edit", args=[999])).status_code == 404
    assert client.get("/admin/desk/glossary/export/xlsx/").status_code == 404
    assert client.get("/admin/desk/glossary/usage/1/").status_code == 404
    assert client.get(reverse("desk:glossary") + "?target_locale=x&p=999&ordering=;").status_code == 200
    assert client.get(reverse("desk:glossary_export", args=["csv"]) + "?language=x").status_code == 200


def test_adding_and_changing_is_remembered_with_who_and_when(site, client):
    translator = person(Role.TRANSLATOR)
    client.force_login(translator)
    values = form(source_text="  Imker \n", variants="a; b\nb", target_locale=site.fr.locale.pk)
    client.post(reverse("desk_terms:add"), values)
    term = Term.objects.get()
    assert (term.source_text, term.variants, term.updated_by) == ("Imker", "a\nb", translator)
    boss = person(None)
    client.force_login(boss)
    client.post(
        reverse("desk_terms:edit", args=[term.pk]), form(preferred="apicultrice", target_locale=site.fr.locale.pk)
    )
    term.refresh_from_db()
    assert (term.preferred, term.updated_by) == ("apicultrice", boss)
    log = ModelLogEntry.objects.filter(object_id=term.pk).order_by("timestamp").values_list("action", "user__username")
    assert list(log) == [("wagtail.create", translator.username), ("wagtail.edit", boss.username)]
    assert translator.username in client.get(reverse("desk_terms:history", args=[term.pk])).content.decode()


def test_a_term_twice_or_too_long_is_a_message(site, client, french_term):
    client.force_login(person(Role.TRANSLATOR))
    for text in ("Verein", "x" * 256):
        response = client.post(reverse("desk_terms:add"), form(source_text=text, target_locale=site.fr.locale.pk))
        assert response.status_code == 200
        assert response.context["form"].errors["source_text"]
    assert Term.objects.count() == 1


def test_search_finds_in_either_language_whatever_the_case(site, client, french_term):
    make(site, "Übersetzung", "traduction")
    client.force_login(person(Role.TRANSLATOR))

    def found(query: str) -> set[str]:
        response = client.get(reverse("desk:glossary"), {"q": query})
        return {term.source_text for term in response.context["object_list"]}

    assert found("übersetz") == {"Übersetzung"}
    assert found("CLUB") == found("associa") == {"Verein"}
    assert found("nichts") == set()


def test_the_list_costs_the_same_for_many_terms(site, client, django_assert_max_num_queries):
    boss = person(Role.TRANSLATOR)
    client.force_login(boss)
    Term.objects.bulk_create(
        Term(
            source_locale=site.de.locale,
            target_locale=site.fr.locale,
            source_text=f"Wort {n}",
            preferred="mot",
            updated_by=boss,
        )
        for n in range(45)
    )
    client.get(reverse("desk:glossary"))
    with django_assert_max_num_queries(25):
        assert client.get(reverse("desk:glossary")).content.decode().count("Wort ") >= 45


def test_text_of_terms_is_escaped(site, client):
    make(site, "<b>x</b>", "<script>1</script>", variants="<i>y</i>", note="<u>z</u>")
    client.force_login(person(Role.TRANSLATOR))
    html = client.get(reverse("desk:glossary")).content.decode()
    assert not any(tag in html for tag in ("<b>x", "<script>1", "<i>y", "<u>z"))


class TestImport:
    def send(self, site, client, file, differing="ours"):
        data = {"file": file, "language": site.fr.locale.pk, "differing": differing}
        return client.post(reverse("desk:glossary_import"), data)

    def test_a_clean_file_leads_back_to_the_list(self, site, client):
        client.force_login(person(Role.TRANSLATOR))
        response = self.send(site, client, upload("de;fr\nImker;apiculteur\n"))
        assert response.url == reverse("desk:glossary")
        assert Term.objects.get().preferred == "apiculteur"

    def test_what_is_left_out_leads_to_the_report(self, site, client, french_term):
        client.force_login(person(Role.TRANSLATOR))
        response = self.send(site, client, upload("de,fr\nVerein,amicale\n"))
        report = ImportReport.objects.get()
        assert response.url == reverse("desk:import_report", args=[report.pk])
        html = client.get(response.url).content.decode()
        assert "Verein" in html
        assert "amicale" in html
        french_term.refresh_from_db()
        assert french_term.preferred == "association"

    def test_the_file_wins_on_request(self, site, client, french_term):
        client.force_login(person(Role.TRANSLATOR))
        self.send(site, client, upload("de,fr\nVerein,amicale\n"), "theirs")
        french_term.refresh_from_db()
        assert (french_term.preferred, french_term.variants) == ("amicale", "club")

    @pytest.mark.parametrize(
        "file",
        [
            upload("a,b\n1,2\n"),
            upload("<tbx>", "terms.tbx"),
            upload(b"\x00" * 50),
            upload(b"x" * (5 * 1024 * 1024 + 1)),
            upload(b""),
        ],
    )
    def test_what_cannot_be_used_is_a_message_beside_the_field(self, site, client, file):
        file.seek(0)
        client.force_login(person(Role.TRANSLATOR))
        response = self.send(site, client, file)
        assert response.status_code == 200
        assert response.context["form"].errors["file"]
        assert (Term.objects.count(), ImportReport.objects.count()) == (0, 0)

    def test_what_was_taken_out_can_be_brought_back(self, site, client, french_term):
        client.force_login(person(Role.TRANSLATOR))
        for kind in ("csv", "tbx"):
            data = client.get(reverse("desk:glossary_export", args=[kind]))
            assert f".{kind}" in data["Content-Disposition"]
            Term.objects.all().delete()
            self.send(site, client, upload(data.content, f"x.{kind}"))
            assert [term.accepted for term in Term.objects.all()] == [["association", "club"]]
