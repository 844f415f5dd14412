"""What of a matrix may be published: a figure of few people is a person, and is kept back with what gives it away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kith.publishing.disclosure.policy import DisclosurePolicy
from kith.workforce.functions.results import Amount, Compared, Coverage, Difference, Measured
from kith.workforce.functions.types import Tier

Place = tuple[str, str]
"""Function and occupation; an empty one stands for all of them."""
ALL = ""


class Audience(StrEnum):
    """Who reads: everybody, or only those who work the table out and see each figure."""

    PUBLIC = "public"
    EVALUATOR = "evaluator"


@dataclass(frozen=True, slots=True)
class View:
    """What an audience sees of a table. An amount that is kept back is ``None``; one that is nothing is shown."""

    measured: Measured
    audience: Audience
    most: int
    """Figures of so many people or fewer are kept back."""
    kept: frozenset[Place]
    kept_tiers: frozenset[Tier]

    @property
    def is_public(self) -> bool:
        return self.audience is Audience.PUBLIC

    def cell(self, function: str, occupation: str) -> Amount | None:
        nothing = Amount(0.0, 0.0, 0.0, 0.0, 0)
        found = self.measured.cells.get((function, occupation), nothing)
        return None if (function, occupation) in self.kept else found

    def function(self, key: str) -> Amount | None:
        return None if (key, ALL) in self.kept else self.measured.functions[key]

    def total(self) -> Amount | None:
        return None if (ALL, ALL) in self.kept else self.measured.total

    def tier(self, tier: Tier) -> Amount | None:
        return None if tier in self.kept_tiers else self.measured.tiers[tier]

    def is_few(self, people: int) -> bool:
        """Too few to be counted out; nobody is not."""
        return self.is_public and 0 < people <= self.most

    def people(self, people: int) -> int | None:
        """People as they may be counted: rounded for the public, ``None`` where they are few."""
        if not self.is_public:
            return people
        return None if self.is_few(people) else DisclosurePolicy().rounded(people)

    def thin(self) -> tuple[Coverage, ...]:
        """Functions that rest on one person; for the public, on so few that it is not said how few."""
        if not self.is_public:
            return self.measured.on_one_person
        return tuple(
            each for each in self.measured.coverage if self.is_few(each.people) or self.is_few(each.leads)
        )

    def by_occupation(self, each: Coverage) -> float | None:
        """The index of concentration, unless it could be solved for a cell that is kept back."""
        is_bare = any(place[0] == each.function for place in self.kept)
        return None if self.is_public and is_bare else each.by_occupation

    def by_employer(self, each: Coverage) -> float | None:
        """Only for the evaluator: one employer may be one person."""
        return None if self.is_public else each.by_employer


def view(measured: Measured, audience: Audience, most: int | None = None) -> View:
    """The figures that ``audience`` may see; ``most`` is the house's threshold where it is not said.

    1. A figure of ``most`` people or fewer (and not none) is kept back.
    2. A sum of which one figure is kept back gives it away: its smallest other part is kept back too, or the sum
       itself where it has no other, until no such sum is left. Cells, both margins and the whole are one such net.

    References
    ----------
    As :func:`kith.publishing.disclosure.protect_counts`, whose threshold this is; FTE are not counts, so they are
    kept back and not rounded.
    """
    least = DisclosurePolicy().count_threshold if most is None else most
    if audience is Audience.EVALUATOR:
        return View(measured, audience, least, frozenset(), frozenset())
    people = _people(measured)
    kept = _net(people, _lines(people), least)
    tiers: dict[Place, int] = {
        (ALL, tier.value): amount.people for tier, amount in measured.tiers.items() if amount.people
    }
    line = (*tiers, (ALL, ALL))
    kept_tiers = _net({**tiers, (ALL, ALL): measured.total.people}, [line], least)
    # A whole that the tiers would keep back is kept back everywhere.
    hidden = kept | {place for place in kept_tiers if place == (ALL, ALL)}
    return View(
        measured, audience, least, frozenset(hidden), frozenset(Tier(name) for _, name in kept_tiers if name)
    )


def _people(measured: Measured) -> dict[Place, int]:
    """People of each figure that is not nothing."""
    found = {place: amount.people for place, amount in measured.cells.items()}
    found |= {(key, ALL): amount.people for key, amount in measured.functions.items()}
    found |= {(ALL, code): amount.people for code, amount in measured.by_occupation.items()}
    found[ALL, ALL] = measured.total.people
    return {place: n for place, n in found.items() if n > 0}


def _lines(people: Mapping[Place, int]) -> list[tuple[Place, ...]]:
    """Each sum as its parts and then the whole."""
    rows = sorted({function for function, _ in people})
    columns = sorted({code for _, code in people})
    lines = [tuple((row, code) for code in [*columns[1:], ALL] if (row, code) in people) for row in rows]
    lines += [tuple((row, code) for row in [*rows[1:], ALL] if (row, code) in people) for code in columns]
    return lines


def _net(people: Mapping[Place, int], lines: list[tuple[Place, ...]], most: int) -> set[Place]:
    kept = {place for place, n in people.items() if n <= most}
    while (place := next(_given_away(people, lines, kept), None)) is not None:
        kept.add(place)
    return kept


def _given_away(
    people: Mapping[Place, int], lines: list[tuple[Place, ...]], kept: set[Place]
) -> Iterator[Place]:
    """For each sum with one figure kept back, the figure that has to go with it."""
    for line in lines:
        if sum(place in kept for place in line) == 1 and len(line) > 1:
            shown = [place for place in line[:-1] if place not in kept]
            if shown:
                yield min(shown, key=lambda place: (people[place], place))
            elif line[-1] not in kept:
                yield line[-1]


def side_by_side(compared: Compared, here: View, there: View) -> tuple[tuple[Difference, bool], ...]:
    """Each difference and whether it is kept back on either side; those come last, so that their order tells nothing."""
    keys = [each.key for each in compared.here.lists.functions]
    kept = {key: here.function(key) is None or there.function(key) is None for key in keys}
    shown = [(each, False) for each in compared.differences if not kept[each.function]]
    by_key = {each.function: each for each in compared.differences}
    return (*shown, *((by_key[key], True) for key in keys if kept[key]))
