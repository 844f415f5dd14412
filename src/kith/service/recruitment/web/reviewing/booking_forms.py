from __future__ import annotations

import zoneinfo
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.service.ui.web.fields import ZoneField, choice_field, zone_field


class BookForm(forms.Form):
    """One of the open times."""

    slot = forms.ChoiceField(label=_("Which time suits you?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, slots: list[tuple[str, str]], held: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "slot").choices = slots
        self.fields["slot"].initial = held


class ZoneForm(forms.Form):
    """In which zone the times are shown. Sent as a question in the address: nothing is kept."""

    zone = ZoneField()

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone_field(self, "zone").begin_with(zone)


def is_zone(name: str) -> bool:
    return name in zoneinfo.available_timezones()
