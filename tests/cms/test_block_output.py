"""What blocks print: headings to link to, headers of tables, indentation left out."""

from django.conf import settings

from cms.blocks.needs import Needs
from cms.typography import typeset_html
from projects.blocks import PageBodyBlock

BLOCKS = PageBodyBlock().child_blocks


def test_headings_of_a_page_have_ids_of_their_own():
    needs = Needs(None, "de")
    heading = BLOCKS["heading"]
    value = heading.to_python({"text": "Kontakt", "level": "h2"})
    html = [heading.render(value, {"needs": needs}) for _time in range(3)]
    ids = ["s-kontakt", "s-kontakt-2", "s-kontakt-3"]
    assert [f'id="{anchor}"' in text for anchor, text in zip(ids, html, strict=True)] == [True] * 3
    assert needs.anchor("…") == ""


def test_an_empty_corner_of_a_table_is_no_header():
    value = {
        "data": [["", "2024"], ["Projekte", "3"]],
        "table_caption": "x",
        "first_row_is_table_header": True,
        "first_col_is_header": True,
    }
    html = BLOCKS["table"].render(value)
    assert "<td></td>" in html
    assert '<th scope="col">2024</th>' in html
    assert '<th scope="row">Projekte</th>' in html
    assert "<td>3</td>" in html


def test_indentation_is_left_out_but_not_where_it_counts():
    html = "<p>\n    a\n\n  b</p>\n  <pre>  x\n    y</pre><textarea>\n  z</textarea>"
    assert typeset_html(html, "de") == "<p>\na\nb</p>\n<pre>  x\n    y</pre><textarea>\n  z</textarea>"


def test_what_the_video_block_takes_can_be_uploaded():
    assert {"mp4", "webm", "vtt"} <= set(settings.WAGTAILDOCS_EXTENSIONS)
