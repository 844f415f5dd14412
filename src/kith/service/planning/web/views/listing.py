"""The scenarios that somebody may look at, and a new one."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from kith.foundation.faults import KithError
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, signed_in
from kith.service.planning.bridge.reading import list_templates, list_variants, read_template
from kith.service.planning.domain import actions, roles, uploads
from kith.service.planning.models import Scenario
from kith.service.planning.web.forms import OWN, NewForm
from kith.service.planning.web.presenters import list_rows
from kith.service.ui.web.refusals import show_refusal

PAGE_SIZE = 25


@signed_in
def show(request: SignedInRequest) -> HttpResponse:
    """To somebody who plans nowhere this is not there."""
    person = request.user
    if not roles.organisations_that_plan(person, P.PLANNING_SEE):
        raise Http404
    page = Paginator(roles.scenarios_seen_by(person), PAGE_SIZE).get_page(request.GET.get("page"))
    may_make = bool(roles.organisations_that_plan(person, P.PLANNING_MAKE))
    context = {"rows": list_rows(list(page)), "page": page, "may_make": may_make, "here": "planning"}
    return render(request, "planning/scenarios.html", context)


@signed_in
def new(request: SignedInRequest) -> HttpResponse:
    organisations = roles.organisations_that_plan(request.user, P.PLANNING_MAKE)
    if not organisations:
        if roles.organisations_that_plan(request.user, P.PLANNING_SEE):
            raise PermissionDenied(P.PLANNING_MAKE)
        raise Http404
    form = NewForm(
        request.POST or None, request.FILES or None, organisations=organisations, templates=_templates()
    )
    if form.is_valid():
        try:
            scenario = _make(request, form)
        except KithError as refused:
            show_refusal(form, refused)
        else:
            return redirect("planning:scenario", scenario.pk)
    context = {"form": form, "here": "planning"}
    return render(request, "planning/scenario_new.html", context, status=422 if form.errors else 200)


def _make(request: SignedInRequest, form: NewForm) -> Scenario:
    said = form.cleaned_data
    if said["begin"] == OWN:
        files = uploads.files_in(said["file"].name, said["file"].read())
        main = uploads.main_of(files)
        return actions.create_scenario(
            by=request.actor, organisation=form.organisation, name=said["name"], main=main, files=files
        )
    template, variant = said["begin"].split("/")
    return actions.create_from_template(
        by=request.actor,
        organisation=form.organisation,
        name=said["name"],
        template=template,
        variant=variant,
    )


def _templates() -> list[tuple[str, str]]:
    """Every template and its variants: what is sent, and its name. The larger ones first."""
    language = get_language() or "en"
    return [
        (f"{template}/{variant}", read_template(template, variant).name.in_language(language))
        for template in list_templates()
        for variant in list_variants(template)
    ]
