from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.service.recruitment.domain.selecting.decisions import REASON_LIMIT
from kith.service.recruitment.domain.selecting.letters import OWN_WORDS_LIMIT
from kith.service.recruitment.domain.selecting.offers import FEWEST_DAYS, MOST_DAYS
from kith.service.recruitment.models import Application, Decision
from kith.service.ui.web.fields import choice_field

Kind = Decision.Kind
CHOICES = {
    Kind.SHORTLIST: _("Put on the shortlist"),
    Kind.OFFER: _("Offer a place"),
    Kind.WAIT: _("Put on the waiting list, in this order"),
    Kind.NOT_SHORTLIST: _("Do not put on the shortlist"),
    Kind.NOT_SELECT: _("Do not select"),
    Kind.REOPEN: _("Look at again"),
}


class ChooseForm(forms.Form):
    """Whom, and what. Either the first so many of the ranking, or those that are ticked."""

    decision = forms.ChoiceField(
        label=_("What do you decide?"), widget=forms.RadioSelect, choices=list(CHOICES.items())
    )
    first = forms.IntegerField(
        label=_("How many, from the top"),
        help_text=_("Leave it empty to decide about those you have ticked in the table."),
        min_value=1,
        required=False,
    )

    def __init__(self, *args: Any, usual: str, first: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].initial = usual
        self.fields["first"].initial = first


class DecideForm(forms.Form):
    """The reason, and for an offer how long it stands."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_(
            "It is kept with each decision. Those who run the programme can read it, and so can the applicant if they ask."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=REASON_LIMIT,
    )
    days = forms.IntegerField(
        label=_("How many days does the offer stand?"), min_value=FEWEST_DAYS, max_value=MOST_DAYS
    )

    def __init__(self, *args: Any, decision: str, days: int, reason: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].initial = reason
        self.fields["days"].initial = days
        if decision != Kind.OFFER:
            del self.fields["days"]


class TakeBackForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=REASON_LIMIT
    )


class LettersForm(forms.Form):
    """To whom, and what the lead adds to every letter."""

    to = forms.MultipleChoiceField(label=_("Who gets a letter?"), widget=forms.CheckboxSelectMultiple)
    words = forms.CharField(
        label=_("Your own words, added to every letter"),
        help_text=_(
            "For instance when the next call opens, or whom to ask for more. Leave it empty to add nothing."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=OWN_WORDS_LIMIT,
        required=False,
    )

    def __init__(self, *args: Any, waiting: Sequence[Application], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(row.pk), f"{row.reference}, {row.get_state_display()}") for row in waiting]
        choice_field(self, "to").choices = choices
        self.fields["to"].initial = [value for value, _label in choices]
