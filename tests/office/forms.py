"""What a browser would send of a form that a page shows."""

from bs4 import BeautifulSoup
from wagtail.test.utils.form_data import querydict_from_html


def form_data(html: str, field: str) -> dict[str, str]:
    """In: a page, and a field that only the wanted form has."""
    forms = BeautifulSoup(html, "html.parser").find_all("form")
    index = next(number for number, form in enumerate(forms) if form.find(attrs={"name": field}))
    return querydict_from_html(html, form_index=index).dict()
