"""Who would both rather have each other: found from the definition, in plain loops, apart from the solver.

**An applicant and a post** block a matching when the post takes the applicant and nothing keeps them apart, the
applicant wants the post more than what they have, and the post has an empty place or holds somebody who stands
behind the applicant. **Linked applicants** want pairs of posts. They and such a pair block when they want the pair
more than what they have and, once both have left their places, each of the posts would take them: fewer people stand
before them there than it has places (both of them counted where they go to the same post).

References: Gale & Shapley (1962); for couples Roth A. E. (1984), Journal of Political Economy 92, 991-1016, doi
10.1086/261272, and Kojima F., Pathak P. A., Roth A. E. (2013), Quarterly Journal of Economics 128, 1585-1632, doi
10.1093/qje/qjt019. In a stable matching other than the applicants' best some cycle of exchanges makes everybody in it better off
(rotations): Irving R. W., Leather P. (1986), SIAM Journal on Computing 15, 655-667, doi 10.1137/0215048.
"""

from __future__ import annotations

from collections.abc import Mapping

from kith.matching.plain import Plain
from kith.matching.posts.linking import NONE, wishes_of
from kith.matching.posts.order import Order, Standing
from kith.matching.posts.types import Applicant, Post, PostsProblem
from kith.matching.types import PersonPair


class Standings:
    """The order at every post, from the rules in plain Python."""

    def __init__(self, problem: PostsProblem, seed: int) -> None:
        self.problem = problem
        self.applicants = {one.id: one for one in problem.applicants}
        self.posts = {post.id: post for post in problem.posts}
        self._has_musts = bool(problem.rules.musts)
        if problem.rules.rules:
            two_sided = problem.as_pairs()
            self._plain = Plain(two_sided)
            self._members = {(member.side, member.id[2:]): member for member in two_sided.members}
        self._refused = problem.refused
        points: dict[PersonPair, int] = {}
        if problem.rules.prefers:
            chosen = [(one.id, at) for one in problem.applicants for at in one.choices if at in self.posts]
            points = {pair: self._points(pair) for pair in chosen}
        self._order = Order(problem, seed, points)
        self._known: dict[PersonPair, Standing | None] = {}

    def _points(self, pair: PersonPair) -> int:
        return self._plain.total_points(self._members["applicant", pair[0]], self._members["post", pair[1]])

    def broken_by(self, pair: PersonPair) -> tuple[str, ...]:
        """The ``must`` rules, by key, that an applicant and a post break."""
        if not self._has_musts:
            return ()
        one, other = self._members["applicant", pair[0]], self._members["post", pair[1]]
        musts = self.problem.rules.musts
        return tuple(rule.key for rule in musts if not self._plain.satisfies(rule, one, other))

    def of(self, applicant: str, post: str) -> Standing | None:
        """Where an applicant stands at a post they chose; ``None`` where something stands against the two."""
        pair = (applicant, post)
        if pair not in self._known:
            fine = pair not in self._refused and not self.broken_by(pair)
            self._known[pair] = (
                self._order.standing(self.applicants[applicant], self.posts[post]) if fine else None
            )
        return self._known[pair]


class State:
    """A matching beside the order: who is where, and who stands before whom."""

    def __init__(self, standings: Standings, post_of: Mapping[str, str]) -> None:
        problem = standings.problem
        self.standings, self.post_of = standings, post_of
        self.fixed = problem.fixed
        self.links = problem.links
        self.partner = {one: other for pair in self.links for one, other in (pair, pair[::-1])}
        self.held: dict[str, list[str]] = {post.id: [] for post in problem.posts}
        for applicant, post in post_of.items():
            if applicant not in self.fixed:
                self.held[post].append(applicant)
        taken = list(self.fixed.values())
        self.places = {post.id: post.places - taken.count(post.id) for post in problem.posts}
        self._last: dict[str, Standing | None] = {}

    def before(self, applicant: str, post: str, *, without: tuple[str, ...] = ()) -> int:
        """How many of those whom the post holds stand before the applicant there."""
        mine = self.standings.of(applicant, post)
        assert mine is not None
        return sum(
            theirs < mine
            for other in self.held[post]
            if other not in without and (theirs := self.standings.of(other, post)) is not None
        )

    def would_take(self, applicant: str, post: str) -> bool:
        """Whether the post has an empty place or holds somebody behind the applicant."""
        if self.standings.of(applicant, post) is None:
            return False
        if len(self.held[post]) < self.places[post]:
            return True
        if post not in self._last:
            there = [self.standings.of(other, post) for other in self.held[post]]
            self._last[post] = max((one for one in there if one is not None), default=None)
        mine, last = self.standings.of(applicant, post), self._last[post]
        return mine is not None and last is not None and mine < last

    def wanted_more(self, applicant: str) -> tuple[str, ...]:
        """What an applicant, not linked, listed above what they have."""
        choices = tuple(dict.fromkeys(filter(None, self.standings.applicants[applicant].choices)))
        has = self.post_of.get(applicant)
        return choices[: choices.index(has)] if has in choices else choices


def blocking(state: State) -> tuple[PersonPair, ...]:
    """(applicant, post) who block; of linked applicants each with the post they would go to, for the wish they want
    most of those with which they block."""
    found = []
    for applicant in sorted(state.standings.applicants):
        if applicant not in state.fixed and applicant not in state.partner:
            found += [
                (applicant, at) for at in state.wanted_more(applicant) if state.would_take(applicant, at)
            ]
    for pair in state.links:
        both = blocking_wish(state, pair) or ()
        found += [(one, at) for one, at in zip(pair, both, strict=False) if at]
    return tuple(sorted(found))


def count_blocking(state: State, found: tuple[PersonPair, ...]) -> int:
    """How many block: each applicant with each post, and two linked applicants once, however many posts they want."""
    couples = sum(blocking_wish(state, pair) is not None for pair in state.links)
    return couples + sum(one not in state.partner for one, _ in found)


def blocking_wish(state: State, pair: PersonPair) -> PersonPair | None:
    """The most wanted pair of posts with which two linked applicants block; an empty text for no post."""
    has = (state.post_of.get(pair[0], ""), state.post_of.get(pair[1], ""))
    for both in linked_wishes(state.standings, pair):
        if both == has:
            return None
        if _takes_both(state, pair, both):
            return both
    return None


def linked_wishes(standings: Standings, pair: PersonPair) -> tuple[PersonPair, ...]:
    """What two linked applicants ask for, most wanted first, as ids."""
    problem = standings.problem
    people: list[Applicant] = [standings.applicants[one] for one in pair]
    posts: list[Post] = sorted(problem.posts, key=lambda post: post.id)
    number = {post.id: index for index, post in enumerate(posts)}
    lists = [
        [
            number[at]
            for at in dict.fromkeys(filter(None, one.choices))
            if standings.of(one.id, at) is not None
        ]
        for one in people
    ]
    wishes = wishes_of(problem.settings, people, posts, (0, 1), lists)
    return tuple(
        ("" if one == NONE else posts[one].id, "" if other == NONE else posts[other].id)
        for one, other in wishes
    )


def _takes_both(state: State, pair: PersonPair, both: PersonPair) -> bool:
    if both[0] == both[1]:
        behind = max(pair, key=lambda one: state.standings.of(one, both[0]) or (2, 0.0, 0, one))
        return state.before(behind, both[0], without=pair) + 2 <= state.places[both[0]]
    return all(
        not at or state.before(one, at, without=pair) < state.places[at]
        for one, at in zip(pair, both, strict=True)
    )


def can_be_raised(state: State) -> bool:
    """Whether, in a stable matching without linked applicants, some could be better off and no one worse off.

    Each full post would next take, of those who want it more than what they have, the one who stands first. Who has
    no post at all has none in any stable matching, so only those with a post count. If following "the post of that
    applicant" from post to post comes back to where it was, the people on that round can all move up and the answer
    stays stable; if no post leads into such a round, every applicant has the best of all stable answers.
    """
    next_post: dict[str, str] = {}
    best: dict[str, tuple[Standing, str]] = {}
    for applicant in state.standings.applicants:
        if applicant in state.fixed:
            continue
        for at in state.wanted_more(applicant):
            standing = state.standings.of(applicant, at)
            if standing is not None and (at not in best or standing < best[at][0]):
                best[at] = (standing, applicant)
    for at, (_, applicant) in best.items():
        if applicant in state.post_of:
            next_post[at] = state.post_of[applicant]
    return _has_round(next_post)


def _has_round(next_post: Mapping[str, str]) -> bool:
    done: set[str] = set()
    for start in next_post:
        path: set[str] = set()
        at: str | None = start
        while at is not None and at not in done:
            if at in path:
                return True
            path.add(at)
            at = next_post.get(at)
        done |= path
    return False
