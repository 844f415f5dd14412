"""The confirmed people of a cohort as a table that an engine reads. Made for each run, and never kept."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort, Place
from kith.service.matches.domain.between_people import never_with
from kith.service.matches.domain.exercises.tables import PRIVATE
from kith.service.matches.models import Exercise, Preferences
from kith.tables.types import Cell, Table

FIRST_ROW = 2
WANTED: Mapping[str, str] = {Exercise.Kind.POSTS: "preferences", Exercise.Kind.PLACEMENTS: "wishes"}
_CHOICE = re.compile(r"(?:choice|preference|wish)[_-]([1-9][0-9]?)")


def people_of(cohort: Cohort, kind: str) -> Table:
    """A row for each confirmed person: the id of their place, name, side, what the programme knows of them, what they
    want most, and what they asked for in private. Where the programme puts one side together, that side."""
    definition = definition_of(cohort)
    rows_of = cohort.places.filter(state=Place.State.CONFIRMED)
    if definition.grouping is not None:
        rows_of = rows_of.filter(side=definition.grouping.side)
    places = list(rows_of.select_related("person").order_by("created_at", "pk"))
    attributes = definition.attributes
    answers = dict(Preferences.objects.filter(place__in=places).values_list("place_id", "answers"))
    asked: dict[str, list[str]] = {}
    for one, other in never_with(places):
        asked.setdefault(one, []).append(other)
    heading = _wanted_under(cohort, kind)
    columns = (*columns_of(cohort, kind), PRIVATE)
    rows: list[tuple[Cell, ...]] = []
    for place in places:
        told = answers.get(place.pk, {})
        values = [
            told.get(one.item or "") if one.asked_in else place.attributes.get(one.key) for one in attributes
        ]
        apart = "; ".join(sorted(asked.get(str(place.pk), ())))
        wanted = [wanted_most({**place.attributes, **told})] if heading else []
        cells = (*map(_cell, values), *wanted, apart or None)
        rows.append((str(place.pk), place.person.name, place.side, *cells))
    numbers = tuple(range(FIRST_ROW, len(rows) + FIRST_ROW))
    return Table(cohort.name, None, columns, tuple(rows), numbers)


def columns_of(cohort: Cohort, kind: str) -> list[str]:
    """The headings of that table that a page may say."""
    heading = _wanted_under(cohort, kind)
    known = [one.key for one in definition_of(cohort).attributes]
    return ["id", "name", "side", *known, *([heading] if heading else [])]


def _wanted_under(cohort: Cohort, kind: str) -> str | None:
    """The heading under which the engine finds the posts or projects that people want most; ``None`` where the kind
    has none, and where the programme has a column of that name itself."""
    heading = WANTED.get(kind)
    return None if heading in {one.key for one in definition_of(cohort).attributes} else heading


def wanted_most(told: Mapping[str, object]) -> str | None:
    """What somebody answered to ``choice_1``, ``choice_2``, ..., the first first, each once.

    >>> wanted_most({"choice_2": "P01", "choice_1": "P07", "choice_3": "P07", "hopes": "to learn"})
    'P07; P01'
    """
    found = {int(match[1]): value for key, value in told.items() if (match := _CHOICE.fullmatch(key))}
    named = [str(found[place]).strip() for place in sorted(found) if found[place]]
    return "; ".join(dict.fromkeys(one for one in named if one)) or None


def _cell(value: object) -> Cell:
    """Several values stand apart by semicolons, as in a file; a declined answer is missing."""
    match value:
        case None | "" | [] | dict():
            return None
        case list():
            return "; ".join(str(one) for one in value)
        case bool():
            return "yes" if value else "no"
        case str() | int() | float():
            return value
        case _:
            return str(value)
