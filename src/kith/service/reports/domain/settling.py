"""A final report laid beside the interim ones: whose answers it leaves out so that no few can be told.

Eight managers in an interim report and nine in the final one: whoever reads both knows what the ninth answered.
Nobody keeps who had answered by then, for that would tell when each did. So those of the
side who do not let their answers be read are left out of the final report, and others with them, until its groups
are those of the interim report or differ in size by as many people as the policy asks for. Where everybody of a
side lets their answers be read one by one, the reader of interim reports has them anyway.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kith.service.reports.domain.gathering import Asked, measuring_change
from kith.service.reports.domain.seen import RatedWave, released_of_raters
from kith.service.reports.models import Report

Groups = dict[str, dict[str, Any]]
GroupsOf = Callable[[Sequence[Asked]], Groups]


@dataclass(frozen=True, slots=True)
class Settled:
    """What a report may use, and how many people's answers it leaves out: none, or enough to hide each."""

    waves: tuple[Asked, ...]
    left_out: int = 0


def settle(report: Report, waves: Iterable[Asked], groups_of: GroupsOf, *, least: int) -> Settled:
    """The waves of a final report, without the answers that the interim reports before it would uncover."""
    waves = tuple(waves)
    interim = [] if report.is_interim else _interim_before(report)
    gone: set[str] = set()
    kept = waves
    while interim and (sides := _near(groups_of(kept), interim, least, waves)):
        more = {who for side in sides for who in _next(kept, side)}
        if not more:
            break
        gone |= more
        kept = tuple(_without(asked, gone) for asked in waves)
    return Settled(kept, len(gone))


def settle_rated(report: Report, rated: Iterable[RatedWave], *, least: int) -> tuple[RatedWave, ...]:
    """What raters said, without the sides of which an interim report shows nearly the same people.

    Raters' answers are never read one by one, so nothing is gained by leaving out some: the side is left out.
    """
    rated = tuple(rated)
    interim = [] if report.is_interim else _interim_before(report)
    near = {
        key
        for key, group in released_of_raters(rated, least=least).items()
        for earlier in interim
        if key in earlier
        and earlier[key]["digest"] != group["digest"]
        and abs(earlier[key]["n"] - group["n"]) < least
    }
    kept = (
        replace(wave, said=tuple(one for one in wave.said if f"seen/{wave.key}/{one.side}" not in near))
        for wave in rated
    )
    return tuple(wave for wave in kept if wave.said)


def _interim_before(report: Report) -> list[Groups]:
    """What each finished interim report before this one shows."""
    rows = report.cohort.reports.filter(is_interim=True, number__lt=report.number).exclude(finished_at=None)
    return list(rows.order_by("number").values_list("released", flat=True))


def _near(groups: Groups, interim: Sequence[Groups], least: int, waves: Sequence[Asked]) -> set[str]:
    """Sides whose groups an interim report shows with nearly the same people; "" is all sides together."""
    near = {
        group["side"]
        for key, group in groups.items()
        for earlier in interim
        if key in earlier
        and earlier[key]["digest"] != group["digest"]
        and abs(earlier[key]["n"] - group["n"]) < least
    }
    told = {side for side in near if not _are_all_read(waves, side)}
    return told - {""} or told  # a side that is near makes all sides together so


def _are_all_read(waves: Sequence[Asked], side: str) -> bool:
    return all(who in asked.readable for asked in waves for who in _people(asked, side))


def _people(asked: Asked, side: str) -> list[str]:
    return [who for who in asked.answers if not side or asked.sides[who] == side]


def _next(waves: Sequence[Asked], side: str) -> list[str]:
    """Everybody of a side who may not be read; where there is nobody left of those, one more by lot.

    The others go in the order in which their lines are kept back in a report (the pseudonym is as good as a lot,
    those who answered every time first), so that no line appears in the one report that was hidden in the other.
    """
    people = sorted({who for asked in waves for who in _people(asked, side)})
    unread = [who for who in people if any(who in one.answers and who not in one.readable for one in waves)]
    measuring = measuring_change(waves)
    return unread or sorted(people, key=lambda who: (not _has_all(measuring, who), who))[:1]


def _has_all(waves: Sequence[Asked], who: str) -> bool:
    return all(who in asked.answers for asked in waves)


def _without(asked: Asked, gone: set[str]) -> Asked:
    return replace(
        asked,
        answers={who: answers for who, answers in asked.answers.items() if who not in gone},
        sides={who: side for who, side in asked.sides.items() if who not in gone},
        readable=asked.readable - gone,
        quotable=asked.quotable - gone,
    )
