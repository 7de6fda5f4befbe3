"""Asking addresses outside: against local servers, with a resolver of our own, and never into a private network."""

from __future__ import annotations

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from cms.weblinks.asking import Answer, ask, is_public, user_agent
from cms.weblinks.models import Problem


class Handler(BaseHTTPRequestHandler):
    """Answers as the path says: ``/404``, ``/head-405``, ``/to/http://…``, ``/rest/120``."""

    asked: list = []

    def do_HEAD(self):
        self._answer("HEAD")

    def do_GET(self):
        self._answer("GET")

    def _answer(self, method):
        Handler.asked.append((method, self.headers["Host"], self.path, self.headers["User-Agent"]))
        _empty, first, *rest = self.path.split("/", 2)
        if first == "to":
            self.send_response(302)
            self.send_header("Location", rest[0])
        elif first == "rest":
            self.send_response(429)
            self.send_header("Retry-After", rest[0].replace("%20", " "))
        elif first == "head" and method == "HEAD":
            self.send_response(int(rest[0]))
        else:
            self.send_response(int(first) if first.isdigit() else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def server():
    Handler.asked = []
    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made.server_address[1]
    made.shutdown()
    made.server_close()


def here(host, port):
    return ["127.0.0.1"]


def ask_here(url, **options):
    return ask(url, **{"resolver": here, "allowed": lambda number: True, **options})


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/", Problem.NONE),
        ("/204", Problem.NONE),
        ("/404", Problem.MISSING),
        ("/410", Problem.MISSING),
        ("/400", Problem.MISSING),
        ("/500", Problem.FAULT),
        ("/403", Problem.NONE),
        ("/401", Problem.NONE),
        ("/999", Problem.NONE),
        ("/head/405", Problem.NONE),
        ("/head/404", Problem.NONE),  # some servers know only GET
        ("/head/500", Problem.NONE),
    ],
)
def test_what_an_answer_means(server, path, problem):
    assert ask_here(f"http://example.org:{server}{path}").problem == problem


def test_head_comes_first_and_the_site_says_who_it_is(server, settings):
    ask_here(f"http://example.org:{server}/404")
    assert [(method, host) for method, host, _path, _agent in Handler.asked] == [
        ("HEAD", f"example.org:{server}"),
        ("GET", f"example.org:{server}"),
    ]
    assert {agent for *_rest, agent in Handler.asked} == {user_agent()}
    assert settings.BASE_URL in user_agent()
    assert "Dueren - La Me" in user_agent()


def test_redirects_are_followed_to_what_is_there(server):
    target = f"http://other.example:{server}/404"
    assert ask_here(f"http://example.org:{server}/to/{target}").problem == Problem.MISSING
    assert ask_here(f"http://example.org:{server}/to//200").problem == Problem.NONE


def test_a_redirect_in_a_circle_ends(server):
    url = f"http://example.org:{server}/to/"
    assert ask_here(f"{url}{url}{url}{url}{url}{url}{url}{url}x").problem == Problem.CIRCLE


@pytest.mark.parametrize(
    ("value", "rest"),
    [
        ("120", timedelta(seconds=120)),
        ("0", timedelta(minutes=1)),
        ("999999999999999999", timedelta(days=30)),
        ("nonsense", timedelta(days=1)),
        ("Fri, 01 Jan 1999 00:00:00 GMT", timedelta(minutes=1)),
    ],
)
def test_a_host_that_wants_to_be_left_alone_is(server, value, rest):
    answer = ask_here(f"http://example.org:{server}/rest/{value}".replace(" ", "%20"))
    assert answer == Answer(Problem.NONE, 429, rest)


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "127.9.9.9", "0.1.2.3", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "192.0.2.1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "2001:db8::1", "no number",
    ],
)  # fmt: skip
def test_private_numbers_are_never_reached(number):
    assert not is_public(number)
    asked = []
    answer = ask("http://intern.example/", resolver=lambda host, port: asked.append(host) or [number])
    assert answer.problem == Problem.REFUSED
    assert asked == ["intern.example"]


@pytest.mark.parametrize("number", ["93.184.216.34", "2a00:1450:4001:80b::200e", "1.1.1.1"])
def test_public_numbers_may_be_reached(number):
    assert is_public(number)


def test_one_private_number_among_public_ones_is_enough_to_refuse(server):
    numbers = ["93.184.216.34", "10.0.0.1"]
    assert ask("http://example.org/", resolver=lambda host, port: numbers).problem == Problem.REFUSED


def test_a_redirect_into_a_private_network_is_refused(server):
    """The first host is allowed, the second has a private number: it is not asked."""
    answer = ask(
        f"http://public.example:{server}/to/http://intern.example:{server}/secret",
        resolver=lambda host, port: ["127.0.0.1"] if host == "public.example" else ["127.0.0.2"],
        allowed=lambda number: number == "127.0.0.1",
    )
    assert answer.problem == Problem.REFUSED
    assert [path for _method, _host, path, _agent in Handler.asked if "secret" in path and "to" not in path] == []


def test_the_number_that_was_looked_at_is_the_one_connected_to(server):
    """A name that changes its number between looking and connecting leads nowhere else."""
    numbers = iter(["127.0.0.1", "10.0.0.1"])
    answer = ask_here(f"http://rebind.example:{server}/", resolver=lambda host, port: [next(numbers)])
    assert answer.problem == Problem.NONE
    assert len(Handler.asked) == 1


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/", "http://", "http:///x", "http://user:pw@example.org/", "http://example.org:99999/",
        "javascript:x", "http://[::1", "http://ex\x00ample.org/", "http://" + "ä" * 300 + ".de/", "", "file:///etc/passwd",
    ],
)  # fmt: skip
def test_rubbish_is_refused_and_raises_nothing(url):
    assert ask_here(url).problem in (Problem.REFUSED, Problem.SILENT, Problem.NO_HOST)


def test_an_unknown_host_and_a_closed_port_are_told_apart(server):
    def unknown(host, port):
        raise OSError

    assert ask_here("http://example.org/", resolver=unknown).problem == Problem.NO_HOST
    assert ask_here("http://example.org:1/").problem == Problem.SILENT


def test_a_server_without_a_secure_connection_is_told_apart(server):
    assert ask_here(f"https://example.org:{server}/").problem in (Problem.INSECURE, Problem.SILENT)


def test_strange_signs_in_the_path_are_sent_as_they_should_be(server):
    ask_here(f"http://example.org:{server}/über uns?q=ä b\r\nX: y")
    assert Handler.asked[0][2].startswith("/%C3%BCber%20uns?q=%C3%A4%20b")
