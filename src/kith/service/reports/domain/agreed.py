"""What a report leaves out because people did not agree to it, and how it says so.

Leaving out one person's line would still tell it: it is the difference between the totals and the lines that
are shown. So with it go the lines of others on the side, until as many are kept back as the policy asks for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from kith.publishing.blocks import BulletList
from kith.publishing.model import Section
from kith.service.reports.domain.gathering import Asked, Gathered

Say = Callable[..., str]


def lines_shown(gathered: Gathered, *, least: int) -> NDArray[np.bool_]:
    """Whose line may stand by itself, one entry a person."""
    shown = np.array([who in gathered.readable for who in gathered.people], dtype=np.bool_)
    scores = [column for by_wave in gathered.scores.values() for column in by_wave.values()]
    known = np.isfinite(np.array(scores)) if scores else np.zeros((0, len(shown)), dtype=np.bool_)
    has_answered, has_all = np.asarray(known.any(axis=0)), np.asarray(known.all(axis=0))
    sides = np.array(gathered.sides)
    for side in set(gathered.sides):
        here = sides == side
        refused = here & has_answered & ~shown
        if not refused.any():
            continue
        missing = max(0, least - int((refused & has_all).sum()))
        # By pseudonym, which is as good as by lot; those with every score, for theirs are in every total.
        others = sorted(np.flatnonzero(here & shown & has_all), key=lambda at: gathered.people[at])
        shown[others[:missing]] = False
        _keep_back_in_every_total(gathered, shown, here, has_all, least)
    return shown


def _keep_back_in_every_total(
    gathered: Gathered,
    shown: NDArray[np.bool_],
    here: NDArray[np.bool_],
    has_all: NDArray[np.bool_],
    least: int,
) -> None:
    """Where few have every score (a questionnaire asked much later), no total may lack fewer than ``least`` lines.

    Each total (of one time, and of two times compared) is looked at again after every change, as a line that is
    kept back for one is missing from others.
    """
    totals = [total & here for total in _totals(gathered)]
    totals = [total for total in totals if total.sum() >= least]
    is_settled = False
    while not is_settled:
        is_settled = True
        for total in totals:
            hidden = int((total & ~shown).sum())
            others = np.flatnonzero(total & shown)
            if 0 < hidden < least and len(others):
                ordered = sorted(others, key=lambda at: (not has_all[at], gathered.people[at]))
                shown[ordered[: least - hidden]] = False
                is_settled = False


def _totals(gathered: Gathered) -> Iterator[NDArray[np.bool_]]:
    """Who is in each number that is shown of several people: a score at one time, or at two."""
    for by_wave in gathered.scores.values():
        known = [np.isfinite(column) for column in by_wave.values()]
        yield from known
        yield from (first & second for first, second in combinations(known, 2))


def without_lines(gathered: Gathered, *, least: int) -> int:
    """How many who answered have no line of their own: none, or at least ``least`` where there are so many."""
    shown = lines_shown(gathered, least=least)
    answered = sum(not who.startswith("-") for who in gathered.people)
    return answered - int(shown[:answered].sum())


def left_out_section(
    gathered: Gathered,
    waves: Iterable[Asked],
    *,
    least: int,
    for_evaluator: bool,
    say: Say,
    held_back: int = 0,
) -> Section:
    """How many people's answers, lines and words are not here. Nothing exact is told of a few."""
    waves = tuple(waves)
    unreported = frozenset[str]().union(*(asked.unreported for asked in waves))
    items = [say("reports.left_out_answers", people=_people(len(unreported), least, say))]
    if held_back:
        items.append(say("reports.left_out_interim", people=_people(held_back, least, say), least=least))
    if for_evaluator:
        kept = without_lines(gathered, least=least)
        items.append(say("reports.left_out_lines", count=kept) if kept else say("reports.every_line"))
        unquoted = {who for asked in waves for who in asked.answers if who not in asked.quotable}
        items.append(say("reports.left_out_words", people=_people(len(unquoted), least, say)))
    return Section("left-out", say("reports.left_out"), (BulletList(tuple(items)),))


def _people(count: int, least: int, say: Say) -> str:
    """The same words for nobody and for a few: a report must not tell whether one person said no."""
    return (
        say("reports.left_out_few", least=least)
        if count < least
        else say("reports.left_out_many", count=count)
    )
