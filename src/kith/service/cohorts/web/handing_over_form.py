"""Who leads next, from when, and what they should know."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.service.cohorts.models import CohortRole
from kith.service.people.models import Person
from kith.service.ui.web.fields import DayField, choice_field


class HandOverForm(forms.Form):
    of = forms.ChoiceField(label=_("Who hands over?"), widget=forms.RadioSelect)
    email = forms.CharField(label=_("E-mail address of the next lead"), widget=forms.EmailInput)
    name = forms.CharField(label=_("Their name, if they are new to Kith"), max_length=150, required=False)
    on = DayField(label=_("From which day do they lead?"))
    deputy_until = DayField(
        label=_("Until when does the present lead stay as deputy?"),
        help_text=_("Leave it empty when they do not stay."),
        required=False,
    )
    note = forms.CharField(
        label=_("What should the next lead know?"),
        help_text=_(
            "Everybody who runs this cohort can read it. Write nothing about participants that they told you in "
            "confidence."
        ),
        widget=forms.Textarea,
        max_length=10_000,
        required=False,
    )

    def __init__(self, *args: Any, leads: list[CohortRole], reader: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(row.person_id): row.person for row in leads} or {str(reader.pk): reader}
        choice_field(self, "of").choices = [(key, one.name) for key, one in self._people.items()]
        self.fields["of"].initial = (
            str(reader.pk) if str(reader.pk) in self._people else next(iter(self._people))
        )
        if len(self._people) == 1:
            self.fields["of"].widget = forms.HiddenInput()

    @property
    def given(self) -> dict[str, Any]:
        found = dict(self.cleaned_data)
        return {**found, "of": self._people[found["of"]]}
