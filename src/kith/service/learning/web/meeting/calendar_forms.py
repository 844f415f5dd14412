from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from babel.dates import get_day_names
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.service.learning.domain.meeting.times import Window
from kith.service.ui.web.wording import locale

DAYS = range(7)
MOST_A_DAY = 3


class WeekForm(forms.Form):
    """From and to for each day of the week; an empty row is no row. ``more``: what was typed so far, to be shown
    again with one row more a day, and not yet judged. It comes by a button, so that no script is needed."""

    def __init__(self, data: Any = None, *, windows: Sequence[Window] = (), more: Any = None) -> None:
        super().__init__(data)
        by_day = [[one for one in windows if one.weekday == day] for day in DAYS]
        sent = more if data is None else data
        wanted = max(map(len, by_day))
        if sent is not None:
            asked = sent.get("count", "")
            wanted = (int(asked[:2]) if asked.isdecimal() else 1) + (more is not None)
        self.count = min(max(wanted, 1), MOST_A_DAY)
        self.initial = dict(more.items()) if more is not None else {}
        for day in DAYS:
            for number in range(self.count):
                self._add_row(day, number, by_day[day][number] if number < len(by_day[day]) else None)

    def _add_row(self, day: int, number: int, window: Window | None) -> None:
        for name, label in (("starts", gettext_lazy("From")), ("ends", gettext_lazy("To"))):
            self.fields[f"{name}_{day}_{number}"] = forms.TimeField(
                label=label,
                required=False,
                input_formats=["%H:%M", "%H.%M", "%H"],
                widget=forms.TextInput,
                error_messages={"invalid": _("Write the time like 9:30 or 14:00.")},
            )
            if window is not None:
                self.initial[f"{name}_{day}_{number}"] = f"{getattr(window, name):%H:%M}"

    @property
    def has_room(self) -> bool:
        return self.count < MOST_A_DAY

    @property
    def week(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The days by name, each with its rows."""
        names = get_day_names("wide", locale=locale())
        return [(names[day], self._rows(day)) for day in DAYS]

    def _rows(self, day: int) -> list[tuple[str, str]]:
        return [(f"starts_{day}_{number}", f"ends_{day}_{number}") for number in range(self.count)]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for starts, ends in (row for day in DAYS for row in self._rows(day)):
            first, last = given.get(starts), given.get(ends)
            for name in (starts, ends):
                if (first is None) != (last is None) and given.get(name) is None and name not in self.errors:
                    self.add_error(name, ValidationError(_("Write from when to when."), code="required"))
            if first is not None and last is not None and first >= last:
                said = _("This is not later than when it begins.")
                self.add_error(ends, ValidationError(said, code="backwards"))
        return given

    def windows(self) -> list[Window]:
        given = self.cleaned_data
        return [
            Window(day, given[starts], given[ends])
            for day in DAYS
            for starts, ends in self._rows(day)
            if given.get(starts) is not None
        ]
