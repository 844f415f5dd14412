from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.service.reports.models import Report

Audience = Report.Audience


class MakeForm(forms.Form):
    language = forms.ChoiceField(
        label=_("In which language?"), widget=forms.RadioSelect, choices=Report.Language.choices
    )
    audience_hints = {
        Audience.PUBLIC: _(
            "Counts and changes of whole sides, without names or single people. A lead can publish it."
        ),
        Audience.EVALUATOR: _(
            "Also a line for each person, under a pseudonym, and what people wrote. Not for passing on."
        ),
    }

    def __init__(self, *args: Any, may_see_lines: bool, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = language
        self.fields["audience"] = forms.ChoiceField(
            label=_("Who will read it?"),
            widget=forms.RadioSelect,
            initial=Audience.PUBLIC,
            choices=[one for one in Audience.choices if may_see_lines or one[0] == Audience.PUBLIC],
        )
        self.order_fields(["audience", "language"])
