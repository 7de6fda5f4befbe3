"""Lists of snippets in the admin: rows of both languages stand in them, so each says which one it is."""

import pytest

from tests.desk.helpers import person


@pytest.mark.parametrize("model", ["sdg/goal", "projects/partner", "projects/contact"])
def test_lists_name_the_language_of_each_row(site, client, model):
    client.force_login(person(None))
    response = client.get(f"/admin/snippets/{model}/")
    columns = response.context_data["table"].columns
    assert columns["locale_id"].label == "Sprache"
    if model == "sdg/goal":
        html = response.content.decode()
        assert "Deutsch" in html
        assert "Französisch" in html
