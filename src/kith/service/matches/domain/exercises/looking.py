"""Reading an exercise's tables and rules together: what is wrong, and the rules in sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kith.foundation.faults import Fault, KithError, Where
from kith.service.core.domain.jobs import faults_to_json
from kith.service.matches import bridge_exercises as bridge
from kith.service.matches.domain.exercises.cohort_people import people_of
from kith.service.matches.domain.exercises.tables import table_of
from kith.service.matches.models import Exercise, ExerciseTable
from kith.tables.records import in_brief
from kith.tables.types import Table

RULES_FILE = "rules.toml"
MOST_FAULTS_KEPT = 200
PRIVATE_FAULTS = frozenset({"matching.people.private_unknown"})


def tables_of(exercise: Exercise, instead: dict[str, Table] | None = None) -> dict[str, Table]:
    """Every table that is there, by its key. ``instead``: some that are not kept yet."""
    found: dict[str, Table] = dict(instead or {})
    for row in exercise.tables.all():
        if row.key in found:
            continue
        if row.source != ExerciseTable.Source.COHORT:
            found[row.key] = table_of(row)
        elif exercise.cohort is not None:
            found[row.key] = people_of(exercise.cohort, exercise.kind)
    return found


def missing(exercise: Exercise, present: set[str]) -> list[str]:
    """Keys of the tables that the kind needs and that are not there."""
    found = [one.key for one in bridge.inputs_of(exercise.kind) if one.required and one.key not in present]
    if exercise.kind == Exercise.Kind.PAIRS and present != {"people"}:
        found += [key for key in ("left", "right") if key not in present]
    return found


def look(exercise: Exercise) -> bridge.Looked:
    """The problem as it is now. Raises KithError with everything that is wrong with it."""
    tables = tables_of(exercise)
    lacking = missing(exercise, set(tables))
    faults = [Fault("matches.exercise.table_missing", params={"table": key}) for key in lacking]
    if not exercise.rules.strip():
        faults.append(Fault("matches.exercise.no_rules"))
    if faults:
        raise KithError(faults)
    promise = (exercise.seed_commitment, exercise.seed_salt)
    try:
        return bridge.look(exercise.kind, tables, exercise.rules, rules_name=RULES_FILE, promise=promise)
    except KithError as error:  # a page says them, and so does a job that was refused
        raise KithError(map(_unplaced, error.faults)) from None


def looked_at(exercise: Exercise) -> dict[str, Any]:
    """The same as a row keeps it, so that a page need not read thousands of rows again."""
    try:
        found = look(exercise)
    except KithError as error:
        return refused(error)
    return sound(found)


def as_it_is_now(exercise: Exercise) -> dict[str, Any]:
    """As the row keeps it; read anew where it was never looked at, and where a cohort's people may have changed."""
    is_live = exercise.tables.filter(source=ExerciseTable.Source.COHORT).exists()
    return looked_at(exercise) if is_live or not exercise.looked_at else exercise.looked_at


def refused(error: KithError) -> dict[str, Any]:
    return {"faults": _faults(error.faults), "count": len(error.faults), "rules": [], "notes": []}


def sound(found: bridge.Looked) -> dict[str, Any]:
    return {
        "faults": _faults(found.faults),
        "count": len(found.faults),
        "rules": found.rules,
        "notes": faults_to_json(found.notes[:MOST_FAULTS_KEPT]),
    }


def rules_faults(error: KithError) -> list[Fault]:
    """Those that are about the rules file itself."""
    return [fault for fault in error.faults if fault.where.file == RULES_FILE]


def _faults(faults: tuple[Fault, ...]) -> list[dict[str, object]]:
    return faults_to_json(tuple(in_brief(faults))[:MOST_FAULTS_KEPT])


def _unplaced(fault: Fault) -> Fault:
    """A page stays: who asked for something in private is not told by the row in which it is misspelt."""
    if fault.code not in PRIVATE_FAULTS:
        return fault
    where = Where(file=fault.where.file, sheet=fault.where.sheet)
    return replace(fault, code="matches.exercise.private_unknown", where=where)


def faults_of(looked: dict[str, Any]) -> list[Fault]:
    """What was found wrong, for a page to say."""
    return [Fault(one["code"], Where(**one["where"]), one["params"]) for one in looked.get("faults", [])]
