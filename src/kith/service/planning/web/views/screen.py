"""A scenario in one screen: what it is, its levers, and what comes of pulling them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kith.foundation.faults import KithError
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.planning.bridge import pictures, running, telling
from kith.service.planning.bridge.reading import ready
from kith.service.planning.domain import actions, roles, versions
from kith.service.planning.models import Scenario, ScenarioVersion
from kith.service.planning.web.forms import RunForm, SaveForm, pulls_in
from kith.service.planning.web.presenters import lever_fields, pulled_fields, result_rows, run_rows, spoken

DRAWS = 300
"""Of a page: enough for the range to settle within a few percent, in under a second for 4 professions x 10 regions."""


@requires(P.PLANNING_SEE, on="scenario")
def show(request: SignedInRequest, scenario: Scenario, **kwargs: str) -> HttpResponse:
    """The levers stand as the scenario has them, or as they were sent with the address."""
    version = versions.latest(scenario)
    context = screen(request, scenario, version)
    if request.headers.get("HX-Request"):
        # Said in the part itself: htmx shows no answer that is an error.
        return render(request, "planning/result_part.html", context)
    return render(request, "planning/scenario.html", context, status=422 if context["refused"] else 200)


def screen(request: SignedInRequest, scenario: Scenario, version: ScenarioVersion) -> dict[str, Any]:
    files = versions.files_of(version)
    said, _compiled = ready(version.main, files)
    own = running.own_pulls(version.main, files)
    refusals: list[str] = []
    pulls = dict(own)
    try:
        pulls = pulls_in(request.GET, list(own)) or pulls
        run = running.at_once(version.main, files, tuple(pulls.items()), DRAWS)
    except KithError as refused:
        refusals = spoken(refused)
        run = running.at_once(version.main, files, tuple(own.items()), DRAWS)
    may_make = roles.may(request.user, P.PLANNING_MAKE, scenario)
    about, told = telling.about(said), telling.told_of(run)
    return {
        "scenario": scenario,
        "organisation": scenario.organisation,
        "version": version,
        "about": about,
        "bundles": lever_fields(about.bundles, pulls, request.GET),
        "pulls": pulled_fields(pulls),
        "told": told,
        "result_rows": result_rows(told),
        "picture": pictures.gap_fan(run),
        "refused": refusals,
        "is_changed": pulls != own,
        "run_form": RunForm(),
        "runs": run_rows(scenario),
        "may_make": may_make,
        "here": "planning",
    }


@require_POST
@requires(P.PLANNING_MAKE, on="scenario")
def save(request: SignedInRequest, scenario: Scenario, **kwargs: str) -> HttpResponse:
    """The levers as they stand, as a scenario of its own."""
    version = versions.latest(scenario)
    own = running.own_pulls(version.main, versions.files_of(version))
    form = SaveForm(request.POST)
    try:
        pulls = pulls_in(request.POST, list(own)) or dict(own)
        name = form["name"].value() or ""
        made = actions.copy_with_pulls(by=request.actor, scenario=scenario, name=name, pulls=pulls)
    except KithError as refused:
        context = screen(request, scenario, version)
        return render(request, "planning/scenario.html", {**context, "refused": spoken(refused)}, status=422)
    return redirect("planning:scenario", made.pk)


@requires(P.PLANNING_MAKE, on="scenario")
def delete(request: SignedInRequest, scenario: Scenario, **kwargs: str) -> HttpResponse:
    if request.method == "POST":
        actions.delete_scenario(by=request.actor, scenario=scenario)
        return redirect("planning:scenarios")
    return render(request, "planning/delete.html", {"scenario": scenario, "here": "planning"})
