"""Change in many programmes at once, each by itself and all alike."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.many.cells import cannot_show, measure
from kith.evaluation.many.checks import check_plan
from kith.evaluation.many.compiled import pays
from kith.evaluation.many.pairs import Paired
from kith.evaluation.many.resampling import Drawing, How, drawn_sums, intervals
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
Floats = NDArray[np.float64]
Sums = Callable[[], Floats]
Draw = Callable[[Sums], Sums]


def analyse_many(
    data: ManyData,
    plan: ManyPlan,
    *,
    seed: int,
    progress: Progress | None = None,
    known: Mapping[str, ProgrammeChange] = MappingProxyType({}),
    keep: Callable[[ProgrammeChange], None] | None = None,
    threads: int = 1,
) -> ManyResult:
    """What changed in each programme on each scale, how sure that is, and what it cannot show.

    Every figure is defined as :func:`kith.evaluation.change.analyse_change` defines it, on the scale's exact
    grid, so counts, ranks and p are the same to the last bit. Intervals by drawing differ in two ways: see
    :mod:`kith.evaluation.many.resampling`. Neither the order of people and programmes, nor what other
    programmes are in the data, nor the number of threads changes a programme's numbers. Set
    OPENBLAS_NUM_THREADS=1: the products of matrices here are too small to share out.

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
    threads
        One does everything but the draws, the others draw.

    Raises
    ------
    KithError
        When the plan names what the data do not have, or a setting is out of range.
    """
    done = []
    for change in each_programme(data, plan, seed=seed, known=known, threads=threads):
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
    threads: int = 1,
) -> Iterator[ProgrammeChange]:
    """The programmes one after another, so that a caller may keep or show each as it comes. As above."""
    check_plan(plan, data)
    how = How(plan.resamples, plan.confidence, plan.interval, pays(len(data.before) * plan.resamples))
    for first, last in _chunks(data):
        names = data.programmes[first:last]
        chunk = None if all(name in known for name in names) else _Chunk.of(data, plan, first, last)
        if chunk is None:
            yield from (known[name] for name in names)
            continue
        wanted = [place for place, name in enumerate(names) if name not in known]
        wanted = [place for place, name in enumerate(names) if name not in known]
        with _drawing(threads) as draw:
            begin = partial(chunk.begin, plan=plan, how=how, seed=seed, draw=draw)
            found = (chunk.programme(begun, plan, how) for begun in _ahead(begin, wanted, 2 * threads))
            for name in names:
                yield known[name] if name in known else next(found)


@contextmanager
def _drawing(threads: int) -> Iterator[Draw]:
    """Draws when their sums are wanted, or meanwhile in other threads."""
    if threads == 1:
        yield lambda work: work
        return
    pool = ThreadPoolExecutor(threads - 1)
    try:
        yield lambda work: pool.submit(work).result
    finally:
        pool.shutdown(cancel_futures=True)


def _ahead(begin: Callable[[int], _Begun], places: list[int], ahead: int) -> Iterator[_Begun]:
    """Each in its order, when some more have begun."""
    waiting: deque[_Begun] = deque()
    for place in places:
        waiting.append(begin(place))
        if len(waiting) > ahead:
            yield waiting.popleft()
    yield from waiting


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
class _Begun:
    """One programme in pairs; of the scales that may be shown, if any, what is drawn from and its sums to come."""

    place: int
    paired: Paired
    shown: list[int]
    only_earlier: list[int]
    only_later: list[int]
    kept: Paired | None = None
    drawing: Drawing | None = None
    sums: Sums | None = None


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

    def begin(self, place: int, *, plan: ManyPlan, how: How, seed: int, draw: Draw) -> _Begun:
        """One programme's scores in pairs, with its people on the way to be drawn."""
        people = slice(int(self.starts[place]), int(self.starts[place + 1]))
        earlier, later = (
            np.array([one.there[people] for one in wave]) for wave in (self.earlier, self.later)
        )
        paired = self._paired(people, earlier & later)
        shown = [scale for scale, n in enumerate(paired.n.tolist()) if n >= plan.least_matched]
        begun = _Begun(
            place,
            paired,
            shown,
            (earlier & ~paired.there).sum(axis=1).tolist(),
            (later & ~paired.there).sum(axis=1).tolist(),
        )
        if not shown:
            return begun
        kept = paired.of_scales(shown)
        drawing, rng = Drawing.of(kept), generator(seed, METHOD, self.names[place])
        sums = draw(partial(drawn_sums, drawing.columns, rng, how))
        return replace(begun, kept=kept, drawing=drawing, sums=sums)

    def programme(self, begun: _Begun, plan: ManyPlan, how: How) -> ProgrammeChange:
        """One programme of the chunk, all scales."""
        place, counted, found = begun.place, begun.paired.n.tolist(), self._found(begun, how)
        cells = []
        for scale, definition in enumerate(plan.scales):
            n = counted[scale]
            nothing = Withheld("too_few" if n else "nobody_matched", plan.least_matched)
            cell = ScaleChange(
                scale=definition.key,
                n_matched=n,
                n_earlier_only=begun.only_earlier[scale],
                n_later_only=begun.only_later[scale],
                alpha_earlier=self.alpha_earlier[scale][place],
                alpha_later=self.alpha_later[scale][place],
                found=found.get(scale, nothing),
            )
            cells.append(replace(cell, cannot_show=tuple(cannot_show(cell))))
        n = int(self.starts[place + 1] - self.starts[place])
        return ProgrammeChange(self.names[place], n, tuple(cells))

    def _paired(self, people: slice, there: NDArray[np.bool_]) -> Paired:
        earlier, later = (
            np.array([one.steps[people] for one in wave]) for wave in (self.earlier, self.later)
        )
        return Paired(earlier * there, later * there, there, tuple(s.grid.per_point for s in self.earlier))

    def _found(self, begun: _Begun, how: How) -> dict[int, ManyMeasures]:
        """The scales that may be shown, with intervals by drawing, and Holm's correction over them."""
        shown = begun.shown
        if begun.kept is None or begun.drawing is None or begun.sums is None:
            return {}
        measures = measure(begun.kept, [self.earlier[scale].grid for scale in shown], how.level)
        drawn = intervals(begun.drawing, begun.sums(), how)
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
