"""Who could be with whom in a problem of each kind, as :mod:`kith.matching.clashes` looks at it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from kith.matching.clashes import LOCKS, Cells, Clashes, Mask, clashes
from kith.matching.rulebook import Rule
from kith.matching.types import Kind, MatchProblem, Member, PersonPair

if TYPE_CHECKING:
    from kith.matching.placements.types import PlacementProblem
    from kith.matching.posts.types import PostsProblem
    from kith.matching.sets.types import SetsProblem


def clashes_of(kind: Kind, problem: Any) -> Clashes:
    """What the rules of a problem without faults make impossible. Private requests and forbids play no part.

    Parameters
    ----------
    problem
        A problem of that kind, as its engine reads it.
    """
    return clashes(cells_of(kind, problem))


def cells_of(kind: Kind, problem: Any) -> Cells:
    """The cells of a problem of any kind.

    Posts: an applicant with the posts they chose. Placements: what projects ask by their columns excludes as a
    rule does. Sets: any two people who may be in one set.
    """
    if kind is Kind.POSTS:
        return _posts(problem)
    if kind is Kind.PLACEMENTS:
        return _placements(problem)
    if kind is Kind.SETS:
        return _sets(problem)
    if len(problem.sides) == 1:
        return with_locks(_one_list(problem), both_ways(problem.locks))
    return with_locks(_of_match(problem), problem.locks)


def both_ways(pairs: Iterable[PersonPair]) -> list[PersonPair]:
    return [way for one, other in pairs for way in ((one, other), (other, one))]


def with_locks(cells: Cells, locks: Iterable[PersonPair]) -> Cells:
    """The cells, with what locks exclude as one rule more: whoever is locked to as many as they have room for is
    nobody else's."""
    index = [{id_: place for place, id_ in enumerate(ids)} for ids in cells.ids]
    pairs = sorted({(index[0][a], index[1][b]) for a, b in locks if a in index[0] and b in index[1]})
    if not pairs:
        return cells
    full = [
        np.bincount([pair[side] for pair in pairs], minlength=len(cells.ids[side]))
        >= np.array(cells.room[side])
        for side in (0, 1)
    ]

    def set_to(masks: Iterable[Mask], rows: slice, value: bool) -> None:
        inside = [(row - rows.start, column) for row, column in pairs if rows.start <= row < rows.stop]
        for mask in masks:
            for cell in inside:
                mask[cell] = value

    def breaks(rows: slice) -> list[Mask]:
        taken: Mask = full[0][rows, None] | full[1][None, :]
        masks = [*(one.copy() for one in cells.breaks(rows)), taken]
        set_to(masks, rows, False)  # what is locked stands
        return masks

    def meets(rows: slice) -> Mask:
        mask = cells.meets(rows)
        set_to([mask], rows, True)
        return mask

    return replace(cells, rules=(*cells.rules, LOCKS), breaks=breaks, meets=meets)


def _of_match(problem: MatchProblem) -> Cells:
    from kith.matching.score import Scoring

    scoring = Scoring(problem)
    both = scoring.left, scoring.right
    stands = np.zeros((0, 2), dtype=np.int64) if not len(scoring.standing) else scoring.standing

    def breaks(rows: slice) -> list[Mask]:
        found = scoring.breaks(rows)
        inside = stands[(stands[:, 0] >= rows.start) & (stands[:, 0] < rows.stop)]
        for broken in found:  # a pair that stands may stay, whatever the rules say of it
            broken[inside[:, 0] - rows.start, inside[:, 1]] = False
        return found

    needed = [[max(1, one.fewest) if one.capacity else 0 for one in members] for members in both]
    return Cells(
        sides=(problem.sides[0], problem.sides[1]),
        ids=([one.id for one in both[0]], [one.id for one in both[1]]),
        needed=(needed[0], needed[1]),
        room=([one.capacity for one in both[0]], [one.capacity for one in both[1]]),
        fewest=([one.fewest for one in both[0]], [one.fewest for one in both[1]]),
        rules=tuple(rule.key for rule in scoring.musts),
        breaks=breaks,
        meets=lambda rows: _meets(both, rows),
        blank=lambda side, place: _blank(scoring.musts, both[side][place], side),
    )


def _blank(musts: Sequence[Rule], member: Member, side: int) -> tuple[tuple[str, str], ...]:
    read = ((rule.key, (rule.on, rule.on_second)[side]) for rule in musts)
    return tuple(
        (key, attribute)
        for key, attribute in read
        if attribute is not None and member.attributes.get(attribute) in (None, "", frozenset())
    )


def _meets(both: tuple[Sequence[Member], Sequence[Member]], rows: slice) -> Mask:
    left, right = both
    here = np.array([one.capacity > 0 for one in left[rows]], dtype=np.bool_)
    there = np.array([one.capacity > 0 for one in right], dtype=np.bool_)
    mask: Mask = here[:, None] & there[None, :]
    place = {one.id: index for index, one in enumerate(right)}
    for index, one in enumerate(left[rows]):
        if one.id in place:  # nobody is paired with themselves
            mask[index, place[one.id]] = False
    return mask


def _one_list(problem: MatchProblem) -> Cells:
    """Everybody with everybody else; a rule must hold either way round."""
    from kith.matching.pairs.mirror import mirrored

    return _both_ways(_of_match(mirrored(problem)))


def _both_ways(cells: Cells) -> Cells:
    everybody = slice(0, len(cells.ids[0]))
    broken = [one | one.T for one in cells.breaks(everybody)]
    return Cells(
        cells.sides,
        cells.ids,
        cells.needed,
        cells.room,
        cells.fewest,
        cells.rules,
        lambda rows: [one[rows] for one in broken],
        cells.meets,
        cells.blank,
        lone=True,
    )


def _posts(problem: PostsProblem) -> Cells:
    applicants = sorted(problem.applicants, key=lambda one: one.id)
    posts = sorted(problem.posts, key=lambda one: one.id)
    cells = _of_match(problem.as_pairs())
    column = {post.id: place for place, post in enumerate(posts)}
    has_places = np.array([post.places > 0 for post in posts], dtype=np.bool_)

    def meets(rows: slice) -> Mask:
        mask = np.zeros((rows.stop - rows.start, len(posts)), dtype=np.bool_)
        for index, one in enumerate(applicants[rows]):
            mask[index, [column[choice] for choice in one.choices if choice in column]] = True
        return mask & has_places[None, :]

    found = Cells(
        sides=cells.sides,
        ids=([one.id for one in applicants], [one.id for one in posts]),
        needed=([1] * len(applicants), [max(1, one.fewest) if one.places else 0 for one in posts]),
        room=([1] * len(applicants), [one.places for one in posts]),
        fewest=([0] * len(applicants), [one.fewest for one in posts]),
        rules=cells.rules,
        breaks=cells.breaks,
        meets=meets,
        blank=cells.blank,
    )
    return with_locks(found, problem.fixed.items())


def _placements(problem: PlacementProblem) -> Cells:
    from kith.matching.placements.grid import grid
    from kith.matching.placements.types import SIDES

    found = grid(problem)
    masks: Mapping[str, Mask] = found.breaks
    here = np.array([one.most > 0 for one in found.people], dtype=np.bool_)
    there = np.array([one.places > 0 for one in found.projects], dtype=np.bool_)
    cells = Cells(
        sides=SIDES,
        ids=([one.id for one in found.people], [one.id for one in found.projects]),
        needed=(
            [1 if one.most else 0 for one in found.people],
            [max(1, one.fewest) if one.places else 0 for one in found.projects],
        ),
        room=([one.most for one in found.people], [one.places for one in found.projects]),
        fewest=([0] * len(found.people), [one.fewest for one in found.projects]),
        rules=tuple(masks),
        breaks=lambda rows: [mask[rows] for mask in masks.values()],
        meets=lambda rows: here[rows, None] & there[None, :],
    )
    return with_locks(cells, problem.locks)


def _sets(problem: SetsProblem) -> Cells:
    """Any two people of the list, of whom a set may hold both."""
    from kith.matching.sets.types import SIDE

    sides = (SIDE, "other")
    people = [replace(one, wishes=(), capacity=1, fewest=0) for one in problem.people]
    members = tuple(replace(one, side=side) for side in sides for one in people)
    return _both_ways(_of_match(MatchProblem(sides, members, problem.rules)))
