"""Requirements added up, per cadre over districts, regions and the country."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kith.workforce.wisn.results import Aggregate, Interval, Level, Requirement

Key = tuple[Level, str, str]


@dataclass(frozen=True, slots=True)
class Sums:
    """Staff of one cadre over several facilities, however the figures came about."""

    current: float
    required: float
    facilities: int
    with_ratio: int
    mean_of_ratios: float | None

    @property
    def ratio_of_sums(self) -> float | None:
        return self.current / self.required if self.required > 0 else None


def summed(pairs: Iterable[tuple[float, float]]) -> Sums:
    """Pairs of current and required staff, added up both ways.

    The ratio of sums is all current over all required; the mean of ratios is the mean of each pair's own.

    >>> both = summed([(4, 8), (9, 10)])
    >>> both.ratio_of_sums, both.mean_of_ratios
    (0.7222222222222222, 0.7)

    References
    ----------
    Joarder and others (2020), BMJ Open 10:e035183, Table 5: the abstract's 0.43 and 0.69 are means of ratios.
    """
    known = list(pairs)
    ratios = [current / required for current, required in known if required > 0]
    return Sums(
        sum(current for current, _ in known),
        sum(required for _, required in known),
        len(known),
        len(ratios),
        sum(ratios) / len(ratios) if ratios else None,
    )


def groups_of(requirement: Requirement) -> tuple[Key, ...]:
    """The sums that a requirement goes into. Without a district it is in none of the districts' sums."""
    keys = []
    if requirement.district is not None:
        keys.append((Level.DISTRICT, requirement.district, requirement.cadre))
    if requirement.region is not None:
        keys.append((Level.REGION, requirement.region, requirement.cadre))
    return (*keys, (Level.COUNTRY, "", requirement.cadre))


def aggregates(
    requirements: Iterable[Requirement], intervals: Mapping[Key, Interval] | None = None
) -> tuple[Aggregate, ...]:
    """Every sum: the country first, then regions, then districts, by name and in the cadres' order."""
    members: dict[Key, list[tuple[float, float]]] = {}
    for each in requirements:
        for key in groups_of(each):
            members.setdefault(key, []).append((each.current, each.required))
    order = {Level.COUNTRY: 0, Level.REGION: 1, Level.DISTRICT: 2}
    known = intervals or {}
    found = []
    for key in sorted(members, key=lambda key: (order[key[0]], key[1])):
        level, name, cadre = key
        both = summed(members[key])
        found.append(
            Aggregate(
                level, name, cadre, both.facilities, both.with_ratio, both.current, both.required,
                both.ratio_of_sums, both.mean_of_ratios, known.get(key),
            )
        )  # fmt: skip
    return tuple(found)
