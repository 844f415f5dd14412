"""The matchings that somebody may look at, and a new one."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kith.foundation.faults import KithError
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, signed_in
from kith.service.matches.domain.exercises import actions, queries, roles
from kith.service.matches.models import Exercise
from kith.service.matches.web.exercises.forms import EXAMPLE, NewForm
from kith.service.matches.web.exercises.presenters.workbench import list_rows
from kith.service.ui.web.refusals import show_refusal

PAGE_SIZE = 25


@signed_in
def show(request: SignedInRequest) -> HttpResponse:
    """To somebody who may match nobody anywhere this is not there."""
    person = request.user
    found = queries.with_counts(roles.exercises_seen_by(person))
    may_make = roles.may_make(person)
    if not may_make and not roles.may_see_any(person):
        raise Http404
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"rows": list_rows(list(page)), "page": page, "may_make": may_make, "here": "programmes"}
    return render(request, "matches/exercises.html", context)


@signed_in
def new(request: SignedInRequest) -> HttpResponse:
    person = request.user
    organisations = roles.organisations_that_match(person, P.MATCH_MANAGE)
    cohorts = [one for one in roles.cohorts_that_match(person, P.MATCH_MANAGE) if one.is_open]
    if not organisations and not cohorts:
        if roles.may_see_any(person):
            raise PermissionDenied(P.MATCH_MANAGE)
        raise Http404
    initial: dict[str, Any] = {"kind": request.GET.get("kind"), "name": _("A first try")}
    if "cohort" in request.GET:
        initial |= {"of": f"cohort:{request.GET['cohort']}", "begin": "own"}
    form = NewForm(request.POST or None, organisations=organisations, cohorts=cohorts, initial=initial)
    if form.is_valid():
        try:
            exercise = _make(request, form)
        except KithError as refused:
            show_refusal(form, refused)
        else:
            return redirect("matches:exercise", exercise.pk)
    context = {"form": form, "here": "programmes"}
    return render(request, "matches/exercise_new.html", context, status=422 if form.errors else 200)


def _make(request: SignedInRequest, form: NewForm) -> Exercise:
    organisation, cohort = form.owner
    said = form.cleaned_data
    exercise = actions.create_exercise(
        by=request.actor, organisation=organisation, kind=said["kind"], name=said["name"], cohort=cohort
    )
    if said["begin"] == EXAMPLE:
        actions.use_example(by=request.actor, exercise=exercise)
    return exercise
