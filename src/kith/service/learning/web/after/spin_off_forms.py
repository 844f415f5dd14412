from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.service.learning.domain.after.series_meetings import MOST_AT_ONCE
from kith.service.learning.models import SeriesMeeting, SpinOff
from kith.service.learning.web.moment_form import MomentForm
from kith.service.learning.web.sent_once import SentOnceForm
from kith.service.ui.web.fields import DayField


class SpinOffForm(SentOnceForm):
    name = forms.CharField(label=_("What is it called?"), max_length=200)
    kind = forms.ChoiceField(
        label=_("What kind of thing is it?"), choices=SpinOff.Kind.choices, widget=forms.RadioSelect
    )
    about = forms.CharField(
        label=_("What does it do?"),
        help_text=_("A few sentences. It can stand in the report, so name nobody who has not agreed to it."),
        widget=forms.Textarea,
        max_length=4000,
        required=False,
    )
    started_on = DayField(label=_("Since when?"), help_text=_("About is good enough."))


class StillForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Does it still run?"),
        choices=[("yes", _("Yes")), ("no", _("No, it has ended"))],
        widget=forms.RadioSelect,
    )
    ended_on = DayField(label=_("If it has ended: on which day, about?"), required=False)


class OrganiserForm(forms.Form):
    email = forms.CharField(label=_("Their e-mail address"), widget=forms.EmailInput)
    name = forms.CharField(label=_("Their name, if they are new to Kith"), max_length=150, required=False)


class SeriesForm(forms.Form):
    name = forms.CharField(label=_("What is it called?"), max_length=200)
    about = forms.CharField(
        label=_("What is it about?"), widget=forms.Textarea, max_length=4000, required=False
    )


class MeetingForm(MomentForm):
    field_order = ("title", "on", "at", "zone", "minutes", "where", "times", "sent_once")
    title = forms.CharField(
        label=_("What is it about?"),
        help_text=_("Such as the guest who speaks."),
        max_length=200,
    )
    times = forms.IntegerField(
        label=_("How many, a month apart?"),
        help_text=_(
            "1 plans only this one. 6 plans six, each month on the same weekday, such as the second Tuesday."
        ),
        initial=1,
        min_value=1,
        max_value=MOST_AT_ONCE,
    )


def meeting_as_initial(meeting: SeriesMeeting) -> dict[str, Any]:
    return {name: getattr(meeting, name) for name in ("title", "on", "at", "zone", "minutes", "where")}
