from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.service.cohorts.models import Cohort
from kith.service.core.models import Organisation
from kith.service.matches.domain.actions import SHORTEST_REASON
from kith.service.matches.domain.exercises.actions import LONGEST_RULES
from kith.service.matches.domain.exercises.running import MOST_BONUS
from kith.service.matches.models import Exercise, ExerciseRun
from kith.service.ui.web.fields import choice_field

EXAMPLE, OWN = "example", "own"


class NewForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What are you making?"), widget=forms.RadioSelect, choices=Exercise.Kind.choices
    )
    kind_hints = {
        Exercise.Kind.PAIRS: _(
            "Two lists of people, one person of each brought together: partners, mentors."
        ),
        Exercise.Kind.POSTS: _("Applicants who rank posts, and posts that rank applicants: rotations, jobs."),
        Exercise.Kind.PLACEMENTS: _("People put on projects with dates, room and skills that they need."),
        Exercise.Kind.SETS: _("One list of people in small groups: learning sets, tables, tutor groups."),
    }
    begin = forms.ChoiceField(
        label=_("What do you begin with?"),
        widget=forms.RadioSelect,
        choices=[
            (EXAMPLE, _("An example with invented people")),
            (OWN, _("My own files or a cohort’s people")),
        ],
        initial=EXAMPLE,
    )
    begin_hints = {
        EXAMPLE: _(
            "Everything is there: run it and look around. You can put your own files in its place later."
        ),
        OWN: _("You upload a spreadsheet for each list next."),
    }
    name = forms.CharField(
        label=_("Name"),
        help_text=_("So that you find it again, such as “Rotations, spring 2027”."),
        max_length=120,
    )
    of = forms.ChoiceField(label=_("Whose matching is it?"), widget=forms.Select)

    def __init__(
        self, *args: Any, organisations: list[Organisation], cohorts: list[Cohort], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._organisations = {f"organisation:{one.pk}": one for one in organisations}
        self._cohorts = {f"cohort:{one.pk}": one for one in cohorts}
        owners = [(key, one.name) for key, one in self._organisations.items()]
        owners += [
            (key, _("The people of %(cohort)s") % {"cohort": one.name}) for key, one in self._cohorts.items()
        ]
        choice_field(self, "of").choices = owners
        self.fields["of"].help_text = _("With a cohort you can match its confirmed people without a file.")

    @property
    def owner(self) -> tuple[Organisation, Cohort | None]:
        chosen = self.cleaned_data["of"]
        if chosen in self._cohorts:
            return self._cohorts[chosen].organisation, self._cohorts[chosen]
        return self._organisations[chosen], None


class TableForm(forms.Form):
    file = forms.FileField(
        label=_("The spreadsheet"),
        help_text=_("CSV or Excel (.xlsx), at most 20 MB and 20,000 rows; the first row holds the headings."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        allow_empty_file=True,
    )


class RulesFileForm(forms.Form):
    rules = forms.CharField(
        label=_("The rules, as a file"),
        help_text=_("TOML, the same as the command line reads."),
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"}),
        max_length=LONGEST_RULES,
        required=False,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)


class RunForm(forms.Form):
    keep_run = forms.ChoiceField(
        label=_("Stay near an earlier draft?"),
        required=False,
        help_text=_("People stay where that draft has them, unless a move gains more than the points below."),
    )
    keep_bonus = forms.DecimalField(
        label=_("Points for each person who stays"),
        required=False,
        initial=2,
        min_value=0,
        max_value=MOST_BONUS,
        decimal_places=2,
    )

    def __init__(self, *args: Any, runs: list[ExerciseRun], per_weight: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._runs = {str(run.number): run for run in runs}
        self._per_weight = per_weight
        drafts = [(key, _("Draft %(number)s") % {"number": key}) for key in self._runs]
        choice_field(self, "keep_run").choices = [("", _("No, begin anew")), *drafts]

    @property
    def keep(self) -> dict[str, Any]:
        run = self._runs.get(self.cleaned_data["keep_run"])
        bonus = self.cleaned_data["keep_bonus"] or 0
        return {"keep_run": run, "keep_bonus": round(bonus * self._per_weight) if run else 0}


class DecideForm(forms.Form):
    one = forms.CharField(widget=forms.HiddenInput, max_length=254)
    other = forms.CharField(widget=forms.HiddenInput, max_length=254)
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("A few words. The reason is kept with the decision, for whoever looks at it after you."),
        widget=forms.Textarea(attrs={"rows": 3}),
        min_length=SHORTEST_REASON,
        max_length=1000,
    )


class WhyNotForm(forms.Form):
    one = forms.CharField(
        label=_("One person"), max_length=254, widget=forms.TextInput(attrs={"list": "known"})
    )
    other = forms.CharField(
        label=_("And the other person, post or project"),
        max_length=254,
        widget=forms.TextInput(attrs={"list": "known"}),
    )


class PublishForm(forms.Form):
    mails = forms.BooleanField(label=_("Write to everybody who has an e-mail address"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)
