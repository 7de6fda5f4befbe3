"""What this part hooks into Wagtail: a word at the source, and on the admin's home page."""

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail_localize.models import TranslationSource

from ..models import Question
from ..models.questions import QuestionState
from ..permissions import locales_of, may_change
from .reading import answers_for, waiting_for


@hooks.register("before_edit_page", order=50)
@hooks.register("before_edit_snippet", order=50)
def tell_of_open_questions(request: HttpRequest, instance: Model) -> None:
    """At the top of the German page: how many questions about it wait for an answer, and where they are."""
    if request.method != "GET" or "text/html" not in request.headers.get("Accept", "text/html"):
        return
    if not hasattr(instance, "translation_key") or not may_change(request.user, instance):
        return
    source = TranslationSource.objects.filter(object_id=instance.translation_key, locale_id=instance.locale_id).first()
    if source is None:
        return
    number = Question.objects.filter(translation__source=source).in_state(QuestionState.OPEN).count()
    if number:
        text = ngettext(
            "A translator has %(n)d question about this text.",
            "Translators have %(n)d questions about this text.",
            number,
        )
        address = reverse("desk:questions") + f"?source={source.pk}"
        button = messages.button(address, _("Read and answer"))
        messages.warning(request, text % {"n": number}, buttons=[button])


class QuestionsPanel(Component):
    """On the home page of the admin: what waits for this person. Prints nothing if nothing does."""

    order = 120
    template_name = "desk/questions/home_panel.html"

    class Media:
        css = {"all": ("desk/questions.css",)}

    def get_context_data(self, parent_context) -> dict:
        user = parent_context["request"].user
        if not locales_of(user):
            return {"waiting": 0, "answers": 0}
        return {"waiting": waiting_for(user), "answers": answers_for(user)}


@hooks.register("construct_homepage_panels")
def add_questions_panel(request: HttpRequest, panels: list) -> None:
    panels.append(QuestionsPanel())
