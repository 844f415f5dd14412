"""How well a draft suits each side, and how it came out for groups of people."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from kith.service.core.domain.policies import policy
from kith.service.matches import bridge_exercises as bridge
from kith.service.matches import bridge_outcomes
from kith.service.matches.domain.exercises.columns import MOST_GROUPS, columns_of, group_of
from kith.service.matches.models import Exercise, ExerciseRun
from kith.service.matches.web.exercises.presenters.wording import spoken
from kith.service.matches.web.exercises.presenters.workbench import table_name
from kith.service.matches.web.presenters.groups import outcome_table
from kith.service.matches.web.presenters.satisfaction import Side, satisfaction


def suits_page(run: ExerciseRun, by: str) -> dict[str, Any]:
    exercise = run.exercise
    values: dict[str, list[float]] = {}
    for group in (run.draft or {}).get("groups", []):
        for one in group["members"]:
            if one["satisfaction"] is not None:
                values.setdefault(one["side"], []).append(one["satisfaction"])
    sides = [Side(side_name(exercise, side), found) for side, found in values.items()]
    return {
        "exercise": exercise,
        "cohort": exercise.cohort,
        "organisation": exercise.organisation,
        "run": run,
        "suits": satisfaction(sides, _("People who are matched, by how well it suits them")),
        **_groups(run, by),
        "here": "programmes",
    }


def side_name(exercise: Exercise, side: str) -> str:
    """What the people of a side are called: as their table is; of pairs the side is called as its file already."""
    keys = [one.key for one in bridge.inputs_of(exercise.kind) if one.side == side]
    return table_name(exercise.kind, keys[0]) if keys else spoken(side).capitalize()


def _groups(run: ExerciseRun, by: str) -> dict[str, Any]:
    columns = columns_of(run.exercise)
    labels = [(column, spoken(column).capitalize(), column == by) for column in columns]
    if by not in columns:
        return {"by": labels, "grouped": None, "too_many": 0}
    groups = group_of(run.exercise, by, _("Not told"))
    if groups is None:
        return {"by": labels, "grouped": None, "too_many": MOST_GROUPS}
    allowed = policy(run.exercise.organisation)
    grouped = outcome_table(spoken(by), lambda: bridge_outcomes.by_group(run, groups, allowed))
    return {"by": labels, "grouped": grouped, "too_many": 0}
