"""The workbench: rules with their price, who is ready, drafts, decisions."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.matches import bridge
from kith.service.matches.domain import queries
from kith.service.matches.domain.rule_changes import in_force
from kith.service.matches.models import Decision, MatchRun
from kith.service.matches.web.presenters import phrases
from kith.service.matches.web.presenters.rules import whose
from kith.service.matches.web.presenters.wording import (
    Names,
    language,
    may,
    points,
)
from kith.service.people.models import Person
from kith.service.ui.web.cells import link, post_button
from kith.service.ui.web.wording import day, percent

MOST_RUNS = 10
"""Drafts that the workbench lists."""


def rule_rows(cohort: Cohort, run: MatchRun | None) -> list[list[Any]]:
    """Rules as sentences with their weight and, after a run, what each costs the others."""
    told = run.told.get("prices") if run else None
    prices = None if told is None else {one["rule"]: one for one in told}
    return [
        [phrase, weight, _price(prices, key)]
        for key, phrase, weight in phrases.rule_table(
            in_force(cohort).book, definition_of(cohort), language()
        )
    ]


def _price(prices: dict[str, Any] | None, key: str) -> str:
    if prices is None:
        return _("Run the matching to see")
    if key not in prices:
        return _("Did not count: a whole side has not told us yet")
    found = prices[key]
    if found["matched_change"] > 0:
        return ngettext(
            "Keeps %(num)s more pair from being made",
            "Keeps %(num)s more pairs from being made",
            found["matched_change"],
        ) % {"num": found["matched_change"]}
    if found["share"] <= 0:
        return _("Costs nothing")
    return _("Costs the other rules %(share)s of their points") % {"share": percent(found["share"], 1)}


def workbench(person: Person, cohort: Cohort) -> dict[str, Any]:
    runs = list(cohort.match_runs.defer("problem")[:MOST_RUNS])
    latest = next((run for run in runs if run.result is not None and not run.is_rematch), None)
    ready = queries.readiness(cohort, language())
    return {
        "cohort": cohort,
        "rules": rule_rows(cohort, latest),
        **whose(cohort),
        "ready": [[side.name, side.confirmed, side.handed_in] for side in ready],
        "is_ready": all(side.confirmed for side in ready),
        "runs": [_run_row(cohort, run) for run in runs],
        "published": queries.publication_of(cohort),
        "may_manage": may(person, P.MATCH_MANAGE, cohort),
        "here": "programmes",
    }


def _run_row(cohort: Cohort, run: MatchRun) -> list[Any]:
    address = reverse("matches:draft", args=[cohort.pk, run.number])
    name = _("Draft %(number)s") % {"number": run.number}
    if run.result is None:
        return [link(address, name), day(run.created_at), _("No result yet"), "", ""]
    made, alone = len(run.pairs), len(run.without_partner)
    worst = points(bridge.result_of(run).weakest)
    return [link(address, name), day(run.created_at), made, alone, worst]


def decision_rows(request: Any, cohort: Cohort) -> list[list[Any]]:
    rows = list(
        Decision.objects.filter(cohort=cohort, undone_at=None)
        .select_related("decided_by")
        .order_by("-created_at")
    )
    names = Names.of(cohort) if rows else Names({})
    shown = []
    for row in rows:
        both = f"{names[row.left_id]} – {names[row.right_id]}"
        undo = (
            post_button(request, reverse("matches:undo", args=[cohort.pk, row.pk]), _("Undo"), both)
            if request
            else ""
        )
        by = row.decided_by.name if row.decided_by else _("Somebody who has left")
        shown.append([both, str(row.get_kind_display()), row.reason, f"{by}, {day(row.created_at)}", undo])
    return shown
