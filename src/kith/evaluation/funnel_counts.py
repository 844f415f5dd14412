"""Applications counted: how many of each group came to each stage. Exact, and so not yet to be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.funnel_types import (
    ABSENT,
    STAGES,
    Baseline,
    Category,
    Characteristic,
    FunnelData,
    Told,
)
from kith.foundation.faults import Faults
from kith.foundation.words import Text

Whole = NDArray[np.int64]
NOT_ASKED = Category("not_asked", Text.of("Not asked"), Told.NOT_KNOWN)


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """One characteristic: ``reached`` has a row a category and a column a stage of the data."""

    characteristic: Characteristic
    categories: tuple[Category, ...]
    reached: Whole


def stage_totals(data: FunnelData) -> Whole:
    """How many applications reached each stage of ``data.stages``."""
    at = np.bincount(data.furthest.astype(np.int64), minlength=len(data.stages))
    return np.asarray(at[::-1].cumsum()[::-1], dtype=np.int64)


def count(data: FunnelData, characteristic: Characteristic) -> Counts:
    """How many of each category reached each stage. Who was not asked is a category of its own.

    One pass over the applications: category and stage make one number, numbers are counted, and counts
    are summed from the last stage backwards.
    """
    stages, categories = len(data.stages), characteristic.categories
    codes = characteristic.codes.astype(np.int64)
    if (codes == ABSENT).any():
        codes = np.where(codes == ABSENT, len(categories), codes)
        categories = (*categories, NOT_ASKED)
    at = np.bincount(codes * stages + data.furthest.astype(np.int64), minlength=len(categories) * stages)
    by_stage = at.reshape(len(categories), stages)
    return Counts(characteristic, categories, np.asarray(by_stage[:, ::-1].cumsum(axis=1)[:, ::-1], np.int64))


def refuse_faults(data: FunnelData, baselines: Sequence[Baseline]) -> None:
    """Raise KithError with every fault of the data: stages, codes and keys that cannot be."""
    faults = Faults()
    order = [STAGES.index(stage) for stage in data.stages]
    if len(order) < 2 or order != sorted(set(order)):
        faults.add("evaluation.funnel.bad_stages", n=len(order))
    if len(data.furthest) and not 0 <= int(data.furthest.min()) <= int(data.furthest.max()) < len(order):
        faults.add("evaluation.funnel.bad_furthest", stages=len(order))
    for counted in data.counted:
        if order and STAGES.index(counted.stage) >= order[0]:
            faults.add("evaluation.funnel.counted_late", stage=counted.stage.value)
    _same(faults, "evaluation.funnel.same_characteristic", (each.key for each in data.characteristics))
    for each in data.characteristics:
        _refuse_codes(faults, each, len(data.furthest))
    known = {each.key: {category.key for category in each.categories} for each in data.characteristics}
    for baseline in baselines:
        if baseline.characteristic not in known:
            faults.add("evaluation.funnel.baseline_unknown", characteristic=baseline.characteristic)
            continue
        for key, n in baseline.counts.items():
            if key not in known[baseline.characteristic]:
                faults.add("evaluation.funnel.baseline_category", category=key)
            if n < 0:
                faults.add("evaluation.funnel.baseline_negative", category=key, n=n)
    faults.raise_if_any()


def _refuse_codes(faults: Faults, each: Characteristic, n: int) -> None:
    keys = [category.key for category in each.categories]
    _same(faults, "evaluation.funnel.same_category", keys)
    if not keys or NOT_ASKED.key in keys:
        faults.add("evaluation.funnel.bad_categories", characteristic=each.key)
    if each.codes.shape != (n,):
        faults.add("evaluation.funnel.bad_length", characteristic=each.key, n=len(each.codes), expected=n)
    elif n and not ABSENT <= int(each.codes.min()) <= int(each.codes.max()) < len(keys):
        faults.add("evaluation.funnel.bad_codes", characteristic=each.key, categories=len(keys))
    if each.reference is not None and each.reference not in keys:
        faults.add("evaluation.funnel.bad_reference", characteristic=each.key, reference=each.reference)


def _same(faults: Faults, code: str, keys: Iterable[str]) -> None:
    for key, times in Counter(keys).items():
        if times > 1:
            faults.add(code, key=key)
