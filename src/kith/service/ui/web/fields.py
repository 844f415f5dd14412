"""Form fields that Django lacks."""

from __future__ import annotations

import zoneinfo
from datetime import date, time
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PARTS = ("day", "month", "year")


class DayWidget(forms.MultiWidget):
    """Day, month and year in three boxes, as NHS.UK asks for dates."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({part: forms.TextInput() for part in PARTS}, attrs)

    def decompress(self, value: date | None) -> list[int | None]:
        return [value.day, value.month, value.year] if value else [None, None, None]


class DayField(forms.MultiValueField):
    """A calendar day.

    An empty optional day is None. Every fault says which part is missing or what does not exist.
    """

    widget = DayWidget
    default_error_messages = {
        "required": _("Enter a day, for example 31 3 2026."),
        "incomplete": _("The date must have a day, a month and a year."),
        "invalid": _("This is not a real date. Write it in numbers, for example 31 3 2026."),
    }

    def __init__(self, **kwargs: Any) -> None:
        parts = [forms.CharField(required=False, max_length=4) for _part in PARTS]
        super().__init__(fields=parts, require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> date | None:
        if isinstance(value, date):
            return value
        parts = [str(part or "").strip() for part in (value or [])]
        if not any(parts):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if not all(parts):
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        return self.compress(parts)

    def compress(self, data_list: list[str]) -> date | None:
        try:
            day, month, year = (int(part) for part in data_list)
            if year < 1900:
                raise ValueError("a year of two digits")
            return date(year, month, day)
        except (ValueError, OverflowError) as wrong:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from wrong

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.clean(data) != initial)
        except ValidationError:
            return True


class ClockField(forms.TimeField):
    """An hour of the day as people type it: 14:30 or 14.30."""

    widget = forms.TextInput
    input_formats = ("%H:%M", "%H.%M")

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value


@cache
def zone_choices() -> list[tuple[str, str]]:
    """Every place with its own time, as people say it: Europe/London."""
    places = sorted(
        zone for zone in zoneinfo.available_timezones() if "/" in zone and not zone.startswith("Etc/")
    )
    return [(zone, zone.replace("_", " ")) for zone in ("UTC", *places)]


class ZoneField(forms.ChoiceField):
    """Whose clock an hour is on."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=zone_choices, **{"label": _("Time zone"), **kwargs})

    def begin_with(self, zone: str) -> None:
        """Chosen already, also one that stands in no list of places."""
        if zone not in dict(zone_choices()):
            self.choices = [(zone, zone), *zone_choices()]
        self.initial = zone


def zone_field(form: forms.Form, name: str) -> ZoneField:
    field = form.fields[name]
    if not isinstance(field, ZoneField):
        raise TypeError(f"{name} is not a field of zones")
    return field


def choice_field(form: forms.Form, name: str) -> forms.ChoiceField:
    """The field of that name, whose choices are only known when the form is made."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} is not a field of choices")
    return field
