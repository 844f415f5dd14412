"""The plan of a scenario: what is wrong with its ``[plan]``, what its limits are worth, why there is none."""

from __future__ import annotations

from kith.foundation.messages import gettext_noop as _

FAULTS = {
    "workforce.plan.no_plan": _(
        "The scenario says nothing of a plan. Add a [plan] table: the reference of the scenario format has its keys."
    ),
    "workforce.plan.begins_late": _(
        "The first step is {begins}, and the scenario begins in {first}. Add a step for {first}."
    ),
    "workforce.plan.year_outside": _("{value} is not a year of the scenario: {first} to {last}."),
    "workforce.plan.too_many_tiers": _(
        "There are {value} [[plan.retention]] tables, and at most {most} are read. Join some."
    ),
    "workforce.plan.keeps_more_than_leave": _(
        "The shares sum to {value}. No more than everybody who leaves can be kept: they may sum to 1."
    ),
}
MESSAGES = {**FAULTS}
