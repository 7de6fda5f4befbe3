"""Cards for project teaser blocks, all of a page together."""

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

    keys = dict(ProjectPage.objects.filter(pk__in=identifiers).values_list("pk", "translation_key"))
    pages = ProjectPage.objects.filter(
        public_q(needs.request), translation_key__in=keys.values(), locale__language_code=needs.language, live=True
    )
    key_of = dict(pages.values_list("pk", "translation_key"))
    by_key = {key_of[card.pk]: card for card in build_cards(pages, needs.request, _Place(needs))}
    return {pk: by_key[key] for pk, key in keys.items() if key in by_key}
