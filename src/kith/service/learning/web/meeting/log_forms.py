from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kith.programmes.capabilities import ActivityKind
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.learning.domain.meeting.entry import LEAST_MINUTES, MOST_MINUTES, Entry, activities_of
from kith.service.learning.domain.meeting.naming import first_name
from kith.service.learning.models import Meeting, Member, Relationship
from kith.service.learning.web.meeting.lengths import USUAL, length_choice
from kith.service.learning.web.sent_once import SentOnceForm
from kith.service.people.models import Person
from kith.service.ui.web.fields import DayField, choice_field

TODAY, YESTERDAY, OTHER, UNKNOWN, BOTH = "today", "yesterday", "other", "unknown", "both"


class LogForm(SentOnceForm):
    """What happened, in three taps: what is usual is chosen already. ``me`` is None where the coordinator logs for
    the members. ``meeting``: an entry to correct."""

    activity = forms.ChoiceField(label=gettext_lazy("What did you do?"), widget=forms.RadioSelect)
    watcher = forms.ChoiceField(
        label=gettext_lazy("Who watched whom?"), widget=forms.RadioSelect, required=False
    )
    day = forms.ChoiceField(label=gettext_lazy("When?"), widget=forms.RadioSelect)
    on = DayField(label=gettext_lazy("Which day?"), required=False)
    length = forms.ChoiceField(label=gettext_lazy("How long?"), widget=forms.RadioSelect, required=False)
    minutes = forms.IntegerField(
        label=gettext_lazy("How many minutes?"),
        min_value=LEAST_MINUTES,
        max_value=MOST_MINUTES,
        required=False,
    )
    is_missed = forms.BooleanField(label=gettext_lazy("It did not take place"), required=False)
    is_another = forms.BooleanField(
        label=gettext_lazy("This was another one on the same day"), required=False
    )

    def __init__(
        self,
        *args: Any,
        relationship: Relationship,
        members: Sequence[Member],
        me: Person | None,
        meeting: Meeting | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.activities = activities_of(relationship, definition_of(relationship.cohort))
        zone = me.time_zone if me else relationship.cohort.time_zone
        self.today = timezone.localdate(timezone=ZoneInfo(zone))
        self._offer(members, me)
        self.initial = {"day": TODAY, **self.initial}
        if self.activities:
            self.initial.setdefault("activity", self.activities[0].key)
        if meeting is not None:
            self.initial |= self._as_logged(meeting)

    @property
    def shadowing(self) -> str:
        """The key of the activity at which one watches the other; empty when there is none."""
        return next((one.key for one in self.activities if one.kind is ActivityKind.SHADOWING), "")

    @property
    def asks_another(self) -> bool:
        """Only where something of the kind is logged already."""
        return self.is_bound and bool(self.errors.get("is_another") or self["is_another"].value())

    def _offer(self, members: Sequence[Member], me: Person | None) -> None:
        language = get_language() or "en"
        if self.activities:
            choice_field(self, "activity").choices = [
                (one.key, one.name.in_language(language)) for one in self.activities
            ]
        else:
            del self.fields["activity"]
        if self.shadowing:
            choice_field(self, "watcher").choices = watcher_choices([one.person for one in members], me)
        else:
            del self.fields["watcher"]
        choice_field(self, "day").choices = [
            (TODAY, _("Today")),
            (YESTERDAY, _("Yesterday")),
            (OTHER, _("Another day")),
        ]
        choice_field(self, "length").choices = [
            *((str(minutes), length_choice(minutes)) for minutes in USUAL),
            (OTHER, _("Another length")),
            (UNKNOWN, _("I do not know")),
        ]

    def _as_logged(self, meeting: Meeting) -> dict[str, Any]:
        is_usual = meeting.minutes in USUAL
        length = str(meeting.minutes) if is_usual else OTHER if meeting.minutes else UNKNOWN
        return {
            "activity": meeting.activity,
            "watcher": str(meeting.watcher_id) if meeting.watcher_id else BOTH,
            "day": OTHER,
            "on": meeting.on,
            "length": length,
            "minutes": None if is_usual else meeting.minutes,
            "is_missed": meeting.state == Meeting.State.MISSED,
        }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("day") == OTHER and not given.get("on") and "on" not in self.errors:
            self.add_error("on", DayField.default_error_messages["required"])
        is_missed = given.get("is_missed")
        if not is_missed and not given.get("length") and "length" not in self.errors:
            self.add_error("length", ValidationError(_("Choose how long it was."), code="required"))
        if given.get("length") == OTHER and given.get("minutes") is None and "minutes" not in self.errors:
            self.add_error("minutes", ValidationError(_("Write how many minutes it was."), code="required"))
        shadows = self.shadowing and given.get("activity") == self.shadowing
        if shadows and not given.get("watcher") and "watcher" not in self.errors:
            self.add_error("watcher", ValidationError(_("Choose who watched whom."), code="required"))
        return given

    def entry(self) -> Entry:
        given = self.cleaned_data
        days: dict[str, date] = {TODAY: self.today, YESTERDAY: self.today - timedelta(days=1)}
        length = given.get("length") or UNKNOWN
        chosen = {OTHER: given.get("minutes"), UNKNOWN: None}
        activity = given.get("activity", "")
        watcher = given.get("watcher") if activity == self.shadowing else None
        return Entry(
            activity=activity,
            on=days.get(given["day"]) or given["on"],
            minutes=None if given["is_missed"] else chosen[length] if length in chosen else int(length),
            took_place=not given["is_missed"],
            watcher_id=UUID(watcher) if watcher and watcher != BOTH else None,
            is_another=given["is_another"],
        )


def watcher_choices(people: Sequence[Person], me: Person | None) -> list[tuple[str, str]]:
    """Which of the two watches the other, as the reader would say it."""
    choices = []
    for one in people:
        rest = [other for other in people if other.pk != one.pk]
        whom = _(", ").join(first_name(other) for other in rest)
        if me is not None and one.pk == me.pk:
            said = _("I watch %(whom)s at work") % {"whom": whom}
        elif me is not None and rest == [me]:
            said = _("%(who)s watches me at work") % {"who": first_name(one)}
        else:
            said = _("%(who)s watches %(whom)s") % {"who": one.name, "whom": whom}
        choices.append((str(one.pk), said))
    return [*choices, (BOTH, _("Each watches the other"))]
