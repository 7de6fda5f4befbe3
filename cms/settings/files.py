"""Files from outside: how large, of which kind, how they are offered. Taken over by ``base``."""

import environ

_env = environ.Env()


# What a file holds is found out in a small process of its own, with limits on time and memory.
UPLOADS_ISOLATED = True

MEGABYTE = 1024 * 1024
WAGTAILIMAGES_MAX_UPLOAD_SIZE = _env.int("PICTURE_MEGABYTES", default=30) * MEGABYTE
WAGTAILDOCS_MAX_UPLOAD_SIZE = _env.int("DOCUMENT_MEGABYTES", default=50) * MEGABYTE
# The pixels are counted before a picture is decoded, in the small process.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = None

# Told by ourselves: what the system's table of types knows differs from machine to machine.
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
WAGTAILDOCS_CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "mp4": "video/mp4",
    "odp": f"{_OPEN}.presentation",
    "ods": f"{_OPEN}.spreadsheet",
    "odt": f"{_OPEN}.text",
    "pdf": "application/pdf",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "txt": "text/plain; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "webm": "video/webm",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}
# Everything else is saved, not shown.
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["application/pdf", "video/mp4", "video/webm"]
# The policy of SecurityPolicyMiddleware is as strict for documents, but lets a film play that is opened alone.
WAGTAILDOCS_BLOCK_EMBEDDED_CONTENT = False
