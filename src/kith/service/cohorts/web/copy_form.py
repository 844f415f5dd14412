from __future__ import annotations

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.domain.permissions import may
from kith.service.people.models import Person
from kith.service.ui.web.fields import DayField


class CopyForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name of the cohort"),
        help_text=gettext_lazy("What people will see, such as “Spring 2027”."),
        max_length=120,
    )
    starts_on = DayField(
        label=gettext_lazy("First day"),
        help_text=gettext_lazy("The calendar is counted from this day. You can move every date later."),
    )


def copy_link(person: Person, cohort: Cohort) -> list[dict[str, str]]:
    """Where those who may make cohorts in the organisation make another one like this."""
    if not may(person, P.COHORT_CREATE, cohort, on="cohort_owner"):
        return []
    return [
        {
            "title": _("Copy this cohort"),
            "href": reverse("cohorts:copy", args=[cohort.pk]),
            "text": _("Next year’s cohort with the same programme, numbers and leads"),
        }
    ]
