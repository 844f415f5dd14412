"""What the components page shows: one of each, with every state it can be in."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django import forms
from django.core.paginator import Paginator
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from kith.service.core.models import JobState
from kith.service.ui.web.calendar import Entry, year_strip
from kith.service.ui.web.fields import DayField
from kith.service.ui.web.progress import ProgressView

WHEN = (("now", _("Now")), ("later", _("Later")))


class ExampleForm(forms.Form):
    name = forms.CharField(label=_("Full name"), help_text=_("As your colleagues know you."))
    email = forms.EmailField(label=_("E-mail address"))
    people = forms.IntegerField(label=_("How many people?"))
    first_day = DayField(label=_("First day"), help_text=_("For example, 31 3 2026."))
    when = forms.ChoiceField(label=_("When should it go?"), choices=WHEN, widget=forms.RadioSelect)
    days = forms.MultipleChoiceField(
        label=_("Which are right for you?"), choices=WHEN, widget=forms.CheckboxSelectMultiple
    )
    place = forms.ChoiceField(label=_("Choose one"), choices=WHEN)
    note = forms.CharField(label=_("Anything else?"), widget=forms.Textarea, required=False)
    password = forms.CharField(label=_("Password"), widget=forms.PasswordInput)
    file = forms.FileField(label=_("The file of people"))
    agreed = forms.BooleanField(label=_("I agree"))
    token = forms.CharField(widget=forms.HiddenInput, initial="hidden")


def examples() -> dict[str, object]:
    return {
        "form": ExampleForm(
            {
                "name": "",
                "people": "many",
                "first_day_day": "31",
                "first_day_month": "2",
                "first_day_year": "2026",
            }
        ),
        "page": Paginator(range(200), 10).page(4),
        "instant": datetime(2026, 5, 31, 13, 30, tzinfo=UTC),
        "strip": year_strip(
            [
                Entry("Matching", date(2026, 9, 1), date(2026, 9, 30), "#"),
                Entry("Running", date(2026, 10, 1), date(2027, 3, 31)),
            ]
        ),
        "stage_items": [
            {"name": "Call", "state": "done", "count": "31", "href": "#", "action": None},
            {
                "name": "Matching",
                "state": "now",
                "count": "24",
                "href": "#",
                "action": {"text": "Start a run", "href": "#"},
            },
            {"name": "Report", "state": "next", "count": None, "href": None, "action": None},
        ],
        "bold": mark_safe("<strong>HTML</strong>"),
        "running": _progress(JobState.RUNNING, "now", "Running", is_over=False),
        "failed": _progress(JobState.FAILED, "stopped", "Stopped by a problem", is_over=True),
    }


def _progress(state: JobState, tone: str, words: str, *, is_over: bool) -> ProgressView:
    return ProgressView(
        state=state,
        tone=tone,
        state_text=words,
        step="",
        done_units=3,
        total_units=10,
        is_over=is_over,
        problems=(),
        reference="x7k2m9pq" if is_over else "",
        poll_href="?",
        next_href="#",
        cancel_href=None,
        poll_seconds=600,
    )
