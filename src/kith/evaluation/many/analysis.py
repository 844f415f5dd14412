"""Change in many programmes at once, each by itself and all alike."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.many.cells import cannot_show, measure
from kith.evaluation.many.checks import check_plan
from kith.evaluation.many.compiled import fast
from kith.evaluation.many.pairs import Paired
from kith.evaluation.many.resampling import How, intervals
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
from kith.foundation.provenance import Provenance, hash_bytes, hash_value, provenance
from kith.foundation.seeds import generator
from kith.statistics.multiplicity import holm

METHOD = "kith.evaluation.many"
PEOPLE_AT_ONCE = 100_000
"""About so many people's scores are in memory together; a larger programme is not divided."""

Progress = Callable[[int, int], None]
Integers = NDArray[np.int64]


def analyse_many(
    data: ManyData,
    plan: ManyPlan,
    *,
    seed: int,
    progress: Progress | None = None,
    known: Mapping[str, ProgrammeChange] = MappingProxyType({}),
    keep: Callable[[ProgrammeChange], None] | None = None,
) -> ManyResult:
    """What changed in each programme on each scale, how sure that is, and what it cannot show.

    Every figure is defined as :func:`kith.evaluation.change.analyse_change` defines it, on the scale's exact
    grid, so counts, ranks and p are the same to the last bit. Intervals by drawing differ in two ways: see
    :mod:`kith.evaluation.many.resampling`. Neither the order of people and programmes, nor what other
    programmes are in the data, changes a programme's numbers. One thread, but for what numpy's linear algebra
    takes: set OPENBLAS_NUM_THREADS=1, for its products here are too small to share out.

    Parameters
    ----------
    seed
        Each programme draws from a stream of its own: PCG64, keyed by the hash of seed and name.
    progress
        Called with programmes done and all programmes.
    known
        Programmes that an interrupted run had done already, by name: taken as they are.
    keep
        Called with each other programme as soon as it is done.

    Raises
    ------
    KithError
        When the plan names what the data do not have, or a setting is out of range.
    """
    done = []
    for change in each_programme(data, plan, seed=seed, known=known):
        done.append(change)
        if keep and change.programme not in known:
            keep(change)
        if progress:
            progress(len(done), len(data.programmes))
    stamp = _stamp(data, plan, seed)
    return ManyResult(plan, tuple(done), (*data.remarks, *_remarks(data, plan)), stamp)


def run_hash(data: ManyData, plan: ManyPlan, seed: int) -> str:
    """A hash of all that decides the numbers: data, plan, seed and versions."""
    return hash_value(_stamp(data, plan, seed).to_json())


def _stamp(data: ManyData, plan: ManyPlan, seed: int) -> Provenance:
    scales = [replace(scale, reversed_items=frozenset()) for scale in plan.scales]
    backwards = [sorted(scale.reversed_items) for scale in plan.scales]  # a set has no order of its own
    planned = repr((replace(plan, scales=tuple(scales)), backwards))
    inputs = {"data": data_hash(data), "plan": hash_value(planned)}
    return provenance(METHOD, inputs=inputs, seed=seed, libraries=("numpy", "scipy"))


def each_programme(
    data: ManyData,
    plan: ManyPlan,
    *,
    seed: int,
    known: Mapping[str, ProgrammeChange] = MappingProxyType({}),
) -> Iterator[ProgrammeChange]:
    """The programmes one after another, so that a caller may keep or show each as it comes. As above."""
    check_plan(plan, data)
    loop = fast(len(data.before) * plan.resamples)
    how = How(plan.resamples, plan.confidence, plan.interval, loop)
    for first, last in _chunks(data):
        names = data.programmes[first:last]
        chunk = None if all(name in known for name in names) else _Chunk.of(data, plan, first, last)
        for place, name in enumerate(names):
            if name in known or chunk is None:
                yield known[name]
            else:
                yield chunk.programme(place, plan, how, seed)


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
        )

    def programme(self, place: int, plan: ManyPlan, how: How, seed: int) -> ProgrammeChange:
        """One programme of the chunk, all scales."""
        people = slice(int(self.starts[place]), int(self.starts[place + 1]))
        earlier, later = (
            np.array([one.there[people] for one in wave]) for wave in (self.earlier, self.later)
        )
        paired = self._paired(people, earlier & later)
        counted = paired.n.tolist()
        shown = [scale for scale, n in enumerate(counted) if n >= plan.least_matched]
        found = self._found(paired, shown, how, generator(seed, METHOD, self.names[place]))
        only_earlier = (earlier & ~paired.there).sum(axis=1).tolist()
        only_later = (later & ~paired.there).sum(axis=1).tolist()
        cells = []
        for scale, definition in enumerate(plan.scales):
            n = counted[scale]
            nothing = Withheld("too_few" if n else "nobody_matched", plan.least_matched)
            cell = ScaleChange(
                scale=definition.key,
                n_matched=n,
                n_earlier_only=only_earlier[scale],
                n_later_only=only_later[scale],
                alpha_earlier=self.alpha_earlier[scale][place],
                alpha_later=self.alpha_later[scale][place],
                found=found.get(scale, nothing),
            )
            cells.append(replace(cell, cannot_show=tuple(cannot_show(cell))))
        return ProgrammeChange(self.names[place], people.stop - people.start, tuple(cells))

    def _paired(self, people: slice, there: NDArray[np.bool_]) -> Paired:
        earlier, later = (
            np.array([one.steps[people] for one in wave]) for wave in (self.earlier, self.later)
        )
        return Paired(earlier * there, later * there, there, tuple(s.grid.per_point for s in self.earlier))

    def _found(
        self, paired: Paired, shown: list[int], how: How, rng: np.random.Generator
    ) -> dict[int, ManyMeasures]:
        """The scales that may be shown, with intervals by drawing, and Holm's correction over them."""
        if not shown:
            return {}
        kept = paired.of_scales(shown)
        measures = measure(kept, [self.earlier[scale].grid for scale in shown], how.level)
        drawn = intervals(kept, rng, how)
        corrected = holm([each.test.p for each in measures])
        return {
            scale: replace(
                each,
                mean_change=interval.mean_change,
                g_av_drawn=interval.g_av,
                p_holm=p_holm,
                family_size=len(shown),
                smallest_p_holm=min(1.0, each.smallest_p * len(shown)),
            )
            for scale, each, interval, p_holm in zip(shown, measures, drawn, corrected, strict=True)
        }


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
