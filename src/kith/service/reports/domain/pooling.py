"""Earlier cohorts of the same programme, as far as their published reports show them, and who was a pair in this one.

An earlier cohort's group is taken only as it was published: if somebody has said no since, the difference between
the two reports would be that one person. A group that was too small to be shown alone is not taken either: the
pooled figure less those that are shown would tell it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F

from kith.service.cohorts.models import Cohort
from kith.service.learning.models import Member, Relationship
from kith.service.reports.domain.gathering import Gathered, asked_waves, gather
from kith.service.reports.domain.released import Released, released_by
from kith.service.reports.models import Report
from kith.service.surveys.domain.pseudonyms import pseudonym_of
from kith.service.surveys.models import PseudonymKey

MOST_COHORTS = 60


@dataclass(frozen=True, slots=True, eq=False)
class Earlier:
    """An earlier cohort: its answers as they are now, and what its published report shows."""

    name: str
    gathered: Gathered
    published: Released


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """What a report sets its own cohort together with. ``pairs`` is a person's code to that of their pair."""

    earlier: tuple[Earlier, ...] = ()
    pairs: Mapping[str, str] | None = None


def pool_of(cohort: Cohort, gathered: Gathered) -> Pool:
    return Pool(tuple(_earlier(row) for row in earlier_cohorts(cohort)), pairs_of(cohort, gathered))


def earlier_cohorts(cohort: Cohort) -> Sequence[Cohort]:
    """Of the same organisation and programme, begun before, with a published report.

    Not those that came by a merge: nobody here is to see more of them than they did.
    """
    rows = Cohort.objects.filter(
        organisation=cohort.organisation_id,
        definition__key=cohort.definition.key,
        starts_on__lt=cohort.starts_on,
        joined_at=None,
    )
    published = Report.objects.filter(audience=Report.Audience.PUBLIC).exclude(published_at=None)
    found = rows.filter(pk__in=published.values("cohort")).select_related("definition", "organisation")
    return list(found.order_by("-starts_on", "-pk")[:MOST_COHORTS])[::-1]


def _earlier(cohort: Cohort) -> Earlier:
    reports = cohort.reports.filter(audience=Report.Audience.PUBLIC).exclude(published_at=None)
    last = reports.order_by("-number").first()
    assert last is not None
    return Earlier(cohort.name, gather(asked_waves(cohort, for_evaluator=False)), last.released)


def shown_of(
    earlier: Earlier, comparisons: Sequence[tuple[str, str]], least: int
) -> frozenset[tuple[str, str, str]]:
    """Score, later time and side of each group that is now exactly as it was published."""
    known = {asked.wave.key for asked in earlier.gathered.waves}
    asked_there = [one for one in comparisons if set(one) <= known]
    now = released_by(earlier.gathered, (), comparisons=asked_there, then=(), least=least)
    return frozenset(
        (scale.key, last, side)
        for scale in earlier.gathered.scales
        for first, last in asked_there
        for side in set(earlier.gathered.sides)
        if _is_same(now, earlier.published, f"matched/{scale.key}/{first}/{last}/{side}")
    )


def _is_same(now: Released, published: Released, key: str) -> bool:
    return key in now and now[key] == published.get(key)


def pairs_of(cohort: Cohort, gathered: Gathered) -> Mapping[str, str]:
    """Code of a person to that of their pair, the last that they were in. Nothing once the key is destroyed."""
    if not PseudonymKey.objects.filter(cohort=cohort).exclude(secret=None).exists():
        return {}
    members = Member.objects.filter(
        relationship__cohort=cohort, relationship__kind=Relationship.Kind.PAIR, place__isnull=False
    )
    rows = members.select_related("place").annotate(made=F("relationship__created_at"))
    codes = {code.removeprefix("P"): code for code in gathered.people if code.startswith("P")}
    letters = len(next(iter(codes), ""))
    found: dict[str, str] = {}
    for row in rows.order_by("made", "relationship_id"):
        assert row.place is not None
        code = codes.get(pseudonym_of(row.place)[:letters])
        if code is not None:
            found[code] = str(row.relationship_id)
    return found
