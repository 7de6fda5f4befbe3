"""Answers a refusal that a view of the admin did not expect."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.modal_workflow import render_modal_workflow

from .problems import PublishingRefused


class RefusalMiddleware:
    """Leads back to the form of the page with what has to be mended. Nothing typed is lost: it is a draft by then.

    The form itself refuses before it saves (`cms.forms`). This is for approvals at the dashboard, for
    whatever the form cannot see, and for views that are yet to come.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, PublishingRefused) or not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        if "application/json" in request.headers.get("Accept", "") and "html" not in request.headers["Accept"]:
            return JsonResponse({"detail": [problem.message for problem in exception.problems]}, status=400)
        messages.error(request, exception.as_html())
        url = reverse("wagtailadmin_pages:edit", args=[exception.page.pk])
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            # The dialogue of a workflow goes where the answer says.
            return render_modal_workflow(request, "", None, {}, json_data={"step": "success", "redirect": url})
        return redirect(url)
