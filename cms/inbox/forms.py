"""The two forms for visitors: few fields, and each text has its limit."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_TEXT = 5000
#: What only machines fill in: printed, but hidden from people.
TRAP = "homepage"


class Line(forms.CharField):
    """Text of one line: it ends up in a heading or beside a label."""

    def to_python(self, value) -> str:
        return " ".join(super().to_python(value).split())


class VisitorForm(forms.Form):
    """What both forms have: words for what is wrong, and limits that cut nothing off."""

    kind = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="f-%s", label_suffix="", **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = _("Please fill in this field.")
            if field.max_length:
                field.error_messages["max_length"] = _(
                    "Please shorten your text to %(limit_value)d characters. There are %(show_value)d."
                )
                # A browser would cut off what is pasted without a word.
                field.widget.attrs.pop("maxlength", None)
                for validator in field.validators:
                    if getattr(validator, "code", "") == "max_length":
                        validator.message = field.error_messages["max_length"]

    @property
    def trap(self) -> str:
        """What a machine has written where no person writes."""
        return str(self.data.get(TRAP, ""))


def email_field(**kwargs) -> forms.EmailField:
    return forms.EmailField(
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("This is not an e-mail address. It looks like name@example.org.")},
        **kwargs,
    )


class BarrierForm(VisitorForm):
    """A report of a barrier, or a request for a content in another form."""

    kind = "barrier"
    text = forms.CharField(
        label=_("What does not work, or what do you need?"),
        help_text=_("If you like, name the device, the browser and the aids you use."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    place = Line(
        label=_("Where is it?"),
        help_text=_("The address or the title of the page."),
        max_length=500,
        required=False,
    )
    email = email_field(
        label=_("Your e-mail address"),
        help_text=_("For our answer. Without an address we mend the barrier, but cannot reach you."),
        required=False,
    )
    phone = Line(
        label=_("Your telephone number"),
        help_text=_("If you would rather have us call you."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )


class ContactForm(VisitorForm):
    """A message to the office."""

    kind = "contact"
    name = Line(
        label=_("Your name"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = email_field(label=_("Your e-mail address"), help_text=_("We write our answer to this address."))
    subject = Line(label=_("What is it about?"), max_length=150)
    text = forms.CharField(label=_("Your message"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 7}))


FORMS: dict[str, type[VisitorForm]] = {form.kind: form for form in (BarrierForm, ContactForm)}
