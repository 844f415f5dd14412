"""Which groups of people a report shows taken together, kept beside it so that a later one can be laid
beside it. Sizes and hashes only: who they are does not stand here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from django.utils.translation import get_language, gettext
from numpy.typing import NDArray

from kith.foundation.provenance import hash_value
from kith.publishing.disclosure import ScoreRelease, ShownGroup, guard_remade
from kith.questionnaires.types import ItemKind
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.core.domain.policies import policy
from kith.service.reports.domain.coding import COUNTED
from kith.service.reports.domain.gathering import Asked, Gathered
from kith.service.reports.models import Report

Released = dict[str, dict[str, int | str]]
"""Key of a group: its side, its size and the hash of who answered what."""
TOGETHER = ""
"""The side of a group of all sides together."""
Rows = list[tuple[object, ...]]


def released_by(
    gathered: Gathered,
    once: Iterable[Asked],
    comparisons: Iterable[tuple[str, str]],
    then: Iterable[str],
    least: int,
) -> Released:
    """Every group of ``least`` people or more: those who answered both times of a comparison (``matched``),
    those who answered the first only (``left``), those who also looked back (``then``), by score and
    side; and those who answered a question that was asked once, with those who would rather not say
    (``answered``) and without (``chose``), by side; and of all sides of which anything is told those who answered
    any question of a score (``any``) and all of them (``whole``), by time."""
    found: Released = {}
    comparisons, then = tuple(comparisons), tuple(then)
    for scale in gathered.scales:
        scores = gathered.scores[scale.key]
        for first, last in comparisons:
            _keep(found, f"matched/{scale.key}/{first}/{last}", _rows(gathered, scores, (first, last)), least)
            left = _rows(gathered, scores, (first,), without=last)
            _keep(found, f"left/{scale.key}/{first}/{last}", left, least)
            for wave in then:
                looked_back = _rows(gathered, scores, (first, wave, last))
                _keep(found, f"then/{scale.key}/{first}/{wave}/{last}", looked_back, least)
    for asked in gathered.waves:
        _keep_scales(found, gathered, asked, least)
    for asked in once:
        for item in asked.instrument.items:
            if item.kind in COUNTED or item.kind is ItemKind.NUMBER:
                name = f"{asked.wave.key}/{item.key}"
                _keep(found, f"answered/{name}", _answered(asked, item.key), least)
                _keep(found, f"chose/{name}", _answered(asked, item.key, with_declined=False), least)
    return found


def guard_published(report: Report) -> None:
    """Refuse to publish what, laid beside the cohort's published reports, would tell about a few people.

    Raises KithError ``publishing.remade``.
    """
    cohort = report.cohort
    language = get_language() or "en"
    names = {role.key: role.plural.in_language(language) for role in definition_of(cohort).roles}
    earlier = cohort.reports.filter(audience=Report.Audience.PUBLIC).exclude(published_at=None)
    guard_remade(
        [_release(one, names) for one in earlier.exclude(pk=report.pk).order_by("number")],
        _release(report, names),
        policy(cohort.organisation),
    )


def _release(report: Report, names: Mapping[str, str]) -> ScoreRelease:
    groups = {
        key: ShownGroup(names.get(one["side"], one["side"]), one["n"], one["digest"])
        for key, one in report.released.items()
    }
    return ScoreRelease(gettext("Report %(number)s") % {"number": report.number}, groups)


def _rows(
    gathered: Gathered,
    scores: Mapping[str, NDArray[np.float64]],
    waves: tuple[str, ...],
    *,
    without: str | None = None,
) -> dict[str, Rows]:
    """Side to each person who has a score at all of ``waves`` and none at ``without``."""
    has = np.logical_and.reduce([~np.isnan(scores[wave]) for wave in waves])
    if without is not None:
        has &= np.isnan(scores[without])
    found: dict[str, Rows] = {}
    for place in np.flatnonzero(has):
        row = (gathered.people[place], *(float(scores[wave][place]) for wave in waves))
        found.setdefault(gathered.sides[place], []).append(row)
    return found


def _answered(asked: Asked, key: str, *, with_declined: bool = True) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    for person in sorted(asked.answers):
        answers = asked.answers[person]
        if key in answers and (with_declined or not answers.is_declined(key)):
            found.setdefault(asked.sides[person], []).append((person, answers.to_json()[key]))
    return found


def _keep_scales(found: Released, gathered: Gathered, asked: Asked, least: int) -> None:
    """Those whose answers to a score's questions are looked at together: alpha, omega and each question."""
    told = {side for side, count in asked.invited.items() if count >= least}
    people = [who for who in sorted(asked.answers) if asked.sides[who] in told]
    for scale in gathered.scales:
        rows: Rows = [
            (who, *(asked.answers[who].to_json().get(item) for item in scale.items))
            for who in people
            if any(item in asked.answers[who] for item in scale.items)
        ]
        name = f"{scale.key}/{asked.wave.key}"
        _keep(found, f"any/{name}", {TOGETHER: rows}, least)
        _keep(found, f"whole/{name}", {TOGETHER: [row for row in rows if None not in row]}, least)


def _keep(found: Released, key: str, by_side: Mapping[str, Rows], least: int) -> None:
    for side, rows in by_side.items():
        if len(rows) >= least:
            found[f"{key}/{side}"] = {"side": side, "n": len(rows), "digest": hash_value(rows)}
