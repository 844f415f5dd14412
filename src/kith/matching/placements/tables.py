"""From two tables to a problem of placements: people and projects, the faults of both and of the rules at once.

The people's table has ``id`` or ``email``, ``name``, ``skills``, ``may_enter`` (countries), ``available_from``,
``available_to``, ``places`` (how many placements; 1 without it), ``wishes`` (projects), ``must_be_with`` and
``not_with`` (people or projects), ``never_with`` (private: people, projects or hosts), and what rules read. The
projects' table has ``id``, ``name``, ``host``, ``country``, ``starts``, ``ends``, ``places``, ``fewest``, ``needs``
(``nursing: 2; data``), ``lowest_grade``, ``highest_grade``, ``follows``, ``outgoing_until``, ``wishes`` (people).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from kith.foundation.faults import Fault, Faults, KithError, Parameter, Where
from kith.foundation.words import Text
from kith.matching.engines import Input, Loaded
from kith.matching.people import read_members
from kith.matching.placements.problem import misspelt
from kith.matching.placements.reading import read_rules
from kith.matching.placements.types import PERSON, PROJECT, Need, Person, PlacementProblem, Project
from kith.matching.rows import People, Row, Side
from kith.matching.rulebook import Attribute
from kith.matching.suggesting import did_you_mean
from kith.matching.types import Period, PersonPair
from kith.tables.fields import Field, FieldKind
from kith.tables.types import Note, Table

INPUTS = (Input("people", PERSON), Input("projects", PROJECT))
HOSTS = "host"
_NEED = re.compile(r"^(.*?)\s*(?:[:=×]\s*(\d+)\s*)?$")
_OF_PERSON = (
    Field("skills", Text.of("skills"), FieldKind.TEXTS),
    Field("may_enter", Text.of("may enter"), FieldKind.TEXTS, synonyms=("visas", "passports", "may work in")),
    Field("available_from", Text.of("available from"), FieldKind.DATE, synonyms=("from",)),
    Field("available_to", Text.of("available to"), FieldKind.DATE, synonyms=("to", "available until")),
)
_OF_PROJECT = (
    Field("host", Text.of("host"), synonyms=("partner",)),
    Field("country", Text.of("country")),
    Field("starts", Text.of("starts"), FieldKind.DATE, synonyms=("start",)),
    Field("ends", Text.of("ends"), FieldKind.DATE, synonyms=("end",)),
    Field("needs", Text.of("needs"), FieldKind.TEXTS, synonyms=("skills needed",)),
    Field("lowest_grade", Text.of("lowest grade")),
    Field("highest_grade", Text.of("highest grade")),
    Field("follows", Text.of("follows"), synonyms=("predecessor",)),
    Field("outgoing_until", Text.of("outgoing until"), FieldKind.DATE),
)


def read(tables: Mapping[str, Table], rules: str | bytes, rules_name: str) -> Loaded[PlacementProblem]:
    """The problem of both tables. Raises KithError with every fault of the rules, then of both tables."""
    book, settings, grade = read_rules(rules, rules_name)
    further: tuple[Attribute, ...] = () if grade is None else (grade,)
    faults = Faults()
    sides: list[Side] = []
    for place, (key, extra) in enumerate((("people", _OF_PERSON), ("projects", _OF_PROJECT))):
        wanted = further if place == 0 else ()
        try:
            sides.append(
                read_members(tables[key], INPUTS[place].side, book, place, extra=extra, attributes=wanted)
            )
        except KithError as error:
            faults.extend(error.faults)
    faults.raise_if_any()
    if grade is not None and grade.key not in {one.key for one in book.attributes}:
        book = type(book)(book.rules, (*book.attributes, grade), book.best_for)
    people, projects = sides
    making = _Making(people, projects, faults)
    problem = PlacementProblem(
        people=tuple(making.person(row) for row in people.rows),
        projects=tuple(making.project(row) for row in projects.rows),
        rules=book,
        settings=settings,
        locks=making.with_projects("must_be_with"),
        forbids=making.with_projects("not_with"),
        together=making.with_people("must_be_with"),
        apart=making.with_people("not_with"),
        never_with=making.asked(PERSON),
        never_at=making.asked(HOSTS),
    )
    faults.raise_if_any()
    names = {(side.name, row.id): row.name for side in sides for row in side.rows if row.name is not None}
    notes = (*(note for side in sides for note in side.notes), *making.notes)
    return Loaded(problem, MappingProxyType(names), notes)


class _Making:
    """People and projects of their rows, and whom they name."""

    def __init__(self, people: Side, projects: Side, faults: Faults) -> None:
        self._people, self._projects, self._faults = people, projects, faults
        hosts = {folded(row.extra["host"]) for row in projects.rows} - {None}
        no_one: Mapping[str, tuple[str, ...]] = MappingProxyType({})
        self._hosts = Side(
            HOSTS,
            tuple(Row(str(host), None, None, 1, {}, no_one, Where()) for host in sorted(map(str, hosts))),
            {},
            (),
        )
        self.notes: list[Note] = []
        self._skills = sorted({skill for row in people.rows for skill in skills(row)})
        self._ids = {row.id for row in people.rows}
        everybody = People((self._hosts, projects, people))
        either, wished = People((projects, people)), People((projects,))
        self._named: dict[tuple[str, str], tuple[str, ...]] = {}
        for row in people.rows:
            for key, among in (
                ("wishes", wished),
                ("must_be_with", either),
                ("not_with", either),
                ("never_with", everybody),
            ):
                self._named[row.id, key] = among.find(row, key, people.headings, faults)
        only_people = People((people,))
        self._by_project = {
            (row.id, key): only_people.find(row, key, projects.headings, faults)
            for row in projects.rows
            for key in ("wishes", "must_be_with", "not_with", "never_with")
        }

    def person(self, row: Row) -> Person:
        enter = row.extra["may_enter"]
        asked = "may_enter" in self._people.headings
        available = row.attributes.get("available")
        first, last = _day(row.extra["available_from"]), _day(row.extra["available_to"])
        if isinstance(available, Period):
            first, last = first or available.first, last or available.last
        return Person(
            id=row.id,
            attributes=row.attributes,
            wishes=self._named[row.id, "wishes"],
            skills=skills(row),
            may_enter=frozenset(map(str.casefold, enter if isinstance(enter, tuple) else ()))
            if asked
            else None,
            available_from=first,
            available_to=last,
            most=row.places,
        )

    def project(self, row: Row) -> Project:
        return Project(
            id=row.id,
            places=row.places,
            fewest=row.fewest,
            starts=_day(row.extra["starts"]),
            ends=_day(row.extra["ends"]),
            needs=self._needs(row),
            host=folded(row.extra["host"] or row.attributes.get("host")),
            country=folded(row.extra["country"] or row.attributes.get("country")),
            lowest=_text(row.extra["lowest_grade"]),
            highest=_text(row.extra["highest_grade"]),
            follows=self._follows(row),
            outgoing_until=_day(row.extra["outgoing_until"]),
            attributes=row.attributes,
            wishes=self._by_project[row.id, "wishes"],
        )

    def with_projects(self, key: str) -> tuple[PersonPair, ...]:
        """(person, project) that either table says under a column."""
        mine = {
            (row.id, id_)
            for row in self._people.rows
            for id_ in self._named[row.id, key]
            if id_ not in self._ids
        }
        theirs = {(id_, row.id) for row in self._projects.rows for id_ in self._by_project[row.id, key]}
        return tuple(sorted(mine | theirs))

    def with_people(self, key: str) -> tuple[PersonPair, ...]:
        """Two people, the one with the lower id first."""
        return tuple(
            sorted(
                {
                    (min(row.id, id_), max(row.id, id_))
                    for row in self._people.rows
                    for id_ in self._named[row.id, key]
                    if id_ in self._ids
                }
            )
        )

    def asked(self, of: str) -> tuple[PersonPair, ...]:
        """Private requests: about people, or about hosts and projects."""
        named = [(row.id, id_) for row in self._people.rows for id_ in self._named[row.id, "never_with"]]
        if of == PERSON:
            return tuple(sorted({pair for pair in named if pair[1] in self._ids}))
        theirs = [
            (id_, row.id) for row in self._projects.rows for id_ in self._by_project[row.id, "never_with"]
        ]
        return tuple(sorted({*(pair for pair in named if pair[1] not in self._ids), *theirs}))

    def _needs(self, row: Row) -> tuple[Need, ...]:
        found = []
        for written in _texts(row.extra["needs"]):
            match = _NEED.match(written.casefold())
            skill, count = (match.group(1), match.group(2)) if match else (written.casefold(), None)
            meant = misspelt(skill, self._skills)
            if meant is not None:
                self._fault(
                    "matching.placements.people.misspelt_skill", row, "needs", skill=skill, nearest=meant
                )
            elif skill not in self._skills:
                params = MappingProxyType({"skill": skill, "project": row.id})
                self.notes.append(
                    Note("matching.placements.people.nobody_has", self._where(row, "needs"), params)
                )
            found.append(Need(skill, 1 if count is None else int(count)))
        return tuple(found)

    def _follows(self, row: Row) -> str | None:
        written = _text(row.extra["follows"])
        if written is None:
            return None
        known = {one.id.casefold(): one.id for one in self._projects.rows}
        if written.casefold() not in known:
            code, params = did_you_mean("matching.placements.people.unknown_project", written, known.values())
            self._fault(code, row, "follows", project=written, **params)
        return known.get(written.casefold())

    def _fault(self, code: str, row: Row, column: str, /, **params: Parameter) -> None:
        self._faults.extend((Fault(code, self._where(row, column), MappingProxyType(params)),))

    def _where(self, row: Row, key: str) -> Where:
        return Where(row.where.file, row.where.sheet, row.where.row, self._projects.headings.get(key))


def skills(row: Row) -> frozenset[str]:
    """A person's skills in lower case, from their column or from the attribute of that name."""
    written: object = row.extra.get("skills") or row.attributes.get("skills")
    values: Iterable[object] = written if isinstance(written, tuple | frozenset) else ()
    return frozenset(str(one).casefold() for one in values)


def folded(value: object) -> str | None:
    """Text in lower case: upper and lower case mean the same in people's files."""
    return value.casefold() if isinstance(value, str) else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _texts(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
