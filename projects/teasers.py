"""Cards for project teaser blocks, all of a page together."""

from wagtail.models import Page

from cms.visibility import public_q

from .cards import ProjectCard, build_cards


class _Place:
    """The part of a frame that cards need, from what blocks know."""

    def __init__(self, needs):
        self.place_urls = needs.place_urls
        self.content_language = needs.language


def load_teasers(identifiers: set[int], needs) -> dict[int, ProjectCard]:
    """``{id chosen: card}`` in the language of the page; what is not public is left out."""
    from .models import ProjectPage

    versions = needs.versions_of(Page, identifiers)
    own = {pk: page.pk for pk, by_language in versions.items() if (page := by_language.get(needs.language))}
    pages = ProjectPage.objects.filter(public_q(needs.request), pk__in=own.values(), live=True)
    cards = {card.pk: card for card in build_cards(pages, needs.request, _Place(needs))}
    return {pk: cards[target] for pk, target in own.items() if target in cards}
