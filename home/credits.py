"""The page of picture credits: every picture that the public pages of one language show (duties.md, § 5 DDG).

What is shown where is read from Wagtail's index of references, which follows the public text of a
page and not its drafts. Six queries, whatever the number of pictures and pages.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, QuerySet, Window
from django.db.models.functions import Cast, DenseRank
from wagtail.models import Page, ReferenceIndex

from cms.frame import Frame, link_to
from cms.media.licences import Licence
from cms.media.models import MediaImage
from cms.media.pictures import Picture
from cms.pagination import paginate, pagination
from cms.visibility import public_q

PER_PAGE = 24
#: A picture on every page is named with the first few of them.
PAGES_NAMED = 6


@dataclass
class Credit:
    """One picture, ready to print."""

    title: str
    author: str
    licence: str
    licence_url: str
    source: str
    source_url: str
    thumb: Picture | None
    uses: list = field(default_factory=list)
    more_uses: int = 0


def pages_of(language: str, request) -> QuerySet:
    """The pages that visitors see in a language; those that repeat German text under /fr/ as well."""
    return Page.objects.filter(public_q(request), live=True, locale__language_code=language, depth__gt=1)


def references(pages: QuerySet) -> QuerySet:
    """References from some pages to images, as rows with ``to_object_id`` and ``object_id``."""
    keys = pages.annotate(key=Cast("pk", CharField())).order_by().values("key")
    return ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(MediaImage),
        object_id__in=keys,
    )


def pictures_shown(pages: QuerySet) -> QuerySet:
    """All images that some pages show, by title."""
    used = references(pages).values("to_object_id")
    images = MediaImage.objects.annotate(key=Cast("pk", CharField())).filter(key__in=used)
    return images.order_by("title", "pk")


def credits_context(page, request, frame: Frame, needs) -> dict:
    """Template variables: the credits of one page of the list, and the links to its other pages."""
    pages = pages_of(frame.language, request)
    shown = paginate(pictures_shown(pages), request.GET, PER_PAGE)
    images = list(shown.object_list)
    uses = _uses(pages, images)
    for image in images:
        needs.pictures.want(image, "thumb")
    needs.pictures.load()
    entries = []
    for image in images:
        rows, total = uses.get(image.pk, ([], 0))
        links = [link_to(row, request, frame.content_language) for row in rows]
        entries.append(_credit(image, needs.pictures.picture(image, "thumb"), links, total - len(links)))
    return {
        "credits": entries,
        "credits_total": shown.paginator.count,
        "pagination": pagination(shown, page.get_url(request) or "", []),
    }


def _uses(pages: QuerySet, images: list[MediaImage]) -> dict[int, tuple[list[Page], int]]:
    """For each image the first few pages that show it, in the order of the tree, and the number of all of them."""
    shown = references(pages).filter(to_object_id__in=[str(image.pk) for image in images])
    totals = dict(shown.values_list("to_object_id").annotate(Count("object_id", distinct=True)).order_by())
    # A picture may be on thousands of pages: the database cuts. One page may show it several times.
    rank = Window(DenseRank(), partition_by="to_object_id", order_by="object_id")
    first = shown.annotate(rank=rank).filter(rank__lte=PAGES_NAMED).values_list("to_object_id", "object_id")
    of_page: dict[int, set[int]] = {}
    for image_id, page_id in first:
        of_page.setdefault(int(page_id), set()).add(int(image_id))
    rows = Page.objects.filter(pk__in=of_page).select_related("locale", "alias_of__locale").order_by("path")
    found: dict[int, tuple[list[Page], int]] = {int(key): ([], total) for key, total in totals.items()}
    for row in rows:
        for image_id in of_page[row.pk]:
            found[image_id][0].append(row)
    return found


def _credit(image: MediaImage, thumb: Picture | None, uses: list, more: int) -> Credit:
    # Of one's own work the source is a note for the office, such as the name of a drawing's file.
    source = "" if image.licence == Licence.OWN_WORK else image.source
    is_address = source.startswith(("https://", "http://"))
    return Credit(
        title=image.title,
        author=image.author,
        licence=str(image.get_licence_display() or ""),
        licence_url=image.licence_url,
        source="" if is_address else source,
        source_url=source if is_address else "",
        thumb=thumb,
        uses=uses,
        more_uses=more,
    )
