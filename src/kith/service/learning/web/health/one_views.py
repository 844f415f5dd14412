"""One pair's page behind the board: contact history, reminders, and what the lead can do for them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from kith.foundation.faults import KithError
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.learning.domain.health import nudging
from kith.service.learning.models import Relationship
from kith.service.learning.web.health import one_presenters


@requires(P.LEARNING_SEE, on="relationship")
def one(request: SignedInRequest, relationship: Relationship, **kwargs: str) -> HttpResponse:
    context = one_presenters.one_page(relationship, timezone.now())
    return render(request, "learning/health_of.html", {**context, "here": "programmes"})


@requires(P.LEARNING_MANAGE, on="relationship")
def nudge(request: SignedInRequest, relationship: Relationship, **kwargs: str) -> HttpResponse:
    """What each would be sent, in their language; sent when the lead says so."""
    faults = None
    if request.method == "POST":
        try:
            nudging.nudge(by=request.actor, relationship=relationship)
        except KithError as refused:
            faults = refused.faults
        else:
            messages.success(request, _("The reminder is on its way. It arrives on a working morning."))
            return redirect("learning:health_of", relationship.cohort_id, relationship.pk)
    context = one_presenters.nudge_page(relationship)
    if faults:
        context["faults"] = faults
    return render(
        request, "learning/nudge.html", {**context, "here": "programmes"}, status=422 if faults else 200
    )
