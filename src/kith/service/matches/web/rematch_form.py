"""What a lead says of a re-match: which pairs are given up, and whether others may change."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.service.matches.domain.rematching import MOST_CHANGES
from kith.service.ui.web.fields import choice_field

KEEP, ALLOW = "keep", "allow"
FEW = 2
"""What stands in the box until the lead writes another number."""


class RematchForm(forms.Form):
    find = forms.CharField(
        label=_("Find another pair by a name"),
        help_text=_("Only needed to give up a pair that is not in the list below."),
        required=False,
        max_length=100,
    )
    give_up = forms.MultipleChoiceField(
        label=_("Which pairs are given up?"),
        help_text=_("Both get somebody else if there is anybody. They are not brought together again."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    others = forms.ChoiceField(
        label=_("What about everybody else?"),
        widget=forms.RadioSelect,
        choices=[
            (KEEP, _("Keep everybody else as they are")),
            (ALLOW, _("Let other pairs change if that gives more people a partner")),
        ],
        initial=KEEP,
    )
    others_hints = {
        ALLOW: _("As few as can be. Nobody who has a partner is left without one."),
    }
    may_change = forms.IntegerField(
        label=_("How many other pairs at most?"),
        min_value=1,
        max_value=MOST_CHANGES,
        initial=FEW,
        required=False,
    )

    def __init__(self, *args: Any, pairs: list[tuple[str, str]], has_more: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "give_up").choices = pairs
        if not has_more:
            del self.fields["find"]
        if not pairs:
            del self.fields["give_up"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (
            cleaned.get("others") == ALLOW
            and cleaned.get("may_change") is None
            and "may_change" not in self.errors
        ):
            self.add_error("may_change", _("Write how many other pairs may change."))
        return cleaned

    @property
    def wanted(self) -> tuple[list[UUID], int]:
        """The pairs that are given up, and how many others may change."""
        others = self.cleaned_data["may_change"] if self.cleaned_data["others"] == ALLOW else 0
        return [UUID(one) for one in self.cleaned_data.get("give_up", [])], others
