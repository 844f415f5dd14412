from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.service.recruitment.domain.funnel.baselines import NAME_LIMIT
from kith.service.recruitment.domain.funnel.funnel_groups import Dimension
from kith.service.recruitment.models import Baseline
from kith.service.ui.web.fields import DayField, choice_field
from kith.service.ui.web.wording import day, in_language


class MakeForm(forms.Form):
    """What to count by, and the workforce to lay it beside."""

    characteristic = forms.ChoiceField(label=_("What do you want to count by?"), widget=forms.RadioSelect)
    baseline = forms.ChoiceField(
        label=_("Compare with a workforce"),
        required=False,
        widget=forms.Select,
        help_text=_("Only equality questions can be compared. The numbers are those that somebody uploaded."),
    )

    def __init__(
        self, *args: Any, dimensions: Sequence[Dimension], baselines: Sequence[Baseline], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.baselines = {str(one.pk): one for one in baselines}
        ordered = sorted(dimensions, key=lambda one: not one.is_equality)
        choice_field(self, "characteristic").choices = [(one.key, in_language(one.label)) for one in ordered]
        choice_field(self, "baseline").choices = [
            ("", _("No workforce")),
            *((key, f"{one.name}, {day(one.as_of)}") for key, one in self.baselines.items()),
        ]

    def clean_baseline(self) -> Baseline | None:
        return self.baselines.get(self.cleaned_data["baseline"])


class PooledForm(MakeForm):
    """The same over several calls: those that closed between two days."""

    first = DayField(label=_("Calls that closed from"), required=False, help_text=_("Empty: from the first."))
    last = DayField(label=_("Calls that closed up to"), required=False, help_text=_("Empty: to the last."))


class BaselineForm(forms.Form):
    name = forms.CharField(
        label=_("What is it called?"),
        help_text=_("For example: our staff, electronic staff record"),
        max_length=NAME_LIMIT,
    )
    as_of = DayField(label=_("As of which day?"))
    file = forms.FileField(
        label=_("The file"),
        help_text=_(
            "CSV or Excel (.xlsx), at most 1 MB, with the columns characteristic, category and staff."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        allow_empty_file=True,
    )
