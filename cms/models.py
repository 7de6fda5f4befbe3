"""What the platform itself keeps in the database."""

from django.db import models
from wagtail.models import PageViewRestriction


class DerivedRestriction(models.Model):
    """Marks a restriction that `cms.restrictions` gave an alias, unlike one that a person set there."""

    restriction = models.OneToOneField(PageViewRestriction, on_delete=models.CASCADE, related_name="derived")

    def __str__(self) -> str:
        return str(self.restriction_id)


class PeriodicRun(models.Model):
    """When a job of `cms.periodic` was last begun and done; the row by which one process claims it."""

    name = models.CharField(max_length=100, unique=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
