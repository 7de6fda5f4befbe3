"""Pictures come out looking right and silent, in little memory."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.management import call_command
from django.test import override_settings
from django.urls import reverse
from PIL import Image
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.users.models import UserProfile

from cms.media.models import MediaImage
from cms.media.pictures import make_renditions
from cms.media.uploads.intake import take_picture
from cms.media.uploads.isolation import ask
from cms.media.uploads.reading.picture import LONGEST_SIDE
from cms.media.uploads.reading.refusal import Refused

from .doors import Doors, upload
from .odd_pictures import HTML, PICTURES, SECRETS, XMP, adobe_rgb, exif, large, scene, srgb, transparent, written


def taken(data: bytes, name: str = "bild.jpg") -> Image.Image:
    image = Image.open(io.BytesIO(take_picture(ContentFile(data, name)).read()))
    image.load()
    return image


def colour(image: Image.Image, x: int = 10, y: int = 10) -> tuple[int, int, int]:
    return image.convert("RGB").getpixel((x, y))


def near(one: tuple[int, ...], other: tuple[int, ...], by: int = 12) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def test_pictures_are_turned_upright():
    turned = taken(written(scene(), "JPEG", exif=exif(6)))
    assert turned.size == (200, 320)
    assert near(colour(turned, 190, 10), (230, 20, 20))


@pytest.mark.parametrize("kind", ["heic", "avif", "webp", "palette png", "grey jpeg", "transparent png", "still gif"])
def test_the_red_corner_stays_where_it_is(kind):
    name, make, _expected = PICTURES[kind]
    found = colour(taken(make(), name))
    assert near(found, (82, 82, 82) if kind == "grey jpeg" else (230, 20, 20), 20)


def test_colours_are_those_the_profile_means():
    """The same numbers are a stronger red in Adobe RGB: in sRGB the green left in it goes."""
    wide = taken(written(Image.new("RGB", (64, 64), (200, 100, 60)), "PNG", icc_profile=adobe_rgb()))
    assert "icc_profile" not in wide.info
    assert near(colour(wide), (231, 98, 53), 6)
    assert near(colour(taken(written(Image.new("RGB", (64, 64), (200, 100, 60)), "PNG"))), (200, 100, 60), 0)


def test_cmyk_becomes_rgb_with_right_colours():
    picture = taken(written(Image.new("CMYK", (64, 64), (0, 255, 255, 0)), "JPEG", quality=95))
    assert picture.mode == "RGB"
    assert near(colour(picture), (255, 0, 0))


def test_sixteen_bits_keep_their_brightness():
    grey = taken(PICTURES["16-bit grey png"][1]())
    assert (grey.getpixel((5, 5)), grey.getpixel((50, 5))) == (255, 0)
    assert near(colour(taken(PICTURES["16-bit colour png"][1]())), (128, 0, 0), 1)


def test_transparency_stays():
    for kind in ("PNG", "WEBP", "AVIF"):
        picture = taken(written(transparent(), kind)).convert("RGBA")
        assert picture.getpixel((150, 120))[3] == 0
        assert picture.getpixel((10, 10))[3] == 255


def test_what_needs_no_change_loses_nothing():
    for kind in ("JPEG", "PNG", "WEBP"):
        data = written(scene(), kind)
        assert take_picture(ContentFile(data, "a.jpg")).read() == data
    marked = written(scene(), "JPEG", exif=exif(1), icc_profile=srgb(), comment=b"SECRET-PLACE")
    once = take_picture(ContentFile(marked, "a.jpg")).read()
    assert Image.open(io.BytesIO(once)).tobytes() == Image.open(io.BytesIO(marked)).tobytes()
    assert take_picture(ContentFile(once, "a.jpg")).read() == once
    assert not {"exif", "icc_profile", "comment"} & Image.open(io.BytesIO(once)).info.keys()


def test_pictures_of_the_content_package_are_kept_as_they_are():
    for path in (settings.BASE_DIR / "home/content/pictures").glob("*.webp"):
        data = path.read_bytes()
        assert take_picture(ContentFile(data, path.name)).read() == data, path.name


def test_names_are_found_and_only_suggested(editor):
    Doors(editor, MediaImage).single("a.jpg", written(scene(), "JPEG", exif=exif(6), xmp=XMP))
    image = MediaImage.objects.get()
    assert (image.author, image.found_author, image.found_copyright) == ("", "Erika Muster", "Kreis Beispiel")
    html = editor.get(reverse("wagtailimages:edit", args=(image.pk,))).content.decode()
    assert "Erika Muster" in html
    assert 'value="Erika Muster"' not in html


def stored_as_it_came(data: bytes) -> MediaImage:
    """A picture from before anything was cleaned."""
    return MediaImage.objects.create(title="Alt", file=ImageFile(io.BytesIO(data), "alt.jpg"))


def test_renditions_say_nothing_either(db):
    """Not even those of a picture that was stored before anything was cleaned."""
    image = stored_as_it_came(written(scene(900, 500), "JPEG", exif=exif(1), xmp=XMP))
    for raw in (True, False):
        if not raw:
            call_command("clean_uploads", verbosity=0)
            image.refresh_from_db()
            assert not image.renditions.exists()
        make_renditions(image, ("gallery", "share"))
        assert image.renditions.count() == 7
        for rendition in image.renditions.all():
            with rendition.file.open() as stream:
                data = stream.read()
            if raw and rendition.file.name.endswith(".jpg"):
                continue  # this one is why the command exists
            assert not [secret for secret in SECRETS if secret in data], rendition.file.name


def test_the_command_cleans_what_is_stored_and_does_it_once(db, capsys):
    image = stored_as_it_came(written(scene(6000, 400), "JPEG", exif=exif(1)))
    image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 4000, 100, 50, 50
    image.save()
    broken = stored_as_it_came(written(scene(seed=3), "JPEG"))
    with broken.file.open("wb") as stream:
        stream.write(HTML)
    old = image.file.name
    call_command("clean_uploads", "--dry-run")
    image.refresh_from_db()
    assert image.file.name == old
    call_command("clean_uploads")
    image.refresh_from_db()
    assert image.width == LONGEST_SIDE
    assert image.focal_point_x == round(4000 * LONGEST_SIDE / 6000)
    assert image.file.storage.exists(image.file.name)
    assert not image.file.storage.exists(old)
    with image.file.open() as stream:
        assert not [secret for secret in SECRETS if secret in stream.read()]
    capsys.readouterr()
    call_command("clean_uploads")
    told = capsys.readouterr()
    assert "cleaned" not in told.out
    assert f"Picture {broken.pk}" in told.err


def test_forty_megapixels_stay_small_in_memory(tmp_path):
    """Measured in a process of its own: its highest use of memory, in MB."""
    (tmp_path / "in").write_bytes(large())
    script = (
        "import sys; from cms.media.uploads.reading.picture import normalise\n"
        "found = normalise(sys.argv[1], sys.argv[2])\n"
        "peak = next(l for l in open('/proc/self/status') if l.startswith('VmHWM'))\n"
        "print(found['width'], found['height'], int(peak.split()[1]) // 1024)"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "in"), str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, check=True, cwd=settings.BASE_DIR)
    width, height, megabytes = map(int, done.stdout.split())
    assert (width, height) == (3086, LONGEST_SIDE)
    assert megabytes < 400


def test_the_small_process_does_the_same(settings, tmp_path):
    settings.UPLOADS_ISOLATED = True
    assert taken(PICTURES["heic"][1]()).size == (320, 200)
    with pytest.raises(Refused, match="too-many-pixels"):
        taken(PICTURES["pixel bomb"][1]())


def test_the_small_process_is_ended_when_it_takes_too_much(settings, monkeypatch, tmp_path):
    from cms.media.uploads import isolation

    settings.UPLOADS_ISOLATED = True
    monkeypatch.setattr(isolation, "SECONDS", 0.001)
    with pytest.raises(Refused, match="too-heavy"):
        taken(PICTURES["plain jpeg"][1]())
    monkeypatch.undo()
    settings.UPLOADS_ISOLATED = True
    monkeypatch.setattr(isolation.sys, "executable", "/bin/false")
    with pytest.raises(Refused, match="too-heavy"):
        taken(PICTURES["plain jpeg"][1]())


def test_the_small_process_has_limits_and_no_secrets(monkeypatch):
    script = (
        "import os, resource; from cms.media.uploads.reading.child import limit; limit()\n"
        "print(resource.getrlimit(resource.RLIMIT_AS)[0], resource.getrlimit(resource.RLIMIT_CPU)[0])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, cwd=settings.BASE_DIR)
    memory, seconds = map(int, done.stdout.split())
    assert memory <= 2 * 1024**3
    assert seconds <= 60
    seen = {}
    monkeypatch.setenv("SECRET_KEY", "x")

    def run(*_arguments, env, **_options):
        seen.update(env)
        raise OSError("stopped here")

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(OSError, match="stopped here"), override_settings(UPLOADS_ISOLATED=True):
        ask("picture", "a", "b")
    assert "SECRET_KEY" not in seen
    assert "PATH" in seen


def test_pictures_of_people_in_the_admin_are_clean_too(editor):
    mine = upload("ich.jpg", written(scene(), "JPEG", exif=exif(6), xmp=XMP))
    form = AvatarPreferencesForm({}, {"avatar": mine}, instance=UserProfile(user_id=1))
    assert form.is_valid(), form.errors
    data = form.cleaned_data["avatar"].read()
    assert not [secret for secret in SECRETS if secret in data]
    form = AvatarPreferencesForm({}, {"avatar": upload("ich.jpg", HTML)}, instance=UserProfile(user_id=1))
    assert form.errors["avatar"][0].startswith("Das ist kein Bild.")
