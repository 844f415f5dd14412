from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.programmes.types import Activity
from kith.service.learning.domain.meeting.entry import LEAST_MINUTES, MOST_MINUTES
from kith.service.learning.domain.meeting.proposing import MOST_TIMES, Wanted
from kith.service.learning.domain.meeting.when import day_and_time, for_everybody
from kith.service.learning.models import Meeting, MeetingChoice, Member
from kith.service.learning.web.meeting.lengths import USUAL, length_choice
from kith.service.learning.web.meeting.log_forms import BOTH, OTHER, watcher_choices
from kith.service.learning.web.sent_once import SentOnceForm
from kith.service.people.models import Person
from kith.service.ui.web.fields import ClockField, DayField, choice_field
from kith.service.ui.web.wording import in_language

OWN = (1, 2, 3)
"""Rows for times of one's own."""


class WhatForm(forms.Form):
    """What for, and how long: sent as a question in the address. The times follow from it."""

    activity = forms.ChoiceField(label=gettext_lazy("What for?"), widget=forms.RadioSelect)
    length = forms.ChoiceField(label=gettext_lazy("How long?"), widget=forms.RadioSelect)
    minutes = forms.IntegerField(
        label=gettext_lazy("How many minutes?"),
        min_value=LEAST_MINUTES,
        max_value=MOST_MINUTES,
        required=False,
    )

    def __init__(self, *args: Any, activities: Sequence[Activity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if activities:
            choice_field(self, "activity").choices = [(one.key, in_language(one.name)) for one in activities]
            self.fields["activity"].initial = activities[0].key
        else:
            del self.fields["activity"]
        choice_field(self, "length").choices = [
            *((str(minutes), length_choice(minutes)) for minutes in USUAL),
            (OTHER, _("Another length")),
        ]
        each = activities[0].each if activities else None
        self.fields["length"].initial = str(each.minutes if each and each.minutes in USUAL else 60)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("length") == OTHER and given.get("minutes") is None and "minutes" not in self.errors:
            self.add_error("minutes", ValidationError(_("Write how many minutes it takes."), code="required"))
        return given

    @property
    def asked_minutes(self) -> int:
        given = self.cleaned_data
        return int(given["minutes"] if given["length"] == OTHER else given["length"])


class TimesField(forms.MultipleChoiceField):
    """Days and hours on the reader's clock. What is offered changes as time passes, so any is taken that is one."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: str) -> bool:
        try:
            return datetime.fromisoformat(value).tzinfo is None
        except ValueError:
            return False


class TimesForm(SentOnceForm):
    """Up to five times: ticked among those that suit everybody, or one's own."""

    times = TimesField(label=gettext_lazy("Times that suit you both"), required=False)
    where = forms.CharField(
        label=gettext_lazy("Where? (optional)"),
        help_text=gettext_lazy(
            "A room, or the address of a video meeting. Only you and those you meet see it."
        ),
        max_length=400,
        required=False,
    )
    watcher = forms.ChoiceField(
        label=gettext_lazy("Who watches whom?"), widget=forms.RadioSelect, required=False
    )
    has_read_rule = forms.BooleanField(
        label=gettext_lazy("I have read what may be watched and how patients’ privacy is kept"),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        suggested: Sequence[datetime],
        members: Sequence[Member],
        me: Person,
        is_shadowing: bool,
        has_rule: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.me = me
        people = [member.person for member in members]
        rest = [person for person in people if person.pk != me.pk]
        zone = ZoneInfo(me.time_zone)
        choice_field(self, "times").choices = [
            (f"{at.astimezone(zone):%Y-%m-%dT%H:%M}", for_everybody(at, me, rest)) for at in suggested
        ]
        for number in OWN:
            self.fields[f"on_{number}"] = DayField(label=_("Day"), required=False)
            self.fields[f"at_{number}"] = ClockField(
                label=_("Time"), help_text=_("For example 14:30"), required=False
            )
        if is_shadowing:
            choice_field(self, "watcher").choices = watcher_choices(people, me)
        else:
            del self.fields["watcher"]
        if not has_rule:
            del self.fields["has_read_rule"]

    @property
    def own_rows(self) -> list[tuple[str, str]]:
        return [(f"on_{number}", f"at_{number}") for number in OWN]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for on, at in self.own_rows:
            if given.get(on) and given.get(at) is None and at not in self.errors:
                self.add_error(at, ValidationError(_("Write the time for this day."), code="required"))
            if given.get(at) and given.get(on) is None and on not in self.errors:
                self.add_error(on, ValidationError(_("Write the day for this time."), code="required"))
        if not self.errors and not self._times(given):
            said = _("Tick a time, or write one of your own. You can give up to %(most)s.")
            self.add_error("times", ValidationError(said % {"most": MOST_TIMES}, code="required"))
        if "watcher" in self.fields and not given.get("watcher") and "watcher" not in self.errors:
            self.add_error("watcher", ValidationError(_("Choose who watches whom."), code="required"))
        return given

    def _times(self, given: dict[str, Any]) -> list[tuple[date, time]]:
        ticked = [datetime.fromisoformat(value) for value in given.get("times") or ()]
        own = [(given[on], given[at]) for on, at in self.own_rows if given.get(on) and given.get(at)]
        return [*((one.date(), one.time()) for one in ticked), *own]

    def wanted(self, activity: str, minutes: int) -> Wanted:
        given = self.cleaned_data
        watcher = given.get("watcher", "")
        return Wanted(
            activity=activity,
            minutes=minutes,
            times=self._times(given),
            zone=self.me.time_zone,
            where=given["where"],
            watcher_id=UUID(watcher) if watcher and watcher != BOTH else None,
            has_read_rule=given.get("has_read_rule", False),
        )


class AnswerForm(forms.Form):
    """Which of the proposed times one can make."""

    can = forms.MultipleChoiceField(
        label=gettext_lazy("Which of these can you make?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    has_read_rule = forms.BooleanField(
        label=gettext_lazy("I have read what may be watched and how patients’ privacy is kept"),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        choices: Sequence[MeetingChoice],
        me: Person,
        others: Sequence[Person],
        has_rule: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "can").choices = [
            (str(one.pk), for_everybody(one.starts_at, me, others)) for one in choices if one.starts_at
        ]
        if not has_rule:
            del self.fields["has_read_rule"]


class MoveForm(forms.Form):
    """Another time for a meeting, on the reader's clock, or another place."""

    on = DayField(label=gettext_lazy("Day"))
    at = ClockField(label=gettext_lazy("Time"), help_text=gettext_lazy("For example 14:30"))
    where = forms.CharField(label=gettext_lazy("Where? (optional)"), max_length=400, required=False)

    def __init__(self, *args: Any, meeting: Meeting, me: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if meeting.starts_at is not None:
            there = meeting.starts_at.astimezone(ZoneInfo(me.time_zone))
            self.initial = {"on": there.date(), "at": f"{there:%H:%M}", "where": meeting.where}
            now = day_and_time(meeting.starts_at, me.time_zone)
            self.fields["on"].help_text = _("It is on %(when)s now.") % {"when": now}
