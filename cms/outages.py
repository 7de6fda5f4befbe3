"""What the site leans on is out of order: the database is busy or away, the store of files does not answer.

That is nobody's mistake and passes. The reader gets a page that says so (503), with everything that was typed, to
send it again; programs get a line of JSON; the fault stands in the log like any other.
"""

from __future__ import annotations

from smtplib import SMTPException

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from .refusals import refuse

#: Storages that are not on this machine raise errors of their own.
OUTSIDE = ("botocore", "boto3", "s3transfer", "storages", "urllib3")


def is_storage_fault(error: BaseException | None) -> bool:
    """Whether an error comes from where files are kept: a disk, or a storage elsewhere."""
    return isinstance(error, OSError) or type(error).__module__.split(".")[0] in OUTSIDE


def outage(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    """The answer to an error that is an outage; None for all others. Asks neither database nor storage."""
    if isinstance(error, FileNotFoundError):
        return refuse(
            request,
            404,
            _("This file is not there"),
            _("The site knows it, but it is missing where files are kept. Please tell us, so that we can mend it."),
        )
    if isinstance(error, OperationalError | InterfaceError):
        response = refuse(
            request,
            503,
            _("The database is busy just now"),
            _("Nothing has been saved, and nothing you typed is lost. Please try again in a minute."),
            may_send_again=True,
        )
    elif is_storage_fault(error) and not isinstance(error, SMTPException):
        response = refuse(
            request,
            503,
            _("The files cannot be reached just now"),
            _("Pictures and documents are kept in a place that does not answer. Please try again in a minute."),
            may_send_again=True,
        )
    else:
        return None
    response.headers["Retry-After"] = "60"
    return response
