"""Screens of the admin that have no other test of their looks: axe, phones, what is cut off or sits askew."""

from __future__ import annotations

import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image as Raster
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile

from cms.accounts.roles import Role
from cms.bin.models import BinEntry
from cms.bin.putting import put
from home.models import ContentPage
from tests.desk.helpers import person

from .accessibility import COLOURS, DESKTOP, EVERYTHING, PHONE, SIDEWAYS, axe
from .conftest import log_in

pytestmark = pytest.mark.browser

LONG = "Sommerfest im Kreishaus mit einem langen Titel, der umbrechen muss"


@pytest.fixture
def office(page: Page, live_site):
    """A moderator, with the theme that follows the system, and without colours that change gradually."""
    user = person(Role.MODERATOR)
    UserProfile.objects.update_or_create(user=user, defaults={"theme": UserProfile.AdminColorThemes.SYSTEM})
    page.emulate_media(reduced_motion="reduce")
    log_in(page, user, live_site.url)
    page.user = user
    return page


def faults(page: Page, go) -> dict[str, list[str]]:
    """What is wrong on a screen, on a desktop in the light and on a phone in the dark. In: what opens the screen."""
    found = {}
    for size, scheme, rules in ((DESKTOP, "light", EVERYTHING), (PHONE, "dark", COLOURS)):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        go()
        page.evaluate(Axe().axe_script)
        found[scheme] = [*axe(page, rules), *page.evaluate(SIDEWAYS)]
    return {scheme: wrong for scheme, wrong in found.items() if wrong}


def draft(site, title: str = LONG) -> ContentPage:
    page = ContentPage(title=title, slug=f"seite-{len(title)}", teaser="Kurz.", locale=site.de.locale)
    return site.de.home.add_child(instance=page)


def png(shade: int) -> bytes:
    buffer = io.BytesIO()
    Raster.linear_gradient("L").resize((300, 200)).rotate(shade).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize("language", ["de", "fr"])
def test_axe_finds_nothing_on_the_screens_of_the_office(office, live_site, language):
    UserProfile.objects.filter(user=office.user).update(preferred_language=language)
    author = person(Role.AUTHOR)
    put(draft(live_site), office.user)
    entry = BinEntry.objects.get()
    project = live_site.de.project
    found = {}
    for address in (
        "authors/",
        f"authors/{author.pk}/",
        f"authors/page/{project.pk}/",
        "bin/",
        "bin/?q=nichts",
        f"bin/{entry.pk}/restore/",
        f"bin/{entry.pk}/delete/",
        "bin/empty/",
        f"pages/{project.pk}/delete/",
        f"pages/{project.pk}/unpublish/",
        f"pages/{project.pk}/move/",
        f"pages/{live_site.de.home.pk}/",
        "documents/multiple/add/",
    ):
        found[address] = faults(office, lambda address=address: office.goto(f"{live_site.url}/admin/{address}"))
    assert not (wrong := {address: x for address, x in found.items() if x}), wrong


def test_axe_finds_nothing_before_login_and_on_a_lost_page(office, live_site, watch):
    found = {"lost": faults(office, lambda: office.goto(f"{live_site.url}/admin/nirgends/"))}
    watch.errors.clear()  # that the page is not there
    office.context.clear_cookies()
    for address in ("login/", "password_reset/", "password_reset/done/", "password_reset/confirm/MQ/alt-alt/"):
        found[address] = faults(office, lambda address=address: office.goto(f"{live_site.url}/admin/{address}"))
        # No label of a button is longer than the button.
        cut = "[...document.querySelectorAll('.button')].filter(e => e.scrollWidth > e.clientWidth + 1).length"
        assert office.evaluate(cut) == 0, address
    assert not (wrong := {address: x for address, x in found.items() if x}), wrong


def test_on_a_phone_titles_have_room_and_nothing_is_cut_off(office, live_site):
    draft(live_site).save_revision().publish()
    office.set_viewport_size(PHONE)
    for address in (f"pages/{live_site.de.home.pk}/", "pages/search/?q=Sommerfest"):
        office.goto(f"{live_site.url}/admin/{address}")
        cells = office.locator(".listing tbody td").filter(visible=True)
        boxes = [cell.bounding_box() for cell in cells.all()]
        assert all(box["x"] + box["width"] <= PHONE["width"] + 1 for box in boxes), address
        title = office.locator("td.title").filter(has_text=LONG).first.bounding_box()
        assert title["width"] > PHONE["width"] / 2, address
        assert title["height"] < 160, address
    office.goto(f"{live_site.url}/admin/pages/{ContentPage.objects.get(title=LONG).pk}/edit/")
    name = office.locator(".w-breadcrumbs li").filter(has_text=LONG).last.bounding_box()
    assert name["x"] + name["width"] <= PHONE["width"]
    assert 30 < name["height"] < 60


def test_the_list_of_pictures_keeps_its_heading(office, live_site):
    office.set_viewport_size(DESKTOP)
    office.goto(f"{live_site.url}/admin/images/")
    whole = "e => e.getBoundingClientRect().right <= e.closest('.w-breadcrumbs').getBoundingClientRect().right + 1"
    assert office.locator(".w-breadcrumbs li:visible a").last.evaluate(whole)


def test_a_duplicate_and_a_broken_file_can_be_read_and_told_apart(office, live_site, watch):
    def upload():
        office.goto(f"{live_site.url}/admin/images/multiple/add/")
        files = [("feld.png", png(7)), ("noch-einmal.png", png(7)), ("kaputt.png", b"nichts")]
        office.set_input_files(
            "#fileupload", [{"name": name, "mimeType": "image/png", "buffer": buffer} for name, buffer in files]
        )
        expect(office.locator(".confirm-duplicate-upload").last).to_be_visible()
        expect(office.locator(".upload-failure .error_messages").last).not_to_be_empty()

    found = faults(office, upload)
    assert not found, "\n".join(fault[:200] for faults_ in found.values() for fault in faults_)
    office.set_viewport_size(DESKTOP)
    button = office.locator(".confirm-duplicate-upload a.button").last
    askew = button.evaluate(
        """e => { const r = document.createRange(); r.selectNodeContents(e); const t = r.getBoundingClientRect(),
        b = e.getBoundingClientRect(); return Math.abs((t.top + t.bottom) - (b.top + b.bottom)) / 2 }"""
    )
    assert askew <= 2
    # Nothing reaches out of the box with the rights for all pictures.
    office.locator("[data-for-all]").evaluate("e => { e.hidden = false }")
    outside = """e => { const right = e.getBoundingClientRect().right
        return [...e.querySelectorAll('select, input')].filter(f => f.getBoundingClientRect().right > right).length }"""
    assert office.locator("[data-for-all]").evaluate(outside) == 0


def test_in_print_an_address_has_the_colour_of_its_link(page, live_site):
    page.goto(f"{live_site.url}/de/")
    page.evaluate("""() => { const a = document.createElement('a'); a.rel = 'external'; a.href = 'https://example.org/'
        a.id = 'probe'; a.textContent = 'Lizenz'; document.querySelector('.foot').append(a) }""")
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.evaluate(
        "() => ['::after', null].map(part => getComputedStyle(document.querySelector('#probe'), part).color)"
    )
    assert colours[0] == colours[1]
