"""Why a group is as it is, why two are not together, two drafts beside each other."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from kith.foundation.faults import Fault, KithError, Where
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.matches.domain.exercises import queries, roles
from kith.service.matches.domain.exercises.drafts import Drafted
from kith.service.matches.models import Exercise, ExerciseRun
from kith.service.matches.web.exercises.forms import WhyNotForm
from kith.service.matches.web.exercises.presenters.looking import (
    compare_page,
    group_page,
    pair_sides,
    why_not_answer,
)
from kith.service.matches.web.exercises.presenters.suits import suits_page
from kith.service.matches.web.exercises.views.runs import finished
from kith.service.ui.web.refusals import show_refusal

MOST_SUGGESTED = 500


def _explainable(exercise: Exercise, number: int) -> ExerciseRun:
    """An erasure takes what went into a run, and with it the reasons."""
    run = finished(exercise, number)
    if not queries.is_explainable(run):
        raise Http404
    return run


@requires(P.MATCH_SEE, on="exercise")
def why(request: SignedInRequest, exercise: Exercise, number: int, group: str, **kwargs: str) -> HttpResponse:
    run = _explainable(exercise, number)
    try:
        context = group_page(run, group, may_manage=roles.may(request.user, P.MATCH_MANAGE, exercise))
    except KeyError as missing:
        raise Http404 from missing
    return render(request, "matches/exercise_group.html", context)


@requires(P.MATCH_SEE, on="exercise")
def why_not(request: SignedInRequest, exercise: Exercise, number: int, **kwargs: str) -> HttpResponse:
    run = _explainable(exercise, number)
    drafted = Drafted.of(run)
    asked = request.GET.get("one") and request.GET.get("other")
    form = WhyNotForm(request.GET if asked else None, initial={"one": request.GET.get("one", "")})
    answer: dict[str, Any] | None = None
    if form.is_valid():
        try:
            two = [_found(drafted, form.cleaned_data[name], name) for name in ("one", "other")]
            if two[0] == two[1]:
                raise KithError(Fault("matches.exercise.same_one", Where(key="other")))
            answer = why_not_answer(run, drafted, *two)
        except KithError as refused:
            show_refusal(form, refused)
    known = pair_sides(run, drafted)
    context = {
        "exercise": exercise,
        "cohort": exercise.cohort,
        "organisation": exercise.organisation,
        "run": run,
        "form": form,
        "answer": answer,
        "known": known if len(known) <= MOST_SUGGESTED else [],
        "may_manage": roles.may(request.user, P.MATCH_MANAGE, exercise)
        and queries.publication_of(exercise) is None,
        "here": "programmes",
    }
    return render(request, "matches/exercise_why_not.html", context)


def _found(drafted: Drafted, said: str, box: str) -> str:
    """The id that somebody typed, or that of the one who is called so."""
    found = drafted.ids.get(said.strip().casefold(), [])
    if len(found) == 1:
        return found[0]
    where, value = Where(key=box), said.strip()
    if found:
        raise KithError(Fault("matches.exercise.several", where, {"value": value, "count": len(found)}))
    raise KithError(Fault("matches.exercise.unknown", where, {"value": value}))


@requires(P.MATCH_SEE, on="exercise")
def compare(
    request: SignedInRequest, exercise: Exercise, number: int, other: int, **kwargs: str
) -> HttpResponse:
    """From the older to the newer, whichever of the two was asked from."""
    older, newer = (finished(exercise, one) for one in sorted((number, other)))
    context = {**compare_page(older, newer, request.GET.get("page")), "came_from": number}
    return render(request, "matches/exercise_compare.html", context)


@requires(P.MATCH_SEE, on="exercise")
def suits(request: SignedInRequest, exercise: Exercise, number: int, **kwargs: str) -> HttpResponse:
    context = suits_page(finished(exercise, number), request.GET.get("by", ""))
    return render(request, "matches/exercise_suits.html", context)
