"""Rules of the project form that concern several rows; rules on single values stand in the models."""

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.editing.choosing import read_together
from cms.forms import BasePageForm

from .editing.coordinates import read_pair

NUMBERS = ("latitude", "longitude", "grant", "own_share")


class ProjectPageForm(BasePageForm):
    """Refuses the same goal with the same target twice, and a partner twice in one role."""

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(_with_pair_parted(data), *args, **kwargs)
        for relation, name in (("partners", "partner"), ("documents", "document")):
            if relation in self.formsets:
                read_together(self.formsets[relation], name)

    def clean(self):
        data = super().clean()
        for name in NUMBERS:
            # 5.84 and 5.84000 are the same: what nobody changed is kept as it stands.
            if name in data and data[name] == getattr(self.instance, name):
                data[name] = getattr(self.instance, name)
        self._refuse_repeated("goals", ("goal", "target"), _("This goal with this target is listed twice."))
        self._refuse_repeated("partners", ("partner", "role"), _("This partner is listed twice in the same role."))
        return data

    def _refuse_repeated(self, relation: str, names: tuple[str, ...], message: str) -> None:
        """Two rows of a child list with the same values: the error stands at the second one."""
        formset = self.formsets.get(relation)
        # A draft may hold a row that is still being filled in: it is saved by itself every moment.
        if formset is None or not formset.is_bound or self.is_deferred_validation:
            return
        _cleaned = formset.errors  # makes every row clean itself before its values are compared
        seen = set()
        for form in formset.forms:
            data = getattr(form, "cleaned_data", None)
            if not data or data.get("DELETE") or not data.get(names[0]):
                continue
            # A partner and its translation are the same partner.
            key = tuple(getattr(data.get(name), "translation_key", data.get(name)) for name in names)
            if key in seen:
                form.add_error(names[-1], ValidationError(message))
            seen.add(key)


def _with_pair_parted(data):
    """What was sent, with both coordinates in their own fields if they were pasted into one: "5.84, -3.62"."""
    if data is None:
        return None
    for name, other in (("latitude", "longitude"), ("longitude", "latitude")):
        text = str(data.get(name) or "")
        if text and not data.get(other) and (pair := read_pair(text, (get_language() or "de")[:2])):
            data = data.copy()
            data["latitude"], data["longitude"] = (f"{value:f}" for value in pair)
    return data
