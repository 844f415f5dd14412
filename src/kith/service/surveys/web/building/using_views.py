"""A cohort asks what its organisation built: as one more questionnaire, or in the place of a planned one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kith.foundation.faults import Fault, KithError
from kith.programmes.capabilities import WaveRole
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.surveys.domain.building import queries, using
from kith.service.surveys.domain.building.versions import instrument_of_version
from kith.service.surveys.domain.instruments import instrument_of
from kith.service.surveys.models import QuestionnaireVersion, Wave
from kith.service.surveys.web import presenters
from kith.service.ui.web.fields import DayField
from kith.service.ui.web.refusals import accepted


class VersionForm(forms.Form):
    version = forms.ChoiceField(label=gettext_lazy("Which questionnaire?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, versions: list[QuestionnaireVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._versions = {str(row.pk): row for row in versions}
        self.fields["version"].choices = [(key, _named(row)) for key, row in self._versions.items()]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> QuestionnaireVersion:
        return self._versions[self.cleaned_data["version"]]


def _named(row: QuestionnaireVersion) -> str:
    title = instrument_of_version(row).title.in_language(get_language() or "en")
    return _("%(title)s, version %(number)s") % {"title": title, "number": row.number}


class MoreForm(VersionForm):
    opens_on = DayField(
        label=gettext_lazy("First day"), help_text=gettext_lazy("It opens in the morning, with a mail.")
    )
    closes_on = DayField(label=gettext_lazy("Last day"))
    remind_after = forms.CharField(
        label=gettext_lazy("Remind after how many days?"),
        help_text=gettext_lazy(
            "Days after the first, with commas between. Only those who have not answered are reminded. Empty is never."
        ),
        initial=", ".join(map(str, using.REMINDERS)),
        required=False,
        max_length=40,
    )
    sides = forms.MultipleChoiceField(
        label=gettext_lazy("Who is asked?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    measures = forms.ChoiceField(
        label=gettext_lazy("What is it to the report?"),
        widget=forms.RadioSelect,
        choices=[
            (WaveRole.ONCE.value, gettext_lazy("Asked once: its answers are counted by themselves")),
            (
                WaveRole.FOLLOW_UP.value,
                gettext_lazy("Asked again: its scores are held beside those from before"),
            ),
        ],
        initial=WaveRole.ONCE.value,
    )

    def clean_remind_after(self) -> tuple[int, ...]:
        said = [part.strip() for part in str(self.cleaned_data["remind_after"]).replace("，", ",").split(",")]
        return tuple(int(part) if part.isdecimal() else 0 for part in said if part)

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        roles = definition_of(cohort).roles
        self.fields["sides"].choices = [(role.key, role.plural.in_language(language)) for role in roles]  # type: ignore[attr-defined]
        self.fields["sides"].initial = [role.key for role in roles]
        self.fields["measures"].help_text = _(
            "“Asked again” needs every score that the programme’s own questionnaires measure."
        )


@requires(P.WAVE_MANAGE, on="cohort")
def add(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    versions = queries.usable_versions(cohort.organisation)
    form = MoreForm(request.POST or None, versions=versions, cohort=cohort)
    made: list[Wave] = []

    def ask() -> None:
        given = form.cleaned_data
        made.append(
            using.add_wave(
                by=request.actor,
                cohort=cohort,
                version=form.chosen,
                opens_on=given["opens_on"],
                closes_on=given["closes_on"],
                sides=given["sides"],
                measures=WaveRole(given["measures"]),
                remind_after=given["remind_after"],
            )
        )

    if accepted(form, ask):
        messages.success(request, _("The questionnaire is planned. It opens by itself on its first day."))
        return redirect("surveys:wave", cohort.pk, made[0].pk)
    context = {"cohort": cohort, "form": form, "has_versions": bool(versions), "here": "programmes"}
    return render(request, "surveys/building_add_wave.html", context, status=422 if form.errors else 200)


@requires(P.WAVE_MANAGE, on="wave")
def instead(request: SignedInRequest, wave: Wave, **kwargs: str) -> HttpResponse:
    """Only while it is planned; first which, then what the programme would no longer measure."""
    versions = queries.usable_versions(wave.cohort.organisation)
    form = VersionForm(request.POST or None, versions=versions)
    lost: list[str] = []

    def put() -> None:
        if wave.state != Wave.State.PLANNED:
            raise KithError(Fault("surveys.building.wave_has_opened"))
        lost.extend(_lost_names(wave, form.chosen))
        if not lost or "sure" in request.POST:
            using.ask_instead(by=request.actor, wave=wave, version=form.chosen)

    if accepted(form, put) and (not lost or "sure" in request.POST):
        messages.success(request, _("The other questionnaire is asked instead."))
        return redirect("surveys:wave", wave.cohort_id, wave.pk)
    context = {
        "cohort": wave.cohort,
        "wave": wave,
        "name": presenters.name_of(wave),
        "form": form,
        "lost": lost,
        "has_versions": bool(versions),
        "back_href": reverse("surveys:wave", args=[wave.cohort_id, wave.pk]),
        "here": "programmes",
    }
    return render(request, "surveys/building_instead.html", context, status=422 if form.errors else 200)


def _lost_names(wave: Wave, version: QuestionnaireVersion) -> list[str]:
    language = get_language() or "en"
    gone = using.scales_lost(wave, version)
    return [scale.name.in_language(language) for scale in instrument_of(wave).scales if scale.key in gone]
