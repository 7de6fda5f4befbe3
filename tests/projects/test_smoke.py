from tests.factories import make_project


def test_project_page_and_list_are_reachable(site, client):
    project = make_project(site.de, "Geburtshilfestation")
    assert client.get(project.url).status_code == 200
    assert client.get("/de/projekte/").status_code == 200
    assert client.get("/de/").status_code == 200
    assert client.get("/de/ziele/3/").status_code == 200
