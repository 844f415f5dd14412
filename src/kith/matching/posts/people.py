"""From tables to a problem: applicants, posts and, where there are any, the panel's marks.

Applicants have ``id`` or ``email``, the columns that rules read, ``preferences`` (posts, most wanted first, apart by
semicolons), ``mark`` (one for all posts), ``linked_with``, ``pre_allocated_to`` and ``reason``. Posts have ``id``, ``places``,
``fewest``, ``ranks`` (applicants, most wanted first). Both may have ``never_with`` (private), ``must_be_with``, ``not_with``
and ``previous_partners``. Marks have ``post``, ``applicant``, ``mark``, one row each; without a column ``post`` a mark
counts everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from kith.foundation.faults import Faults, KithError, Where
from kith.foundation.words import Text
from kith.matching.engines import Input, Loaded
from kith.matching.people import Row, Side, make_problem, read_side
from kith.matching.posts.settings import read_file
from kith.matching.posts.types import (
    APPLICANT,
    NO_POST,
    POST,
    Applicant,
    Linked,
    Post,
    PostsProblem,
    Settings,
)
from kith.matching.types import RuleBook
from kith.tables.fields import Field, FieldKind, Schema
from kith.tables.mapping import suggest_mapping
from kith.tables.records import read_records
from kith.tables.types import Note, Table, Value

INPUTS = (Input("applicants", APPLICANT), Input("posts", POST), Input("marks", "mark", required=False))
NOBODY = "-"
"""Stands in a linked applicant's list, read line by line, for no post."""
_MOST_PLACES = 100_000
_STRONG, _WEAK = re.compile(r"[;；\n]"), re.compile(r"[,，、]")

_APPLICANTS = Schema(
    (
        Field("preferences", Text.of("preferences"), synonyms=("choices", "choice", "preference")),
        Field("mark", Text.of("mark"), FieldKind.NUMBER, synonyms=("score",)),
        Field("linked_with", Text.of("linked with"), synonyms=("linked",)),
        Field("pre_allocated_to", Text.of("pre-allocated to"), synonyms=("pre-allocated", "preallocated to")),
        Field("reason", Text.of("reason"), synonyms=("pre-allocated for", "reason code")),
    )
)
_POSTS = Schema(
    (
        Field(
            "places",
            Text.of("places"),
            FieldKind.WHOLE_NUMBER,
            low=0,
            high=_MOST_PLACES,
            synonyms=("capacity",),
        ),
        Field(
            "fewest",
            Text.of("fewest"),
            FieldKind.WHOLE_NUMBER,
            low=0,
            high=_MOST_PLACES,
            synonyms=("minimum",),
        ),
        Field("ranks", Text.of("ranks"), synonyms=("ranking",)),
    )
)
_MARKS = Schema(
    (
        Field("post", Text.of("post")),
        Field("applicant", Text.of("applicant"), required=True, synonyms=("id", "email")),
        Field("mark", Text.of("mark"), FieldKind.NUMBER, required=True, synonyms=("score",)),
    )
)


@dataclass(frozen=True, slots=True)
class _Extra:
    """What one row says beyond what all kinds read, and where its columns stand."""

    values: Mapping[str, Value]
    where: Callable[[str], Where]


def read(tables: Mapping[str, Table], rules: str | bytes, rules_name: str) -> Loaded[PostsProblem]:
    """The problem of the tables. Raises KithError with every fault of the rules and of all tables."""
    faults = Faults()
    book, settings = RuleBook(()), Settings()
    try:
        book, settings = read_file(rules, rules_name)
    except KithError as error:
        faults.extend(error.faults)
    reader = _Reader(faults, settings)
    applicants = reader.side(tables["applicants"], APPLICANT, book, 0)
    posts = reader.side(tables["posts"], POST, book, 1)
    more = [reader.columns(tables["applicants"], _APPLICANTS), reader.columns(tables["posts"], _POSTS)]
    marks = reader.columns(tables["marks"], _MARKS) if "marks" in tables else []
    faults.raise_if_any()
    problem = reader.problem(applicants, posts, more, marks, book)
    faults.raise_if_any()
    names = {
        (side.name, row.id): row.name
        for side in (applicants, posts)
        for row in side.rows
        if row.name is not None
    }
    return Loaded(problem, names, tuple(reader.notes))


class _Reader:
    """Reads the tables of one problem, noting every fault."""

    def __init__(self, faults: Faults, settings: Settings) -> None:
        self._faults, self._settings = faults, settings
        self.notes: list[Note] = []

    def side(self, table: Table, name: str, book: RuleBook, place: int) -> Side:
        """What the rules of every kind read of a side, and the posts' attribute that linked applicants share."""
        by = self._settings.linked_by
        known = {attribute.key for attribute in book.attributes}
        try:
            found = read_side(_without(table, ("places", "capacity")) if place else table, name, book, place)
        except KithError as error:
            self._faults.extend(error.faults)
            return Side(name, (), {}, ())
        self.notes += found.notes
        if place and by is not None and by not in known:
            found = self._with_value(table, found, by)
        return found

    def _with_value(self, table: Table, side: Side, key: str) -> Side:
        schema = Schema((Field(key, Text.of(key.replace("_", " "))),))
        mapping = suggest_mapping(table.columns, schema)
        if key not in mapping.by_field:
            self._faults.add("matching.posts.people.linked_column", table.where(), column=key)
            return side
        values = [record[key] for record in read_records(table, schema, mapping).records]
        rows = tuple(
            replace(row, attributes={**row.attributes, **({key: str(value).casefold()} if value else {})})
            for row, value in zip(side.rows, values, strict=True)
        )
        return replace(side, rows=rows)

    def columns(self, table: Table, schema: Schema) -> list[_Extra]:
        """The columns of one table that only posts have, row by row."""
        mapping = suggest_mapping(table.columns, schema)
        headings = mapping.by_field
        try:
            records = read_records(table, schema, mapping)
        except KithError as error:
            self._faults.extend(error.faults)
            return []
        self.notes += [note for note in records.notes if note not in self.notes]
        return [
            _Extra(record, lambda key, row=number: table.where(row=row, column=headings.get(key)))  # type: ignore[misc]
            for record, number in zip(records.records, records.row_numbers, strict=True)
        ]

    def problem(
        self, applicants: Side, posts: Side, more: list[list[_Extra]], marks: list[_Extra], book: RuleBook
    ) -> PostsProblem:
        people, things = _Known(applicants), _Known(posts)
        own, of_post = self._marks(marks, people, things)
        both = make_problem(applicants, posts, book)
        made = tuple(
            self._applicant(row, extra, own, people, things)
            for row, extra in zip(applicants.rows, more[0], strict=True)
        )
        offered = tuple(
            self._post(row, extra, of_post.get(row.id), people)
            for row, extra in zip(posts.rows, more[1], strict=True)
        )
        return PostsProblem(
            applicants=made,
            posts=offered,
            rules=book,
            settings=self._settings,
            locks=both.locks,
            forbids=both.forbids,
            never_with=both.never_with,
            previous=both.previous,
        )

    def _applicant(
        self, row: Row, extra: _Extra, own: Mapping[str, float], people: _Known, things: _Known
    ) -> Applicant:
        values = extra.values
        line_by_line = self._settings.linked is Linked.LINE_BY_LINE and values["linked_with"] is not None
        choices = []
        for written in _items(values["preferences"]):
            if line_by_line and written == NOBODY:
                choices.append(NO_POST)
            elif (post := self._find(things, written, extra.where("preferences"), "post")) is not None:
                if post in choices and not line_by_line:
                    self._faults.add(
                        "matching.posts.people.choice_twice", extra.where("preferences"), post=written
                    )
                choices.append(post)
        mark = values["mark"]
        if mark is not None and row.id in own:
            self._faults.add("matching.posts.people.mark_twice", extra.where("mark"), applicant=row.id)
        return Applicant(
            id=row.id,
            choices=tuple(choices),
            attributes=row.attributes,
            mark=own.get(row.id) if mark is None else float(str(mark)),
            linked_with=self._one(people, extra, "linked_with", "applicant"),
            pre_allocated_to=self._one(things, extra, "pre_allocated_to", "post"),
            pre_allocated_for=None if values["reason"] is None else str(values["reason"]),
        )

    def _post(self, row: Row, extra: _Extra, marks: Mapping[str, float] | None, people: _Known) -> Post:
        places, fewest = extra.values["places"], extra.values["fewest"]
        where = extra.where("ranks")
        ranked = [
            self._find(people, written, where, "applicant") for written in _items(extra.values["ranks"])
        ]
        ranks = tuple(one for one in ranked if one is not None)
        for one in sorted({one for one in ranks if ranks.count(one) > 1}):
            self._faults.add("matching.posts.people.ranked_twice", where, applicant=one)
        return Post(
            id=row.id,
            places=places if isinstance(places, int) else 1,
            fewest=fewest if isinstance(fewest, int) else 0,
            attributes=row.attributes,
            ranks=ranks if ranked else None,
            marks=marks,
        )

    def _marks(
        self, marks: list[_Extra], people: _Known, things: _Known
    ) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
        own: dict[str, float] = {}
        of_post: dict[str, dict[str, float]] = {}
        for one in marks:
            who = self._find(people, str(one.values["applicant"]), one.where("applicant"), "applicant")
            table = own
            if one.values["post"] is not None:
                post = self._find(things, str(one.values["post"]), one.where("post"), "post")
                table = of_post.setdefault(post, {}) if post is not None else {}
            if who is None:
                continue
            if who in table:
                self._faults.add("matching.posts.people.mark_twice", one.where("mark"), applicant=who)
            table[who] = float(str(one.values["mark"]))
        return own, of_post

    def _one(self, known: _Known, extra: _Extra, key: str, side: str) -> str | None:
        written = extra.values[key]
        return None if written is None else self._find(known, str(written), extra.where(key), side)

    def _find(self, known: _Known, written: str, where: Where, side: str) -> str | None:
        found = known.ids.get(written.casefold())
        if found is None:
            self._faults.add("matching.posts.people.unknown", where, value=written, side=side)
        return found


class _Known:
    """People or posts by id or e-mail, however it is capitalised."""

    def __init__(self, side: Side) -> None:
        self.ids = {row.email.casefold(): row.id for row in side.rows if row.email}
        self.ids |= {row.id.casefold(): row.id for row in side.rows}


def _items(value: Value) -> Iterable[str]:
    """The ids of a cell in order, doubled ones too."""
    text = "" if value is None else str(value)
    breaks = _STRONG if _STRONG.search(text) else _WEAK
    return tuple(item for item in (part.strip() for part in breaks.split(text)) if item)


def _without(table: Table, headings: Iterable[str]) -> Table:
    """A table without some columns: a post may take more than a person may."""
    kept = [index for index, column in enumerate(table.columns) if column.casefold() not in headings]
    return replace(
        table,
        columns=tuple(table.columns[index] for index in kept),
        rows=tuple(tuple(row[index] for index in kept) for row in table.rows),
    )
