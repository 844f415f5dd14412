from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from kith.service.learning.models import Relationship
from kith.service.ui.web.fields import DayField


class PauseForm(forms.Form):
    until = DayField(
        label=gettext_lazy("Until the end of which day?"),
        help_text=gettext_lazy(
            "It goes on by itself the day after. Nobody is reminded of anything until then."
        ),
    )


class EndForm(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("Why does it end?"),
        help_text=gettext_lazy("Only ever counted, together with other pairs. It is told to nobody."),
        widget=forms.RadioSelect,
        choices=Relationship.EndReason.choices,
    )
