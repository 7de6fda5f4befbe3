"""Home page, content pages, contact, accessibility statement, barrier report."""

from ..package.records import ContentPackageItem
from .accessibility import AccessibilityPage, BarrierReportPage
from .contact import ContactPage, ContactPageContact
from .content import ContentPage, Purpose
from .home_page import HomePage

__all__ = [
    "AccessibilityPage",
    "BarrierReportPage",
    "ContactPage",
    "ContactPageContact",
    "ContentPackageItem",
    "ContentPage",
    "HomePage",
    "Purpose",
]
