"""A person decides: keep together, keep apart, exchange, undo. Each with a reason that is kept."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.foundation.faults import KithError
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.matches.domain import actions
from kith.service.matches.models import Decision, MatchRun
from kith.service.matches.web import presenters
from kith.service.matches.web.forms import ReasonForm, SwapForm
from kith.service.matches.web.views.draft import places_of, run_of
from kith.service.ui.web.refusals import accepted, show_refusal


@requires(P.MATCH_MANAGE, on="cohort")
def decide(
    request: SignedInRequest, cohort: Cohort, left_id: str, right_id: str, kind: str, **kwargs: str
) -> HttpResponse:
    if kind not in Decision.Kind.values:
        raise Http404
    left, right = places_of(cohort, left_id, right_id)
    form = ReasonForm(request.POST or None)
    if accepted(
        form,
        lambda: actions.decide(
            by=request.actor,
            cohort=cohort,
            kind=kind,
            left=left,
            right=right,
            reason=form.cleaned_data["reason"],
        ),
    ):
        messages.success(request, _("Decided. Run the matching again, so that the draft follows."))
        return redirect(presenters.matching_again(cohort))
    both = {"left": left.person.name, "right": right.person.name}
    is_lock = kind == Decision.Kind.LOCK
    context = {
        "cohort": cohort,
        "form": form,
        "title": (
            _("Keep %(left)s and %(right)s together?") if is_lock else _("Keep %(left)s and %(right)s apart?")
        )
        % both,
        "what_happens": _what_happens(is_lock=is_lock),
        "button": _("Keep them together") if is_lock else _("Keep them apart"),
        "cancel_href": presenters.matching_again(cohort),
        "is_dangerous": False,
        "here": "programmes",
    }
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)


def _what_happens(*, is_lock: bool) -> list[str]:
    pairs = _("Every draft from now on pairs them, unless the rules or somebody's own request forbid it.")
    return [
        pairs if is_lock else _("No draft from now on pairs them."),
        _("You can undo this at any time before the pairs are published."),
    ]


def _others(cohort: Cohort, run: MatchRun, left: str) -> list[tuple[str, str]]:
    """The pairs that somebody's could exchange partners with."""
    names = presenters.Names.of(cohort)
    return [
        (f"{one['left']}:{one['right']}", f"{names[one['left']]} – {names[one['right']]}")
        for one in run.pairs
        if one["left"] != left and not one.get("kept")
    ]


@requires(P.MATCH_MANAGE, on="cohort")
def swap(
    request: SignedInRequest, cohort: Cohort, number: int, left_id: str, right_id: str, **kwargs: str
) -> HttpResponse:
    run = run_of(cohort, number)
    if run.result is None:
        raise Http404
    left, right = places_of(cohort, left_id, right_id)
    if not any((one["left"], one["right"]) == (str(left.pk), str(right.pk)) for one in run.pairs):
        raise Http404
    form = SwapForm(request.POST or None, pairs=_others(cohort, run, str(left.pk)))
    if form.is_valid():
        first, second = form.cleaned_data["other"].split(":")
        one, another = places_of(cohort, first, second)
        try:
            actions.swap(
                by=request.actor,
                cohort=cohort,
                first=(left, right),
                second=(one, another),
                reason=form.cleaned_data["reason"],
            )
        except KithError as refused:
            show_refusal(form, refused)
        else:
            messages.success(
                request,
                _("Both new pairs will be kept together. Run the matching again, so that the draft follows."),
            )
            return redirect(presenters.matching_again(cohort))
    context = {
        "cohort": cohort,
        "form": form,
        "title": _("Exchange the partners of %(left)s and %(right)s")
        % {"left": left.person.name, "right": right.person.name},
        "what_happens": [_("The two new pairs are kept together; everybody else is matched around them.")],
        "button": _("Exchange partners"),
        "cancel_href": reverse("matches:draft_pair", args=[cohort.pk, number, left.pk, right.pk]),
        "is_dangerous": False,
        "here": "programmes",
    }
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)


@require_POST
@requires(P.MATCH_MANAGE, on="cohort")
def lock(
    request: SignedInRequest, cohort: Cohort, number: int, left_id: str, right_id: str, **kwargs: str
) -> HttpResponse:
    """One press in a row of the draft; the reason says from which. Back to the same button."""
    left, right = places_of(cohort, left_id, right_id)
    reason = _("Locked in draft %(number)s") % {"number": run_of(cohort, number).number}
    actions.decide(
        by=request.actor, cohort=cohort, kind=Decision.Kind.LOCK, left=left, right=right, reason=reason
    )
    return _back_to_row(request, cohort, number, left_id)


@require_POST
@requires(P.MATCH_MANAGE, on="cohort")
def unlock(
    request: SignedInRequest, cohort: Cohort, number: int, left_id: str, right_id: str, **kwargs: str
) -> HttpResponse:
    left, right = places_of(cohort, left_id, right_id)
    live = Decision.objects.filter(cohort=cohort, kind=Decision.Kind.LOCK, undone_at=None)
    for row in live.filter(left=left, right=right):
        actions.undo(by=request.actor, cohort=cohort, decision_id=row.pk)
    return _back_to_row(request, cohort, number, left_id)


def _back_to_row(request: SignedInRequest, cohort: Cohort, number: int, left_id: str) -> HttpResponse:
    """The browser puts the focus where the address ends."""
    sort, page = request.GET.get("sort", ""), request.GET.get("page", "")
    said = {"sort": sort if sort in {"best", "name"} else "", "page": page if page.isdecimal() else ""}
    wanted = urlencode({name: value for name, value in said.items() if value and value != "1"})
    asked = f"?{wanted}" if wanted else ""
    address = reverse("matches:draft", args=[cohort.pk, number])
    return redirect(f"{address}{asked}#lock-{left_id}")


@require_POST
@requires(P.MATCH_MANAGE, on="cohort")
def undo(request: SignedInRequest, cohort: Cohort, decision_id: UUID, **kwargs: str) -> HttpResponse:
    try:
        actions.undo(by=request.actor, cohort=cohort, decision_id=decision_id)
    except Decision.DoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, _("The decision is undone. Run the matching again, so that the draft follows."))
    return redirect(presenters.matching_again(cohort))
