"""The confirmed people of a cohort as a table that an engine reads. Made for each run, and never kept."""

from __future__ import annotations

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort, Place
from kith.service.matches.domain.between_people import never_with
from kith.service.matches.domain.exercises.tables import PRIVATE
from kith.service.matches.models import Preferences
from kith.tables.types import Cell, Table

FIRST_ROW = 2


def people_of(cohort: Cohort) -> Table:
    """A row for each confirmed person: the id of their place, name, side, what the programme knows of them, and what
    they asked for in private. Where the programme puts one side together, that side."""
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
    columns = ("id", "name", "side", *(one.key for one in attributes), PRIVATE)
    rows: list[tuple[Cell, ...]] = []
    for place in places:
        told = answers.get(place.pk, {})
        values = [
            told.get(one.item or "") if one.asked_in else place.attributes.get(one.key) for one in attributes
        ]
        apart = "; ".join(sorted(asked.get(str(place.pk), ())))
        rows.append((str(place.pk), place.person.name, place.side, *map(_cell, values), apart or None))
    numbers = tuple(range(FIRST_ROW, len(rows) + FIRST_ROW))
    return Table(cohort.name, None, columns, tuple(rows), numbers)


def columns_of(cohort: Cohort) -> list[str]:
    """The headings of that table that a page may say."""
    return ["id", "name", "side", *(one.key for one in definition_of(cohort).attributes)]


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
