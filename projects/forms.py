"""Rules of the project form that concern several rows; rules on single values stand in the models."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.forms import BasePageForm


class ProjectPageForm(BasePageForm):
    """Refuses the same goal with the same target twice, and a partner twice in one role."""

    def clean(self):
        data = super().clean()
        self._refuse_repeated("goals", ("goal", "target"), _("This goal with this target is listed twice."))
        self._refuse_repeated("partners", ("partner", "role"), _("This partner is listed twice in the same role."))
        return data

    def _refuse_repeated(self, relation: str, names: tuple[str, ...], message: str) -> None:
        """Two rows of a child list with the same values: the error stands at the second one."""
        formset = self.formsets.get(relation)
        if formset is None or not formset.is_bound:
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
