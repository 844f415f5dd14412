"""The door to the engines of the matching wing: any kind from tables, in the shapes that rows can keep."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import Any
from uuid import UUID

from kith import matching
from kith.foundation.faults import Fault, KithError, Where
from kith.foundation.provenance import Provenance
from kith.matching.comparing import compare
from kith.matching.draft import Choice, Draft, Elsewhere, Group, Placed, Why
from kith.matching.engines import Engine, RuleWords, engine
from kith.matching.posts.commitment import commitment as commitment
from kith.matching.posts.types import PostsProblem
from kith.matching.ruling import words_of_rules
from kith.matching.types import Kind, Reason, Unmatched
from kith.service.core.domain.job_runs import Cancelled
from kith.service.matches.models import ExerciseRun
from kith.tables.types import Note, Table

Progress = Callable[[str, float], None]
Pairs = Sequence[tuple[str, str]]
Json = dict[str, Any]
KEPT_IN_MEMORY = 4
"""Runs whose problem and result have been read: their rows never change but by an erasure."""
POINTS_PER_WEIGHT = matching.rulebook.POINTS_PER_WEIGHT


@dataclass(frozen=True, slots=True)
class InputOf:
    """A table that a kind reads: its key, and what the people or things in it are called."""

    key: str
    side: str
    required: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """What tables and rules come to together."""

    problem: Any
    rules: list[Json]
    """Each rule: its key, its sentence as code and parameters, the most points it gives."""
    names: dict[str, dict[str, str]]
    notes: tuple[Note, ...]
    faults: tuple[Fault, ...]
    """What keeps it from being solved, where the tables and rules are sound."""


def inputs_of(kind: str) -> tuple[InputOf, ...]:
    return tuple(InputOf(one.key, one.side, one.required) for one in _engine(kind).inputs)


def look(
    kind: str, tables: Mapping[str, Table], rules: str, *, rules_name: str, promise: tuple[str, str]
) -> Looked:
    """Read tables by rules. Raises KithError with every fault of both. ``promise``: commitment and salt of the seed."""
    the = _engine(kind)
    loaded = the.read(tables, rules, rules_name=rules_name)
    problem, broken = _promised(loaded.problem, promise, rules_name)
    names: dict[str, dict[str, str]] = {}
    for (side, id_), name in loaded.names.items():
        names.setdefault(side, {})[id_] = name
    said = [_rule_to_json(one) for one in the.rules(problem)]
    return Looked(problem, said, names, loaded.notes, (*broken, *the.check(problem)))


def _promised(problem: Any, promise: tuple[str, str], rules_name: str) -> tuple[Any, tuple[Fault, ...]]:
    """Posts carry the promise of the seed into their proof. One that the rules make by themselves cannot be kept:
    the seed is drawn here."""
    if not isinstance(problem, PostsProblem):
        return problem, ()
    made = (problem.settings.commitment, problem.settings.salt)
    if made not in {(None, None), promise}:
        return problem, (Fault("matches.exercise.other_promise", Where(file=rules_name)),)
    settings = replace(problem.settings, commitment=promise[0], salt=promise[1])
    return replace(problem, settings=settings), ()


def problem_for(run: ExerciseRun, looked: Looked, *, locks: Pairs, forbids: Pairs) -> Json:
    """The whole problem of a run as JSON: with what was decided, near the draft that it is to keep to.

    Raises KithError with everything that keeps it from being solved.
    """
    the = _engine(run.exercise.kind)
    problem = the.decided(looked.problem, locks=locks, forbids=forbids)
    if run.keep_run is not None and run.keep_run.result is not None:
        earlier = the.result_from_json(json.dumps(run.keep_run.result))
        problem = the.keeping(problem, earlier, bonus=run.keep_bonus)
    faults = the.check(problem)
    if faults:
        raise KithError(faults)
    return dict(the.problem_to_json(problem))


@dataclass(frozen=True, slots=True)
class Solved:
    """What came out of a run, as JSON."""

    result: Json
    draft: Json
    rules: list[Json]
    rules_hash: str
    stopped: bool
    not_reproved: list[str]
    """The objectives whose proof or bound rests on the solver's word."""
    price: Callable[[Progress], Json]
    """What each rule costs; takes a run of the engine for each."""


def solve(run: ExerciseRun, *, progress: Progress, should_stop: Callable[[], bool]) -> Solved:
    """The best answer to the kept problem, checked by other code before anybody sees it.

    Raises Cancelled where it was stopped before there was any answer.
    """
    the = _engine(run.exercise.kind)
    problem = the.problem_from_json(json.dumps(run.problem))
    try:
        result = the.solve(problem, seed=run.seed, progress=progress, should_stop=should_stop)
    except matching.Stopped as stopped:
        raise Cancelled from stopped
    wrong = the.verify(problem, result, progress)
    if wrong:
        raise AssertionError(f"the engine's answer failed its own check: {[fault.code for fault in wrong]}")
    draft = the.draft(problem, result)

    def price(progress: Progress) -> Json:
        prices, choice = the.prices(problem, result, seed=run.seed, progress=progress)
        return {"prices": [asdict(one) for one in prices], "choice": _choice_to_json(choice)}

    return Solved(
        dict(the.result_to_json(result)),
        draft_to_json(draft),
        [_rule_to_json(one) for one in the.rules(problem)],
        draft.provenance.inputs.get("rules", ""),
        draft.stopped,
        [str(one.params["objective"]) for one in the.not_reproved(problem, result, progress)],
        price,
    )


def why(run: ExerciseRun, group: str) -> Json:
    """Why a group is as it is. Raises KeyError for a group that is not there."""
    problem, result = _kept(run.pk)
    return _why_to_json(_engine(run.exercise.kind).why(problem, result, group))


def why_not(run: ExerciseRun, one: str, other: str) -> list[Json]:
    """Why two people (or a person and a post or project) are not together, without what is private."""
    problem, result = _kept(run.pk)
    try:
        found = _engine(run.exercise.kind).why_not(problem, result, one, other)
    except KeyError as same_list:
        raise KithError(Fault("matches.exercise.same_list", Where(key="other"))) from same_list
    return [reason_to_json(said) for said in found]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two drafts beside each other. ``moved``: side, id, where the person was and is, as ids; ``lost``: the part of
    the total that the second lacks, below 0 where it has more."""

    moved: list[tuple[str, str, tuple[str, ...], tuple[str, ...], int, int]]
    joined: int
    left: int
    stayed: int
    total: tuple[int, int]
    worst: tuple[int | None, int | None]
    left_over: tuple[int, int]
    lost: float


def compared(kind: str, first: Json, second: Json) -> Compared:
    """How the second draft differs from the first, from what is kept of both to be shown."""
    found = compare(_draft_from_json(kind, first), _draft_from_json(kind, second))
    moved = [
        (one.side, one.id, one.before, one.after, one.points_before, one.points_after) for one in found.moved
    ]
    counts = (len(found.joined), len(found.left), found.stayed)
    return Compared(moved, *counts, found.total, found.worst, found.left_over, found.lost)


def _draft_from_json(kind: str, kept: Json) -> Draft:
    """As much of a draft as its comparison needs."""
    groups = tuple(
        Group(
            one["key"],
            tuple(Placed(member["side"], member["id"]) for member in one["members"]),
            one["points"],
            one["most"],
            about=one["about"],
        )
        for one in kept["groups"]
    )
    left_over = tuple(Unmatched(one["side"], one["id"], ()) for one in kept["left_over"])
    return Draft(Kind(kind), groups, left_over, (), Provenance("shown", {}, None, {}))


def forget(run_ids: Iterable[UUID]) -> None:
    """An erasure has taken what went into some runs: nothing of it stays in this process."""
    if any(True for _one in run_ids):
        _kept.cache_clear()


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _kept(run_id: UUID) -> tuple[Any, Any]:
    run = ExerciseRun.objects.select_related("exercise").get(pk=run_id)
    the = _engine(run.exercise.kind)
    return (
        the.problem_from_json(json.dumps(run.problem)),
        the.result_from_json(json.dumps(run.result)),
    )


def _engine(kind: str) -> Engine[Any, Any]:
    return engine(Kind(kind))


def draft_to_json(draft: Draft) -> Json:
    """The shape that pages show, plain."""
    stability = draft.stability
    return {
        "groups": [_group_to_json(group) for group in draft.groups],
        "left_over": [_left_to_json(one) for one in draft.left_over],
        "objectives": [
            {
                "key": one.key.value,
                "value": one.value,
                "proven": one.proven,
                "bound": one.bound,
                "gap": one.gap,
            }
            for one in draft.objectives
        ],
        "stability": None
        if stability is None
        else {"stable": stability.stable, "blocking": [list(pair) for pair in stability.blocking]},
        "stopped": draft.stopped,
        "proven": draft.proven,
        "provenance": draft.provenance.to_json(),
    }


def _group_to_json(group: Group) -> Json:
    return {
        "key": group.key,
        "about": group.about,
        "points": group.points,
        "most": group.most,
        "members": [asdict(one) for one in group.members],
        "parts": [asdict(part) for part in group.parts],
        "strongest": [part.rule for part in group.strongest],
        "notes": [reason_to_json(note) for note in group.notes],
    }


def _left_to_json(one: Unmatched) -> Json:
    return {"side": one.side, "id": one.id, "reasons": [reason_to_json(reason) for reason in one.reasons]}


def reason_to_json(reason: Reason) -> Json:
    return {"code": reason.code, "params": dict(reason.params)}


def rules_of(kind: str, text: str) -> list[Json]:
    """Each rule of a rules file as a sentence, without anybody's tables. Raises KithError with every fault."""
    return [_rule_to_json(one) for one in words_of_rules(Kind(kind), text)]


def _rule_to_json(rule: RuleWords) -> Json:
    return {"key": rule.key, "points": rule.points, **reason_to_json(rule.says)}


def _choice_to_json(choice: Choice | None) -> Json | None:
    return None if choice is None else {**asdict(choice), "share": choice.share}


def _why_to_json(found: Why) -> Json:
    def elsewhere(one: Elsewhere) -> Json:
        return {"to": one.to, "points": one.points, "gives": reason_to_json(one.gives)}

    return {
        "group": _group_to_json(found.group),
        "elsewhere": {id_: [elsewhere(one) for one in rows] for id_, rows in found.elsewhere.items()},
    }
