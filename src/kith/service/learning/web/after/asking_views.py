"""A lead asks alumni to help one cohort, and sees to what follows from a yes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.learning.domain.after import asking
from kith.service.learning.models import Alumnus, Event
from kith.service.learning.web.after import alumni_presenters as presenters
from kith.service.learning.web.after.alumni_forms import AskForm
from kith.service.ui.web.refusals import accepted


@requires(P.LEARNING_MANAGE, on="cohort")
def asks(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    context = {
        "cohort": cohort,
        "table": presenters.asked_rows(request, asking.asks_of(cohort)),
        "here": "programmes",
    }
    return render(request, "learning/cohort_alumni.html", context)


@requires(P.LEARNING_MANAGE, on="cohort")
def ask(request: SignedInRequest, cohort: Cohort, alumnus_id: UUID, **kwargs: str) -> HttpResponse:
    rows = Alumnus.objects.filter(organisation_id=cohort.organisation_id, left_at=None)
    alumnus = rows.select_related("person", "organisation").filter(pk=alumnus_id).first()
    if alumnus is None:
        raise Http404
    events = Event.objects.filter(
        cohort=cohort, state=Event.State.PLANNED, starts_at__gte=timezone.now()
    ).order_by("starts_at")
    form = AskForm(request.POST or None, alumnus=alumnus, events=list(events[:50]))
    if accepted(
        form, lambda: asking.ask_alumnus(by=request.actor, cohort=cohort, alumnus=alumnus, **form.given)
    ):
        messages.success(request, _("%(name)s is asked by mail.") % {"name": alumnus.person.name})
        return redirect("learning:cohort_alumni", cohort.pk)
    context = {"cohort": cohort, "alumnus": alumnus, "form": form, "here": "programmes"}
    return render(request, "learning/ask_alumnus.html", context, status=422 if form.errors else 200)


@require_POST
@requires(P.LEARNING_MANAGE, on="cohort")
def settle(request: SignedInRequest, cohort: Cohort, asked_id: UUID, **kwargs: str) -> HttpResponse:
    row = asking.asks_of(cohort).filter(pk=asked_id).first()
    if row is None:
        raise Http404
    asking.settle_ask(by=request.actor, asked=row)
    return redirect("learning:cohort_alumni", cohort.pk)
