"""Tells the editor's script which of the pictures chosen in a form may not be published yet."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.forms import DateTimeField
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.http import require_GET
from wagtail.permissions import policy_registry

from ..media.models import MediaImage
from .pictures import numbers_in, problems_of_pictures
from .rules import asking_of

#: More pictures than any page shows.
MOST = 300


@require_GET
def picture_rights(request: HttpRequest) -> JsonResponse:
    """In: ``image`` (ids), ``go_live_at`` as typed. Out: ``lacking``, in the same order.

    Only of pictures that this person may choose or change: others are none of their business.
    """
    ids = [number for value in request.GET.getlist("image")[:MOST] for number in numbers_in(value)]
    images = policy_registry.get_by_type(MediaImage).instances_user_has_any_permission_for(
        request.user, ["choose", "change"]
    )
    known = set(images.filter(pk__in=ids).values_list("pk", flat=True))
    asking = asking_of(_moment(request.GET.get("go_live_at", "")), request.user)
    problems = problems_of_pictures({number: "" for number in ids if number in known}, asking)
    return JsonResponse(
        {
            "lacking": [
                {"id": str(number), "message": problem.message, "url": problem.url, "link": problem.link_words}
                for number, problem in problems.items()
            ]
        }
    )


def _moment(text: str):
    """A moment as a form reads it; None for none and for what cannot be read, which the form refuses itself."""
    try:
        return DateTimeField(required=False).clean(text[:40])
    except ValidationError:
        return None


def urls() -> list:
    return [path("pictures/rights/", picture_rights, name="picture_rights")]
