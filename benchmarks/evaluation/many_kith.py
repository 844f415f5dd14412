"""Kith's side of the million, in a process of its own: what is asked on standard input, what it took on output."""

from __future__ import annotations

import json
import os
import resource
import sys
import time

os.environ["OPENBLAS_NUM_THREADS"] = "1"

from pathlib import Path

from kith.evaluation.many.analysis import analyse_many
from kith.evaluation.many.reading import ManyColumns, read_many
from kith.evaluation.many.types import ManyMeasures, ManyPlan, ManyResult, ScaleChange
from kith.foundation.words import Text
from kith.questionnaires.types import ScaleDefinition, ScoreRule

THREADS = 4
"""One reads, scores and tests, three draw. The numbers are the same with any number."""
KILOBYTES = 1_000 if sys.platform != "darwin" else 1_000_000


def main() -> None:
    asked = json.load(sys.stdin)
    scales = tuple(_scale(each) for each in asked["scales"])
    plan = ManyPlan(scales, "before", "after", resamples=asked["draws"])
    path = Path(asked["path"])
    first = None
    for _ in range(2):
        start = time.perf_counter()
        data = read_many(path, name=path.name, columns=ManyColumns("programme", "wave", "person"), plan=plan)
        result = analyse_many(data, plan, seed=1, threads=THREADS)
        seconds = time.perf_counter() - start
        first = seconds if first is None else first
    import polars

    answer = {
        "first": first,
        "seconds": seconds,
        "threads": THREADS,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES,
        "polars_threads": polars.thread_pool_size(),
        "found": _found(result, asked["looked_at"]),
    }
    json.dump(answer, sys.stdout)


def _scale(given: dict[str, object]) -> ScaleDefinition:
    key, items, backwards = str(given["key"]), given["items"], given["reversed"]
    assert isinstance(items, list)
    assert isinstance(backwards, list)
    share = float(str(given["min_answered"]))
    low, high = int(str(given["low"])), int(str(given["high"]))
    return ScaleDefinition(
        key, Text.of(key), tuple(items), frozenset(backwards), ScoreRule.MEAN, share, low, high
    )


def _found(result: ManyResult, programmes: int) -> dict[str, dict[str, object]]:
    return {
        each.programme: {cell.scale: _cell(cell) for cell in each.scales}
        for each in result.programmes[:programmes]
    }


def _cell(cell: ScaleChange) -> dict[str, object]:
    found = cell.found
    assert isinstance(found, ManyMeasures)
    assert found.g_av_drawn is not None
    alphas = (cell.alpha_earlier.found, cell.alpha_later.found)
    return {
        "n": cell.n_matched,
        "up": found.counts.up,
        "down": found.counts.down,
        "alpha": [alpha.value for alpha in alphas if alpha is not None],
        "g_av": found.g_av_drawn.value,
        "interval": [found.g_av_drawn.low, found.g_av_drawn.high],
    }


if __name__ == "__main__":
    main()
