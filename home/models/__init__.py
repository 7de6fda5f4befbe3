"""Home page, content pages, contact, accessibility statement, barrier report."""

from ..package.records import ContentPackageItem
from .barrier_report import BarrierReportPage
from .contact import ContactPage, ContactPageContact
from .content import ContentPage, Purpose
from .home_page import HomePage
from .statement import AccessibilityException, AccessibilityPage

__all__ = [
    "AccessibilityException",
    "AccessibilityPage",
    "BarrierReportPage",
    "ContactPage",
    "ContactPageContact",
    "ContentPackageItem",
    "ContentPage",
    "HomePage",
    "Purpose",
]
