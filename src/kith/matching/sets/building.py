"""From rules and people to the numbers of a :class:`~kith.matching.sets.model.Model`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kith.matching.rulebook import Rule, RuleBook, Strength, Verb
from kith.matching.sets import hours
from kith.matching.sets.counting import Room, home_sets, room
from kith.matching.sets.model import (
    FORBIDDEN,
    Choice,
    Model,
    Pair,
    Tally,
    count_loss,
    part_sizes,
    share,
    tallies_of,
    topic_loss,
    wish_gains,
)
from kith.matching.sets.types import SIDE, WINDOW, SetRule, SetsProblem, SetVerb
from kith.matching.types import MatchProblem, Member


def model_of(
    problem: SetsProblem, *, with_requests: bool = True, order: Sequence[str] | None = None
) -> Model:
    """The numbers of a problem that has no fault.

    Parameters
    ----------
    with_requests
        ``False`` for whatever is spoken about to people: without forbids and private requests.
    order
        Ids in the order in which people are numbered; by id when left out.
    """
    return _Builder(problem, with_requests, order).model()


class _Builder:
    def __init__(self, problem: SetsProblem, with_requests: bool, order: Sequence[str] | None) -> None:
        self._problem = problem
        by_id = {member.id: member for member in problem.by_id()}
        self._people = tuple(by_id[id_] for id_ in order or by_id)
        self._index = {member.id: i for i, member in enumerate(self._people)}
        self._room: Room = room(problem)
        self._most = problem.shape.most
        self._tallies: list[Tally] = []
        self._choices: list[Choice] = []
        self._gain: Counter[Pair] = Counter()
        self._size_loss = [0] * (self._most + 1)
        self._base = [0] * len(self._people)
        self._excluded: set[int] = set()
        self._conflicts: set[Pair] = set()
        if with_requests:
            self._conflicts |= self._pairs((*problem.forbids, *problem.never_with))

    def model(self) -> Model:
        for rule in self._problem.set_rules:
            self._set_rule(rule)
        for pair_rule in self._problem.rules.rules:
            self._pair_rule(pair_rule)
        self._array_rules()
        self._window()
        kinds, place_loss = self._places()
        return Model(
            ids=tuple(member.id for member in self._people),
            sets=self._room.sets,
            fewest=self._room.fewest,
            most=self._most,
            kind_of_set=kinds,
            place_loss=place_loss,
            tallies=tuple(self._tallies),
            choices=tuple(self._choices),
            pair_gain={pair: gain for pair, gain in sorted(self._gain.items()) if gain},
            size_loss=tuple(self._size_loss),
            conflicts=frozenset(self._conflicts),
            locks=frozenset(self._pairs(self._problem.locks)),
            excluded=frozenset(self._excluded),
            most_loss=sum(part_sizes(self._problem).values()),
            tallies_of=tallies_of(self._tallies, len(self._people)),
        )

    def _pairs(self, pairs: Iterable[tuple[str, str]]) -> set[Pair]:
        known = ((self._index[a], self._index[b]) for a, b in pairs if a in self._index and b in self._index)
        return {(min(pair), max(pair)) for pair in known if pair[0] != pair[1]}

    def _by_value(self, key: str) -> dict[str, list[int]]:
        groups: dict[str, list[int]] = {}
        for i, member in enumerate(self._people):
            value = member.attributes.get(key)
            if value not in (None, "", frozenset()):
                groups.setdefault(str(value), []).append(i)
        return dict(sorted(groups.items()))

    def _set_rule(self, rule: SetRule) -> None:
        counts = range(self._most + 1)
        if rule.verb is SetVerb.AVOID:
            met = self._pairs(self._problem.met)
            if rule.hard:
                self._conflicts |= met
            else:
                self._gain.subtract(dict.fromkeys(met, share(rule.points, self._most)))
        elif rule.verb is SetVerb.GATHER:
            if not rule.topics:
                self._gather(rule)
        else:
            for value, members in self._by_value(rule.on).items():
                if rule.value is None or value == rule.value:
                    table = tuple(count_loss(rule, k, len(members), self._room.sets) for k in counts)
                    self._tally(rule.key, rule.on, members, table)

    def _tally(self, rule: str, family: str, members: Sequence[int], table: tuple[int, ...]) -> None:
        if any(table[: len(members) + 1]):
            self._tallies.append(Tally(rule, family, tuple(members), table))

    def _gather(self, rule: SetRule) -> None:
        ranked = self._problem.ranked.get(rule.on, {})
        counted = int(rule.limit or 1)
        topics = sorted({one for wishes in ranked.values() for one in wishes[:counted]})
        if topics:
            loss = tuple(
                tuple(topic_loss(rule.points, counted, ranked.get(m.id, ()), topic) for topic in topics)
                for m in self._people
            )
            self._choices.append(Choice(rule.key, tuple(topics), loss, (0,) * len(topics)))

    def _pair_rule(self, rule: Rule) -> None:
        unit = share(rule.points, self._most)
        together = [k * (k - 1) // 2 for k in range(self._most + 1)]
        if rule.verb in (Verb.SAME, Verb.DIFFERENT):
            groups = self._by_value(str(rule.on))
            present = sorted(i for members in groups.values() for i in members)
            if rule.strength is Strength.MUST:
                self._excluded |= set(range(len(self._people))) - set(present)
                self._alike(rule, groups)
                return
            sign = -1 if rule.verb is Verb.SAME else 1
            for members in groups.values():
                self._tally(rule.key, str(rule.on), members, tuple(sign * unit * k for k in together))
            if rule.verb is Verb.DIFFERENT:
                self._tally(rule.key, "", present, tuple(-unit * k for k in together))
        elif rule.verb is Verb.WISH:
            self._wishes(rule)
            return
        if rule.strength is Strength.PREFER:
            self._size_loss = [lost + unit * k for lost, k in zip(self._size_loss, together, strict=True)]

    def _alike(self, rule: Rule, groups: dict[str, list[int]]) -> None:
        """must: the same or different. A clash of many pairs, said by counts."""
        if rule.verb is Verb.DIFFERENT:
            table = (0, 0, *(FORBIDDEN for _ in range(self._most - 1)))
            for members in groups.values():
                self._tally(rule.key, str(rule.on), members, table)
            return
        values = tuple(groups)
        own = {i: value for value, members in groups.items() for i in members}
        loss = tuple(
            tuple(0 if own.get(i) in (None, value) else FORBIDDEN for value in values)
            for i in range(len(self._people))
        )
        self._choices.append(Choice(rule.key, values, loss, (0,) * len(values)))

    def _wishes(self, rule: Rule) -> None:
        for i, member in enumerate(self._people):
            gains = wish_gains(rule.points, int(rule.limit or 1), len(member.wishes))
            if gains:
                self._base[i] += rule.points
            for wished, gain in zip(member.wishes, gains, strict=False):
                j = self._index[wished]
                self._gain[min(i, j), max(i, j)] += gain

    def _array_rules(self) -> None:
        """Rules about two people that no count can say: shared tags, distances."""
        rest = tuple(
            rule
            for rule in self._problem.rules.rules
            if rule.verb not in (Verb.SAME, Verb.DIFFERENT, Verb.WISH)
        )
        if not rest or len(self._people) < 2:
            return
        import numpy as np

        from kith.matching.score import Scoring

        scoring = Scoring(pair_problem(self._people, replace(self._problem.rules, rules=rest)))
        at = [self._index[member.id] for member in scoring.left]  # its rows are by id, ours may be drawn
        whole = slice(0, len(at))
        for rule in (one for one in rest if one.strength is Strength.PREFER):
            alone = Scoring(pair_problem(self._people, replace(self._problem.rules, rules=(rule,))))
            gains = np.triu(2 * alone.points(whole).astype(np.int64) // max(1, self._most - 1), 1)
            for i, j in np.argwhere(gains).tolist():
                self._gain[min(at[i], at[j]), max(at[i], at[j])] += int(gains[i, j])
        broken = np.triu(~scoring.allowed(whole, with_requests=False), 1)
        self._conflicts |= {(min(at[i], at[j]), max(at[i], at[j])) for i, j in np.argwhere(broken).tolist()}

    def _window(self) -> None:
        window = self._problem.shape.window
        if window is None:
            return
        zones = {member.id: member.attributes.get(window.zone) for member in self._people}
        free = {id_: hours.starts(window, str(zone)) for id_, zone in zones.items() if zone}
        if not window.points:
            self._excluded |= {self._index[id_] for id_, zone in zones.items() if not zone}
        if not free:
            return
        found = hours.candidates(free)
        options = [(str(start), people) for start, people in found]
        loss = [
            [0 if m.id in people or m.id not in free else FORBIDDEN for _, people in options]
            + [0] * bool(window.points)
            for m in self._people
        ]
        cost = [0] * len(options) + [window.points * self._most] * bool(window.points)
        names = tuple(name for name, _ in options) + ("",) * bool(window.points)
        self._choices.append(Choice(WINDOW, names, tuple(tuple(row) for row in loss), tuple(cost)))

    def _places(self) -> tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]:
        """Sets of one kind are the same for everybody: about the same topics, and nobody's from before."""
        fixed = [rule for rule in self._problem.set_rules if rule.verb is SetVerb.GATHER and rule.topics]
        homes = {
            self._index[id_]: s for s, ids in home_sets(self._problem, self._room.sets).items() for id_ in ids
        }
        known: dict[tuple[object, ...], int] = {}
        kinds = []
        for s in range(self._room.sets):
            about: tuple[object, ...] = (
                *(rule.topics[s % len(rule.topics)] for rule in fixed),
                s if s in homes.values() else None,
            )
            kinds.append(known.setdefault(about, len(known)))
        rows = []
        for i, member in enumerate(self._people):
            row = []
            for place_of in known:
                loss = self._base[i]
                for rule, topic in zip(fixed, place_of, strict=False):
                    wishes = self._problem.ranked.get(rule.on, {}).get(member.id, ())
                    loss += topic_loss(rule.points, int(rule.limit or 1), wishes, str(topic))
                away = i in homes and homes[i] != place_of[-1]
                row.append(loss + self._problem.bonus * away)
            rows.append(tuple(row) or (self._base[i],))
        return tuple(kinds), tuple(rows)


def pair_problem(people: Sequence[Member], rules: RuleBook) -> MatchProblem:
    """The same people on two sides, so that the rules of pairs can judge any two of a set."""
    sides = (SIDE, "other")
    members = tuple(replace(member, side=side, wishes=(), capacity=1) for side in sides for member in people)
    return MatchProblem(sides, members, rules)
