"""Proposing times, answering, fixing, moving and calling off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.foundation.faults import Fault, KithError
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.core.domain.permissions import Permission
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.learning.domain.meeting import availability, logbook, planning, proposing
from kith.service.learning.domain.meeting.entry import activities_of, is_shadowing, present, rule_of
from kith.service.learning.models import Meeting, Relationship
from kith.service.learning.web.meeting import meeting_page
from kith.service.learning.web.meeting.planning_forms import MoveForm, TimesForm, WhatForm
from kith.service.learning.web.meeting.reading import meeting_of
from kith.service.ui.web.refusals import accepted, show_refusal

own = requires(Permission.RELATIONSHIP_OWN, on="relationship")


@own
def propose(request: SignedInRequest, relationship: Relationship, **kwargs: str) -> HttpResponse:
    """First what for and how long; then the times that suit everybody for that."""
    activities = activities_of(relationship, definition_of(relationship.cohort))
    what = WhatForm(request.GET if "length" in request.GET else None, activities=activities)
    if not what.is_valid():
        context = _context(relationship, form=what, back_href=_home(relationship))
        return render(request, "learning/propose.html", context, status=422 if what.errors else 200)
    activity = what.cleaned_data.get("activity", "")
    members, minutes = present(relationship), what.asked_minutes
    rule = rule_of(relationship, activity)
    form = TimesForm(
        request.POST or None,
        suggested=availability.times_for(members, request.user, minutes),
        members=members,
        me=request.user,
        is_shadowing=is_shadowing(relationship, activity),
        has_rule=rule is not None,
    )
    if form.is_valid():
        wanted = form.wanted(activity, minutes)
        try:
            meeting = proposing.propose(
                by=request.actor,
                relationship=relationship,
                wanted=wanted,
                sent_once=form.cleaned_data["sent_once"],
            )
        except KithError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("Your times are sent."))
            return redirect("learning:meeting", relationship.pk, meeting.pk)
    context = _context(
        relationship,
        form=form,
        rule=rule,
        has_said=availability.has_said(members),
        back_href=reverse("learning:propose", args=[relationship.pk]),
        most=proposing.MOST_TIMES,
    )
    return render(request, "learning/propose_times.html", context, status=422 if form.errors else 200)


@own
def meeting(
    request: SignedInRequest, relationship: Relationship, meeting_id: UUID, **kwargs: str
) -> HttpResponse:
    return _show(request, meeting_of(relationship, meeting_id))


def _show(request: SignedInRequest, one: Meeting, refused: KithError | None = None) -> HttpResponse:
    page = meeting_page.page_of(one, request.user, request.POST if refused else None)
    if refused is not None and page["form"] is not None:
        show_refusal(page["form"], refused)
    elif refused is not None:
        page["faults"] = refused.faults
    return render(request, "learning/meeting.html", page, status=422 if refused else 200)


@require_POST
@own
def answer(
    request: SignedInRequest, relationship: Relationship, meeting_id: UUID, **kwargs: str
) -> HttpResponse:
    """``none``: the button that says that no time suits. Without it, at least one is to be ticked."""
    one = meeting_of(relationship, meeting_id)
    form = meeting_page.answer_form(one, request.user, request.POST)
    ticked = form.cleaned_data["can"] if form.is_valid() else ()
    can = set() if "none" in request.POST else {UUID(value) for value in ticked}
    if not can and "none" not in request.POST:
        messages.error(request, _("Tick the times that you can make, or say that you can make none."))
        return redirect("learning:meeting", relationship.pk, one.pk)
    try:
        proposing.answer(
            by=request.actor,
            meeting=one,
            can=can,
            has_read_rule="has_read_rule" in request.POST,
        )
    except KithError as refused:
        return _show(request, meeting_of(relationship, meeting_id), refused)
    messages.success(request, _("Your answer is sent."))
    return redirect("learning:meeting", relationship.pk, one.pk)


@require_POST
@own
def fix(
    request: SignedInRequest, relationship: Relationship, meeting_id: UUID, **kwargs: str
) -> HttpResponse:
    one = meeting_of(relationship, meeting_id)
    choice = next((row for row in one.choices.all() if str(row.pk) == request.POST.get("choice")), None)
    try:
        if choice is None:
            raise KithError(Fault("learning.proposal_over"))
        planning.fix(by=request.actor, meeting=one, choice=choice)
    except KithError as refused:
        return _show(request, meeting_of(relationship, meeting_id), refused)
    messages.success(request, _("The time is fixed. Everybody gets a mail."))
    return redirect("learning:meeting", relationship.pk, one.pk)


@require_POST
@own
def whether(
    request: SignedInRequest, relationship: Relationship, meeting_id: UUID, **kwargs: str
) -> HttpResponse:
    """ "Did you meet?" Yes or no."""
    one = meeting_of(relationship, meeting_id)
    took_place = request.POST.get("took_place") == "yes"
    try:
        logbook.say_whether(by=request.actor, meeting=one, took_place=took_place)
    except KithError as refused:
        return _show(request, meeting_of(relationship, meeting_id), refused)
    messages.success(request, _("It is in your log."))
    return redirect("learning:together", relationship.pk)


@own
def move(
    request: SignedInRequest, relationship: Relationship, meeting_id: UUID, **kwargs: str
) -> HttpResponse:
    one = meeting_of(relationship, meeting_id)
    if one.state != Meeting.State.PLANNED:
        return redirect("learning:meeting", relationship.pk, one.pk)
    form = MoveForm(request.POST or None, meeting=one, me=request.user)
    if accepted(
        form,
        lambda: planning.move(
            by=request.actor, meeting=one, zone=request.user.time_zone, **form.cleaned_data
        ),
    ):
        messages.success(request, _("The meeting is changed. Everybody gets a mail."))
        return redirect("learning:meeting", relationship.pk, one.pk)
    back_href = reverse("learning:meeting", args=[relationship.pk, one.pk])
    context = _context(relationship, form=form, back_href=back_href)
    return render(request, "learning/move_meeting.html", context, status=422 if form.errors else 200)


@own
def cancel(
    request: SignedInRequest, relationship: Relationship, meeting_id: UUID, **kwargs: str
) -> HttpResponse:
    one = meeting_of(relationship, meeting_id)
    if request.method == "POST":
        planning.cancel(by=request.actor, meeting=one)
        messages.success(request, _("It is called off."))
        return redirect("learning:together", relationship.pk)
    is_planned = one.state == Meeting.State.PLANNED
    context = _context(
        relationship,
        title=_("Call this meeting off?") if is_planned else _("Take these times back?"),
        what_happens=[
            _("Everybody gets a mail, and their calendars show that it is off.")
            if is_planned
            else _("Nobody can answer them any more.")
        ],
        button=_("Call it off") if is_planned else _("Take them back"),
        is_dangerous=True,
        cancel_href=reverse("learning:meeting", args=[relationship.pk, one.pk]),
    )
    return render(request, "ui/confirm.html", context)


def _home(relationship: Relationship) -> str:
    return reverse("learning:together", args=[relationship.pk])


def _context(relationship: Relationship, **more: Any) -> dict[str, Any]:
    return {"cohort": relationship.cohort, "here": "home", **more}
