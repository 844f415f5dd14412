"""How many have answered, by site, where nobody could work out from it and the counts by side what a few did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from kith.service.cohorts.models import Cohort
from kith.service.surveys.domain.pseudonyms import pseudonyms_of
from kith.service.surveys.models import Invitation, Response

Asked = Mapping[tuple[str, str], int]
"""How many people were asked, by side and site."""


@dataclass(frozen=True, slots=True)
class SiteRate:
    """Answers over invitations of one site, or of several together that are too small alone."""

    sites: tuple[str, ...]
    invited: int
    answered: int


def rates_by_site(cohort: Cohort, *, least: int) -> dict[UUID, tuple[SiteRate, ...]]:
    """For each wave that was asked, its sites in the order of their names; none where it would tell too much.

    Three questions to the database however many waves and people there are. Without the key nothing leads from an
    answer to a site, so there is nothing.
    """
    people = Invitation.objects.filter(wave__cohort=cohort).values_list(
        "wave", "place", "place__side", "place__attributes__site"
    )
    invited = [(wave, place, side, site or "") for wave, place, side, site in people]
    known = pseudonyms_of(cohort, {place for _wave, place, _side, _site in invited})
    sites = {place: site for _wave, place, _side, site in invited}
    sent = Response.objects.filter(wave__cohort=cohort, may_be_reported=True).exclude(submitted_on=None)
    answered = Counter(
        (wave, sites[known[pseudonym]])
        for wave, pseudonym in sent.order_by().values_list("wave", "pseudonym")
        if pseudonym in known
    )
    asked: dict[UUID, Counter[tuple[str, str]]] = {}
    for wave, _place, side, site in invited:
        asked.setdefault(wave, Counter())[side, site] += 1
    return {
        wave: tuple(_rate(group, counts, wave, answered) for group in grouped(counts, least=least))
        for wave, counts in asked.items()
        if known
    }


def _rate(
    group: frozenset[str], asked: Asked, wave: UUID, answered: Mapping[tuple[UUID, str], int]
) -> SiteRate:
    invited = sum(count for (_side, site), count in asked.items() if site in group)
    return SiteRate(tuple(sorted(group)), invited, sum(answered.get((wave, site), 0) for site in group))


def grouped(asked: Asked, *, least: int) -> tuple[frozenset[str], ...]:
    """Sites that may be shown beside the counts by side: small ones together, and none at all where that is not enough.

    Whoever runs the cohort knows who is at which site and on which side, and sees each side's count. Sites less a side
    must therefore never leave fewer than ``least`` people: those of some sides at sites where others are too.
    """
    sizes: Counter[str] = Counter()
    for (_side, site), count in asked.items():
        sizes[site] += count
    groups = _pooled(sizes, least)
    by_side: Counter[str] = Counter()
    for (side, _site), count in asked.items():
        by_side[side] += count
    if len(groups) < 2 or min(by_side.values()) < least:
        return ()
    if any(0 < left < least for left in _left_over(asked, groups, by_side)):
        return ()
    return tuple(sorted(groups, key=lambda group: (len(group) > 1, sorted(group))))


def _pooled(sizes: Mapping[str, int], least: int) -> list[frozenset[str]]:
    """Each large site alone; the small ones together, with the smallest of the large while that is too few."""
    rising = sorted(sizes, key=lambda site: (sizes[site], site))
    pool = [site for site in rising if sizes[site] < least]
    alone = rising[len(pool) :]
    while pool and alone and sum(sizes[site] for site in pool) < least:
        pool.append(alone.pop(0))
    return [frozenset({site}) for site in alone] + ([frozenset(pool)] if pool else [])


def _left_over(asked: Asked, groups: Iterable[frozenset[str]], sides: Iterable[str]) -> Iterable[int]:
    """How many people of some sides are where people of the other sides are too, for every choice of sides."""
    rows = [Counter(dict.fromkeys(sides, 0)) for _group in groups]
    for row, group in zip(rows, groups, strict=True):
        for (side, site), count in asked.items():
            row[side] += count if site in group else 0
    names = sorted(sides)
    for size in range(1, len(names)):
        for chosen in combinations(names, size):
            of_these = [(sum(row[side] for side in chosen), row.total()) for row in rows]
            yield sum(here for here, everybody in of_these if 0 < here < everybody)
