"""The columns by which a draft's people may be grouped, to see how it came out for each group."""

from __future__ import annotations

from collections.abc import Iterator

from kith.programmes.capabilities import AttributeType
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.matches import bridge_tables
from kith.service.matches.domain.exercises.drafts import Who
from kith.service.matches.domain.exercises.tables import WHO, of_json
from kith.service.matches.models import Exercise, ExerciseTable
from kith.tables.mapping import suggest_mapping
from kith.tables.types import Cell

MOST_GROUPS = 30
"""A column with more values than that tells people apart; it is no group that anybody counts."""
PEOPLE = ("left", "right", "people", "applicants")
"""Tables whose rows are people; the others hold posts, projects, marks and scores."""
GROUPING = (AttributeType.CATEGORY, AttributeType.GRADE)


def columns_of(exercise: Exercise) -> list[str]:
    """Headings of its people's tables, in their order: never who they are, and never what they asked in private."""
    found: list[str] = []
    for table, _side in _people(exercise):
        if table.source == ExerciseTable.Source.COHORT:
            found += _of_cohort(exercise)
        else:
            known = set(suggest_mapping(table.columns, WHO).by_field.values())
            found += [one for one in table.columns if one not in known]
    return list(dict.fromkeys(found))


def group_of(exercise: Exercise, column: str, not_told: str) -> dict[Who, str] | None:
    """What each person has in a column; ``None`` for one with too many values to be groups."""
    found: dict[Who, str] = {}
    for table, side in _people(exercise):
        values = (
            _told_of_places(exercise, column)
            if table.source == ExerciseTable.Source.COHORT
            else _told_in_file(table, column)
        )
        found |= {(side, ref): _text(value) or not_told for ref, value in values}
    return found if len(set(found.values())) <= MOST_GROUPS else None


def _people(exercise: Exercise) -> Iterator[tuple[ExerciseTable, str]]:
    """Tables whose rows are people, with the side they stand on."""
    rows = {table.key: table for table in exercise.tables.all()}
    sides = bridge_tables.sides_of(exercise.kind, {key: one.name for key, one in rows.items()})
    for key in PEOPLE:
        if key in rows and key in sides:
            yield rows[key], sides[key]


def _of_cohort(exercise: Exercise) -> list[str]:
    """What came with people, and not what they were asked."""
    if exercise.cohort is None:
        return []
    known = definition_of(exercise.cohort).attributes
    return [one.key for one in known if one.kind in GROUPING and one.asked_in is None]


def _told_of_places(exercise: Exercise, column: str) -> Iterator[tuple[str, Cell]]:
    if exercise.cohort is None or column not in _of_cohort(exercise):
        return
    for pk, known in exercise.cohort.places.values_list("pk", "attributes"):
        yield str(pk), known.get(column)


def _told_in_file(table: ExerciseTable, column: str) -> Iterator[tuple[str, Cell]]:
    if column not in table.columns:
        return
    place = table.columns.index(column)
    for ref, cells in table.rows.values_list("ref", "cells"):
        yield ref, of_json(cells[place])


def _text(value: Cell) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()
