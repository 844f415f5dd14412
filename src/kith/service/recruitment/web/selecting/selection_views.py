"""Selection: the ranking of a side, decisions, offers, the waiting list and letters."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kith.foundation.faults import KithError
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.recruitment.domain.selecting import deciding, offers
from kith.service.recruitment.domain.selecting import letters as writing
from kith.service.recruitment.domain.selecting.ranking import Ranking, ranking_of
from kith.service.recruitment.models import Application, Call, Decision
from kith.service.recruitment.web.selecting import deciding_presenters, selection_presenters
from kith.service.recruitment.web.selecting.selection_forms import (
    ChooseForm,
    DecideForm,
    LettersForm,
    TakeBackForm,
)
from kith.service.ui.web.refusals import accepted, show_refusal


def _call(cohort: Cohort) -> Call:
    """The cohort's call, or nothing here: a cohort from a spreadsheet selects nobody."""
    try:
        call: Call = cohort.call
    except Call.DoesNotExist as missing:
        raise Http404 from missing
    call.cohort = cohort
    return call


def _side(cohort: Cohort, asked: str) -> str:
    sides = [role.key for role in definition_of(cohort).roles if role.application]
    if not sides:
        raise Http404
    return asked if asked in sides else sides[0]


@requires(P.SELECT, on="cohort")
def show(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    call = _call(cohort)
    side = _side(cohort, request.GET.get("side", ""))
    context = selection_presenters.selection(call, ranking_of(call, side))
    usual, first = deciding_presenters.usual_decision(call, context["ranking"])
    form = ChooseForm(usual=usual, first=first)
    return render(request, "recruitment/selection.html", {**context, "form": form})


@require_POST
@requires(P.SELECT, on="cohort")
def check(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    """Show what a decision will do, then do it. Nothing is done before a reason is given."""
    call = _call(cohort)
    side = _side(cohort, request.POST.get("side", ""))
    ranking = ranking_of(call, side)
    usual, first = deciding_presenters.usual_decision(call, ranking)
    choose = ChooseForm(request.POST, usual=usual, first=first)
    chosen = _chosen(request, ranking, choose)
    if not chosen and choose.is_valid():
        choose.add_error(
            None, _("Nobody is chosen. Tick at least one application, or say how many from the top.")
        )
    if not choose.is_valid():
        context = {**selection_presenters.selection(call, ranking), "form": choose}
        return render(request, "recruitment/selection.html", context, status=422)
    decision, many = choose.cleaned_data["decision"], choose.cleaned_data["first"]
    reason = deciding_presenters.usual_reason(ranking, decision, many)
    is_sure = "reason" in request.POST
    form = DecideForm(
        request.POST if is_sure else None, decision=decision, days=offers.usual_days(call), reason=reason
    )
    if form.is_valid():
        try:
            count = _do(request, call, chosen, decision, form)
        except KithError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, deciding_presenters.done(decision, count))
            return redirect(f"{reverse('recruitment:selection', args=[cohort.pk])}?side={side}")
    context = deciding_presenters.decision(call, ranking, chosen, decision, many)
    return render(
        request,
        "recruitment/check_decision.html",
        {**context, "form": form, "side": side, "decision": decision},
        status=422 if form.errors else 200,
    )


def _chosen(request: SignedInRequest, ranking: Ranking, form: ChooseForm) -> list[Application]:
    """Those ticked, in the order of the ranking; or the first so many about whom nothing stands yet."""
    ticked = set(request.POST.getlist("application"))
    rows = [standing.application for standing in ranking.standings]
    if ticked:
        return [row for row in rows if str(row.pk) in ticked]
    if not form.is_valid() or not form.cleaned_data["first"]:
        return []
    may = deciding.FROM_THE_TOP[form.cleaned_data["decision"]]
    return [row for row in rows if row.state in may][: form.cleaned_data["first"]]


def _do(
    request: SignedInRequest, call: Call, chosen: list[Application], decision: str, form: DecideForm
) -> int:
    reason = form.cleaned_data["reason"]
    if decision == Decision.Kind.OFFER:
        days = form.cleaned_data["days"]
        return offers.make_offers(by=request.actor, call=call, applications=chosen, reason=reason, days=days)
    return deciding.decide(by=request.actor, call=call, applications=chosen, kind=decision, reason=reason)


@require_POST
@requires(P.SELECT, on="cohort")
def waiting_list(
    request: SignedInRequest, cohort: Cohort, application_id: str, **kwargs: str
) -> HttpResponse:
    """One application up or down the waiting list."""
    call = _call(cohort)
    application = _application(call, application_id)
    deciding.move_in_waiting_list(by=request.actor, application=application, up="down" not in request.POST)
    return redirect(
        f"{reverse('recruitment:selection', args=[cohort.pk])}?side={application.side}#waiting-list"
    )


@requires(P.SELECT, on="cohort")
def take_back(request: SignedInRequest, cohort: Cohort, application_id: str, **kwargs: str) -> HttpResponse:
    call = _call(cohort)
    application = _application(call, application_id)
    form = TakeBackForm(request.POST or None)
    if accepted(
        form,
        lambda: offers.take_back_offer(
            by=request.actor, application=application, reason=form.cleaned_data["reason"]
        ),
    ):
        messages.success(request, _("The offer is taken back, and the applicant is told."))
        return redirect(f"{reverse('recruitment:selection', args=[cohort.pk])}?side={application.side}")
    context = deciding_presenters.take_back(call, application)
    return render(request, "ui/confirm.html", {**context, "form": form}, status=422 if form.errors else 200)


@requires(P.SELECT, on="cohort")
def letters(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    """Letters to those who were turned down: looked at, then put in the outbox, held."""
    call = _call(cohort)
    waiting = writing.waiting_for_letter(call)
    form = LettersForm(request.POST or None, waiting=waiting)
    if form.is_valid():
        chosen = [row for row in waiting if str(row.pk) in form.cleaned_data["to"]]
        count = writing.write_letters(
            by=request.actor, call=call, applications=chosen, words=form.cleaned_data["words"]
        )
        said = ngettext(
            "%(num)s letter waits in the messages. Read it there and let it go.",
            "%(num)s letters wait in the messages. Read them there and let them go.",
            count,
        )
        messages.success(request, said % {"num": count})
        return redirect("cohorts:messages", cohort.pk)
    context = deciding_presenters.letters(call, waiting)
    return render(
        request, "recruitment/letters.html", {**context, "form": form}, status=422 if form.errors else 200
    )


def _application(call: Call, pk: str) -> Application:
    try:
        return (
            call.applications.filter(example="")
            .select_related("call__cohort__organisation", "person")
            .get(pk=pk)
        )
    except (Application.DoesNotExist, ValidationError) as missing:
        raise Http404 from missing
