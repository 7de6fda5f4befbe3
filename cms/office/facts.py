"""Legal facts: which are still empty, and how the imprint and the privacy notice print them.

What is asked for follows § 5 DDG, § 18 (2) MStV and Art. 13 GDPR as design/duties.md lists them. An empty fact
is never printed as a gap: the admin names it instead.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..language import SOURCE_LANGUAGE
from ..telephones import dialled
from .models import Office, OfficeWords, Words

#: Fields that must not stay empty; of several in one row any one will do.
DUTIES: tuple[tuple[str, ...], ...] = (
    ("publisher",),
    ("legal_form",),
    ("street",),
    ("postcode",),
    ("town",),
    ("representative",),
    ("email",),
    ("phone", "other_channel"),
    ("vat_id", "has_no_vat_id"),
    ("responsible",),
    ("responsible_address",),
    ("officer_email", "officer_phone", "officer_address"),
    ("hosting",),
    ("complaint_address", "complaint_url"),
    ("privacy_checked_on",),
    ("mail_recipient",),
)


@dataclass(frozen=True)
class Missing:
    """An empty fact: the name of its field, and what the form calls it."""

    field: str
    label: str


@dataclass(frozen=True)
class Fact:
    """One line of the imprint. ``language`` is set where the text is in another one than the page."""

    label: str
    value: str
    language: str = ""
    url: str = ""


@dataclass
class Section:
    heading: str
    facts: list[Fact] = field(default_factory=list)

    def add(self, label: str, value: str, language: str = "", url: str = "") -> None:
        """Leaves out what is empty."""
        if value := (value or "").strip():
            self.facts.append(Fact(label, value, language, url))


def missing(office: Office) -> list[Missing]:
    """The facts that are still empty, in the order of the form."""
    found = []
    for names in DUTIES:
        if not any(getattr(office, name) for name in names):
            label = str(office._meta.get_field(names[0]).verbose_name)
            found.append(Missing(names[0], label[:1].upper() + label[1:]))
    return found


def untranslated(office: Office, words: OfficeWords | None) -> list[str]:
    """Names of the texts that German has and the other language has not."""
    return [name for name in Words.NAMES if getattr(office, name) and not (words and getattr(words, name))]


class Facts:
    """The facts in one language, read from the database once (two queries for another language than German)."""

    def __init__(self, language: str):
        self.language = language
        self.office = Office.objects.first() or Office()
        self.words = None
        if language != SOURCE_LANGUAGE and self.office.pk:
            self.words = OfficeWords.objects.filter(language=language).first()

    def text(self, name: str) -> tuple[str, str]:
        """A text, and its language if that is not the one asked for."""
        german = getattr(self.office, name)
        # What German no longer says, no other language goes on saying.
        if german and self.words and (own := getattr(self.words, name)):
            return own, ""
        return german, "" if self.language == SOURCE_LANGUAGE else SOURCE_LANGUAGE

    def imprint(self) -> list[Section]:
        """What § 5 DDG and § 18 (2) MStV ask for."""
        office = self.office
        publisher = Section(_("Publisher"))
        publisher.add(_("Name"), self.text("publisher")[0])
        publisher.add(_("Legal form"), *self.text("legal_form"))
        publisher.add(_("Address"), self.address())
        title, language = self.text("representative_title")
        if office.representative:
            publisher.add(_("Represented by"), office.representative)
            publisher.add(_("Office of the representative"), title, language)
        contact = Section(_("Contact"))
        self.reach(contact, office.email, office.phone)
        contact.add(_("Another quick way"), *self.text("other_channel"))
        vat = Section(_("VAT"))
        vat.add(_("VAT identification number"), office.vat_id)
        responsible = Section(_("Responsible for the content (§ 18 (2) MStV)"))
        responsible.add(_("Name"), office.responsible)
        responsible.add(_("Address"), office.responsible_address if office.responsible else "")
        return _filled(publisher, contact, vat, responsible)

    def privacy(self) -> list[Section]:
        """The controller and the officer, before the text of the notice."""
        office = self.office
        controller = Section(_("Who is responsible for your data"))
        controller.add(_("Name"), self.text("publisher")[0])
        controller.add(_("Address"), self.address())
        self.reach(controller, office.email, office.phone)
        officer = Section(_("Data protection officer"))
        officer.add(_("Name"), office.officer)
        officer.add(_("Address"), office.officer_address)
        self.reach(officer, office.officer_email, office.officer_phone)
        hosting = Section(_("Who runs the server"))
        hosting.add(_("Provider"), office.hosting)
        return _filled(controller, officer, hosting)

    def privacy_end(self) -> list[Section]:
        """How long messages are kept, the complaint body and the version, after the text of the notice."""
        office = self.office
        body = Section(_("Where you can complain"))
        body.add(_("Address"), office.complaint_address)
        self.reach(body, office.complaint_email, office.complaint_phone)
        body.add(_("Website"), office.complaint_url, "", office.complaint_url)
        keeping = Section(_("How long we keep messages"))
        contact, barrier, spam, barrier_spam = kept_for()
        keeping.add(_("Message from the contact form"), contact)
        keeping.add(_("Report of a barrier"), barrier)
        keeping.add(_("Contact message that looks like spam"), spam)
        keeping.add(_("Report of a barrier that looks like spam"), barrier_spam)
        version = Section(_("Version of this notice"))
        if office.privacy_checked_on:
            version.add(_("Checked on"), date_format(office.privacy_checked_on, "DATE_FORMAT"))
        return _filled(keeping, body, version)

    def address(self) -> str:
        """Street, postcode and town, as far as they are known, in lines."""
        town = f"{self.office.postcode} {self.office.town}".strip()
        return "\n".join(line for line in (self.office.street.strip(), town) if line)

    @staticmethod
    def reach(section: Section, email: str, phone: str) -> None:
        """E-mail and telephone with their links."""
        section.add(_("E-mail"), email, "", f"mailto:{email}")
        section.add(_("Telephone"), phone, "", f"tel:{dialled(phone)}")


def kept_for() -> tuple[str, str, str, str]:
    """How long a contact message and a barrier report are kept, and those that look like spam, as sentences.

    The numbers are those that `cms.inbox.retention` deletes by, so that the notice cannot promise others.
    """

    def done(days: int) -> str:
        return ngettext(
            "Deleted %(days)d day after we have finished with it.",
            "Deleted %(days)d days after we have finished with it.",
            days,
        ) % {"days": days}

    def undecided(days: int) -> str:
        return ngettext(
            "Deleted %(days)d day after it has arrived.", "Deleted %(days)d days after it has arrived.", days
        ) % {"days": days}

    contact, barrier = settings.INBOX_KEEP_DAYS["contact"], settings.INBOX_KEEP_DAYS["barrier"]
    return done(contact), done(barrier), undecided(settings.INBOX_KEEP_SPAM_DAYS), undecided(barrier)


def _filled(*sections: Section) -> list[Section]:
    return [section for section in sections if section.facts]


def mail_sender() -> str:
    """The address that mails of the site come from; empty for the one of the server's settings."""
    return Office.objects.values_list("mail_sender", flat=True).first() or ""


def mail_recipient() -> str:
    """Who receives what visitors send where a form names nobody; empty if nobody has been named."""
    return Office.objects.values_list("mail_recipient", flat=True).first() or ""
