"""Which guides there are, and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

FOLDER = Path(settings.BASE_DIR) / "docs"
PICTURES = FOLDER / "screenshots"


@dataclass(frozen=True)
class Guide:
    """A guide: its address and file name without ending, the language it is written in, what it is for."""

    slug: str
    language: str
    summary: str

    @property
    def path(self) -> Path:
        return FOLDER / f"{self.slug}.md"


GUIDES = (
    Guide("redaktion", "de", _("For editors: ten tasks, step by step.")),
    Guide("uebersetzen", "de", _("For translators, in German.")),
    Guide("traduire", "fr", _("For translators, in French.")),
    Guide("uebersetzungsliste", "de", _("What each state in the list of translations means.")),
)


def guides_for(language: str) -> list[Guide]:
    """All guides, those in the reader's language first."""
    return sorted(GUIDES, key=lambda guide: guide.language != language)


def guide_called(slug: str) -> Guide | None:
    return next((guide for guide in GUIDES if guide.slug == slug), None)
