"""What a phone loads in all before anybody scrolls: the shipped content, real pictures (house.md, "Budgets")."""

import shutil

import pytest
import yaml
from wagtail.models import Site

from home.package import loader
from home.package.assembling import CONTENT
from projects.models import ProjectPage
from projects.status import Status

#: The project that runs, which the lists show with its picture, and the one whose picture is the heaviest.
PICTURES = ("p1-geburtshilfestation-assikoi", "p6-maniok-halle")


@pytest.fixture
def shipped(transactional_db, live_server, tmp_path) -> str:
    """The content package with two of its pictures; all of them would take a minute to encode. Out: the address."""
    folder = tmp_path / "content"
    (folder / "pictures").mkdir(parents=True)
    for file in CONTENT.glob("*.yaml"):
        shutil.copy(file, folder)
    listed = yaml.safe_load((CONTENT / "pictures" / "pictures.yaml").read_text("utf-8"))
    listed["pictures"] = [picture for picture in listed["pictures"] if picture["id"] in PICTURES]
    (folder / "pictures" / "pictures.yaml").write_text(yaml.safe_dump(listed, allow_unicode=True), "utf-8")
    for picture in listed["pictures"]:
        for name in (picture["file"], picture["source"]):
            shutil.copy(CONTENT / "pictures" / name, folder / "pictures")
    loader.load(folder)
    yield live_server.url
    Site.clear_site_root_paths_cache()


@pytest.fixture
def phone(browser, watch):
    """Loads an address on a phone, nothing kept from before. Out: the bytes that came over the line, by address."""
    opened = []

    def load(address: str) -> dict[str, int]:
        context = browser.new_context(
            viewport={"width": 390, "height": 844}, device_scale_factor=2, is_mobile=True, locale="de-DE"
        )
        opened.append(context)
        watch.attach(context)
        page = context.new_page()
        wire = context.new_cdp_session(page)
        names, sizes = {}, {}
        wire.on("Network.requestWillBeSent", lambda event: names.update({event["requestId"]: event["request"]["url"]}))
        wire.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
        wire.send("Network.enable")
        page.goto(address, wait_until="networkidle")
        assert context.cookies() == []
        return {name: sizes[key] for key, name in names.items() if not name.startswith("data:")}

    yield load
    for context in opened:
        context.close()
    assert watch.outside == []
    assert watch.errors == []


def test_a_phone_loads_little(shipped, phone):
    german = ProjectPage.objects.filter(locale__language_code="de", live=True)
    running = german.with_status(Status.CURRENT)
    heavy = german.get(lead_image__file__contains=PICTURES[1])
    found = {
        "project list": (phone(f"{shipped}/de/projekte/"), 60_000),
        "heaviest project": (phone(f"{shipped}{heavy.get_url()}"), 150_000),
    }
    for project in running:
        found[project.title] = (phone(f"{shipped}{project.get_url()}"), 150_000)
    for name, (sizes, ceiling) in found.items():
        assert sum(sizes.values()) <= ceiling, (name, sizes)
    pictures = [address for address in found["heaviest project"][0] if "/media/images/" in address]
    assert len(pictures) == 1, "each picture is loaded in one size only"
    assert pictures[0].endswith(".avif")
