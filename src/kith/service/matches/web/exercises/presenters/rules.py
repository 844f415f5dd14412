"""What a form of an exercise's rules offers: the words of its kind, and the columns of its tables."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Any

from django.urls import reverse

from kith.service.matches import bridge_exercises as bridge
from kith.service.matches.bridge_rules import words_of
from kith.service.matches.domain.exercises.tables import shown_columns
from kith.service.matches.domain.rule_words import Side, Vocabulary
from kith.service.matches.models import Exercise, ExerciseTable
from kith.service.matches.web.exercises.presenters.wording import spoken
from kith.service.matches.web.exercises.presenters.workbench import table_name

_OF_THE_READER = frozenset(
    {
        "id",
        "email",
        "e_mail",
        "name",
        "wishes",
        "preferences",
        "ranks",
        "must_be_with",
        "not_with",
        "previous_partners",
        "met_before",
        "linked_with",
        "pre_allocated_to",
        "places",
    }
)
"""Columns that say who a row is about, or whom they are to be with: no rule names them."""
_BETWEEN = re.compile(r"[^\w]+")


def vocabulary_of(exercise: Exercise) -> Vocabulary:
    tables = {row.key: row for row in exercise.tables.all()}
    sides = [
        Side(_called(exercise, one, tables[one.key]), *_offered(exercise, tables[one.key]))
        for one in bridge.inputs_of(exercise.kind)
        if one.key in tables
    ]
    if not sides:
        first = bridge.inputs_of(exercise.kind)[0]
        sides = [Side(first.key, table_name(exercise.kind, first.key), ())]
    return Vocabulary(words_of(exercise.kind), tuple(sides[:2]))


def _called(exercise: Exercise, wanted: bridge.InputOf, table: ExerciseTable) -> str:
    """What rules call the side: of pairs it is called as its file is."""
    return PurePath(table.name).stem if exercise.kind == Exercise.Kind.PAIRS else wanted.side


def _offered(exercise: Exercise, table: ExerciseTable) -> tuple[str, tuple[tuple[str, str], ...]]:
    return table_name(exercise.kind, table.key), _attributes(table.columns)


def _attributes(columns: list[str]) -> tuple[tuple[str, str], ...]:
    found = [(_BETWEEN.sub("_", one.strip().lower()), one) for one in shown_columns(columns)]
    return tuple((key, spoken(heading)) for key, heading in found if key not in _OF_THE_READER)


def rules_page(exercise: Exercise) -> dict[str, Any]:
    return {
        "exercise": exercise,
        "cohort": exercise.cohort,
        "organisation": exercise.organisation,
        "workbench": reverse("matches:exercise", args=[exercise.pk]),
        "here": "programmes",
    }
