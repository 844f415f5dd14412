"""Interim reports of one cohort laid beside one another: two of them must not differ by a few people's answers.

Whoever has the totals of eight people, and later those of nine, knows what the ninth answered, also where they
did not let their line be read.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kith.foundation.faults import Fault, KithError
from kith.foundation.provenance import hash_value
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.policies import policy
from kith.service.reports.domain.gathering import Asked
from kith.service.reports.models import Report

Groups = dict[str, dict[str, int | str]]
SENT = "sent/"


def sent_by(waves: Iterable[Asked]) -> Groups:
    """Those whose answers to each wave are in the report, by side, however few: their number and the hash of
    who answered what."""
    found: Groups = {}
    for asked in waves:
        rows: dict[str, list[Any]] = {}
        for person in sorted(asked.answers):
            rows.setdefault(asked.sides[person], []).append((person, asked.answers[person].to_json()))
        for side, of_side in rows.items():
            digest = hash_value(of_side)
            found[f"{SENT}{asked.wave.key}/{side}"] = {"side": side, "n": len(of_side), "digest": digest}
    return found


def guard_interim(cohort: Cohort, groups: Groups, *, of: Report | None = None) -> None:
    """Refuse an interim report of these groups beside the last finished report that has each of them.

    A group must be the same people with the same answers. Else those who answered a wave must be
    ``min_matched`` more, and a group that is worked out of several answers must differ by as many people.

    Raises KithError ``reports.interim_too_soon``, which tells neither the side nor a number of people.
    """
    finished = cohort.reports.exclude(finished_at=None)
    if of is not None:
        finished = finished.exclude(pk=of.pk)
    last: Groups = {}
    for released in finished.order_by("finished_at", "number").values_list("released", flat=True):
        last.update(released)
    least = policy(cohort.organisation).min_matched
    if any(_is_near(key, last[key], group, least) for key, group in groups.items() if key in last):
        raise KithError(Fault("reports.interim_too_soon", params={"least": least}))


def _is_near(key: str, earlier: dict[str, Any], now: dict[str, Any], least: int) -> bool:
    more = now["n"] - earlier["n"]
    return bool(earlier["digest"] != now["digest"] and (more if key.startswith(SENT) else abs(more)) < least)
