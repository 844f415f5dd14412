from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kith.programmes.types import Activity, Definition
from kith.service.learning.domain.moments import LEAST_MINUTES, MOST_MINUTES
from kith.service.learning.domain.teaching.planning import TITLE_LIMIT, Planned
from kith.service.learning.domain.teaching.suggesting import Suggested
from kith.service.learning.models import Event
from kith.service.learning.web.moment_form import MomentForm
from kith.service.learning.web.sent_once import SentOnceForm
from kith.service.ui.web.fields import ClockField, DayField, choice_field, zone_field

USUAL_TIME = "14:00"


class SessionForm(MomentForm):
    """One session. A new one carries the form's own key, a known one the sequence it was made from."""

    activity = forms.ChoiceField(label=_("What is it?"), widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Title"),
        help_text=_("Leave empty to call it what it is."),
        max_length=TITLE_LIMIT,
        required=False,
    )
    about = forms.CharField(
        label=_("What it is about"),
        help_text=_("What to prepare, who speaks. Everybody it is for reads it."),
        max_length=4000,
        widget=forms.Textarea,
        required=False,
    )
    sides = forms.MultipleChoiceField(
        label=_("Whom is it for?"),
        help_text=_("Tick none when it is for everybody."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, definition: Definition, activities: Sequence[Activity], zone: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        choice_field(self, "activity").choices = [
            (one.key, one.name.in_language(language)) for one in activities
        ]
        choice_field(self, "sides").choices = [
            (role.key, role.plural.in_language(language)) for role in definition.roles
        ]
        zone_field(self, "zone").begin_with(zone)

    def planned(self) -> Planned:
        given = {**self.cleaned_data}
        given.pop("sent_once")
        given.pop("seen")
        return Planned(**{**given, "sides": tuple(given["sides"])})


def as_written(event: Event) -> dict[str, Any]:
    """What the form of a session that is there begins with."""
    fields = ("activity", "title", "on", "at", "zone", "minutes", "where", "about", "sides")
    said = {name: getattr(event, name) for name in fields}
    return {**said, "seen": event.sequence}


class LaidOutForm(forms.Form):
    """One of several sessions laid out at once. Without a day it is left out."""

    activity = forms.CharField(widget=forms.HiddenInput)
    on = DayField(label=_("Day"), required=False)
    at = ClockField(label=_("Time"), help_text=_("For example 14:30"), required=False, initial=USUAL_TIME)
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=LEAST_MINUTES, max_value=MOST_MINUTES, required=False
    )
    where = forms.CharField(label=_("Where?"), max_length=400, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("on"):
            if given.get("at") is None and "at" not in self.errors:
                self.add_error("at", _("Write the time it begins, for example 14:30."))
            if given.get("minutes") is None and "minutes" not in self.errors:
                self.add_error("minutes", _("Write how many minutes it takes."))
        return given

    @property
    def planned(self) -> Planned | None:
        given = self.cleaned_data
        if not given.get("on"):
            return None
        return Planned(given["activity"], given["on"], given["at"], given["minutes"], where=given["where"])


class OnceForm(SentOnceForm):
    count = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=100)


def laid_out(suggestions: Sequence[Suggested]) -> list[LaidOutForm]:
    return [
        LaidOutForm(
            prefix=f"s{number}",
            initial={"activity": one.activity.key, "on": one.on, "at": USUAL_TIME, "minutes": one.minutes},
        )
        for number, one in enumerate(suggestions)
    ]
