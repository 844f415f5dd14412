from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class AnswerForm(forms.Form):
    """The applicant's answer to an offer."""

    ACCEPT, DECLINE, DEFER = "accept", "decline", "defer"
    answer = forms.ChoiceField(
        label=_("Do you take the place?"),
        widget=forms.RadioSelect,
        choices=[
            (ACCEPT, _("Yes, I take it")),
            (DECLINE, _("No, please give it to somebody else")),
            (DEFER, _("Not this time: I would like to be considered for a later cohort")),
        ],
    )
    reason = forms.CharField(
        label=_("Is there anything you want to tell us? You need not."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=400,
        required=False,
    )
