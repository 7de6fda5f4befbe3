"""Odd, broken and hostile requests: a page or a clear refusal, never an error 500."""

import logging

from django.db import transaction
from django.test import Client, TestCase

from tests.factories import make_project, make_site

ODD_VALUES = [
    "",
    " ",
    "0",
    "-1",
    "1.5",
    "1e9",
    "٣",  # an Arabic-Indic three
    "²",
    "NaN",
    "null",
    "9" * 400,
    "a" * 8000,
    "%00",
    "%FF%FE",
    "%C3%28",
    "%ED%A0%80",
    "%",
    "%zz",
    "%0d%0aSet-Cookie:x=1",
    "'%20OR%201=1--",
    "<script>alert(1)</script>",
    "../../../etc/passwd",
    "{{7*7}}",
    "%F0%9F%98%80",
    "a&a=b",
]
ODD_PATHS = [
    "/de//projekte/",
    "//de/projekte/",
    "/de/projekte/../",
    "/de/projekte/%2e%2e/",
    "/de/projekte%2f",
    "/de/%2f/",
    "/de/./",
    "/de/projekte/%00/",
    "/de/projekte/%FF/",
    "/de/projekte/%C3%28/",
    "/de/projekte/ein projekt/",
    "/de/projekte/ein-projekt/extra/",
    "/de/projekte/-/",
    "/de/projekte/_/",
    "/de/projekte/%F0%9F%98%80/",
    "/de/projekte/" + "a" * 300 + "/",
    "/de/" + "a/" * 60,
    "/de/" + "x" * 7000,
    "/de/ziele/0/",
    "/de/ziele/18/",
    "/de/ziele/-3/",
    "/de/ziele/03/",
    "/de/ziele/3",
    "/de/ziele/3/3/",
    "/de/ziele/" + "9" * 100 + "/",
    "/de/ziele/٣/",
    "/de/ziele/abc/",
    "/fr/projekte/",
    "/en/",
    "/DE/",
    "/de.php",
    "/wp-login.php",
    "/.env",
    "/.git/config",
    "/favicon.ico",
    "/media/../manage.py",
    "/media/images/../../manage.py",
    "/media/images/%2e%2e/%2e%2e/manage.py",
    "/media/documents/x.pdf",
    "/media/images/",
    "/media/images/none.webp",
    "/media/images/%00.webp",
    "/media//etc/passwd",
    "/documents/9999999999999/x",
    "/documents/99999999999999999999999999999999/x.pdf",
    "/documents/abc/x",
    "/documents/-1/x",
    "/documents/1/%00",
    "/static/../manage.py",
    "/static/none.css",
    "/static/%00",
    "/admin/login/?next=//evil.example",
    "/admin/login/?next=" + "x" * 8000,
    "/admin/pages/99999999999999999999/edit/",
    "/admin/nothing/",
    "/_util/authenticate_with_password/1/1/",
    "/de/_util/authenticate_with_password/1/1/",
    "/de/_util/login/",
    "/api/v2/pages/?limit=abc",
    "/api/v2/images/?limit=abc",
    "/api/v2/documents/?order=x",
    "/api/v2/images/99999999999999999999/",
    "/api/v2/documents/find/?id=99999999999999999999",
    "/api/v3/",
    "/api/v3/pages/abc/",
    "/api/v3/images/",
    "/api/v3/snippets/",
    "/api/v3/sites/",
    "/api/v3/schema/",
    "/api/v3/schema/pages/x/",
    "/api/v3/redirects/?old_path=%00",
    "/health/x",
    "/robots.txt/",
    "/sitemap.xml?p=abc",
]


class Errors(logging.Handler):
    """Collects what was logged as an error, tracebacks among them."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.records: list[str] = []

    def emit(self, record):
        # django.security.* says that a request was refused, which is what should happen.
        if not record.name.startswith("django.security"):
            self.records.append(record.getMessage()[:300])


class BadInputTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        site = make_site()
        cls.project = make_project(site.de, "Ein Projekt")

    def setUp(self):
        self.client = Client(raise_request_exception=False)
        self.errors = Errors()
        for name in ("", "django.request", "django.server"):
            logging.getLogger(name).addHandler(self.errors)
            self.addCleanup(logging.getLogger(name).removeHandler, self.errors)

    def ask(self, address: str, method: str = "get", **extra) -> None:
        with self.subTest(address=address[:80], method=method, **{k: str(v)[:40] for k, v in extra.items()}):
            self.errors.records.clear()
            # PostgreSQL gives up a transaction after an error; without the test there is none.
            savepoint = transaction.savepoint()
            try:
                response = self.client.generic(method.upper(), address, **extra)
            finally:
                transaction.savepoint_rollback(savepoint)
            assert response.status_code < 500, (response.status_code, self.errors.records)
            assert not self.errors.records
            assert "alert(1)</script>" not in getattr(response, "content", b"").decode(errors="replace")

    def test_odd_values_of_every_parameter(self):
        search = self.client.get("/de/").context["frame"].search_url
        for value in ODD_VALUES:
            for name in ("q", "ziel", "stand", "jahr", "land", "seite", "unknown", "ziel[]"):
                self.ask(f"/de/projekte/?{name}={value}")
            for name in ("q", "art", "seite"):
                self.ask(f"{search}?q=projekt&{name}={value}")
                self.ask(f"{search}?{name}={value}")
        self.ask("/de/projekte/?" + "&".join(f"ziel={number}" for number in range(900)))
        self.ask("/de/projekte/?ziel=3&ziel=4&stand=laufend&jahr=2025&land=CI&q=a&seite=2")

    def test_query_strings_of_eight_kilobytes(self):
        for page in ("/", "/de/", "/de/projekte/", self.project.url, "/de/ziele/3/", "/sitemap.xml", "/health/"):
            self.ask(f"{page}?{'x' * 8192}")
            self.ask(f"{page}?{'a=1&' * 2048}")

    def test_odd_paths(self):
        for path in ODD_PATHS:
            self.ask(path)

    def test_odd_methods(self):
        for method in ("head", "post", "put", "patch", "delete", "options", "trace", "nonsense"):
            for page in ("/", "/de/", "/de/projekte/", self.project.url, "/de/ziele/3/", "/de/kontakt/", "/nirgends/"):
                self.ask(page, method)
            for page in (
                "/robots.txt",
                "/sitemap.xml",
                "/health/",
                "/api/v2/pages/",
                "/api/v3/pages/",
                "/admin/login/",
            ):
                self.ask(page, method)

    def test_odd_headers(self):
        for header in ("\x00", "fr;q=", ";", "fr," * 3000, "é" * 50, "x" * 20000, "*;q=nan"):
            self.ask("/", HTTP_ACCEPT_LANGUAGE=header)
            self.ask("/nirgends/", HTTP_ACCEPT_LANGUAGE=header)
        for host in ("", "evil.example", "a b", "127.0.0.1:99999999", "[::1", "x" * 300, "testserver@evil", "\x00"):
            self.ask("/de/", HTTP_HOST=host)
            self.ask("/nirgends/", HTTP_HOST=host)
            self.ask("/sitemap.xml", HTTP_HOST=host)
        for name in ("HTTP_ACCEPT", "HTTP_USER_AGENT", "HTTP_REFERER", "HTTP_COOKIE", "HTTP_IF_NONE_MATCH"):
            for value in ("\x00", "x" * 20000, "ÿ", "sessionid=" + "x" * 4000):
                self.ask("/de/", **{name: value})
        self.ask("/de/", HTTP_IF_MODIFIED_SINCE="Thu, 99 Foo 9999 99:99:99 GMT")
        self.ask("/de/", HTTP_X_FORWARDED_FOR="not an address, ::1")
        self.ask("/de/", HTTP_AUTHORIZATION="Bearer \x00")
        self.ask("/api/v3/pages/", HTTP_AUTHORIZATION="Bearer wrong")

    def test_junk_at_the_login_and_at_forms(self):
        junk = b"\x00\xff" * 2000
        for content_type in ("application/x-www-form-urlencoded", "multipart/form-data", "application/json", "x"):
            for page in ("/admin/login/", "/de/barrierefreiheit/barriere-melden/", "/api/v3/pages/"):
                self.ask(page, "post", data=junk, content_type=content_type)
        self.ask(
            "/admin/login/",
            "post",
            data=b"username=%00&password=" + b"x" * 9000,
            content_type="application/x-www-form-urlencoded",
        )

    def test_refused_hosts_are_told_so(self):
        response = self.client.get("/de/", headers={"host": "evil.example"})
        assert response.status_code == 400

    def test_no_file_outside_the_media_folder(self):
        for path in ("images/../../manage.py", "images/..%2f..%2fmanage.py", "images//etc/passwd", "../cms/urls.py"):
            response = self.client.get(f"/media/{path}")
            assert response.status_code in (301, 400, 404)
            assert b"import " not in response.content
