"""Two scenarios side by side, or one with and without its levers, with the same luck."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kith.foundation.faults import KithError
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.planning.bridge import comparing, pictures, running
from kith.service.planning.domain import roles, versions
from kith.service.planning.models import Scenario
from kith.service.planning.web.forms import CompareForm
from kith.service.planning.web.presenters import compared_rows, finding, spoken

DRAWS = 500
WITHOUT = "without"
MOST_OTHERS = 200


@requires(P.PLANNING_SEE, on="scenario")
def compare(request: SignedInRequest, scenario: Scenario, **kwargs: str) -> HttpResponse:
    """``other`` in the address: another scenario that the person may see, or the same without its levers."""
    others = {WITHOUT: _("The same without its levers")}
    seen = roles.scenarios_seen_by(request.user).exclude(pk=scenario.pk)[:MOST_OTHERS]
    others |= {str(one.pk): one.name for one in seen}
    if (request.GET.get("other") or WITHOUT) not in others:
        raise Http404  # a stranger's scenario is none
    form = CompareForm(request.GET or None, others=others)
    context: dict[str, Any] = {
        "scenario": scenario,
        "organisation": scenario.organisation,
        "form": form,
        "compared": None,
        "refused": [],
        "here": "planning",
    }
    status = 200
    if form.is_bound and form.is_valid():
        chosen = form.cleaned_data["other"] or WITHOUT
        try:
            context |= _laid_side_by_side(scenario, chosen, {str(one.pk): one for one in seen})
        except KithError as refused:
            context["refused"], status = spoken(refused), 422
    return render(request, "planning/compare.html", context, status=status)


def _laid_side_by_side(scenario: Scenario, chosen: str, seen: dict[str, Scenario]) -> dict[str, Any]:
    own = versions.latest(scenario)
    files = versions.files_of(own)
    pulls = running.own_pulls(own.main, files)
    second = running.at_once(own.main, files, tuple(pulls.items()), DRAWS)
    if chosen == WITHOUT:
        first = running.at_once(own.main, files, tuple((lever, 0.0) for lever in pulls), DRAWS)
        name = _("Without levers")
    else:
        other = versions.latest(seen[chosen])
        theirs = versions.files_of(other)
        first = running.at_once(
            other.main, theirs, tuple(running.own_pulls(other.main, theirs).items()), DRAWS
        )
        name = seen[chosen].name
    compared = comparing.compare(first, second)
    return {
        "compared": compared,
        "picture": pictures.difference(first, second),
        "one_name": name,
        "other_name": scenario.name,
        "finding": finding(compared, name, scenario.name),
        "heads": [_("Profession"), name, scenario.name, _("Difference"), _("Better in draws")],
        "gross_rows": compared_rows(compared.gross),
        "net_rows": compared_rows(compared.net),
    }
