"""Who runs a cohort, between which dates."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.foundation.faults import KithError
from kith.service.cohorts.domain import actions, queries
from kith.service.cohorts.models import Cohort, CohortRole
from kith.service.cohorts.web import presenters
from kith.service.cohorts.web.forms import RoleForm
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.ui.web.refusals import show_refusal


@requires(P.COHORT_MANAGE, on="cohort")
def show(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    form = RoleForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            row = actions.give_role_to(by=request.actor, cohort=cohort, **given)
        except KithError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("%(name)s has the role now.") % {"name": row.person.name})
            return redirect("cohorts:team", cohort.pk)
    today = timezone.localdate()
    table = presenters.team_rows(request, cohort, queries.team_of(cohort), today)
    hand_overs = list(cohort.hand_overs.select_related("from_person", "to_person")[:12])
    context = {"cohort": cohort, "form": form, "table": table, "hand_overs": hand_overs, "here": "programmes"}
    return render(request, "cohorts/team.html", context, status=422 if form.errors else 200)


@require_POST
@requires(P.COHORT_MANAGE, on="cohort")
def end(request: SignedInRequest, cohort: Cohort, role_id: UUID, **kwargs: str) -> HttpResponse:
    try:
        actions.end_role(by=request.actor, cohort=cohort, role_id=role_id, on=timezone.localdate())
    except CohortRole.DoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, _("The role has ended."))
    return redirect("cohorts:team", cohort.pk)
