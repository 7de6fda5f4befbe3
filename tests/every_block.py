"""Every block of `PageBodyBlock` with something in it, in either language."""

from __future__ import annotations

import json
from types import SimpleNamespace

from django.core.files.base import ContentFile

from cms.media.models import MediaDocument, MediaImage
from projects.models import ProjectPage

CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:02.000\nText\n"


def make_document(name: str, language: str = "de", content: str = "x") -> MediaDocument:
    return MediaDocument.objects.create(title=name, language=language, file=ContentFile(content.encode(), name=name))


def every_block(part: SimpleNamespace, images: list[MediaImage], project: ProjectPage, mark: str = "") -> str:
    """A stream with every block of `PageBodyBlock`, in the language of the part; the mark sets two tables apart."""
    german = part.locale.language_code == "de"

    def say(text: str, french: str) -> str:
        return text if german else french

    pdf, foreign = make_document("bericht.pdf", part.locale.language_code), make_document("report.pdf", "fr")
    film, captions = make_document("film.mp4"), make_document("film.vtt", content=CAPTIONS)
    picture = {"image": images[0].pk, "alt_text": say("Ein Feld.", "Un champ."), "decorative": False}
    pictures = [
        {"image": {**picture, "image": image.pk}, "caption": say("Ein Feld bei Düren", "Un champ près d’Adzopé")}
        for image in images[:3]
    ]
    text = say(
        '<p>Maßgeblich ist der <b>Bedarf</b> vor Ort, siehe <a href="https://www.un.org/">Vereinte Nationen</a>.</p>'
        f'<ul><li>Gesundheit</li><li><a linktype="page" id="{project.pk}">Ein Projekt</a></li></ul>',
        '<p>Ce sont les <b>besoins</b> sur place, voir les <a href="https://www.un.org/">Nations Unies</a>.</p>'
        f'<ul><li>Santé</li><li><a linktype="page" id="{project.pk}">Un projet</a></li></ul>',
    )
    blocks = [
        ("heading", {"text": say("Ein Rahmen", "Un cadre"), "level": "h2"}),
        ("paragraph", text),
        ("heading", {"text": say("Im Einzelnen", "En détail"), "level": "h3"}),
        ("paragraph", f'<p><a linktype="document" id="{pdf.pk}">{say("Der Bericht", "Le rapport")}</a></p>'),
        ("quote", {"text": say("Am Anfang steht der Bedarf.", "Au début, il y a le besoin."), "name": "N. N."}),
        ("notice", {"tone": "info", "heading": say("Hinweis", "Remarque"), "text": text}),
        ("notice", {"tone": "warning", "heading": "", "text": text}),
        ("notice", {"tone": "success", "heading": say("Gut", "Bien"), "text": text}),
        (
            "accordion",
            {
                "heading": say("Fragen", "Questions"),
                "items": [{"title": say("Wer hilft?", "Qui aide ?"), "text": text}],
            },
        ),
        (
            "facts",
            {
                "heading": say("Zahlen", "Chiffres"),
                "items": [
                    {"value": "2018", "label": say("Beginn", "Début")},
                    {"value": "7", "label": say("Projekte", "Projets")},
                ],
            },
        ),
        (
            "table",
            {
                "data": [["", "2024", "2025"], [say("Projekte", "Projets"), "3", "4"]],
                "table_caption": say("Projekte nach Jahren", "Projets par année") + mark,
                "first_row_is_table_header": True,
                "first_col_is_header": True,
            },
        ),
        ("picture", pictures[1]),
        ("gallery", {"heading": say("Bilder", "Images"), "pictures": pictures}),
        (
            "video",
            {
                "title": say("Der Film", "Le film"),
                "file": film.pk,
                "poster": picture,
                "duration": "1:05",
                "captions": [{"language": part.locale.language_code, "file": captions.pk}],
                "transcript": text,
            },
        ),
        (
            "links",
            {
                "heading": say("Zum Weiterlesen", "Pour en savoir plus"),
                "links": [
                    {"title": "United Nations", "url": "https://www.un.org/", "language": "en", "description": "UN"},
                    {"title": "", "page": part.goals.pk},
                ],
            },
        ),
        (
            "call_to_action",
            {
                "heading": say("Schreiben Sie uns", "Écrivez-nous"),
                "text": say("Wir antworten.", "Nous répondons."),
                "page": part.contact.pk,
            },
        ),
        (
            "downloads",
            {
                "heading": say("Dokumente", "Documents"),
                "documents": [{"title": "", "document": pdf.pk}, {"title": "", "document": foreign.pk}],
            },
        ),
        ("project_teaser", {"project": project.pk}),
        (
            "goals_strip",
            {
                "heading": say("Ziele", "Objectifs"),
                "goals": [part.goal_by_number[number].pk for number in (1, 3, 8, 11, 17)],
            },
        ),
    ]
    return json.dumps([{"type": kind, "value": value} for kind, value in blocks])
