"""The page on which a plan is written: asked from what the cohort's questionnaires ask."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from kith.foundation.faults import Fault, Faults
from kith.foundation.messages import sentence
from kith.foundation.words import Text
from kith.service.reports.bridge_planning import FAMILIES
from kith.service.reports.domain.planning.actions import MOST_WORDS
from kith.service.reports.domain.planning.drafts import Draft
from kith.service.reports.domain.planning.reading import Askable

MOST_PEOPLE, MOST_NAME = 100_000, 60
APART = "→"
LONG, SHORT = 4, 2
NONE = ""


def _words(label: Any, hint: Any = "", rows: int = SHORT) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class PlanForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What kind of evaluation is it?"),
        widget=forms.RadioSelect,
        required=False,
        choices=[
            ("service_evaluation", _("Service evaluation: how is this programme doing?")),
            ("research", _("Research: it asks a question for other places too, and needs an ethics review")),
        ],
    )
    purpose = _words(_("What is it for, and who will decide what by it?"))
    hypotheses = _words(_("What do you expect to see?"), _("One a line, before anybody has looked."))
    subgroups = _words(
        _("Which groups will be looked at by themselves?"),
        _(
            "One a line, with how many will answer the first time, such as: Nurses, 6. They are shown where they are large "
            "enough, and never tested."
        ),
    )
    missing_data = _words(
        _("What is done about people who do not answer again?"),
        _("Kith compares only people who answered both times, and shows the others beside them."),
    )
    exclusions = _words(_("Whose answers will be left out, and why?"), _("One rule a line."))
    stopping = _words(_("When would you stop asking early?"))
    approvals = _words(
        _("Approvals and references"),
        _("One a line, such as: Not research, agreed by the R&D office on 3 March, reference SE-104."),
        LONG,
    )
    evaluators = forms.CharField(label=_("Who evaluates?"), required=False, max_length=200)
    interest = _words(_("What would they gain or lose by the result?"), _("It stands in the report."))
    missing_percent = forms.IntegerField(
        label=_("How many in a hundred will not answer again?"), min_value=0, max_value=95, required=False
    )

    def __init__(self, *args: Any, askable: Askable, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scales = [(scale.key, scale.name.in_language(language)) for scale in askable.scales]
        self.roles = [(role.key, role.plural.in_language(language)) for role in askable.definition.roles]
        self.fields["primary"] = forms.ChoiceField(
            label=_("Which score counts most?"),
            widget=forms.RadioSelect,
            required=False,
            choices=[*self.scales, (NONE, _("None more than the others"))],
        )
        for scale in askable.scales:
            self.fields[f"smallest_{scale.key}"] = forms.FloatField(
                label=scale.name.in_language(language),
                help_text=_now("In points of its scale, from %(low)g to %(high)g.")
                % {"low": scale.low, "high": scale.high},
                min_value=0,
                max_value=scale.high - scale.low,
                required=False,
            )
            self.fields[f"family_{scale.key}"] = forms.CharField(
                label=scale.name.in_language(language), required=False, max_length=MOST_NAME
            )
        for key, name in self.roles:
            self.fields[f"expected_{key}"] = forms.IntegerField(
                label=name, min_value=0, max_value=MOST_PEOPLE, required=False
            )

        self.fields["comparisons"] = forms.MultipleChoiceField(
            label=_("Which times are compared?"),
            help_text=_(
                "Each comparison is one more test of every score. Tick none for each later time beside the first."
            ),
            widget=forms.CheckboxSelectMultiple,
            required=False,
            choices=[
                (f"{earlier.wave.key}{APART}{later.wave.key}", _between(earlier.name, later.name, language))
                for earlier, later in askable.pairs
            ],
        )

    def clean_subgroups(self) -> dict[str, int]:
        """Each line's group with its people; every line that cannot be read is told."""
        found: dict[str, int] = {}
        faults = Faults()
        for line in _lines(self.cleaned_data["subgroups"]):
            name, _comma, people = (part.strip() for part in line.replace("，", ",").rpartition(","))
            if not name or not people.isdecimal() or int(people) > MOST_PEOPLE or len(name) > MOST_NAME:
                faults.add("reports.planning.group_unread", line=line[:MOST_NAME])
            elif name in found:
                faults.add("reports.planning.group_twice", line=name)
            else:
                found[name] = int(people)
        if faults:
            raise forms.ValidationError([sentence(fault, _now) for fault in faults])
        return found

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for key, _name in self.scales:
            family = given.get(f"family_{key}", "").strip()
            if family in FAMILIES:
                said = sentence(Fault("reports.planning.family_taken", params={"family": family}), _now)
                self.add_error(f"family_{key}", said)
        return given

    @property
    def family_names(self) -> list[str]:
        return [f"family_{key}" for key, _name in self.scales] if len(self.scales) > 1 else []

    @property
    def smallest_names(self) -> list[str]:
        return [f"smallest_{key}" for key, _name in self.scales]

    @property
    def expected_names(self) -> list[str]:
        return [f"expected_{key}" for key, _name in self.roles]

    def draft(self) -> Draft:
        """What was written."""
        given = self.cleaned_data
        return Draft(
            kind=given["kind"],
            purpose=given["purpose"].strip(),
            hypotheses=_lines(given["hypotheses"]),
            primary=given["primary"],
            smallest={key: given[f"smallest_{key}"] for key, _n in self.scales if given[f"smallest_{key}"]},
            expected={
                key: given[f"expected_{key}"]
                for key, _n in self.roles
                if given[f"expected_{key}"] is not None
            },
            families={key: said for key, _n in self.scales if (said := given[f"family_{key}"].strip())},
            comparisons=tuple(_apart(pair) for pair in given["comparisons"]),
            subgroups=given["subgroups"],
            missing_percent=given["missing_percent"] or 0,
            missing_data=given["missing_data"].strip(),
            exclusions=_lines(given["exclusions"]),
            stopping=given["stopping"].strip(),
            approvals=_lines(given["approvals"]),
            evaluators=given["evaluators"].strip(),
            interest=given["interest"].strip(),
        )


def written(draft: Draft) -> dict[str, Any]:
    """A draft as the form's first values."""
    plain = {
        name: getattr(draft, name)
        for name in (
            "kind", "purpose", "primary", "missing_data", "stopping", "evaluators", "interest", "missing_percent",
        )
    }  # fmt: skip
    lists = {name: "\n".join(getattr(draft, name)) for name in ("hypotheses", "exclusions", "approvals")}
    lists["subgroups"] = "\n".join(f"{name}, {people}" for name, people in draft.subgroups.items())
    lists |= {f"family_{key}": family for key, family in draft.families.items()}
    pairs = {"comparisons": [f"{earlier}{APART}{later}" for earlier, later in draft.comparisons]}
    smallest = {f"smallest_{key}": value for key, value in draft.smallest.items()}
    return {
        **plain,
        **lists,
        **pairs,
        **smallest,
        **{f"expected_{key}": n for key, n in draft.expected.items()},
    }


def _between(earlier: Text, later: Text, language: str) -> str:
    said = {"earlier": earlier.in_language(language), "later": later.in_language(language)}
    return _now("%(earlier)s to %(later)s") % said


def _apart(pair: str) -> tuple[str, str]:
    earlier, _arrow, later = pair.partition(APART)
    return earlier, later


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class DeviationForm(forms.Form):
    what = _words(_("What is done differently?"))
    reason = _words(_("Why?"), _("It stands in every report made from now on."))
