"""A draft: on its way, then its pairs, each with why, and publishing it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain import jobs
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.matches import bridge
from kith.service.matches.domain import actions, mails, rematching
from kith.service.matches.models import MatchRun
from kith.service.matches.web import presenters
from kith.service.matches.web.draft_forms import AgainForm
from kith.service.matches.web.presenters.rematch_draft import letters, one_of_each, publish_lines
from kith.service.ui.web.progress import ProgressView, progress_view
from kith.tables.writing import write_csv


def run_of(cohort: Cohort, number: int) -> MatchRun:
    """The run without what went into it and came out, which can be megabytes; whether it can be explained is said."""
    try:
        rows = cohort.match_runs.select_related("job").defer("problem", "result", "explanation")
        run = rows.annotate(has_problem=Q(problem__isnull=False)).get(number=number)
    except MatchRun.DoesNotExist as missing:
        raise Http404 from missing
    run.is_explainable = run.has_problem
    return run


def places_of(cohort: Cohort, *place_ids: str) -> list[Place]:
    """The places in the order asked for. Raises Http404 when one is not in the cohort."""
    found = {
        str(place.pk): place for place in cohort.places.select_related("person").filter(pk__in=place_ids)
    }
    try:
        return [found[str(place_id)] for place_id in place_ids]
    except KeyError as missing:
        raise Http404 from missing


@requires(P.MATCH_SEE, on="cohort")
def show(request: SignedInRequest, cohort: Cohort, number: int, **kwargs: str) -> HttpResponse:
    run = run_of(cohort, number)
    if run.finished_at is None:
        context = {"cohort": cohort, "run": run, "view": _progress(run), "here": "programmes"}
        return render(request, "matches/running.html", context)
    if run.is_rematch:
        return render(request, "matches/rematch_draft.html", presenters.rematch_draft(request.user, run))
    return render(request, "matches/draft.html", {**presenters.draft(request, run), "again": AgainForm()})


@requires(P.MATCH_SEE, on="cohort")
def progress_part(request: SignedInRequest, cohort: Cohort, number: int, **kwargs: str) -> HttpResponse:
    return render(request, "ui/progress_part.html", {"progress_view": _progress(run_of(cohort, number))})


@require_POST
@requires(P.MATCH_MANAGE, on="cohort")
def stop(request: SignedInRequest, cohort: Cohort, number: int, **kwargs: str) -> HttpResponse:
    run = run_of(cohort, number)
    if run.job is not None:
        jobs.cancel(by=request.actor, job=run.job)
    return redirect("matches:draft", cohort.pk, number)


def _progress(run: MatchRun) -> ProgressView:
    args = [run.cohort_id, run.number]
    if run.job is None:
        raise Http404
    view = progress_view(
        run.job,
        poll_href=reverse("matches:progress", args=args),
        next_href=reverse("matches:draft", args=args),
        cancel_href=reverse("matches:stop", args=args),
    )
    view = replace(view, cancel_text=_("Stop here and keep the best so far"))
    names = presenters.Names.of(run.cohort) if view.problems else None
    return replace(view, problems=tuple(names.within(said) for said in view.problems)) if names else view


@requires(P.MATCH_SEE, on="cohort")
def pair(
    request: SignedInRequest, cohort: Cohort, number: int, left_id: str, right_id: str, **kwargs: str
) -> HttpResponse:
    run = run_of(cohort, number)
    if run.finished_at is None or not run.is_explainable:  # an erasure takes what went into a run
        raise Http404
    left, right = places_of(cohort, left_id, right_id)
    try:
        context = presenters.pair_page(request, run, left, right)
    except KeyError as not_paired:
        raise Http404 from not_paired
    return render(request, "matches/draft_pair.html", context)


@requires(P.MATCH_SEE, on="cohort")
def export(request: SignedInRequest, cohort: Cohort, number: int, **kwargs: str) -> HttpResponse:
    """The draft as a spreadsheet. Nothing private is in a result, so nothing private leaves."""
    run = run_of(cohort, number)
    if run.result is None:
        raise Http404
    result, names = bridge.result_of(run), presenters.Names.of(cohort)
    sides = [
        definition_of(cohort).role(side).name.in_language(presenters.language()) for side in result.sides
    ]
    rows: list[list[str | float | None]] = [
        [names[one.left], names[one.right], one.points / presenters.PER_WEIGHT, *one.satisfaction]
        for one in result.pairs
    ]
    first = result.sides[0]
    rows += [
        [names[one.id], None, None, None, None]
        if one.side == first
        else [None, names[one.id], None, None, None]
        for one in result.unmatched
    ]
    columns = [*sides, _("Points"), *(_("Suits the %(side)s (0 to 1)") % {"side": side} for side in sides)]
    response = HttpResponse(write_csv(columns, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="pairs.csv"'
    return response


@requires(P.MATCH_MANAGE, on="cohort")
def publish(request: SignedInRequest, cohort: Cohort, number: int, **kwargs: str) -> HttpResponse:
    """Show the mails first; then make the draft real, once."""
    run = run_of(cohort, number)
    if request.method == "POST":
        publish_it = rematching.publish_rematch if run.is_rematch else actions.publish
        publication = publish_it(by=request.actor, run=run, seen_revision=_revision(request))
        count = publication.pairs.count()
        said = ngettext(
            "%(num)s pair is published; the mails are on their way.",
            "%(num)s pairs are published; the mails are on their way.",
            count,
        )
        messages.success(request, said % {"num": count})
        return redirect("matches:pairs", cohort.pk)
    if run.result is None:
        raise Http404
    context = {
        "cohort": cohort,
        "run": run,
        **(_rematch_mails(run) if run.is_rematch else _first_mails(cohort, run)),
        "here": "programmes",
    }
    return render(request, "matches/publish.html", context)


def _revision(request: SignedInRequest) -> int:
    """The cohort's revision as the page showed it; what is no number was never shown."""
    said = request.POST.get("revision", "")
    return int(said) if said.isdecimal() and len(said) < 10 else -1


def _rematch_mails(run: MatchRun) -> dict[str, Any]:
    found = letters(run)
    samples = [(one.place, one.words) for one in one_of_each(found)]
    return {"samples": samples, "lines": publish_lines(found)}


def _first_mails(cohort: Cohort, run: MatchRun) -> dict[str, Any]:
    """How many learn what, in words, and the mails."""
    count, alone = 2 * len(run.pairs), len(run.without_partner)
    said = ngettext(
        "%(num)s person learns who their partner is.", "%(num)s people learn who their partner is.", count
    )
    lines = [said % {"num": count}]
    if alone:
        said = ngettext(
            "%(num)s person is told that there is no partner yet.",
            "%(num)s people are told that there is no partner yet.",
            alone,
        )
        lines.append(said % {"num": alone})
    once = _("Publishing happens once. Whoever joins or loses a partner later gets one by a re-match.")
    return {"samples": _samples(cohort, run), "lines": [*lines, once]}


def _samples(cohort: Cohort, run: MatchRun) -> list[tuple[Place, tuple[str, str]]]:
    """One mail of each kind, as its receiver will see it."""
    samples = []
    if run.pairs:
        first = run.pairs[0]
        left, right = places_of(cohort, first["left"], first["right"])
        samples += [(left, mails.words_of_pair(left, right)), (right, mails.words_of_pair(right, left))]
    if run.without_partner:
        (alone,) = places_of(cohort, run.without_partner[0]["id"])
        samples.append((alone, mails.words_of_waiting(alone)))
    return samples
