"""The rule of rights in memory and in the database, the work it makes, the list and the forms."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from wagtail.images.tests.utils import get_test_image_file

from cms import todo
from cms.accounts.roles import Role
from cms.media.licences import LICENCE_URLS, Licence
from cms.media.models import MediaImage
from cms.media.rights import NOTICE_DAYS, Rights, lacks, rights_q, state_of, today
from tests.desk.helpers import person
from tests.pictures import RIGHTS, make_picture

PASSED, LAST_DAY = timedelta(days=-1), timedelta(0)
SOON, LATER = timedelta(days=NOTICE_DAYS), timedelta(days=NOTICE_DAYS + 1)


def images_in_every_state() -> dict[str, Rights]:
    """title → state, one picture for each case."""
    cases = {
        "nothing": ({"author": "", "licence": "", "consent": ""}, Rights.MISSING),
        "blank author": ({"author": "  "}, Rights.MISSING),
        "no licence": ({"licence": ""}, Rights.MISSING),
        "no consent": ({"consent": ""}, Rights.MISSING),
        "no consent, run out": ({"consent": "", "licence_valid_until": today() + PASSED}, Rights.MISSING),
        "run out": ({"licence_valid_until": today() + PASSED}, Rights.EXPIRED),
        "last day": ({"licence_valid_until": today() + LAST_DAY}, Rights.EXPIRING),
        "soon": ({"licence_valid_until": today() + SOON}, Rights.EXPIRING),
        "later": ({"licence_valid_until": today() + LATER}, Rights.COMPLETE),
        "for ever": ({}, Rights.COMPLETE),
    }
    for title, (values, _state) in cases.items():
        make_picture(title, **values)
    return {title: state for title, (_values, state) in cases.items()}


@pytest.mark.django_db
def test_memory_and_database_agree():
    expected = images_in_every_state()
    assert {image.title: state_of(image) for image in MediaImage.objects.all()} == expected
    for state in Rights:
        found = set(MediaImage.objects.filter(rights_q(state)).values_list("title", flat=True))
        assert found == {title for title, wanted in expected.items() if wanted is state}, state
    # What may be shown is what nothing is said against.
    shown = {image.title for image in MediaImage.objects.all() if not lacks(image)}
    assert shown == {title for title, state in expected.items() if state in (Rights.EXPIRING, Rights.COMPLETE)}


def test_every_licence_with_a_text_is_linked_in_the_form(db):
    from cms.media.picture_form import licence_links

    with translation.override("en"):
        html = licence_links()
    for code, url in LICENCE_URLS.items():
        assert f'href="{url}"' in html
        assert Licence(code).label in html


def item(key: str):
    return next(item for item in todo.items() if item.key == key)


def titles(key: str, user) -> list[str]:
    found = item(key)
    return [entry.title for entry in found.present(found.rows(user), user)]


def test_work_is_named_with_pictures_in_use_first(site, django_assert_max_num_queries):
    images_in_every_state()
    used = MediaImage.objects.get(title="no licence")
    page = site.de.content.specific
    page.lead_image, page.lead_image_decorative = used, True
    page.save()
    editor = person(Role.EDITOR)
    assert titles("pictures-incomplete", editor)[0] == "no licence"
    assert len(titles("pictures-incomplete", editor)) == 5
    assert set(titles("pictures-licence-ends", editor)) == {"run out", "last day", "soon"}
    with django_assert_max_num_queries(4):
        found = item("pictures-incomplete")
        entries = found.present(list(found.rows(person_again(editor))[:20]), editor)
    assert entries[0].url == reverse("wagtailimages:edit", args=[used.pk])
    with translation.override("en"):
        assert "not used on any page" not in found.present(found.rows(editor)[:1], editor)[0].detail.lower()
        assert "not used on any page" in found.present(found.rows(editor)[1:2], editor)[0].detail.lower()


def person_again(user):
    return type(user).objects.get(pk=user.pk)


def test_translators_are_given_no_work_that_they_may_not_do(site):
    images_in_every_state()
    for role in (Role.TRANSLATOR, Role.REVIEWER):
        user = person(role)
        assert titles("pictures-incomplete", user) == []
        assert titles("pictures-licence-ends", user) == []


@pytest.mark.parametrize("state", Rights)
@pytest.mark.parametrize("layout", ["grid", "list"])
@pytest.mark.parametrize("search", ["", "o"])
def test_the_list_is_filtered_by_rights(admin_client, db, state, layout, search):
    expected = images_in_every_state()
    response = admin_client.get(reverse("wagtailimages:index"), {"rights": state.value, "layout": layout, "q": search})
    found = {image.title for image in response.context["object_list"]}
    wanted = {title for title, value in expected.items() if value is state}
    assert found == wanted if not search else found <= wanted
    if found:
        assert str(state.label) in response.content.decode()


def test_a_filter_with_rubbish_is_no_fault(admin_client, db):
    assert admin_client.get(reverse("wagtailimages:index"), {"rights": "x\x00"}).status_code == 200


def test_the_list_asks_once_for_all_pictures(admin_client, db, django_assert_max_num_queries):
    for number in (3, 12):
        for n in range(number):
            make_picture(f"Bild {number} {n}").get_rendition("max-165x165")
        with django_assert_max_num_queries(20):
            admin_client.get(reverse("wagtailimages:index"), {"layout": "list"})


def test_the_form_says_what_is_missing_and_takes_it(admin_client, db):
    image = make_picture("Feld", "no licence")
    url = reverse("wagtailimages:edit", args=[image.pk])
    html = admin_client.get(url).content.decode()
    assert "picture-notice" in html
    data = {
        "title": "Feld",
        "collection": image.collection_id,
        "tags": "",
        **RIGHTS,
        "licence_valid_until": "2031-05-03",
    }
    assert admin_client.post(url, data).status_code == 302
    image.refresh_from_db()
    assert state_of(image) is Rights.COMPLETE
    html = admin_client.get(url).content.decode()
    assert "picture-notice" not in html
    assert 'value="2031-05-03"' in html


@pytest.mark.parametrize("day", ["31.02.2027", "x\x00", "99999-01-01", "0000-00-00"])
def test_a_date_that_is_none_is_refused_and_nothing_is_lost(admin_client, db, day):
    image = make_picture("Feld")
    url = reverse("wagtailimages:edit", args=[image.pk])
    data = {"title": "Neuer Titel", "collection": image.collection_id, "tags": "", **RIGHTS, "licence_valid_until": day}
    response = admin_client.post(url, data)
    assert response.status_code == 200
    assert "licence_valid_until" in response.context["form"].errors
    assert "Neuer Titel" in response.content.decode()


def test_an_upload_may_leave_rights_open(admin_client, db):
    response = admin_client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "Neu", "files[]": SimpleUploadedFile("neu.png", get_test_image_file().file.getvalue())},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    answer = response.json()
    assert answer["success"]
    for name in ("author", "licence", "licence_valid_until", "source", "consent"):
        assert f'name="image-{answer["image_id"]}-{name}"' in answer["form"]


def test_the_chooser_asks_for_rights_too(admin_client, db):
    html = admin_client.get(reverse("wagtailimages_chooser:choose")).json()["html"]
    for name in ("author", "licence", "licence_valid_until", "source", "consent"):
        assert f'name="image-chooser-upload-{name}"' in html
