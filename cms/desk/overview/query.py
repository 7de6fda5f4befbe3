"""The one query from which every list, panel and tag of the desk is made.

Written as SQL because it counts sentences in three steps (sentence, place, translation) over all
pages and snippets at once, which the ORM would do for each row anew. It runs on SQLite and PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.db.models import CharField, F, OuterRef, Subquery, Value
from django.db.models.functions import Cast
from wagtail.models import DraftStateMixin, Locale, TranslatableMixin
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import LocaleSynchronization

from .statement import PAGES, SNIPPETS, STATEMENT
from .states import Standing

#: source language, target language
Pair = tuple[int, int]
TITLES = ("title", "name", "heading", "label")


@dataclass(frozen=True)
class Language:
    """A language that is translated into, and the one it is translated from."""

    locale_id: int
    code: str
    source_locale_id: int
    source_code: str

    @property
    def pair(self) -> Pair:
        return self.source_locale_id, self.locale_id


def languages() -> list[Language]:
    """All languages that are translated into. One query.

    They are translated from the language their page tree follows (wagtail-localize's "sync from"),
    else from the site's main language.
    """
    follows = LocaleSynchronization.objects.filter(locale=OuterRef("pk")).values("sync_from")[:1]
    rows = list(Locale.objects.order_by("language_code").values_list("pk", "language_code", Subquery(follows)))
    codes = {pk: code for pk, code, _source in rows}
    main = next((pk for pk, code, _source in rows if code == settings.LANGUAGE_CODE), None)
    found = []
    for pk, code, followed in rows:
        source = followed or (main if pk != main else None)
        if source and source != pk:
            found.append(Language(pk, code, source, codes[source]))
    return found


def standings(pairs: Collection[Pair], keys: Iterable[UUID] | None = None) -> list[Standing]:
    """The standings of all pages and snippets (or of those with these keys) in these languages. One query."""
    if not pairs:
        return []
    keys = None if keys is None else list(keys)
    sql, params = _statement(pairs, keys)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        names = [column[0] for column in cursor.description]
        return [_standing(dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def _statement(pairs: Collection[Pair], keys: list[UUID] | None) -> tuple[str, list]:
    values = None if keys is None else [key if connection.features.has_native_uuid_field else key.hex for key in keys]
    marks = "" if keys is None else ", ".join(["%s"] * len(keys)) or "NULL"
    params: list = []
    parts = []
    for sql, own in (_pages(marks, values), *(_snippets(model, pairs, keys) for model in snippet_models())):
        parts.append(sql)
        params.extend(own)
    scope_filter = f"WHERE source.object_id IN ({marks})" if values is not None else ""
    pair_rows = " UNION ALL ".join(
        f"SELECT {int(source)} AS source_locale_id, {int(target)} AS target_locale_id" for source, target in pairs
    )
    targets = ", ".join(str(int(target)) for _source, target in pairs)
    sql = STATEMENT.format(
        pairs=pair_rows,
        scope_filter=scope_filter,
        targets=targets,
        items="\nUNION ALL\n".join(parts),
        user=get_user_model()._meta.db_table,
        # Who wrote last: SQLite takes a bare column from the row of the maximum, PostgreSQL compares arrays.
        latest="(MAX(ARRAY[EXTRACT(EPOCH FROM updated_at), last_translated_by_id]))[2]"
        if connection.vendor == "postgresql"
        else "last_translated_by_id",
    )
    return sql, [*(values or []), *params]


def snippet_models() -> list[type[models.Model]]:
    """All snippets that are translated."""
    return [model for model in get_snippet_models() if issubclass(model, TranslatableMixin)]


def _pages(marks: str, values: list | None) -> tuple[str, list]:
    from wagtail.models import Page

    only = f"AND page.translation_key IN ({marks})" if values is not None else ""
    kind = ContentType.objects.get_for_model(Page, for_concrete_model=False)
    return PAGES.format(filter=only, content_type=kind.pk), list(values or [])


def _snippets(model: type[models.Model], pairs: Collection[Pair], keys: list[UUID] | None) -> tuple[str, list]:
    rows, params = _rows(model, {source for source, _target in pairs}, keys)
    targets, more = _rows(model, {target for _source, target in pairs}, keys)
    sql = SNIPPETS.format(
        app_label=f"'{model._meta.app_label}'",
        model=f"'{model._meta.model_name}'",
        no="FALSE",
        content_type=ContentType.objects.get_for_model(model).pk,
        rows=rows,
        targets=targets,
    )
    return sql, [*params, *more]


def _rows(model: type[models.Model], locales: set[int], keys: list[UUID] | None) -> tuple[str, tuple]:
    drafts = issubclass(model, DraftStateMixin)
    found = model._base_manager.order_by().filter(locale_id__in=locales)
    if keys is not None:
        found = found.filter(translation_key__in=keys)
    title = _title_field(model)
    found = found.values(
        desk_pk=Cast("pk", CharField(max_length=255)),
        desk_key=F("translation_key"),
        desk_locale=F("locale_id"),
        desk_title=F(title) if title else Value("", CharField()),
        desk_live=F("live") if drafts else Value(True),
        desk_draft=F("has_unpublished_changes") if drafts else Value(False),
    )
    return found.query.sql_with_params()


def _title_field(model: type[models.Model]) -> str | None:
    """The text field that names a snippet until it is submitted and its own words are known."""
    texts = [field.name for field in model._meta.concrete_fields if isinstance(field, models.CharField)]
    return next((name for name in TITLES if name in texts), texts[0] if texts else None)


def _standing(row: dict) -> Standing:
    return Standing(
        is_page=bool(row["is_page"]),
        app_label=row["app_label"],
        model=row["model"],
        pk=row["pk"],
        key=row["key"] if isinstance(row["key"], UUID) else UUID(row["key"]),
        source_locale_id=row["source_locale_id"],
        target_locale_id=row["target_locale_id"],
        title=(row["title"] if row["is_page"] else row["object_repr"] or row["title"]) or f"#{row['pk']}",
        source_live=bool(row["source_live"]),
        source_has_draft=bool(row["source_has_draft"]),
        source_restricted=bool(row["source_restricted"]),
        source_path=row["source_path"],
        source_depth=row["source_depth"],
        source_children=row["source_children"],
        source_owner_id=row["source_owner_id"],
        target_pk=row["target_pk"],
        target_title=row["target_title"] or "",
        target_is_alias=row["target_alias_id"] is not None,
        target_live=bool(row["target_live"]),
        target_path=row["target_path"] or "",
        target_owner_id=row["target_owner_id"],
        locked=bool(row["locked"]),
        translation_id=row["translation_id"],
        enabled=bool(row["enabled"]),
        source_updated_at=_moment(row["source_updated_at"]),
        total=row["total"] or 0,
        open=row["open"] or 0,
        errors=row["errors"] or 0,
        machine=row["machine"] or 0,
        changed=int(row["changed"] or 0),
        questions=row["questions"] or 0,
        written_at=_moment(row["written_at"]),
        written_by_id=None if row["written_by_id"] is None else int(row["written_by_id"]),
        written_by=_name(row, "writer"),
        exchanged_at=_moment(row["exchanged_at"]),
        published_at=_moment(row["published_at"]),
        published_by=_name(row, "publisher"),
        in_moderation=row["in_progress"] == 1,
        changes_requested=row["in_progress"] == 0,
    )


def _moment(value: datetime | str | None) -> datetime | None:
    """SQLite hands out what it keeps: UTC as text."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


def _name(row: dict, who: str) -> str:
    name = row[f"{who}_name"]
    return f"{row[f'{who}_first']} {row[f'{who}_last']}".strip() or name if name else ""
