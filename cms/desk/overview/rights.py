"""What one person may see and do in the list: the rules of `cms.desk.permissions`, for a thousand rows at once.

The rights on pages come from Wagtail's own store on the user object, which the admin's menu fills
anyway, so the list costs no query for them.
"""

from __future__ import annotations

from django.utils.functional import cached_property

from cms.teamwork.todo import to_review

from ..permissions import WRITING, grants_of
from .query import Language
from .states import Standing


class Viewer:
    """One person before the list."""

    def __init__(self, user):
        self.user = user
        self._model_rights: dict[str, bool] = {}

    @cached_property
    def _grants(self) -> list[tuple[str, str, int, int]]:
        """codename, path, language and depth of the page on which a group of this person has a right."""
        return [
            (grant.permission.codename, grant.page.path, grant.page.locale_id, grant.page.depth)
            for grant in grants_of(self.user)
        ]

    @cached_property
    def _at_once(self) -> bool | None:
        """The answer to all questions about somebody who may do everything, or nothing; None for all others.

        Asked of the user once: it is a lazy object, and there are thousands of questions.
        """
        return self.user.is_active if self.user.is_superuser or not self.user.is_active else None

    @cached_property
    def _editable_paths(self) -> tuple[str, ...]:
        return tuple({path for codename, path, _locale, _depth in self._grants if codename == "change_page"})

    @cached_property
    def _own_paths(self) -> tuple[str, ...]:
        """Below these a person edits what he or she has made."""
        return tuple({path for codename, path, _locale, _depth in self._grants if codename == "add_page"})

    def writes(self, locale_id: int) -> bool:
        """Whether this person may change pages of this language: `permissions.locales_of`."""
        if self._at_once is not None:
            return self._at_once
        return any(
            codename in WRITING and (depth == 1 or locale == locale_id)
            for codename, _path, locale, depth in self._grants
        )

    def sees(self, language: Language) -> bool:
        """Whether the list of this language is for this person: translators and editors of the source."""
        return self.writes(language.locale_id) or self.writes(language.source_locale_id)

    def edits_source(self, row: Standing) -> bool:
        """Whether this person may change what is translated."""
        if row.is_page:
            return self._edits_page(row.source_path, row.source_owner_id)
        return self.writes(row.source_locale_id) and self._has_model_right(row)

    def translates(self, row: Standing) -> bool:
        """Whether this person may write the translation, or could if it were there."""
        if row.is_page and row.target_pk:
            return self._edits_page(row.target_path, row.target_owner_id)
        return self.writes(row.target_locale_id) and (row.is_page or self._has_model_right(row))

    def may_see(self, row: Standing) -> bool:
        """Whether this row exists for this person.

        Drafts and pages for insiders are nothing to translators who have no right on the source.
        """
        if self.edits_source(row):
            return True
        return row.source_live and not row.source_restricted and self.translates(row)

    def may_start(self, row: Standing) -> bool:
        """Whether a button to begin makes sense; `permissions.may_start` decides when it is pressed."""
        return self.may_see(row) and self.user.has_perm("wagtail_localize.submit_translation")

    def publishes(self, row: Standing) -> bool:
        """Whether this person publishes what is finished, or only submits it. Snippets have no review."""
        if not row.is_page:
            return self.user.is_active
        if self._at_once is not None:
            return self._at_once
        return any(
            codename == "publish_page" and row.target_path.startswith(granted)
            for codename, granted, _locale, _depth in self._grants
        )

    def reviews(self, row: Standing) -> bool:
        """Whether a page in moderation waits for this person's approval."""
        return row.in_moderation and row.is_page and row.target_pk in self._to_review

    @cached_property
    def _to_review(self) -> set[str]:
        """Keys of all that this person may approve. One query, and none if nothing is in moderation."""
        pages = to_review(self.user).filter(revision__base_content_type__app_label="wagtailcore")
        return set(pages.values_list("revision__object_id", flat=True))

    def _edits_page(self, path: str, owner_id: int | None) -> bool:
        if self._at_once is not None:
            return self._at_once
        if path.startswith(self._editable_paths):
            return True
        return bool(self._own_paths) and path.startswith(self._own_paths) and owner_id == self.user.pk

    def _has_model_right(self, row: Standing) -> bool:
        name = f"{row.app_label}.change_{row.model}"
        if name not in self._model_rights:
            self._model_rights[name] = self.user.has_perm(name)
        return self._model_rights[name]
