"""Questions to a draft: why not these two, and how it differs from another."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.matches.models import MatchRun
from kith.service.matches.web.draft_forms import CompareForm, WhyNotForm
from kith.service.matches.web.presenters import compare as beside
from kith.service.matches.web.presenters import pair
from kith.service.matches.web.presenters.suits import suits_page
from kith.service.matches.web.views.draft import places_of, run_of


def _finished(cohort: Cohort, number: int) -> MatchRun:
    run = run_of(cohort, number)
    if run.finished_at is None:
        raise Http404
    return run


@requires(P.MATCH_SEE, on="cohort")
def why_not(request: SignedInRequest, cohort: Cohort, number: int, **kwargs: str) -> HttpResponse:
    """Two people are chosen by ``?left=&right=``; those who are together are led to why they are."""
    run = _finished(cohort, number)
    if not run.is_explainable:
        raise Http404
    form = WhyNotForm(request.GET or None, sides=pair.people_of(run))
    answer: list[str] = []
    if form.is_valid():
        chosen = form.cleaned_data["left"], form.cleaned_data["right"]
        if any((one["left"], one["right"]) == chosen for one in run.pairs):
            return redirect("matches:draft_pair", cohort.pk, number, *chosen)
        answer = pair.why_not_words(run, *places_of(cohort, *chosen))
    context = pair.why_not_page(request.user, run, answer, form)
    return render(request, "matches/why_not.html", context)


@requires(P.MATCH_SEE, on="cohort")
def compare(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    """Two drafts are chosen by ``?first=&second=``."""
    runs = beside.comparable(cohort)
    drafts = [(str(run.number), beside.name_of(run)) for run in runs]
    form = CompareForm(request.GET or None, drafts=drafts, initial=beside.last_two(runs))
    found = {}
    if form.is_valid():
        by_number = {str(run.number): run for run in runs}
        found = beside.compared(by_number[form.cleaned_data["first"]], by_number[form.cleaned_data["second"]])
    context = {"cohort": cohort, "form": form, "found": found, "count": len(runs), "here": "programmes"}
    return render(request, "matches/compare.html", context)


@requires(P.MATCH_SEE, on="cohort")
def suits(request: SignedInRequest, cohort: Cohort, number: int, **kwargs: str) -> HttpResponse:
    run = _finished(cohort, number)
    if not run.pairs:
        raise Http404
    context = {
        "cohort": cohort,
        "run": run,
        **suits_page(run, request.GET.get("by", "")),
        "here": "programmes",
    }
    return render(request, "matches/suits.html", context)
