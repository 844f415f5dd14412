from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from babel.dates import get_day_names
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.service.learning.domain.meeting.times import Window
from kith.service.ui.web.fields import choice_field
from kith.service.ui.web.wording import locale

SPARE = 2
"""Empty rows under those that are filled in."""
LEAST_ROWS = WORKING_DAYS = 5


def day_names() -> list[str]:
    """Short, so that a row fits a phone."""
    names = get_day_names("abbreviated", locale=locale())
    return [names[day] for day in range(7)]


class WeekForm(forms.Form):
    """Rows of weekday, from and to. A row without times is no row. ``more`` adds empty ones: it is a button, so
    that no script is needed."""

    def __init__(
        self, data: Any = None, *, windows: Sequence[Window] = (), more: Any = None, most: int
    ) -> None:
        """``more``: what was typed so far, to be shown again with more rows, and not yet judged."""
        super().__init__(data)
        sent = more if data is None else data
        count = len(windows) + SPARE
        if sent is not None:
            asked = sent.get("count", "")
            count = (int(asked) if asked.isdecimal() else LEAST_ROWS) + (SPARE if more is not None else 0)
        self.count = min(max(count, LEAST_ROWS), most)
        self.initial = dict(more.items()) if more is not None else {}
        for number in range(self.count):
            window = windows[number] if number < len(windows) else None
            self._add_row(number, window)
            if not windows and sent is None and number < WORKING_DAYS:
                self.initial[f"weekday_{number}"] = str(number)

    def _add_row(self, number: int, window: Window | None) -> None:
        self.fields[f"weekday_{number}"] = forms.ChoiceField(label=gettext_lazy("Day"), required=False)
        choices = [("", ""), *((str(day), name) for day, name in enumerate(day_names()))]
        choice_field(self, f"weekday_{number}").choices = choices
        for name, label in (("starts", gettext_lazy("From")), ("ends", gettext_lazy("To"))):
            self.fields[f"{name}_{number}"] = forms.TimeField(
                label=label,
                required=False,
                input_formats=["%H:%M", "%H.%M", "%H"],
                widget=forms.TextInput,
                error_messages={"invalid": _("Write the time like 9:30 or 14:00.")},
            )
        if window is not None:
            self.initial[f"weekday_{number}"] = str(window.weekday)
            self.initial[f"starts_{number}"] = f"{window.starts:%H:%M}"
            self.initial[f"ends_{number}"] = f"{window.ends:%H:%M}"

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        return [(f"weekday_{one}", f"starts_{one}", f"ends_{one}") for one in range(self.count)]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for weekday, starts, ends in self.rows:
            times = [given.get(name) for name in (starts, ends)]
            has_time = any(one is not None for one in times)
            if has_time and not given.get(weekday) and weekday not in self.errors:
                self.add_error(weekday, ValidationError(_("Choose the day of the week."), code="required"))
            for name in (starts, ends):
                if has_time and given.get(name) is None and name not in self.errors:
                    self.add_error(name, ValidationError(_("Write from when to when."), code="required"))
            if times[0] is not None and times[1] is not None and times[0] >= times[1]:
                said = _("This is not later than when it begins.")
                self.add_error(ends, ValidationError(said, code="backwards"))
        return given

    def windows(self) -> list[Window]:
        given = self.cleaned_data
        return [
            Window(int(given[weekday]), given[starts], given[ends])
            for weekday, starts, ends in self.rows
            if given.get(weekday) and given.get(ends) is not None
        ]
