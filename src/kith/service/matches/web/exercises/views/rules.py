"""The rules of an exercise: as sentences, and as the file behind them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.matches.domain.exercises import actions
from kith.service.matches.models import Exercise
from kith.service.matches.web.exercises.forms import RulesFileForm
from kith.service.ui.web.refusals import accepted


@requires(P.MATCH_MANAGE, on="exercise")
def change(request: SignedInRequest, exercise: Exercise, **kwargs: str) -> HttpResponse:
    return redirect("matches:exercise_rules_file", exercise.pk)


@requires(P.MATCH_MANAGE, on="exercise")
def change_file(request: SignedInRequest, exercise: Exercise, **kwargs: str) -> HttpResponse:
    """The file itself: every fault at once, each with its line."""
    initial = {"rules": exercise.rules, "revision": exercise.revision}
    form = RulesFileForm(request.POST or None, initial=initial)
    if accepted(
        form,
        lambda: actions.change_rules(
            by=request.actor,
            exercise=exercise,
            rules=form.cleaned_data["rules"],
            seen_revision=form.cleaned_data["revision"],
        ),
    ):
        messages.success(request, _("The rules are changed. Run the matching, so that a draft follows them."))
        return redirect("matches:exercise", exercise.pk)
    context = {
        "exercise": exercise,
        "cohort": exercise.cohort,
        "organisation": exercise.organisation,
        "form": form,
        "here": "programmes",
    }
    return render(request, "matches/exercise_rules_file.html", context, status=422 if form.errors else 200)
