"""Why a file is not taken."""

from __future__ import annotations


class Refused(Exception):
    """A file that is not taken. ``code`` names the sentence in `uploads.words`, ``params`` fill it."""

    def __init__(self, code: str, **params: str | int):
        super().__init__(code)
        self.code = code
        self.params = params
