from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kith.programmes.types import Definition
from kith.service.cohorts.models import Cohort, CohortRole
from kith.service.core.domain.permissions import ROLE_TABLE, Role
from kith.service.ui.web.fields import DayField, ZoneField, choice_field

MOST_PLACES = 100_000


class SizesForm(forms.Form):
    """How many people each side takes: a pair of fields a side."""

    def add_sizes(self, definition: Definition, sizes: dict[str, dict[str, int]] | None = None) -> None:
        language = get_language() or "en"
        for role in definition.roles:
            size = (sizes or {}).get(role.key, {"min": role.places.min, "max": role.places.max})
            name = role.plural.in_language(language)
            for end, label in (("min", _("%(side)s: at least")), ("max", _("%(side)s: at most"))):
                self.fields[f"{role.key}-{end}"] = forms.IntegerField(
                    label=label % {"side": name}, min_value=1, max_value=MOST_PLACES, initial=size[end]
                )
        self._sides = [role.key for role in definition.roles]

    @property
    def sizes(self) -> dict[str, dict[str, int]]:
        return {
            side: {end: self.cleaned_data[f"{side}-{end}"] for end in ("min", "max")} for side in self._sides
        }


class CohortForm(SizesForm):
    name = forms.CharField(
        label=_("Name of the cohort"),
        help_text=_("What people will see, such as “Spring 2027”."),
        max_length=120,
    )
    variant = forms.ChoiceField(label=_("Which way of running it"), required=False, widget=forms.RadioSelect)
    starts_on = DayField(
        label=_("First day"),
        help_text=_("The calendar is counted from this day. You can move every date later."),
    )
    time_zone = ZoneField()

    def __init__(self, *args: Any, definition: Definition, time_zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        choice_field(self, "variant").choices = [("", _("As the programme describes it"))] + [
            (variant.key, variant.name.in_language(language)) for variant in definition.variants
        ]
        self.variant_hints = {
            variant.key: variant.summary.in_language(language) for variant in definition.variants
        }
        self.fields["time_zone"].initial = time_zone
        if not definition.variants:
            del self.fields["variant"]
        self.add_sizes(definition)


class SettingsForm(SizesForm):
    name = forms.CharField(label=_("Name of the cohort"), max_length=120)

    def __init__(self, *args: Any, cohort: Cohort, definition: Definition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].initial = cohort.name
        self.add_sizes(definition, cohort.sides)


class DatesForm(forms.Form):
    """First and last day of every stage."""

    def __init__(self, *args: Any, cohort: Cohort, names: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._stages = []
        for row in cohort.stage_dates.all():
            name = names.get(row.stage, row.stage)
            self.fields[f"{row.stage}-starts"] = DayField(
                label=_("%(stage)s: first day") % {"stage": name}, initial=row.starts_on
            )
            self.fields[f"{row.stage}-ends"] = DayField(
                label=_("%(stage)s: last day") % {"stage": name}, initial=row.ends_on
            )
            self._stages.append(row.stage)

    @property
    def dates(self) -> dict[str, tuple[date, date]]:
        return {
            stage: (self.cleaned_data[f"{stage}-starts"], self.cleaned_data[f"{stage}-ends"])
            for stage in self._stages
        }


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("The spreadsheet"),
        help_text=_(
            "CSV or Excel (.xlsx), at most 20 MB. Use the columns you have; you say next which is which."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        allow_empty_file=True,
    )
    side = forms.ChoiceField(label=_("Who is in it"), required=False, widget=forms.RadioSelect)
    said_yes = forms.ChoiceField(
        label=_("Have they said yes?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("", _("No, they are still to be invited")),
            ("yes", _("These people have already said yes")),
        ],
        help_text=_(
            "For a cohort that was running before it came here. Its people take part at once and get no invitation."
        ),
    )

    def __init__(self, *args: Any, definition: Definition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        choice_field(self, "side").choices = [("", _("Both sides; a column says who is what"))] + [
            (role.key, role.plural.in_language(language)) for role in definition.roles
        ]


class PersonForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.CharField(label=_("E-mail address"), widget=forms.EmailInput)
    side = forms.ChoiceField(label=_("Side"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, definition: Definition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        choice_field(self, "side").choices = [
            (role.key, role.name.in_language(language)) for role in definition.roles
        ]
        self._attributes = [one for one in definition.attributes if one.asked_in is None]
        for attribute in self._attributes:
            label, help_text = attribute.label.in_language(language), attribute.purpose.in_language(language)
            if attribute.scale:
                choices = [("", _("Not known"))] + [(grade, grade) for grade in attribute.scale]
                field: forms.Field = forms.ChoiceField(
                    label=label, help_text=help_text, choices=choices, required=False
                )
            else:
                field = forms.CharField(label=label, help_text=help_text, max_length=200, required=False)
            self.fields[f"attribute-{attribute.key}"] = field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for attribute in self._attributes:
            name = f"attribute-{attribute.key}"
            if attribute.required and cleaned.get("side") in attribute.roles and not cleaned.get(name):
                self.add_error(name, _("Enter this; it is needed for matching"))
        return cleaned

    @property
    def attributes(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for attribute in self._attributes:
            value = self.cleaned_data.get(f"attribute-{attribute.key}")
            if value and self.cleaned_data["side"] in attribute.roles:
                many = attribute.kind.value in {"tags", "slots"}
                found[attribute.key] = (
                    [one.strip() for one in value.replace(",", ";").split(";") if one.strip()]
                    if many
                    else value
                )
        return found


class InviteForm(forms.Form):
    held = forms.ChoiceField(
        label=_("When should the mails go?"),
        widget=forms.RadioSelect,
        choices=[("hold", _("Hold them, so that I can look at them first")), ("now", _("Send them now"))],
        initial="hold",
    )


class RoleForm(forms.Form):
    email = forms.CharField(label=_("E-mail address of the person"), widget=forms.EmailInput)
    name = forms.CharField(label=_("Their name, if they are new to Kith"), max_length=150, required=False)
    role = forms.ChoiceField(
        label=_("What they may do"),
        widget=forms.RadioSelect,
        choices=[(kind, ROLE_TABLE[Role(kind)].name) for kind in CohortRole.Kind.values],
    )
    starts_on = DayField(label=_("From"), required=False)
    ends_on = DayField(label=_("Until"), help_text=_("A deputy needs a last day."), required=False)

    role_hints = {kind: ROLE_TABLE[Role(kind)].description for kind in CohortRole.Kind.values}
