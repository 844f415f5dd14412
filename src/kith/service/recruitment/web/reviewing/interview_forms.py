from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kith.programmes.types import Definition
from kith.service.recruitment.domain.reviewing.interviewing import FEWEST_MINUTES, MOST_MINUTES, MOST_SLOTS
from kith.service.recruitment.models import Reviewer
from kith.service.ui.web.fields import DayField, choice_field


class PanelForm(forms.Form):
    name = forms.CharField(label=_("Name of the panel"), max_length=80)
    members = forms.MultipleChoiceField(label=_("Who is on it?"), widget=forms.CheckboxSelectMultiple)
    side = forms.ChoiceField(label=_("Whom does it interview?"), required=False, widget=forms.RadioSelect)
    where = forms.CharField(
        label=_("Where?"),
        help_text=_("A room, or the address of a video meeting. Applicants read it."),
        max_length=400,
        required=False,
    )

    def __init__(
        self, *args: Any, definition: Definition, interviewers: Iterable[Reviewer], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        choice_field(self, "members").choices = [(str(one.pk), one.person.name) for one in interviewers]
        choice_field(self, "side").choices = [("", _("Everybody"))] + [
            (role.key, role.plural.in_language(language)) for role in definition.roles if role.application
        ]
        self.fields["side"].initial = ""


class SlotsForm(forms.Form):
    """Times in a row on one day."""

    day = DayField(label=_("Day"))
    first = forms.TimeField(
        label=_("First time"),
        help_text=_("For example 09:30"),
        widget=forms.TextInput,
        input_formats=["%H:%M", "%H.%M"],
    )
    count = forms.IntegerField(label=_("How many times?"), min_value=1, max_value=MOST_SLOTS, initial=6)
    minutes = forms.IntegerField(
        label=_("Minutes for each"), min_value=FEWEST_MINUTES, max_value=MOST_MINUTES, initial=30
    )
    pause = forms.IntegerField(label=_("Minutes between them"), min_value=0, max_value=120, initial=10)
