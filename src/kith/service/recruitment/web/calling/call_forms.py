from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.service.cohorts.models import Cohort
from kith.service.recruitment.domain.applying.late import REASON_LIMIT
from kith.service.recruitment.domain.calling.calls import ADDRESS_LIMIT, WORDS, free_address, last_day
from kith.service.recruitment.domain.calling.channels import NAME_LIMIT
from kith.service.recruitment.models import Call
from kith.service.ui.web.fields import DayField


class CallForm(forms.Form):
    """The lead's own words in each language of the installation, and the two days."""

    address = forms.CharField(
        label=gettext_lazy("Address"),
        help_text=gettext_lazy("The last part of the public address. It cannot be changed later."),
        max_length=ADDRESS_LIMIT,
    )
    opens_on = DayField(label=gettext_lazy("First day"))
    closes_on = DayField(label=gettext_lazy("Last day"))

    def __init__(self, *args: Any, cohort: Cohort, call: Call | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = {"zone": cohort.time_zone.replace("_", " ")}
        self.fields["opens_on"].help_text = _("Open from the start of this day, %(zone)s time.") % zone
        self.fields["closes_on"].help_text = _("Open until 11:59pm on this day, %(zone)s time.") % zone
        if call is None:
            self._start(cohort)
        else:
            del self.fields["address"]
            zone_info = ZoneInfo(cohort.time_zone)
            self.fields["opens_on"].initial = call.opens_at.astimezone(zone_info).date()
            self.fields["closes_on"].initial = last_day(call)
        for name, language, label, hint in _word_fields():
            self.fields[f"{name}-{language}"] = forms.CharField(
                label=label,
                help_text=hint,
                required=False,
                strip=True,
                widget=forms.Textarea,
                initial=(call.words if call else {}).get(name, {}).get(language, ""),
            )

    def _start(self, cohort: Cohort) -> None:
        """What the calendar of the cohort says."""
        self.fields["address"].initial = free_address(cohort)
        planned = cohort.stage_dates.filter(stage="call").first()
        if planned is not None:
            self.fields["opens_on"].initial = planned.starts_on
            self.fields["closes_on"].initial = planned.ends_on

    @property
    def days(self) -> dict[str, date]:
        return {"opens_on": self.cleaned_data["opens_on"], "closes_on": self.cleaned_data["closes_on"]}

    @property
    def words(self) -> Mapping[str, Mapping[str, str]]:
        languages = [tag for tag, _name in settings.LANGUAGES]
        return {name: {tag: self.cleaned_data[f"{name}-{tag}"] for tag in languages} for name in WORDS}


def _word_fields() -> Iterator[tuple[str, str, str, str]]:
    """The words asked for, in each language: name, language, label, hint."""
    labels = {"about": _("About the programme here"), "contact": _("Whom to ask")}
    hints = {
        "about": _(
            "What is special this time. The programme’s own description stands above it. You may leave it blank."
        ),
        "contact": _("A name and an e-mail address or telephone number."),
    }
    for name in WORDS:
        for language, called in settings.LANGUAGES:
            yield name, language, f"{labels[name]} ({called})", hints[name]


class ExtendForm(forms.Form):
    closes_on = DayField(label=gettext_lazy("New last day"))


class ChannelForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name of the channel"),
        help_text=gettext_lazy(
            "Where the address will stand, such as “Staff newsletter” or “Poster, canteen”."
        ),
        error_messages={"required": gettext_lazy("Give the channel a name, such as “Staff newsletter”.")},
        max_length=NAME_LIMIT,
    )


class LateForm(forms.Form):
    until = DayField(label=gettext_lazy("Until the end of"))
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy(
            "It is kept with the application, for those who ask why. The applicant is not told it."
        ),
        error_messages={"required": gettext_lazy("Say why, so that others can see that it was fair.")},
        max_length=REASON_LIMIT,
        widget=forms.Textarea,
    )
