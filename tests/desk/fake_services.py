"""Local servers that speak the protocols of LibreTranslate and DeepL, faults included.

``with FakeLibreTranslate() as fake:`` gives ``fake.url``; what was asked stands in ``fake.requests``. Faults are
put in beforehand: ``fake.faults = ["429", "500", ...]``, one for each coming request, then all is well again; one
that begins with ``*`` stays.
"""

from __future__ import annotations

import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class _Fake:
    """A server on a free port of this machine, for the length of a ``with``."""

    def __init__(self, faults: tuple[str, ...] | list[str] = (), key: str = ""):
        self.faults = list(faults)
        self.key = key
        self.requests: list[dict] = []
        #: Called with the texts of each request before it is answered, in the server's thread.
        self.meanwhile = None
        self.released = threading.Event()

    def __enter__(self):
        fake = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.0"

            def do_POST(self):
                fake._answer(self)

            def do_DELETE(self):
                fake._answer(self)

            def log_message(self, *_arguments):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_exception):
        self.released.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        asked = json.loads(body) if body else {}
        record = {
            "method": handler.command,
            "path": handler.path,
            "headers": dict(handler.headers),
            "raw": body.decode(),
            **asked,
        }
        self.requests.append(record)
        fault = ""
        if self.faults:
            fault = self.faults[0] if self.faults[0].startswith("*") else self.faults.pop(0)
            fault = fault.lstrip("*")
        if self._fault(handler, fault):
            return
        if self.meanwhile:
            self.meanwhile(record)
        self.answer(handler, record, fault)

    def _fault(self, handler, fault: str) -> bool:
        """Whether the fault is all the answer there is."""
        if fault == "slow":
            self.released.wait(20)
            return True
        if fault == "hang up":
            handler.connection.shutdown(socket.SHUT_RDWR)
            return True
        if fault == "not json":
            self.send(handler, 200, "<html>It works!</html>", "text/html")
            return True
        if fault == "empty":
            self.send(handler, 200, "{}")
            return True
        if fault == "redirect":
            handler.send_response(302)
            handler.send_header("Location", f"{self.url}/elsewhere")
            handler.end_headers()
            return True
        if fault.isdecimal():
            extra = {"Retry-After": "2"} if fault == "429" else {}
            self.send(handler, int(fault), json.dumps({"message": "no", "error": "no"}), headers=extra)
            return True
        return False

    def send(self, handler, status: int, text: str, kind: str = "application/json", headers=None) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        for name, value in (headers or {}).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(text.encode())

    def translated(self, text: str, fault: str, target: str) -> str:
        if fault == "damaged markup" and "<" in text:
            return text.replace("</b>", "").replace("<b>", "<u>").replace('"a1"', '"a9"')
        if fault == "blank":
            return "  "
        return f"{target.upper()[:2]} {text}"


class FakeLibreTranslate(_Fake):
    """POST /translate. More faults: "unsupported", "limit" (more than 3 texts are too much), "one less"."""

    def answer(self, handler, asked: dict, fault: str) -> None:
        if asked["path"] != "/translate":
            return self.send(handler, 404, json.dumps({"error": "Not found"}))
        if self.key and asked.get("api_key") != self.key:
            return self.send(handler, 403, json.dumps({"error": "Invalid API key"}))
        if fault == "unsupported":
            return self.send(handler, 400, json.dumps({"error": "xx is not supported"}))
        texts = asked["q"]
        if fault == "limit" and (len(texts) > 3 or any("too long" in text for text in texts)):
            return self.send(handler, 400, json.dumps({"error": "Invalid request: request exceeds text limit (100)"}))
        answers = [self.translated(text, fault, asked["target"]) for text in texts]
        if fault == "one less":
            answers.pop()
        if fault == "wrong kind":
            answers = [None for _text in answers]
        if fault == "pause":
            time.sleep(0.3)
        return self.send(handler, 200, json.dumps({"translatedText": answers}))


class FakeDeepL(_Fake):
    """POST /v2/translate, POST and DELETE /v2/glossaries. More faults: "no glossaries", "one less", "wrong kind"."""

    def __init__(self, *arguments, **values):
        super().__init__(*arguments, **values)
        self.glossaries: dict[str, str] = {}
        self.made = 0

    def answer(self, handler, asked: dict, fault: str) -> None:
        if self.key and asked["headers"].get("Authorization") != f"DeepL-Auth-Key {self.key}":
            return self.send(handler, 403, "")
        if asked["path"] == "/v2/glossaries":
            return self._make_glossary(handler, asked, fault)
        if asked["path"].startswith("/v2/glossaries/") and asked["method"] == "DELETE":
            known = self.glossaries.pop(asked["path"].rsplit("/", 1)[1], None)
            return self.send(handler, 204 if known is not None else 404, "")
        glossary = asked.get("glossary_id")
        if glossary and glossary not in self.glossaries:
            return self.send(handler, 404, json.dumps({"message": "Glossary not found"}))
        answers = [
            {
                "text": self.translated(text, fault, asked["target_lang"]),
                "detected_source_language": "DE",
                "billed_characters": len(text),
            }
            for text in asked["text"]
        ]
        if fault == "one less":
            answers.pop()
        if fault == "wrong kind":
            answers = ["?" for _answer in answers]
        return self.send(handler, 200, json.dumps({"translations": answers}))

    def _make_glossary(self, handler, asked: dict, fault: str) -> None:
        if fault == "no glossaries":
            return self.send(handler, 400, json.dumps({"message": "Unsupported glossary source language"}))
        self.made += 1
        name = f"glossary-{self.made}"
        self.glossaries[name] = asked["entries"]
        made = {
            "glossary_id": name,
            "name": asked["name"],
            "ready": True,
            "source_lang": asked["source_lang"],
            "target_lang": asked["target_lang"],
            "creation_time": "2026-11-22T12:00:00.000000+00:00",
            "entry_count": asked["entries"].count("\n") + 1,
        }
        return self.send(handler, 201, json.dumps(made))


def refused_url() -> str:
    """An address of this machine at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"
