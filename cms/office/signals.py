"""Every change of a setting or a notice renews what the pages print, in the same transaction."""

from django.db.models.signals import post_delete, post_save

from .snapshot import rebuild


def connect() -> None:
    """Listen from now on."""
    from . import models

    for model in (models.Office, models.OfficeWords, models.SocialLink, models.Banner, models.BannerWords):
        for signal in (post_save,) if model is models.Office else (post_save, post_delete):
            signal.connect(_changed, sender=model, dispatch_uid=f"office.{model.__name__}")


def _changed(sender, raw: bool = False, **_kwargs) -> None:
    if not raw:
        rebuild()
