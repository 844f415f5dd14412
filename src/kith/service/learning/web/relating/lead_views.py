"""What those who run a programme do with a pair or a mentor: pause, go on, end; and record that somebody leaves."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kith.foundation.faults import KithError
from kith.service.cohorts.models import Place
from kith.service.core.domain.permissions import Permission
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.learning.domain.relating import ending, leaving, pausing
from kith.service.learning.domain.relating.queries import people_in
from kith.service.learning.models import Relationship
from kith.service.learning.web.relating.door import posted
from kith.service.learning.web.relating.standing_forms import EndForm, LeavingForm, PauseForm
from kith.service.learning.web.relating.wording import names
from kith.service.ui.web.refusals import show_refusal
from kith.service.ui.web.wording import day

MANAGE = Permission.LEARNING_MANAGE


def _frame(relationship: Relationship, title: str, **more: Any) -> dict[str, Any]:
    said = {"names": names(people_in(relationship))}
    board = reverse("learning:health", args=[relationship.cohort_id])
    return {
        "cohort": relationship.cohort,
        "title": title % said,
        "crumbs_to": [
            (relationship.cohort.name, reverse("cohorts:show", args=[relationship.cohort_id])),
            (_("How pairs are doing"), board),
        ],
        "cancel_href": board,
        "here": "programmes",
        **more,
    }


@requires(MANAGE, on="relationship")
def pause(request: SignedInRequest, relationship: Relationship, **kwargs: str) -> HttpResponse:
    form = PauseForm(posted(request), initial={"until": relationship.paused_until})
    if request.method == "POST" and form.is_valid():
        until: date = form.cleaned_data["until"]
        try:
            pausing.pause(by=request.actor, relationship=relationship, until=until)
        except KithError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("It is paused until %(day)s.") % {"day": day(until)})
            return redirect("learning:health", relationship.cohort_id)
    happens = [
        _("Nobody is reminded to meet while it is paused."),
        _("Everybody in it is told until when, not why."),
        _("They can go on earlier themselves."),
    ]
    context = _frame(relationship, _("Pause: %(names)s"), what_happens=happens, button=_("Pause"), form=form)
    return render(request, "learning/standing.html", context, status=422 if form.errors else 200)


@requires(MANAGE, on="relationship")
def resume(request: SignedInRequest, relationship: Relationship, **kwargs: str) -> HttpResponse:
    if request.method == "POST":
        pausing.resume(by=request.actor, relationship=relationship)
        return redirect("learning:health", relationship.cohort_id)
    happens = [_("The pause ends today.")]
    context = _frame(
        relationship, _("Go on now: %(names)s"), what_happens=happens, button=_("Go on"), form=None
    )
    return render(request, "learning/standing.html", context)


@requires(MANAGE, on="relationship")
def end(request: SignedInRequest, relationship: Relationship, **kwargs: str) -> HttpResponse:
    form = EndForm(posted(request))
    if request.method == "POST" and form.is_valid():
        ending.end(by=request.actor, relationship=relationship, reason=form.cleaned_data["reason"])
        return redirect("learning:health", relationship.cohort_id)
    happens = [
        _("Meetings that are planned are cancelled."),
        _("They are told that it has ended. They are not told why, or by whom."),
        _("Those who keep their place wait for a partner."),
    ]
    context = _frame(
        relationship,
        _("End: %(names)s"),
        what_happens=happens,
        button=_("End it"),
        form=form,
        is_dangerous=True,
    )
    return render(request, "learning/standing.html", context, status=422 if form.errors else 200)


@requires(Permission.PEOPLE_MANAGE, on="place")
def leave(request: SignedInRequest, place: Place, **kwargs: str) -> HttpResponse:
    """The place ends, with why. After a death the lead speaks to those who learn with them first."""
    form = LeavingForm(posted(request))
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        try:
            others = leaving.record_leaving(by=request.actor, place=place, because=because)
        except KithError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("%(name)s no longer takes part.") % {"name": place.person.name})
            if others and because == leaving.Leaving.DIED:
                said = _("Nothing has been sent to %(names)s. Please speak to them first.")
                messages.warning(request, said % {"names": names(others)})
            return redirect("cohorts:person", place.cohort_id, place.pk)
    context = {
        "cohort": place.cohort,
        "title": _("Take back the place of %(name)s?") % {"name": place.person.name},
        "crumbs_to": [
            (place.cohort.name, reverse("cohorts:show", args=[place.cohort_id])),
            (place.person.name, reverse("cohorts:person", args=[place.cohort_id, place.pk])),
        ],
        "what_happens": [
            _("Their personal link stops working and unsent mails to them are withdrawn."),
            _("What they do together with a partner or a mentor ends, and those are told that it has ended."),
            _(
                "If they have died, nothing more goes to their address, and those who learned with them get no "
                "message: speak to them first."
            ),
            _("What they have answered so far is kept under its pseudonym."),
        ],
        "button": _("Take the place back"),
        "cancel_href": reverse("cohorts:person", args=[place.cohort_id, place.pk]),
        "form": form,
        "is_dangerous": True,
        "here": "programmes",
    }
    return render(request, "learning/standing.html", context, status=422 if form.errors else 200)
