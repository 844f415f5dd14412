"""Levers and modifiers held against what there is for them to act on."""

from __future__ import annotations

from kith.questionnaires.declaration import Table
from kith.workforce.model import JoinsBy
from kith.workforce.scenario.draft import Draft
from kith.workforce.scenario.levers_types import ActsOn
from kith.workforce.scenario.supply_types import GoesBy, Who

OF_TRAINING = frozenset({ActsOn.SEATS, ActsOn.ATTRITION, ActsOn.PASS_RATE, ActsOn.TAKE_UP})
BY_REGION = frozenset({ActsOn.EXITS, ActsOn.MOVES_OUT, ActsOn.NEED, ActsOn.RURAL_TAKE_UP})
"""What can be changed in one region alone; everything else is the same everywhere."""


def check_levers(draft: Draft) -> None:
    """A lever, or a modifier, that acts on nobody is a fault, not a nought."""
    for table, lever in draft.levers:
        _acts(table, lever.acts_on, lever.professions, lever.regions, draft)
    for table, modifier in draft.modifiers:
        if modifier.acts_on is ActsOn.RURAL_TAKE_UP:
            table.fault("workforce.scenario.lever_only", "acts_on", acts_on=modifier.acts_on.value)
        _acts(table, modifier.acts_on, modifier.professions, modifier.regions, draft)


def _acts(
    table: Table, acts_on: ActsOn, professions: tuple[str, ...], regions: tuple[str, ...], draft: Draft
) -> None:
    meant = professions or draft.known.professions
    idle = [one for one in meant if one not in _reached(acts_on, draft)]
    if idle and (professions or len(idle) == len(meant)):
        table.fault(
            "workforce.scenario.acts_on_nobody", "acts_on", acts_on=acts_on.value, who=", ".join(idle)
        )
    if regions and acts_on not in BY_REGION:
        table.fault(
            "workforce.scenario.not_by_region",
            "regions",
            acts_on=acts_on.value,
            known=", ".join(sorted(one.value for one in BY_REGION)),
        )


def _reached(acts_on: ActsOn, draft: Draft) -> set[str]:
    """The professions that have what it acts on."""
    if acts_on in OF_TRAINING:
        return {one.profession for one in draft.training.values}
    if acts_on is ActsOn.RURAL_TAKE_UP:
        by_origin = [one for one in draft.training.values if one.goes.by is GoesBy.RURAL_ORIGIN]
        return {one.profession for one in (by_origin or draft.training.values) if draft.known.rural}
    came_from = {
        ActsOn.RECRUITMENT_HOME: JoinsBy.HOME,
        ActsOn.RECRUITMENT_ABROAD: JoinsBy.ABROAD,
    }
    if acts_on in came_from:
        return {one.profession for one in draft.recruitment.values if one.joins_by is came_from[acts_on]}
    lines: dict[ActsOn, list[Who]] = {
        ActsOn.RETURNS: [one.who for one in draft.returning.values],
        ActsOn.MOVES_OUT: [one.who for one in draft.movement.values],
        ActsOn.PAY: [one.who for one in draft.pay.values],
    }
    if acts_on in lines:
        groups = {group for who in lines[acts_on] for group in draft.known.groups_of(who)}
        return {draft.known.groups[group] for group in groups}
    return set(draft.known.professions)
