"""What the office keeps in the database."""

from .banners import Banner, BannerWords, Level
from .office import OPEN_LICENCES, Office, OfficeWords, OpenLicence, SocialLink, Words

__all__ = [
    "OPEN_LICENCES",
    "Banner",
    "BannerWords",
    "Level",
    "Office",
    "OfficeWords",
    "OpenLicence",
    "SocialLink",
    "Words",
]
