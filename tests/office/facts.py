"""Site details to fill in, and pages as visitors get them."""

from __future__ import annotations

from django.test import Client

from cms.office.models import Office

FULL = {
    "publisher": "Kreis Düren",
    "legal_form": "Körperschaft des öffentlichen Rechts",
    "street": "Musterweg 1",
    "postcode": "00000",
    "town": "Musterstadt",
    "representative": "Vorname Nachname",
    "representative_title": "Landrätin",
    "email": "stelle@example.org",
    "phone": "+49 (0)000 1/2-3",
    "other_channel": "Rückruf",
    "vat_id": "DE123456789",
    "responsible": "Vorname Anders",
    "responsible_address": "Weg 2",
    "officer": "Vorname Drittens",
    "officer_email": "schutz@example.org",
    "hosting": "Rechenzentrum",
    "complaint_address": "Straße 3",
    "complaint_url": "https://example.org/",
    "privacy_checked_on": "2026-01-31",
    "mail_recipient": "post@example.org",
}


def text(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def fill(office: Office, **values) -> Office:
    for name, value in values.items():
        setattr(office, name, value)
    office.full_clean()
    office.save()
    return office
