"""Whose answers to single questions may stand by themselves in the evaluator's bundle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kith.questionnaires.responses import DECLINED
from kith.questionnaires.types import Instrument
from kith.service.reports.domain.agreed import lines_shown
from kith.service.reports.domain.gathering import Asked, Gathered

People = frozenset[str]


def answers_shown(gathered: Gathered, waves: Iterable[Asked], *, least: int) -> People:
    """Pseudonyms of those whose every answer may be read, as few as it takes of the others kept back.

    A total less the answers that are shown must not be those of fewer than ``least``: of everybody who sent a
    time's answers, who answered a question, who answered all of a scale, by side and together.
    """
    waves = tuple(waves)
    everybody = frozenset(who for asked in waves for who in asked.answers)
    shown = {
        who for who in everybody if all(who in one.readable for one in waves if who in one.answers)
    } - _without_line(gathered, least)
    totals = [total for total in dict.fromkeys(_totals(waves)) if len(total) >= least]
    is_settled = False
    while not is_settled:
        is_settled = True
        for total in totals:
            hidden = len(total - shown)
            if 0 < hidden < least and total & shown:
                shown -= set(sorted(total & shown)[: least - hidden])
                is_settled = False
    return frozenset(shown)


def _without_line(gathered: Gathered, least: int) -> set[str]:
    """Pseudonyms of those who are kept back among the scores."""
    whole = sorted({who for asked in gathered.waves for who in asked.sides})
    may = lines_shown(gathered, least=least)[: len(whole)].tolist()
    return {who for who, is_shown in zip(whole, may, strict=True) if not is_shown}


def _totals(waves: tuple[Asked, ...]) -> Iterator[People]:
    for asked in waves:
        sides = [
            frozenset(who for who in asked.answers if asked.sides[who] == side) for side in _sides(asked)
        ]
        for group in _groups(asked):
            yield group
            yield from (group & side for side in sides)


def _sides(asked: Asked) -> list[str]:
    return sorted({asked.sides[who] for who in asked.answers})


def _groups(asked: Asked) -> Iterator[People]:
    """Everybody, who answered each question, who gave it a value, and who answered all of a scale."""
    yield frozenset(asked.answers)
    for item in asked.instrument.items:
        yield _who(asked, (item.key,), with_declined=True)
        yield _who(asked, (item.key,), with_declined=False)
    yield from (_who(asked, items, with_declined=False) for items in _scales(asked.instrument))


def _scales(instrument: Instrument) -> Iterator[tuple[str, ...]]:
    return (scale.items for scale in instrument.scales)


def _who(asked: Asked, items: tuple[str, ...], *, with_declined: bool) -> People:
    return frozenset(
        who
        for who, answers in asked.answers.items()
        if all(item in answers and (with_declined or answers[item] is not DECLINED) for item in items)
    )
