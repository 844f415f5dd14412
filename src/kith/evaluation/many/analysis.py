"""Change in many programmes at once, each by itself and all alike."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.attainable import smallest_p
from kith.evaluation.many.cells import cannot_show, measure
from kith.evaluation.many.checks import check_plan
from kith.evaluation.many.resampling import How, Pair, intervals
from kith.evaluation.many.scoring import Scores, alphas, score_steps
from kith.evaluation.many.types import (
    MISSING,
    Alpha,
    ManyData,
    ManyMeasures,
    ManyPlan,
    ManyResult,
    ProgrammeChange,
    ScaleChange,
)
from kith.evaluation.types import Remark, Withheld
from kith.foundation.provenance import hash_bytes, hash_value, provenance
from kith.foundation.seeds import generator
from kith.statistics.multiplicity import holm

METHOD = "kith.evaluation.many"
PEOPLE_AT_ONCE = 100_000
"""About so many people's scores are in memory together; a larger programme is not divided."""
MIXERS = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9))

Progress = Callable[[int, int], None]
Integers = NDArray[np.int64]


def analyse_many(
    data: ManyData,
    plan: ManyPlan,
    *,
    seed: int,
    threads: int = 1,
    progress: Progress | None = None,
    known: Mapping[str, ProgrammeChange] = MappingProxyType({}),
) -> ManyResult:
    """What changed in each programme on each scale, how sure that is, and what it cannot show.

    Every figure is defined as :func:`kith.evaluation.change.analyse_change` defines it, on the scale's exact
    grid, so counts, ranks and p are the same to the last bit. Intervals by drawing differ in three ways: see
    :mod:`kith.evaluation.many.resampling`. Neither the order of people and programmes nor ``threads``, nor
    what other programmes are in the data, changes a programme's numbers.

    Parameters
    ----------
    seed
        Each programme draws from a stream of its own: PCG64, keyed by the hash of seed and name.
    threads
        How many programmes are worked on at a time.
    progress
        Called with programmes done and all programmes.
    known
        Programmes that an interrupted run had done already, by name: taken as they are.

    Raises
    ------
    KithError
        When the plan names what the data do not have, or a setting is out of range.
    """
    done = []
    for change in each_programme(data, plan, seed=seed, threads=threads, known=known):
        done.append(change)
        if progress:
            progress(len(done), len(data.programmes))
    inputs = {"data": data_hash(data), "plan": hash_value(repr(plan))}
    stamp = provenance(METHOD, inputs=inputs, seed=seed, libraries=("numpy", "scipy"))
    return ManyResult(plan, tuple(done), (*data.remarks, *_remarks(data, plan)), stamp)


def each_programme(
    data: ManyData,
    plan: ManyPlan,
    *,
    seed: int,
    threads: int = 1,
    known: Mapping[str, ProgrammeChange] = MappingProxyType({}),
) -> Iterator[ProgrammeChange]:
    """The programmes one after another, so that a caller may keep or show each as it comes. As above."""
    check_plan(plan, data)
    with ThreadPoolExecutor(threads) as pool:
        over: Callable[..., Iterable[ProgrammeChange]] = map if threads == 1 else pool.map
        for first, last in _chunks(data):
            if all(name in known for name in data.programmes[first:last]):
                yield from (known[name] for name in data.programmes[first:last])
                continue
            chunk = _Chunk.of(data, plan, first, last)
            yield from over(
                lambda place, chunk=chunk: chunk.programme(place, plan, seed), range(last - first)
            )


def data_hash(data: ManyData) -> str:
    """The same for the same people and answers, whatever the order of the file's rows."""
    parts = ["\x1f".join((*data.programmes, "", *data.items)).encode(), data.starts.astype("<i8").tobytes()]
    parts += [np.ascontiguousarray(answers, dtype="<i2").tobytes() for answers in (data.before, data.after)]
    return hash_bytes(b"\x1e".join(parts))


def _chunks(data: ManyData) -> Iterator[tuple[int, int]]:
    """Programmes from and to, with about :data:`PEOPLE_AT_ONCE` people."""
    first = 0
    while first < len(data.programmes):
        last = int(np.searchsorted(data.starts, data.starts[first] + PEOPLE_AT_ONCE, side="right")) - 1
        last = max(first + 1, min(last, len(data.programmes)))
        yield first, last
        first = last


@dataclass(frozen=True, slots=True, eq=False)
class _Chunk:
    """Some programmes with their scores on every scale, worked out for all their people together."""

    names: tuple[str, ...]
    starts: Integers
    earlier: tuple[Scores, ...]
    later: tuple[Scores, ...]
    alpha_earlier: tuple[list[Alpha], ...]
    alpha_later: tuple[list[Alpha], ...]
    lots: NDArray[np.uint64]

    @staticmethod
    def of(data: ManyData, plan: ManyPlan, first: int, last: int) -> _Chunk:
        bounds = data.starts[first : last + 1]
        people = slice(int(bounds[0]), int(bounds[-1]))
        before, after = data.before[people], data.after[people]
        starts = bounds - bounds[0]
        places = [[data.items.index(item) for item in scale.items] for scale in plan.scales]
        of_scales = list(zip(plan.scales, places, strict=True))
        earlier = tuple(score_steps(scale, before, place) for scale, place in of_scales)
        later = tuple(score_steps(scale, after, place) for scale, place in of_scales)
        return _Chunk(
            names=data.programmes[first:last],
            starts=starts,
            earlier=earlier,
            later=later,
            alpha_earlier=tuple(alphas(s, before, p, starts[:-1], plan.confidence) for s, p in of_scales),
            alpha_later=tuple(alphas(s, after, p, starts[:-1], plan.confidence) for s, p in of_scales),
            lots=_lots((*earlier, *later)),
        )

    def programme(self, place: int, plan: ManyPlan, seed: int) -> ProgrammeChange:
        """One programme of the chunk, all scales."""
        people = slice(int(self.starts[place]), int(self.starts[place + 1]))
        pairs = [_pair(one, two, people) for one, two in zip(self.earlier, self.later, strict=True)]
        found = [self._measured(pair, scale, plan) for scale, pair in enumerate(pairs)]
        shown = [scale for scale, each in enumerate(found) if isinstance(each, ManyMeasures)]
        if shown:
            name = self.names[place]
            found = self._with_intervals(found, pairs, shown, people, plan, seed, name)
        cells = []
        for scale, (definition, pair) in enumerate(zip(plan.scales, pairs, strict=True)):
            cell = ScaleChange(
                scale=definition.key,
                n_matched=int(pair.there.sum()),
                n_earlier_only=int((self.earlier[scale].there[people] & ~pair.there).sum()),
                n_later_only=int((self.later[scale].there[people] & ~pair.there).sum()),
                alpha_earlier=self.alpha_earlier[scale][place],
                alpha_later=self.alpha_later[scale][place],
                found=found[scale],
            )
            cells.append(replace(cell, cannot_show=tuple(cannot_show(cell))))
        return ProgrammeChange(self.names[place], people.stop - people.start, tuple(cells))

    def _measured(self, pair: Pair, scale: int, plan: ManyPlan) -> ManyMeasures | Withheld:
        n = int(pair.there.sum())
        if n < plan.least_matched:
            return Withheld("too_few" if n else "nobody_matched", plan.least_matched)
        return measure(pair, self.earlier[scale].grid, plan.confidence)

    def _with_intervals(
        self,
        found: list[ManyMeasures | Withheld],
        pairs: list[Pair],
        shown: list[int],
        people: slice,
        plan: ManyPlan,
        seed: int,
        name: str,
    ) -> list[ManyMeasures | Withheld]:
        """With intervals by drawing, and Holm's correction over the scales that are shown."""
        whole = np.logical_or.reduce([pairs[scale].there for scale in shown])
        order = np.flatnonzero(whole)
        order = order[np.argsort(self.lots[people][order], kind="stable")]
        ordered = [_ordered(pairs[scale], order) for scale in shown]
        how = How(plan.resamples, plan.confidence, plan.interval)
        drawn = intervals(ordered, generator(seed, METHOD, name), how)
        measures = [each for each in found if isinstance(each, ManyMeasures)]
        corrected = holm([each.test.p for each in measures])
        filled = list(found)
        for scale, each, interval, p_holm in zip(shown, measures, drawn, corrected, strict=True):
            filled[scale] = replace(
                each,
                mean_change=interval.mean_change,
                g_av_drawn=interval.g_av,
                p_holm=p_holm,
                family_size=len(shown),
                smallest_p_holm=min(1.0, smallest_p(each.counts.n) * len(shown)),
            )
        return filled


def _pair(earlier: Scores, later: Scores, people: slice) -> Pair:
    there = earlier.there[people] & later.there[people]
    return Pair(earlier.steps[people] * there, later.steps[people] * there, there, earlier.grid.per_point)


def _ordered(pair: Pair, order: Integers) -> Pair:
    return Pair(pair.earlier[order], pair.later[order], pair.there[order], pair.per_point)


def _lots(scores: tuple[Scores, ...]) -> NDArray[np.uint64]:
    """A number that belongs to a person's scores, by which people are put in order before they are drawn."""
    lots = np.zeros(len(scores[0].steps), dtype=np.uint64)
    for each in scores:
        lots ^= np.where(each.there, each.steps, np.int64(-(2**62))).view(np.uint64)
        for shift, mixer in zip((30, 27), MIXERS, strict=True):
            lots ^= lots >> np.uint64(shift)
            lots *= mixer
    return lots


def _remarks(data: ManyData, plan: ManyPlan) -> Iterator[Remark]:
    for (item, place), (answers, wave) in itertools.product(
        ((item, data.items.index(item)) for item in plan.items),
        ((data.before, plan.before), (data.after, plan.after)),
    ):
        column = answers[:, place]
        given = column[column != MISSING]
        if not given.size:
            yield Remark("evaluation.many.item_missing", {"item": item, "wave": wave})
        elif given.size > 1 and given.min() == given.max():
            yield Remark(
                "evaluation.many.item_constant", {"item": item, "wave": wave, "answer": int(given[0])}
            )
