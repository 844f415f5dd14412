from __future__ import annotations

import zoneinfo
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.service.ui.web.fields import choice_field


class BookForm(forms.Form):
    """One of the open times."""

    slot = forms.ChoiceField(label=_("Which time suits you?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, slots: list[tuple[str, str]], held: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "slot").choices = slots
        self.fields["slot"].initial = held


class ZoneForm(forms.Form):
    """In which zone the times are shown. Sent as a question in the address: nothing is kept."""

    zone = forms.ChoiceField(label=_("Time zone"))

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "zone").choices = [(name, name.replace("_", " ")) for name in _places()]
        self.fields["zone"].initial = zone


def _places() -> list[str]:
    """Zones that are called after a place."""
    names = zoneinfo.available_timezones()
    return sorted(name for name in names if "/" in name and not name.startswith("Etc/"))


def is_zone(name: str) -> bool:
    return name in zoneinfo.available_timezones()
