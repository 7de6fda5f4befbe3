"""What may be written into a question or an answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 2000


class Words(forms.CharField):
    """A text of several lines; a line break counts as one character, as it does in the browser."""

    widget = forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST})

    def to_python(self, value):
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


def _errors(empty) -> dict:
    return {
        "required": empty,
        "max_length": _("This text has %(show_value)d characters; at most %(limit_value)d are possible."),
    }


class QuestionForm(forms.Form):
    """A translator's question."""

    text = Words(
        label=_("Your question"), max_length=LONGEST, error_messages=_errors(_("Please write what you want to know."))
    )


class ReplyForm(forms.Form):
    """An answer, or what is said to it."""

    text = Words(label=_("Your answer"), max_length=LONGEST, error_messages=_errors(_("Please write your answer.")))
