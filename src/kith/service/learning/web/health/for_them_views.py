"""What the lead does for a pair that asked them to: log what they were told, pause, go on, end."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.learning.domain.meeting import logbook
from kith.service.learning.domain.meeting.entry import present
from kith.service.learning.domain.relating import ending, pausing
from kith.service.learning.models import Relationship
from kith.service.learning.web.health.for_them_forms import EndForm, PauseForm
from kith.service.learning.web.meeting.log_forms import LogForm
from kith.service.ui.web.refusals import accepted


@requires(P.LEARNING_MANAGE, on="relationship")
def log(request: SignedInRequest, relationship: Relationship, **kwargs: str) -> HttpResponse:
    """They told the lead that they met."""
    members = present(relationship)
    form = LogForm(request.POST or None, relationship=relationship, members=members, me=None)
    if accepted(
        form,
        lambda: logbook.log_for_them(
            by=request.actor,
            relationship=relationship,
            entry=form.entry(),
            sent_once=form.cleaned_data["sent_once"],
        ),
    ):
        messages.success(request, _("It is in their log, and they are told that you noted it for them."))
        return redirect("learning:health_of", relationship.cohort_id, relationship.pk)
    return _show(request, "learning/log_for_them.html", relationship, form)


@requires(P.LEARNING_MANAGE, on="relationship")
def pause(request: SignedInRequest, relationship: Relationship, **kwargs: str) -> HttpResponse:
    form = PauseForm(request.POST or None)
    if accepted(
        form,
        lambda: pausing.pause(by=request.actor, relationship=relationship, until=form.cleaned_data["until"]),
    ):
        messages.success(request, _("They have paused and are told until when."))
        return redirect("learning:health_of", relationship.cohort_id, relationship.pk)
    return _show(request, "learning/pause_for_them.html", relationship, form)


@require_POST
@requires(P.LEARNING_MANAGE, on="relationship")
def resume(request: SignedInRequest, relationship: Relationship, **kwargs: str) -> HttpResponse:
    pausing.resume(by=request.actor, relationship=relationship)
    messages.success(request, _("The pause is over."))
    return redirect("learning:health_of", relationship.cohort_id, relationship.pk)


@requires(P.LEARNING_MANAGE, on="relationship")
def end(request: SignedInRequest, relationship: Relationship, **kwargs: str) -> HttpResponse:
    form = EndForm(request.POST or None)
    if accepted(
        form,
        lambda: ending.end(by=request.actor, relationship=relationship, reason=form.cleaned_data["reason"]),
    ):
        messages.success(request, _("It has ended. Both are told that it has, and not why."))
        return redirect("learning:health_of", relationship.cohort_id, relationship.pk)
    return _show(request, "learning/end_for_them.html", relationship, form)


def _show(
    request: SignedInRequest, template: str, relationship: Relationship, form: LogForm | PauseForm | EndForm
) -> HttpResponse:
    context = {
        "cohort": relationship.cohort,
        "relationship": relationship,
        "form": form,
        "away": reverse("learning:health_of", args=[relationship.cohort_id, relationship.pk]),
        "here": "programmes",
    }
    return render(request, template, context, status=422 if form.errors else 200)
