"""A cohort itself: the list, making one, its page with the line of stages, its calendar and settings."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kith.foundation.faults import KithError
from kith.programmes.shipped import list_definitions, load_shipped
from kith.service.cohorts.domain import actions, queries
from kith.service.cohorts.domain.archived import archived_cohorts, archived_places
from kith.service.cohorts.domain.definitions import definition_of, shipped
from kith.service.cohorts.domain.stages import stage_names
from kith.service.cohorts.models import Cohort
from kith.service.cohorts.web import presenters
from kith.service.cohorts.web.forms import CohortForm, DatesForm, SettingsForm
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.models import Organisation
from kith.service.core.web.access import SignedInRequest, requires, signed_in
from kith.service.ui.web.refusals import accepted, show_refusal

PAGE_SIZE = 24


@signed_in
def programmes(request: SignedInRequest) -> HttpResponse:
    """Every cohort the person runs or looks at, and where they may make one."""
    rows = queries.cohorts_run_by(request.user).exclude(state=Cohort.State.ARCHIVED)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    counts = queries.place_counts(page)
    return render(
        request,
        "cohorts/programmes.html",
        {
            "cohort_cards": [presenters.card(cohort, counts[cohort.pk]) for cohort in page],
            "page": page,
            "organisations": queries.can_create_in(request.user),
            "here": "programmes",
        },
    )


@signed_in
def archived(request: SignedInRequest) -> HttpResponse:
    """What has left the lists: one's own places first, then what one ran or looked at."""
    page = Paginator(archived_cohorts(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    counts = queries.place_counts(page)
    context = {
        "place_cards": [presenters.archived_place_card(place) for place in archived_places(request.user)],
        "cohort_cards": [presenters.card(cohort, counts[cohort.pk]) for cohort in page],
        "page": page,
        "here": "programmes",
    }
    return render(request, "cohorts/archived.html", context)


@requires(P.COHORT_CREATE, on="organisation")
def choose_programme(request: SignedInRequest, organisation: Organisation, **kwargs: str) -> HttpResponse:
    return render(
        request,
        "cohorts/choose_programme.html",
        {
            "organisation": organisation,
            "definitions": [load_shipped(key) for key in list_definitions()],
            "here": "programmes",
        },
    )


@requires(P.COHORT_CREATE, on="organisation")
def create(request: SignedInRequest, organisation: Organisation, key: str, **kwargs: str) -> HttpResponse:
    try:
        definition = shipped(key)
    except KithError as unknown:
        raise Http404 from unknown
    form = CohortForm(request.POST or None, definition=definition, time_zone=organisation.time_zone)
    if form.is_valid():
        try:
            cohort = actions.create_cohort(
                by=request.actor,
                organisation=organisation,
                definition=definition,
                variant=form.cleaned_data.get("variant") or None,
                name=form.cleaned_data["name"],
                starts_on=form.cleaned_data["starts_on"],
                time_zone=form.cleaned_data["time_zone"],
                sides=form.sizes,
            )
        except KithError as refused:
            show_refusal(form, refused)
        else:
            messages.success(
                request, _("%(cohort)s is made. Bring its people next.") % {"cohort": cohort.name}
            )
            return redirect("cohorts:show", cohort.pk)
    context = {"organisation": organisation, "definition": definition, "form": form, "here": "programmes"}
    return render(request, "cohorts/create.html", context, status=422 if form.errors else 200)


@requires(P.COHORT_SEE, on="cohort")
def show(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    return render(request, "cohorts/show.html", presenters.cohort_page(request.user, cohort))


@requires(P.COHORT_SEE, on="cohort")
def calendar(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    return render(request, "cohorts/calendar.html", presenters.calendar_page(request.user, cohort))


@requires(P.COHORT_MANAGE, on="cohort")
def dates(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    names = stage_names(cohort)
    form = DatesForm(request.POST or None, cohort=cohort, names=names)
    if accepted(form, lambda: actions.change_dates(by=request.actor, cohort=cohort, dates=form.dates)):
        messages.success(
            request, _("The dates are changed. Questionnaires that are not open yet moved with them.")
        )
        return redirect("cohorts:calendar", cohort.pk)
    context = {"cohort": cohort, "form": form, "here": "programmes"}
    return render(request, "cohorts/dates.html", context, status=422 if form.errors else 200)


@requires(P.COHORT_MANAGE, on="cohort")
def change_settings(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    definition = definition_of(cohort)
    form = SettingsForm(request.POST or None, cohort=cohort, definition=definition)
    if accepted(
        form,
        lambda: actions.change_settings(
            by=request.actor, cohort=cohort, name=form.cleaned_data["name"], sides=form.sizes
        ),
    ):
        messages.success(request, _("The settings are changed."))
        return redirect("cohorts:show", cohort.pk)
    context = {"cohort": cohort, "definition": definition, "form": form, "here": "programmes"}
    return render(request, "cohorts/settings.html", context, status=422 if form.errors else 200)
