import pytest
from django.utils import translation
from wagtail.rich_text import expand_db_html


@pytest.mark.parametrize("language", ["de", "fr"])
def test_external_links_are_marked_and_open_in_the_same_tab(language):
    with translation.override(language):
        html = expand_db_html('<p><a href="https://example.org/?a=1&amp;b=2">Text</a></p>')
    assert 'rel="external"' in html
    assert '<span class="vh">' in html
    assert "target=" not in html
    assert html.endswith("Text</a></p>")
    assert 'href="https://example.org/?a=1&amp;b=2"' in html


def test_mail_and_anchor_links_stay_as_they_are():
    html = '<a href="mailto:a@example.org">Mail</a> <a href="#x">X</a>'
    assert expand_db_html(html) == html
