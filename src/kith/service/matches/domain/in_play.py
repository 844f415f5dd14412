"""What a re-match is about: who goes to the engine, which pairs stand, and what has been decided about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Place
from kith.service.matches.models import Decision, MatchRun, Pair

Two = tuple[UUID, UUID]
"""The places of the first side and of the second."""


@dataclass(frozen=True, slots=True)
class InPlay:
    """The rows of a re-match.

    Where no other pair may change, only who waits and who is given up is here: nobody else's wishes or rules can
    make the engine refuse, or be read from what it says.
    """

    places: tuple[Place, ...]
    standing: tuple[Two, ...]
    locks: tuple[Two, ...]
    forbids: tuple[Two, ...]


def in_play(run: MatchRun) -> InPlay:
    """As things are now."""
    match = definition_of(run.cohort).match
    sides = match.sides if match else ()
    pairs = list(
        Pair.objects.filter(cohort=run.cohort).values_list("pk", "left_id", "right_id", "state", "end_reason")
    )
    given_up = {UUID(one) for one in run.give_up}
    standing = {
        (left, right) for pk, left, right, state, _why in pairs if _stands(state) and pk not in given_up
    }
    settled = {place for two in standing for place in two} | _completed(pairs)
    live = Decision.objects.filter(cohort=run.cohort, undone_at=None)
    spent = {(left, right) for _pk, left, right, _state, _why in pairs}
    locks = {two for two in _two(live, Decision.Kind.LOCK) if two not in spent}
    if run.may_change:  # who is locked to somebody else is not kept with whom they have
        standing = {two for two in standing if not any(set(two) & set(lock) for lock in locks)}
        settled = _completed(pairs)
    rows = run.cohort.places.filter(state=Place.State.CONFIRMED, side__in=sides).select_related("person")
    places = [place for place in rows if place.pk not in settled]
    inside = {place.pk for place in places}
    apart = set(_two(live, Decision.Kind.FORBID)) | {
        (left, right)
        for pk, left, right, state, why in pairs
        if pk in given_up or (not _stands(state) and why in PARTED)
    }
    return InPlay(
        places=tuple(places),
        standing=_inside(standing, inside) if run.may_change else (),
        locks=_inside(locks, inside),
        forbids=_inside(apart, inside),
    )


PARTED = (Pair.EndReason.REMATCHED, Pair.EndReason.ENDED)
"""Who parted is not brought together again. Who left and came back may be."""


def _stands(state: str) -> bool:
    return state == Pair.State.ACTIVE


def _completed(pairs: Iterable[tuple[UUID, UUID, UUID, str, str]]) -> set[UUID]:
    done = Pair.EndReason.COMPLETED
    return {place for _pk, left, right, _state, why in pairs if why == done for place in (left, right)}


def _two(live: object, kind: str) -> list[Two]:
    return list(live.filter(kind=kind).values_list("left_id", "right_id"))  # type: ignore[attr-defined]


def _inside(pairs: Iterable[Two], inside: set[UUID]) -> tuple[Two, ...]:
    return tuple(sorted(two for two in pairs if set(two) <= inside))


def touching(places: Iterable[UUID]) -> Q:
    """Pairs that one of these places is in."""
    wanted = list(places)
    return Q(left__in=wanted) | Q(right__in=wanted)
