"""Held against what left the house before: a release is kept with the people each table counted, and never shown so.

Every stage's table is one about all the others of the same question: people of one stage are those of
another but for a few. So a new table of whatever stage is laid beside every earlier one.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.publishing.disclosure import (
    DisclosurePolicy,
    ProtectedTable,
    Reason,
    Release,
    Withheld,
    guard_release,
)
from kith.publishing.disclosure.policy import Shown
from kith.service.recruitment.domain.funnel.funnel_rows import Rows
from kith.service.recruitment.models import FunnelRelease

ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class Held:
    """One table of a release, with the places of the people that it counts in a common list."""

    name: str
    table: ProtectedTable
    people: NDArray[np.bool_]


def kept(rows: Rows, tables: Sequence[Release], characteristic: str) -> dict[str, Any]:
    """What the guard needs of a release later: who reached what, and each stage's table."""
    order = sorted(range(len(rows.ids)), key=rows.ids.__getitem__)
    ids = b"".join(bytes.fromhex(rows.ids[place]) for place in order)
    return {
        "people": base64.b64encode(ids).decode(),
        "furthest": base64.b64encode(rows.furthest[order].astype(np.uint8).tobytes()).decode(),
        "stages": list(rows.stages),
        "tables": {
            key.removeprefix(f"{characteristic}."): _table_json(table)
            for release in tables
            for key, table in release.tables.items()
        },
    }


def guard(new: FunnelRelease, earlier: Iterable[FunnelRelease], policy: DisclosurePolicy) -> None:
    """Refuse a release that, laid beside earlier ones, tells about a few people.

    Raises KithError, with what each stands beside and what would make it possible.
    """
    held = _held([*earlier, new])
    mine = held[new.pk]
    others = [one for pk, many in held.items() if pk != new.pk for one in many]
    question = new.asked["characteristic"]
    previous = _thinned([*others, *mine], policy, question)
    found: dict[tuple[str, str], Fault] = {}
    for release in previous[len(others) :]:
        try:
            guard_release(_without_copies(previous[: len(others)]), release, policy)
        except KithError as refused:
            found |= {(fault.code, str(fault.params["earlier"])): fault for fault in refused.faults}
    if not found:
        return
    faults = Faults()
    faults.extend(Fault(fault.code, Where(), fault.params) for fault in found.values())
    faults.add("recruitment.funnel_wait", more=policy.count_threshold + 1)
    faults.raise_if_any()


def connected(asked: Iterable[tuple[UUID, Sequence[str]]], calls: Iterable[str]) -> set[UUID]:
    """The releases that a chain of shared calls links to ``calls``: those that can be added and subtracted."""
    left, reach = list(asked), set(calls)
    found: set[UUID] = set()
    while True:
        touched = [(pk, theirs) for pk, theirs in left if reach & set(theirs)]
        if not touched:
            return found
        left = [one for one in left if one not in touched]
        for pk, theirs in touched:
            found.add(pk)
            reach |= set(theirs)


def _held(releases: Sequence[FunnelRelease]) -> dict[UUID, list[Held]]:
    """Every release's tables, their people as marks in one list of all people."""
    parts = [_ids(release.guarded["people"]) for release in releases]
    everybody, places = np.unique(np.concatenate(parts), return_inverse=True)
    found, start = {}, 0
    for release, part in zip(releases, parts, strict=True):
        mine = places[start : start + len(part)]
        start += len(part)
        furthest = np.frombuffer(base64.b64decode(release.guarded["furthest"]), np.uint8)
        tables = []
        for stage, table in release.guarded["tables"].items():
            people = np.zeros(len(everybody), np.bool_)
            people[mine[furthest >= release.guarded["stages"].index(stage)]] = True
            tables.append(Held(release.asked["name"], table_of(table), people))
        found[release.pk] = tables
    return found


def _ids(text: str) -> NDArray[np.bytes_]:
    # A bytes dtype would drop zeros at the end of an id; two whole numbers do not.
    numbers = np.frombuffer(base64.b64decode(text), np.dtype([("high", ">u8"), ("low", ">u8")]))
    return numbers.astype([("high", np.uint64), ("low", np.uint64)])


def _thinned(tables: Sequence[Held], policy: DisclosurePolicy, question: str) -> list[Release]:
    """The same tables with people who are in the same ones counted up to one more than the threshold.

    The guard asks whether a sum of tables concerns a few people, and people who are in the same tables
    are in the sum together. So more of them than the threshold are as good as a hundred thousand.
    """
    member = np.array([one.people for one in tables])
    _kinds, kind, sizes = np.unique(
        np.packbits(member, axis=0), axis=1, return_inverse=True, return_counts=True
    )
    order = np.argsort(kind.ravel(), kind="stable")
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    some = [
        order[start : start + min(size, policy.count_threshold + 1)]
        for start, size in zip(starts, sizes, strict=True)
    ]
    chosen = np.concatenate(some) if some else np.array([], dtype=np.int64)
    return [
        Release(one.name, frozenset(map(str, chosen[one.people[chosen]].tolist())), {question: one.table})
        for one in tables
    ]


def _without_copies(releases: Sequence[Release]) -> list[Release]:
    """A table that was shown twice tells no more than once."""
    found: list[Release] = []
    for release in releases:
        if not any(release.population == one.population and release.tables == one.tables for one in found):
            found.append(release)
    return found


def _table_json(table: ProtectedTable) -> dict[str, Any]:
    policy = table.policy
    return {
        "groups": list(table.rows),
        "figures": [_figure_json(cells[0]) for cells in table.cells],
        "total": None if table.column_totals is None else _figure_json(table.column_totals[0]),
        "policy": [policy.count_threshold, policy.round_to, policy.min_matched, policy.feasible_values],
    }


def table_of(stored: dict[str, Any]) -> ProtectedTable:
    cells = tuple((_figure(one),) for one in stored["figures"])
    total = None if stored["total"] is None else (_figure(stored["total"]),)
    policy = DisclosurePolicy(*stored["policy"])
    return ProtectedTable(tuple(stored["groups"]), ("",), cells, None, total, None, policy)


def _figure_json(figure: Shown) -> int | list[Any]:
    return [figure.reason.value, figure.limit] if isinstance(figure, Withheld) else figure


def _figure(stored: int | list[Any]) -> Shown:
    return stored if isinstance(stored, int) else Withheld(Reason(stored[0]), stored[1])
