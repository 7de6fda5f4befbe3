"""Parts of files, for players that ask for them: without them some browsers play no video.

Django serves files whole (https://code.djangoproject.com/ticket/33735 is about the same for
static files). A web server or S3 in front answers ranges itself; this is for one process alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
CHUNK = 64 * 1024


def wanted_part(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte that a Range header asks for.

    In: the header, the size of the file in bytes. Out: None where the header is not understood
    (several ranges, another unit), which means the whole file. Raises ValueError where nothing of it
    exists (RFC 9110, section 14.2).
    """
    match = _RANGE.fullmatch(header.strip())
    if not match or not (match[1] or match[2]):
        return None
    if not match[1]:
        length = int(match[2])
        if length == 0:
            raise ValueError("The last zero bytes were asked for.")
        return max(0, size - length), size - 1
    first = int(match[1])
    last = min(int(match[2]), size - 1) if match[2] else size - 1
    if match[2] and int(match[2]) < first:
        return None
    if first >= size:
        raise ValueError("The part lies behind the end.")
    return first, last


def _read(file: BinaryIO, length: int) -> Iterator[bytes]:
    try:
        while length > 0 and (chunk := file.read(min(CHUNK, length))):
            length -= len(chunk)
            yield chunk
    finally:
        file.close()


def _has_changed(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether the file is another one than that of which the reader has a part already (RFC 9110, section 13.1.5)."""
    known = request.headers.get("If-Range")
    return known is not None and known not in (response.headers.get("ETag"), response.headers.get("Last-Modified"))


class RangeMiddleware:
    """Answers a request for a part of a file with 206 and that part."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not isinstance(response, FileResponse) or response.status_code != 200 or request.method != "GET":
            return response
        file, size = response.file_to_stream, response.headers.get("Content-Length", "")
        if file is None or not size.isdecimal() or not getattr(file, "seekable", lambda: False)():
            return response
        response.headers["Accept-Ranges"] = "bytes"
        if not (header := request.headers.get("Range")) or _has_changed(request, response):
            return response
        try:
            part = wanted_part(header, int(size))
        except ValueError:
            response.close()
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        if part is None:
            return response
        first, last = part
        file.seek(first)
        partial = StreamingHttpResponse(_read(file, last - first + 1), status=206)
        for name, value in response.headers.items():
            partial.headers[name] = value
        partial.headers["Content-Length"] = str(last - first + 1)
        partial.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
        return partial
