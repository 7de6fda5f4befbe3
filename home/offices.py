"""To which office a visitor's message goes: the contacts on the German pages, whatever page it was written on."""

from __future__ import annotations

from cms.language import SOURCE_LANGUAGE

GERMAN = {"locale__language_code": SOURCE_LANGUAGE}


def for_barriers() -> str:
    """The address of the office on the barrier report, else of the one on the statement; "" without either."""
    from .models import AccessibilityPage, BarrierReportPage

    for model in (BarrierReportPage, AccessibilityPage):
        found = model.objects.filter(**GERMAN).exclude(contact__email="").exclude(contact=None)
        if address := found.values_list("contact__email", flat=True).first():
            return address
    return ""


def for_messages() -> str:
    """The first address among the contacts of the contact page; "" without any."""
    from .models import ContactPageContact

    rows = ContactPageContact.objects.filter(page__locale__language_code=SOURCE_LANGUAGE).exclude(contact__email="")
    return rows.order_by("page_id", "sort_order", "pk").values_list("contact__email", flat=True).first() or ""
