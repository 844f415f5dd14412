"""Whether a design makes sense: every fault at once."""

from __future__ import annotations

from kith.evaluation.advice.types import Design
from kith.evaluation.plan import WaveRole
from kith.evaluation.plan_checks import LEAST_THAT_PROTECTS
from kith.foundation.faults import Faults

MOST_PEOPLE = 1_000_000
MOST_ITEMS = 200
MOST_POINTS = 1_001


def check_design(design: Design) -> None:
    """Refuse numbers that no study has.

    Raises
    ------
    KithError
        With each of them.
    """
    faults = Faults()
    if not design.sides:
        faults.add("evaluation.advice.fault.no_people")
    if not design.outcomes:
        faults.add("evaluation.plan.no_outcome")
    for side in (*design.sides, *design.subgroups):
        for n in (side.n, side.n_later):
            if n is not None and not 0 <= n <= MOST_PEOPLE:
                faults.add("evaluation.advice.fault.people", value=n, most=MOST_PEOPLE)
    for measure in design.outcomes:
        if measure.items is not None and not 1 <= measure.items <= MOST_ITEMS:
            faults.add(
                "evaluation.advice.fault.items", outcome=measure.key, value=measure.items, most=MOST_ITEMS
            )
        if not 2 <= measure.points <= MOST_POINTS:
            faults.add(
                "evaluation.advice.fault.points", outcome=measure.key, value=measure.points, most=MOST_POINTS
            )
    keys = [measure.key for measure in design.outcomes]
    if design.primary is not None and design.primary not in keys:
        faults.add("evaluation.plan.primary_unknown", outcome=design.primary, known=", ".join(keys))
    _check_settings(design, faults)
    faults.raise_if_any()


def _check_settings(design: Design, faults: Faults) -> None:
    later = [role for role in design.waves[1:] if role is not WaveRole.THEN]
    if design.comparisons is None and not later:
        faults.add("evaluation.plan.one_wave")
    if not 0.0 <= design.missing < 1.0:
        faults.add("evaluation.advice.fault.missing", value=design.missing)
    if not 1 <= design.cohorts <= MOST_PEOPLE:
        faults.add("evaluation.advice.fault.cohorts", value=design.cohorts)
    if design.pairs and len(design.sides) != 2:
        faults.add("evaluation.advice.fault.pairs", sides=len(design.sides))
    if not -1.0 < design.alike < 1.0:
        faults.add("evaluation.advice.fault.alike", value=design.alike)
    for name in ("threshold", "power"):
        if not 0.0 < getattr(design, name) < 1.0:
            faults.add(f"evaluation.advice.fault.{name}", value=getattr(design, name))
    if design.roles_expected is not None and not 0.0 <= design.roles_expected <= 1.0:
        faults.add("evaluation.advice.fault.roles", value=design.roles_expected)
    if not 0.5 <= design.confidence < 1:
        faults.add("evaluation.plan.confidence", value=design.confidence)
    if design.least_matched < LEAST_THAT_PROTECTS:
        faults.add("evaluation.plan.least_matched", value=design.least_matched)
    if design.raters is not None and (design.raters.rated < 0 or design.raters.categories < 2):
        faults.add("evaluation.advice.fault.raters")
