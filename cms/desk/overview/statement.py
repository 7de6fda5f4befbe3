"""The SQL of the one query, in words that SQLite and PostgreSQL both understand.

It counts step by step: *sentence* (each once at a place) with its *text*, translation (*progress*), and for what is
open *place* by place which texts have *outlived* their sentence (*changed*). ``{…}`` are
filled in by `query`: numbers, names of tables, and further statements; never what somebody has typed.
"""

STATEMENT = """
WITH pair AS ({pairs}),
scope AS (
    SELECT translation.id, translation.source_id, translation.target_locale_id, translation.enabled,
           source.object_id, source.locale_id, source.object_repr, source.last_updated_at
    FROM wagtail_localize_translation translation
    JOIN wagtail_localize_translationsource source ON source.id = translation.source_id
    JOIN pair ON pair.source_locale_id = source.locale_id
             AND pair.target_locale_id = translation.target_locale_id
    {scope_filter}
),
sentence AS (
    SELECT DISTINCT scope.id AS translation_id, scope.target_locale_id, segment.source_id,
           segment.context_id, segment.string_id
    FROM scope JOIN wagtail_localize_stringsegment segment ON segment.source_id = scope.source_id
),
text AS (
    SELECT sentence.*, written.updated_at, written.last_translated_by_id,
           CASE WHEN written.data IS NULL OR written.data = '' THEN 'open'
                WHEN written.has_error THEN 'error'
                WHEN written.translation_type = 'machine' THEN 'machine' END AS missing
    FROM sentence
    LEFT JOIN wagtail_localize_stringtranslation written
           ON written.translation_of_id = sentence.string_id
          AND written.context_id = sentence.context_id
          AND written.locale_id = sentence.target_locale_id
),
progress AS (
    SELECT translation_id, COUNT(*) AS total,
           COUNT(CASE WHEN missing = 'open' THEN 1 END) AS open,
           COUNT(CASE WHEN missing = 'error' THEN 1 END) AS errors,
           COUNT(CASE WHEN missing = 'machine' THEN 1 END) AS machine,
           MAX(updated_at) AS written_at, {latest} AS written_by_id
    FROM text GROUP BY translation_id
),
place AS (
    SELECT translation_id, target_locale_id, source_id, context_id, COUNT(*) AS open
    FROM text WHERE missing = 'open'
    GROUP BY translation_id, target_locale_id, source_id, context_id
),
outlived AS (
    SELECT place.translation_id, place.context_id, place.open, COUNT(*) AS texts
    FROM place
    JOIN wagtail_localize_stringtranslation written
      -- "+ 0" keeps SQLite from reading every sentence of the language for each place
      ON written.context_id = place.context_id AND written.locale_id + 0 = place.target_locale_id
    WHERE written.data <> ''
      AND NOT EXISTS (
          SELECT 1 FROM wagtail_localize_stringsegment segment
          WHERE segment.context_id = place.context_id AND segment.source_id = place.source_id
            AND segment.string_id = written.translation_of_id)
    GROUP BY place.translation_id, place.context_id, place.open
),
changed AS (
    SELECT translation_id, SUM(CASE WHEN texts < open THEN texts ELSE open END) AS changed
    FROM outlived GROUP BY translation_id
),
exchanged AS (
    SELECT context.object_id, override.locale_id, MAX(override.updated_at) AS exchanged_at
    FROM wagtail_localize_segmentoverride override
    JOIN wagtail_localize_translationcontext context ON context.id = override.context_id
    WHERE override.locale_id IN ({targets})
    GROUP BY context.object_id, override.locale_id
),
publication AS (
    SELECT log.source_id, log.locale_id, log.created_at, revision.user_id
    FROM wagtail_localize_translationlog log
    JOIN (SELECT MAX(id) AS id FROM wagtail_localize_translationlog
          WHERE locale_id IN ({targets}) GROUP BY source_id, locale_id) newest ON newest.id = log.id
    LEFT JOIN wagtailcore_revision revision ON revision.id = log.revision_id
),
moderation AS (
    SELECT base_content_type_id, object_id,
           MAX(CASE WHEN status = 'in_progress' THEN 1 ELSE 0 END) AS in_progress
    FROM wagtailcore_workflowstate WHERE status IN ('in_progress', 'needs_changes')
    GROUP BY base_content_type_id, object_id
),
question AS (
    SELECT translation_id, COUNT(*) AS questions FROM desk_question WHERE closed_at IS NULL GROUP BY translation_id
),
item AS ({items})
SELECT item.*, scope.id AS translation_id, scope.enabled, scope.object_repr,
       scope.last_updated_at AS source_updated_at,
       progress.total, progress.open, progress.errors, progress.machine, changed.changed,
       progress.written_at, progress.written_by_id,
       writer.first_name AS writer_first, writer.last_name AS writer_last, writer.username AS writer_name,
       exchanged.exchanged_at, publication.created_at AS published_at,
       publisher.first_name AS publisher_first, publisher.last_name AS publisher_last,
       publisher.username AS publisher_name,
       moderation.in_progress, question.questions
FROM item
LEFT JOIN scope ON scope.object_id = item.key AND scope.locale_id = item.source_locale_id
               AND scope.target_locale_id = item.target_locale_id
LEFT JOIN progress ON progress.translation_id = scope.id
LEFT JOIN changed ON changed.translation_id = scope.id
LEFT JOIN exchanged ON exchanged.object_id = item.key AND exchanged.locale_id = item.target_locale_id
LEFT JOIN publication ON publication.source_id = scope.source_id
                     AND publication.locale_id = item.target_locale_id
LEFT JOIN moderation ON moderation.base_content_type_id = item.base_content_type_id
                    AND moderation.object_id = item.target_pk
LEFT JOIN question ON question.translation_id = scope.id
LEFT JOIN {user} writer ON writer.id = progress.written_by_id
LEFT JOIN {user} publisher ON publisher.id = publication.user_id
"""

#: Pages: what `_snippets` makes for a model, with tree, owner, lock and restrictions besides.
PAGES = """
SELECT 1 AS is_page, kind.app_label, kind.model, CAST(page.id AS VARCHAR(255)) AS pk, page.translation_key AS key,
       page.locale_id AS source_locale_id, pair.target_locale_id, page.title,
       page.live AS source_live, page.has_unpublished_changes AS source_has_draft,
       EXISTS (SELECT 1 FROM wagtailcore_pageviewrestriction restriction
               JOIN wagtailcore_page closed ON closed.id = restriction.page_id
               WHERE closed.path = SUBSTR(page.path, 1, LENGTH(closed.path))) AS source_restricted,
       page.path AS source_path, page.depth AS source_depth, page.numchild AS source_children,
       page.owner_id AS source_owner_id,
       CAST(target.id AS VARCHAR(255)) AS target_pk, target.title AS target_title,
       target.alias_of_id AS target_alias_id, target.live AS target_live, target.path AS target_path,
       target.owner_id AS target_owner_id, target.locked, {content_type} AS base_content_type_id
FROM wagtailcore_page page
JOIN pair ON pair.source_locale_id = page.locale_id
JOIN django_content_type kind ON kind.id = page.content_type_id
LEFT JOIN wagtailcore_page target ON target.translation_key = page.translation_key
                                 AND target.locale_id = pair.target_locale_id
WHERE page.alias_of_id IS NULL AND page.depth > 1 {filter}
"""

SNIPPETS = """
SELECT 0, {app_label}, {model}, own.desk_pk, own.desk_key, own.desk_locale, pair.target_locale_id,
       own.desk_title, own.desk_live, own.desk_draft, {no}, '', 0, 0, CAST(NULL AS INTEGER),
       target.desk_pk, target.desk_title, CAST(NULL AS INTEGER), target.desk_live, '',
       CAST(NULL AS INTEGER), {no}, {content_type}
FROM ({rows}) own
JOIN pair ON pair.source_locale_id = own.desk_locale
LEFT JOIN ({targets}) target ON target.desk_key = own.desk_key AND target.desk_locale = pair.target_locale_id
"""
