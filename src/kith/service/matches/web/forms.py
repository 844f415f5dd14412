from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.service.matches.domain.actions import SHORTEST_REASON
from kith.service.matches.domain.preferences import MOST_NEVER_WITH
from kith.service.ui.web.fields import choice_field

NO_ONE_LEFT_BEHIND, MOST = "no_one_left_behind", "most"


class RunForm(forms.Form):
    best_for = forms.ChoiceField(
        label=_("What comes first?"),
        widget=forms.RadioSelect,
        choices=[
            (NO_ONE_LEFT_BEHIND, _("Nobody left with a poor match")),
            (MOST, _("The best for most people")),
        ],
        initial=NO_ONE_LEFT_BEHIND,
    )
    best_for_hints = {
        NO_ONE_LEFT_BEHIND: _("The weakest pair is as good as it can be; after that, all pairs together."),
        MOST: _("All pairs together are as good as they can be, even if one of them is weak."),
    }


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_(
            "A few words. The reason is kept with the decision, for those who run the programme after you."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        min_length=SHORTEST_REASON,
        max_length=1000,
    )


class SwapForm(ReasonForm):
    other = forms.ChoiceField(label=_("Exchange partners with which pair?"))

    def __init__(self, *args: Any, pairs: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "other").choices = pairs
        self.order_fields(["other", "reason"])


class NeverWithForm(forms.Form):
    """As many boxes as addresses are allowed; none of them is needed."""

    def __init__(self, *args: Any, known: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(MOST_NEVER_WITH):
            self.fields[f"address-{number}"] = forms.CharField(
                label=_("E-mail address %(number)s") % {"number": number + 1},
                initial=known[number] if number < len(known) else "",
                max_length=254,
                required=False,
                widget=forms.EmailInput,
            )

    @property
    def addresses(self) -> list[str]:
        """Box by box, empty ones too, so that a refusal finds its box."""
        return [self.cleaned_data[f"address-{number}"] for number in range(MOST_NEVER_WITH)]
