"""Work that may run outside the request: at once by default, in a worker where one is set up."""

from django_tasks import task
from wagtail.fields import StreamField
from wagtail.models import Page, ReferenceIndex

from .blocks.needs import Needs
from .media.models import MediaImage


@task()
def make_page_renditions(page_id: int) -> int:
    """Make every rendition a page will print, so that no visitor's request has to.

    In: the id of a page. Out: the number of images looked at.
    """
    page = Page.objects.filter(pk=page_id).first()
    if page is None:
        return 0
    page = page.specific
    needs = Needs(None, page.locale.language_code)
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            needs.walk(getattr(page, field.name))
    if getattr(page, "lead_image", None) is not None:
        needs.pictures.want(page.lead_image, *page.lead_image_presets)
    needs.pictures.want_all("thumb")  # for the list of picture credits
    return needs.pictures.make_missing()


@task()
def make_image_renditions(image_id: int) -> int:
    """Make the renditions of one image for all live pages that show it. Out: how many pages do."""
    image = MediaImage.objects.filter(pk=image_id).first()
    if image is None:
        return 0
    references = ReferenceIndex.get_references_to(image).values_list("object_id", flat=True)
    identifiers = {int(identifier) for identifier in references if identifier.isdecimal()}
    pages = Page.objects.filter(pk__in=identifiers, live=True).values_list("pk", flat=True)
    for page_id in pages:
        make_page_renditions.call(page_id)
    return len(pages)
