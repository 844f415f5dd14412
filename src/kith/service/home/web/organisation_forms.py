from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Role
from kith.service.core.domain.policies import THRESHOLDS
from kith.service.core.models import Organisation
from kith.service.people.domain.queries import organisations_of
from kith.service.people.models import Person
from kith.service.ui.web.fields import choice_field


class PolicyForm(forms.Form):
    """One box for each threshold that an organisation may set."""

    def __init__(self, *args: Any, values: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, threshold in THRESHOLDS.items():
            self.fields[key] = forms.IntegerField(
                label=str(threshold.description),
                help_text=_("From %(least)s to %(most)s. Kith starts with %(default)s.")
                % {"least": threshold.least, "most": threshold.most, "default": threshold.default},
                min_value=threshold.least,
                max_value=threshold.most,
                initial=values[key],
            )

    @property
    def values(self) -> dict[str, int]:
        return {key: self.cleaned_data[key] for key in THRESHOLDS}


class RenameForm(forms.Form):
    name = forms.CharField(label=_("The organisation’s name"), max_length=200)


class MergeForm(forms.Form):
    other = forms.ChoiceField(
        label=_("Which organisation becomes part of this one"), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, person: Person, keep: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = organisations_of(person, Role.ADMINISTRATOR).exclude(pk=keep.pk).filter(merged_into=None)
        self.others = {str(one.pk): one for one in found}
        choice_field(self, "other").choices = [(key, one.name) for key, one in self.others.items()]


class SplitForm(forms.Form):
    name = forms.CharField(label=_("Name of the new organisation"), max_length=200)
    cohorts = forms.MultipleChoiceField(label=_("Cohorts that go to it"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = (
            Cohort.objects.filter(organisation=organisation)
            .select_related("definition")
            .order_by("-starts_on", "name")
        )
        self.found = {str(row.pk): row for row in rows}
        choice_field(self, "cohorts").choices = [(key, row.name) for key, row in self.found.items()]

    @property
    def chosen(self) -> list[Cohort]:
        return [self.found[key] for key in self.cleaned_data["cohorts"]]
