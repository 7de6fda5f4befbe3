"""What the platform itself keeps in the database."""

from django.db import models
from wagtail.models import PageViewRestriction


class DerivedRestriction(models.Model):
    """Marks a restriction that `cms.restrictions` gave an alias, unlike one that a person set there."""

    restriction = models.OneToOneField(PageViewRestriction, on_delete=models.CASCADE, related_name="derived")

    def __str__(self) -> str:
        return str(self.restriction_id)
