"""A visitor's message, the mails it causes, and what has been done about it."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: Without 0 and O, 1, I and L: references are read out on the telephone.
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
#: After so many days an open message is overdue ("in reasonable time", § 10b BGG NRW).
OVERDUE_DAYS = 14


class Kind(models.TextChoices):
    """Which form a message came by."""

    BARRIER = "barrier", _("Barrier report")
    CONTACT = "contact", _("Contact form")


class Status(models.TextChoices):
    """How far the office is with it."""

    NEW = "new", _("New")
    WORKING = "working", _("In work")
    ANSWERED = "answered", _("Reply sent")
    CLOSED = "closed", _("Settled")
    SUSPECTED = "spam", _("Spam?")


OPEN = (Status.NEW, Status.WORKING)
DONE = (Status.ANSWERED, Status.CLOSED)


def days_of_suspects(kind: str) -> int:
    """How many days after its receipt a message is deleted that looks like spam and that nobody has decided on.

    A barrier report has the whole time of one that is finished, so that it is not lost by an office on holiday.
    """
    return settings.INBOX_KEEP_DAYS[kind] if kind == Kind.BARRIER else settings.INBOX_KEEP_SPAM_DAYS


def new_reference(kind: str) -> str:
    """A reference that nobody can guess from another one: ``B-7K3FQM``."""
    return f"{kind[0].upper()}-{''.join(secrets.choice(ALPHABET) for _position in range(6))}"


class MessageQuerySet(models.QuerySet):
    def overdue(self) -> MessageQuerySet:
        """Open for longer than an answer may take."""
        return self.filter(status__in=OPEN, created_at__lt=timezone.now() - timedelta(days=OVERDUE_DAYS))


class Message(models.Model):
    """What somebody wrote. No address of the sender's machine is kept."""

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.NEW, db_index=True)
    reference = models.CharField(_("reference"), max_length=12, unique=True)
    language = models.CharField(_("language"), max_length=10)
    created_at = models.DateTimeField(_("received"), default=timezone.now, db_index=True)
    #: When it was answered or closed; from then on the time runs after which it is deleted.
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    subject = models.CharField(_("subject"), max_length=150, blank=True)
    text = models.TextField(_("message"))
    place = models.CharField(_("where"), max_length=500, blank=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    #: Why it may be spam: codes of `suspicion`, separated by blanks.
    suspicion = models.CharField(max_length=100, blank=True)
    #: Of the text, to notice when the same one is sent again.
    digest = models.CharField(max_length=64, db_index=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view", "change", "delete")
        verbose_name = _("message")
        verbose_name_plural = _("messages")

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("inbox:message", args=(self.pk,))

    @property
    def title(self) -> str:
        """The subject, or the beginning of the text, in one line."""
        line = " ".join((self.subject or self.text).split())
        return line if len(line) <= 80 else f"{line[:79].rstrip()}…"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def days_open(self) -> int:
        return (timezone.now() - self.created_at).days

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.created_at < timezone.now() - timedelta(days=OVERDUE_DAYS)

    @property
    def deleted_on(self):
        """The day on which it is deleted by itself; None while it is open."""
        if self.done_at:
            return timezone.localdate(self.done_at + timedelta(days=settings.INBOX_KEEP_DAYS[self.kind]))
        if self.status == Status.SUSPECTED:
            return timezone.localdate(self.created_at + timedelta(days=days_of_suspects(self.kind)))
        return None


class MailRole(models.TextChoices):
    """To whom a mail goes."""

    OFFICE = "office", _("Mail to the office responsible")
    SENDER = "sender", _("Confirmation to the sender")


class MailState(models.TextChoices):
    """What has become of a mail."""

    WAITING = "waiting", _("waiting to be sent")
    SENT = "sent", _("sent")
    UNADDRESSED = "unaddressed", _("not sent: nobody is named who gets it")
    FAILED = "failed", _("not sent: the mail server does not take it")


class Mail(models.Model):
    """A mail about a message: written when it is sent, so that a corrected address is used at once."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="mails")
    role = models.CharField(max_length=10, choices=MailRole)
    state = models.CharField(max_length=20, choices=MailState, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["message", "role"], name="inbox_one_mail_for_each_role")]
        indexes = [models.Index(fields=["state", "next_try_at"], name="inbox_mail_due")]

    def __str__(self) -> str:
        return f"{self.message}: {self.role}"


class Action(models.TextChoices):
    """What can happen to a message."""

    RECEIVED = "received", _("Received")
    STATUS = "status", _("Status changed")
    NOTE = "note", _("Internal note")
    RESENT = "resent", _("Mail asked for again")


class Event(models.Model):
    """Who did what, and when; a note is for the office only."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(default=timezone.now)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    action = models.CharField(max_length=20, choices=Action)
    status = models.CharField(max_length=20, choices=Status, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.message}: {self.action}"
