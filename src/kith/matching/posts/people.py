"""From tables to a problem: applicants, posts and, where there are any, the panel's marks.

Applicants have ``id`` or ``email``, the columns that rules read, ``preferences`` (posts, most wanted first, apart by
semicolons), ``mark`` (one for all posts), ``linked_with``, ``pre_allocated_to`` and ``reason``. Posts have ``id``, ``places``,
``fewest``, ``ranks`` (applicants, most wanted first). Both may have ``never_with`` (private), ``must_be_with``, ``not_with``
and ``previous_partners``. Marks have ``post``, ``applicant``, ``mark``, one row each; without a column ``post`` a mark
counts everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from kith.foundation.faults import Faults, KithError, Where
from kith.foundation.words import Text
from kith.matching.engines import Input, Loaded
from kith.matching.people import Row, Side, make_problem, read_members
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
from kith.matching.rulebook import Attribute, AttributeKind, RuleBook
from kith.tables.fields import Field, FieldKind, Schema
from kith.tables.mapping import suggest_mapping
from kith.tables.naming import shorten
from kith.tables.records import read_records
from kith.tables.types import Table, Value

INPUTS = (Input("applicants", APPLICANT), Input("posts", POST), Input("marks", "mark", required=False))
NOBODY = "-"
"""Stands in a linked applicant's list, read line by line, for no post."""
_STRONG, _WEAK = re.compile(r"[;；\n]"), re.compile(r"[,，、]")

_OF_APPLICANTS = (
    Field("preferences", Text.of("preferences"), synonyms=("choices", "choice", "preference")),
    Field("mark", Text.of("mark"), FieldKind.NUMBER, synonyms=("score",)),
    Field("linked_with", Text.of("linked with"), synonyms=("linked",)),
    Field("pre_allocated_to", Text.of("pre-allocated to"), synonyms=("pre-allocated", "preallocated to")),
    Field("reason", Text.of("reason"), synonyms=("pre-allocated for", "reason code")),
)
_OF_POSTS = (Field("ranks", Text.of("ranks"), synonyms=("ranking",)),)
_OF_MARKS = Schema(
    (
        Field("post", Text.of("post")),
        Field("applicant", Text.of("applicant"), required=True, synonyms=("id", "email")),
        Field("mark", Text.of("mark"), FieldKind.NUMBER, required=True, synonyms=("score",)),
    )
)


@dataclass(frozen=True, slots=True)
class _Mark:
    """One row of the panel's marks; no post where it counts everywhere."""

    post: str | None
    applicant: str
    mark: float
    where: Where


def read(tables: Mapping[str, Table], rules: str | bytes, rules_name: str) -> Loaded[PostsProblem]:
    """The problem of the tables. Raises KithError with every fault of the rules and of all tables."""
    faults = Faults()
    book, settings = RuleBook(()), Settings()
    found: dict[str, Side] = {}
    marks: tuple[_Mark, ...] = ()
    try:
        book, settings = read_file(rules, rules_name)
    except KithError as error:
        faults.extend(error.faults)
    by = () if settings.linked_by is None else (Attribute(settings.linked_by, AttributeKind.CATEGORY),)
    readers = {
        APPLICANT: partial(read_members, tables["applicants"], APPLICANT, book, 0, extra=_OF_APPLICANTS),
        POST: partial(read_members, tables["posts"], POST, book, 1, extra=_OF_POSTS, attributes=by),
    }
    for name, reader in readers.items():
        try:
            found[name] = reader()
        except KithError as error:
            faults.extend(error.faults)
    try:
        marks = _read_marks(tables.get("marks"))
    except KithError as error:
        faults.extend(error.faults)
    faults.raise_if_any()
    made = _Made(found[APPLICANT], found[POST], settings, faults)
    problem = made.problem(marks, book)
    faults.raise_if_any()
    names = {
        (side.name, row.id): row.name for side in found.values() for row in side.rows if row.name is not None
    }
    return Loaded(
        problem, names, tuple(dict.fromkeys(note for side in found.values() for note in side.notes))
    )


def _read_marks(table: Table | None) -> tuple[_Mark, ...]:
    if table is None:
        return ()
    mapping = suggest_mapping(table.columns, _OF_MARKS)
    read_ = read_records(table, _OF_MARKS, mapping)
    return tuple(
        _Mark(
            None if record["post"] is None else str(record["post"]),
            str(record["applicant"]),
            float(str(record["mark"])),
            table.where(row=number),
        )
        for record, number in zip(read_.records, read_.row_numbers, strict=True)
    )


class _Made:
    """Applicants and posts of two sides, once everybody and every post that somebody names has been found."""

    def __init__(self, applicants: Side, posts: Side, settings: Settings, faults: Faults) -> None:
        self._sides = {APPLICANT: applicants, POST: posts}
        self._known = {
            name: {**{row.email.casefold(): row.id for row in side.rows if row.email}}
            | {row.id.casefold(): row.id for row in side.rows}
            for name, side in self._sides.items()
        }
        self._settings, self._faults = settings, faults

    def problem(self, marks: tuple[_Mark, ...], book: RuleBook) -> PostsProblem:
        own, of_post = self._marks(marks)
        applicants, posts = self._sides[APPLICANT], self._sides[POST]
        made = tuple(self._applicant(row, own) for row in applicants.rows)
        offered = tuple(self._post(row, of_post.get(row.id)) for row in posts.rows)
        try:
            both = make_problem(applicants, posts, book)
        except KithError as error:
            self._faults.extend(error.faults)
            self._faults.raise_if_any()
            raise
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

    def _applicant(self, row: Row, own: Mapping[str, float]) -> Applicant:
        line_by_line = self._settings.linked is Linked.LINE_BY_LINE and row.extra["linked_with"] is not None
        choices: list[str] = []
        where = self._where(row, APPLICANT, "preferences")
        for written in _items(row.extra["preferences"]):
            if line_by_line and written == NOBODY:
                choices.append(NO_POST)
                continue
            post = self._find(POST, written, where)
            if post is None:
                continue
            if post in choices and not line_by_line:
                self._faults.add("matching.posts.people.choice_twice", where, post=shorten(written))
            choices.append(post)
        mark, why = row.extra["mark"], row.extra["reason"]
        if mark is not None and row.id in own:
            place = self._where(row, APPLICANT, "mark")
            self._faults.add("matching.posts.people.mark_twice", place, applicant=row.id)
        return Applicant(
            id=row.id,
            choices=tuple(choices),
            attributes=row.attributes,
            mark=own.get(row.id) if mark is None else float(str(mark)),
            linked_with=self._one(row, "linked_with", APPLICANT),
            pre_allocated_to=self._one(row, "pre_allocated_to", POST),
            pre_allocated_for=None if why is None else str(why),
        )

    def _post(self, row: Row, marks: Mapping[str, float] | None) -> Post:
        where = self._where(row, POST, "ranks")
        written = _items(row.extra["ranks"])
        found = [self._find(APPLICANT, one, where) for one in written]
        ranks = tuple(one for one in found if one is not None)
        for one in sorted({one for one in ranks if ranks.count(one) > 1}):
            self._faults.add("matching.posts.people.ranked_twice", where, applicant=one)
        return Post(
            id=row.id,
            places=row.places,
            fewest=row.fewest,
            attributes=row.attributes,
            ranks=ranks if written else None,
            marks=marks,
        )

    def _marks(self, marks: tuple[_Mark, ...]) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
        own: dict[str, float] = {}
        of_post: dict[str, dict[str, float]] = {}
        for one in marks:
            who = self._find(APPLICANT, one.applicant, one.where)
            post = None if one.post is None else self._find(POST, one.post, one.where)
            if who is None or (post is None and one.post is not None):
                continue
            table = own if post is None else of_post.setdefault(post, {})
            if who in table:
                self._faults.add("matching.posts.people.mark_twice", one.where, applicant=who)
            table[who] = one.mark
        return own, of_post

    def _one(self, row: Row, key: str, side: str) -> str | None:
        written = row.extra[key]
        return None if written is None else self._find(side, str(written), self._where(row, APPLICANT, key))

    def _find(self, side: str, written: str, where: Where) -> str | None:
        found = self._known[side].get(written.casefold())
        if found is None:
            self._faults.add("matching.posts.people.unknown", where, value=shorten(written), side=side)
        return found

    def _where(self, row: Row, side: str, key: str) -> Where:
        return Where(row.where.file, row.where.sheet, row.where.row, self._sides[side].headings.get(key))


def _items(value: Value) -> Iterable[str]:
    """The ids of a cell in order, doubled ones too."""
    text = "" if value is None else str(value)
    breaks = _STRONG if _STRONG.search(text) else _WEAK
    return tuple(item for item in (part.strip() for part in breaks.split(text)) if item)
