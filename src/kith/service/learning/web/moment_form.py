from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.service.learning.domain.moments import LEAST_MINUTES, MOST_MINUTES
from kith.service.learning.web.sent_once import SentOnceForm
from kith.service.ui.web.fields import ClockField, DayField, ZoneField


class MomentForm(SentOnceForm):
    """When on whose clock, how long and where: of everything that several people come to."""

    on = DayField(label=_("Day"))
    at = ClockField(label=_("Time"), help_text=_("For example 14:30"))
    zone = ZoneField()
    minutes = forms.IntegerField(label=_("Minutes"), min_value=LEAST_MINUTES, max_value=MOST_MINUTES)
    where = forms.CharField(
        label=_("Where?"),
        help_text=_("A room, or the address of a video meeting."),
        max_length=400,
        required=False,
    )
