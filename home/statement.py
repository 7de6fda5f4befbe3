"""What the accessibility statement says, as plain data for its template; and which of its fields are empty."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.language import SOURCE_LANGUAGE
from cms.media.documents import facts_text
from cms.publishing.problems import Problem

#: The statement is to be reviewed every year.
MOST_DAYS = 365
#: What the law wants in the statement (duties.md, "Accessibility"), by field.
WANTED = (
    "body_covered",
    "addresses",
    "law",
    "status",
    "standard",
    "version",
    "made_on",
    "reviewed_on",
    "assessment",
    "contact",
    "ombuds_name",
    "ombuds_address",
    "ombuds_url",
)


@dataclass
class Group:
    """Exceptions with the same reason."""

    title: str
    rows: list = field(default_factory=list)


def statement_context(page, frame) -> dict:
    """Template variables: one query for the exceptions."""
    from .models.statement import Reason

    titles = {
        Reason.NOT_MET: _("Not accessible yet"),
        Reason.BURDEN: _("Disproportionate burden"),
        Reason.OUTSIDE: _("Not covered by the law"),
    }
    groups = {reason: Group(title) for reason, title in titles.items()}
    for row in page.exceptions.all():
        groups[row.reason].rows.append(row)
    return {
        "addresses": page.addresses.split(),
        "exceptions": [group for group in groups.values() if group.rows],
        "report_url": frame.place_urls.get("barrier_report", ""),
        "contact": page.contact,
        "report_facts": facts_text(page.report_document) if page.report_document else "",
        "has_ombuds_details": any((page.ombuds_address, page.ombuds_email, page.ombuds_phone, page.ombuds_url)),
    }


def _name(instance, field: str) -> str:
    return str(instance._meta.get_field(field).verbose_name)


def gaps(page) -> list[tuple[str, str]]:
    """What the law wants and the page lacks: its name, and the field of the form where it is mended."""
    found = [(_name(page, name), name) for name in WANTED if not getattr(page, name)]
    if page.contact:
        for name in ("email", "phone"):
            if not getattr(page.contact, name):
                found.append(
                    (_("%(field)s of the office responsible") % {"field": _name(page.contact, name)}, "contact")
                )
    if page.assessment == "third_party" and not page.assessor:
        found.append((_name(page, "assessor"), "assessor"))
    if page.assessment and not (page.report_document_id or page.report_url):
        found.append((_name(page, "report_document"), "report_document"))
    rows = list(page.exceptions.all())
    if page.status in ("partial", "none") and not rows:
        found.append((_("what is not accessible"), "exceptions"))
    for row in rows:
        for name in ("criterion", "alternative", "planned_on"):
            if not getattr(row, name) and not (name == "planned_on" and row.reason != "not_met"):
                label = _("%(field)s of “%(content)s”") % {"field": _name(row, name), "content": row.content}
                found.append((label, "exceptions"))
    return found


def contradictions(page, _asking) -> list[Problem]:
    """The rule for publishing (`cms.publishing.rules`): the result must fit what is listed as not accessible."""
    from .models import AccessibilityPage
    from .models.statement import Conformity, Reason

    if not isinstance(page, AccessibilityPage) or page.status != Conformity.FULL:
        return []
    if not any(row.reason == Reason.NOT_MET for row in page.exceptions.all()):
        return []
    message = _(
        "The result says “fully accessible”, but requirements that are not met are listed. "
        "Choose another result, or take out the exceptions that have been mended."
    )
    return [Problem(message, field="status")]


def empty_fields(page) -> list[str]:
    """What the law wants and the page lacks, by the names of the fields."""
    return [label for label, _field in gaps(page)]


def statements() -> QuerySet:
    """The published German statements: one, as a rule."""
    from .models import AccessibilityPage

    return AccessibilityPage.objects.filter(locale__language_code=SOURCE_LANGUAGE, live=True, alias_of=None)


def old_statements() -> QuerySet:
    """Those last reviewed more than a year ago, or if never reviewed, made then."""
    limit = timezone.localdate() - timedelta(days=MOST_DAYS)
    return statements().filter(Q(reviewed_on__lt=limit) | Q(reviewed_on=None, made_on__lt=limit))


def with_empty_fields() -> QuerySet:
    """Statements of which `empty_fields` names something, asked of the database."""
    from .models import AccessibilityPage
    from .models.statement import AccessibilityException, Conformity, Method, Reason

    empty = Q()
    for name in WANTED:
        field = AccessibilityPage._meta.get_field(name)
        empty |= Q(**{f"{name}__isnull": True} if field.null else {name: ""})
    rows = AccessibilityException.objects.filter(page=OuterRef("pk"))
    gaps = Q(criterion="") | Q(alternative="") | Q(planned_on=None, reason=Reason.NOT_MET)
    return statements().filter(
        empty
        | Q(contact__email="")
        | Q(contact__phone="")
        | Q(assessment=Method.THIRD_PARTY, assessor="")
        | (~Q(assessment="") & Q(report_document=None, report_url=""))
        | (Q(status__in=(Conformity.PARTIAL, Conformity.NONE)) & ~Exists(rows))
        | Exists(rows.filter(gaps))
    )


def ready_to_read(pages: QuerySet) -> QuerySet:
    """Statements with what `empty_fields` reads: two queries."""
    return pages.select_related("contact").prefetch_related("exceptions")
