"""The recruitment funnel by group: counts, rates, exact tests, intervals for ratios, nothing that gives people away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

import numpy as np

from kith.evaluation.equality import representation
from kith.evaluation.ethnicity import KEY as ETHNIC
from kith.evaluation.funnel_audit import Grid, withheld
from kith.evaluation.funnel_counts import Counts, Whole, count, refuse_faults, stage_totals
from kith.evaluation.funnel_protect import pooling, protect, stages_shown
from kith.evaluation.funnel_releases import releases
from kith.evaluation.funnel_steps import corrected, rate_of, steps
from kith.evaluation.funnel_types import (
    Baseline,
    CharacteristicResult,
    FunnelData,
    FunnelResult,
    GroupRate,
    GroupRow,
    Representation,
    Stage,
    StepResult,
    Told,
    WresResult,
)
from kith.evaluation.funnel_wres import Ethnic, is_coded, joined_rows
from kith.evaluation.types import Remark
from kith.foundation.provenance import hash_bytes, hash_value, provenance
from kith.publishing.disclosure import (
    CountTable,
    DisclosurePolicy,
    Reason,
    protect_counts,
)
from kith.publishing.disclosure.policy import Shown

METHOD = "evaluation.funnel"
__all__ = ["analyse_funnel", "releases"]


def analyse_funnel(
    data: FunnelData,
    *,
    seed: int,
    baselines: Sequence[Baseline] = (),
    policy: DisclosurePolicy | None = None,
    level: float = 0.95,
    ethnic: str = ETHNIC,
) -> FunnelResult:
    """The funnel as it may be shown: by stage, by group, with what can be said of differences and what cannot.

    Counts are protected first; every share, interval, test and ratio is then worked out from the figures
    that are left, as they are shown. So nothing in the result tells more than its tables do, and the
    tables are checked against a reader who knows each stage's exact total and that stages are nested. The
    price: rates are those of rounded counts.

    Parameters
    ----------
    seed
        Of tests of several groups that are too large for every table to be counted.
    baselines
        The workforce by a characteristic's categories; the one of ``ethnic`` serves WRES indicator 4.
    ethnic
        The characteristic whose keys are the NHS's ethnic category codes.

    Raises
    ------
    KithError
        With every fault of the data and baselines.

    References
    ----------
    OpenSAFELY (2023), disclosure control: rates only from rounded counts.
    Wilson EB (1927); Koopman PAR (1984); Freeman GH, Halton JH (1951); Holm S (1979): see the methods.
    """
    policy = policy or DisclosurePolicy()
    refuse_faults(data, baselines)
    totals = stage_totals(data)
    kept = stages_shown(data.stages, totals, policy)
    asked = _Asked(
        data, kept, totals, policy, level, seed, {one.characteristic: one for one in baselines}, ethnic
    )
    found = [_Found(asked, count(data, each)) for each in data.characteristics]
    by_step = corrected([each.steps() for each in found])
    characteristics = tuple(each.result(done) for each, done in zip(found, by_step, strict=True))
    stages, figures, rates = _overall(data, totals, policy, level)
    return FunnelResult(
        stages=stages,
        totals=figures,
        steps=rates,
        characteristics=characteristics,
        wres=tuple(one for each in found for one in each.wres()),
        cohorts=data.cohorts,
        comparisons=sum(len(step.likelihoods) for each in characteristics for step in each.steps),
        policy=policy,
        level=level,
        remarks=_remarks(data, characteristics),
        provenance=provenance(
            METHOD, inputs={"applications": _hash(data, baselines)}, seed=seed, libraries=("numpy", "scipy")
        ),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    data: FunnelData
    stages: tuple[Stage, ...]
    totals: Whole
    policy: DisclosurePolicy
    level: float
    seed: int
    baselines: Mapping[str, Baseline]
    ethnic: str

    @property
    def columns(self) -> list[int]:
        return [self.data.stages.index(stage) for stage in self.stages]


class _Found:
    """One characteristic's figures, protected, and what is worked out from them."""

    def __init__(self, asked: _Asked, counts: Counts) -> None:
        self._asked = asked
        self._characteristic = counts.characteristic
        self.categories = counts.categories
        self._counts = counts.reached[:, asked.columns]
        self._is_ethnic = counts.characteristic.key == asked.ethnic and is_coded(counts.categories)
        figures = self._protected() if asked.stages else [[] for _ in counts.categories]
        many = len(counts.categories)
        self._figures, self._joined = figures[:many], figures[many:]

    def _protected(self) -> Grid:
        asked, counts = self._asked, self._counts
        joined = joined_rows(self.categories, asked.stages) if self._is_ethnic else ()
        if joined:
            sums = [counts[list(parts)].sum(axis=0) for parts, _, _ in joined]
            counts = np.vstack((counts, *sums))
        return protect(counts, asked.totals[asked.columns], asked.policy, joined)

    def steps(self) -> tuple[StepResult, ...]:
        asked = self._asked
        return steps(
            self._characteristic,
            self.categories,
            asked.stages,
            self._figures,
            level=asked.level,
            seed=asked.seed,
        )

    def result(self, done: tuple[StepResult, ...]) -> CharacteristicResult:
        asked, policy = self._asked, self._asked.policy
        before, counted = self._counted()
        totals = [policy.rounded(int(asked.totals[column])) for column in asked.columns]
        is_whole = all(isinstance(figure, int) for row in self._figures for figure in row)
        groups = [row for row, category in enumerate(self.categories) if category.told is Told.GROUP]
        keys = [self.categories[row].key for row in groups]
        return CharacteristicResult(
            key=self._characteristic.key,
            label=self._characteristic.label,
            stages=(*before, *asked.stages),
            rows=tuple(
                GroupRow(category, (*(one[category.key] for one in counted), *figures))
                for category, figures in zip(self.categories, self._figures, strict=True)
            ),
            totals=(*(one[""] for one in counted), *totals),
            left_out=tuple(stage for stage in asked.data.stages if stage not in asked.stages),
            pooling=None if is_whole else pooling(keys, self._counts[groups], policy),
            steps=done,
            representation=self._representation(),
            remarks=self._remarks(is_whole),
        )

    def wres(self) -> tuple[WresResult, ...]:
        if not self._is_ethnic or not self._asked.stages:
            return ()
        asked = self._asked
        rows = {each.key: row for each, row in zip(self.categories, self._figures, strict=True)}
        rows |= {"white": self._joined[0], "bme": self._joined[1]}
        ethnic = Ethnic(asked.stages, rows, asked.policy, asked.level)
        return ethnic.appointment(), ethnic.access(asked.baselines.get(self._characteristic.key))

    def _counted(self) -> tuple[list[Stage], list[dict[str, Shown | None]]]:
        """Stages known by number only, where they are known by this characteristic's categories."""
        stages, found = [], []
        for each in self._asked.data.counted:
            by = each.by.get(self._characteristic.key)
            if by is None:
                continue
            table = CountTable.one_way(
                {category.key: by.get(category.key, 0) for category in self.categories}
            )
            protected = protect_counts(table, self._asked.policy)
            figures: dict[str, Shown | None] = {
                key: cells[0] for key, cells in zip(protected.rows, protected.cells, strict=True)
            }
            total = None if protected.column_totals is None else protected.column_totals[0]
            stages.append(each.stage)
            found.append({**figures, "": total})
        return stages, found

    def _representation(self) -> tuple[Representation, ...]:
        """First and last stage shown, among the groups shown at both that the workforce has too."""
        asked, baseline = self._asked, self._asked.baselines.get(self._characteristic.key)
        if baseline is None or not asked.stages:
            return ()
        policy = asked.policy
        found = []
        for column in dict.fromkeys((0, len(asked.stages) - 1)):
            rows = [
                (category.key, figures[column], policy.rounded(baseline.counts[category.key]))
                for category, figures in zip(self.categories, self._figures, strict=True)
                if category.told is Told.GROUP
                and isinstance(figures[column], int)
                and not policy.is_small(baseline.counts.get(category.key, 0))
            ]
            shown = [(key, n, staff) for key, n, staff in rows if isinstance(n, int)]
            of, all_staff = sum(n for _, n, _ in shown), sum(staff for _, _, staff in shown)
            if len(shown) > 1:
                found += [
                    representation(key, asked.stages[column], n, of, staff, all_staff, level=asked.level)
                    for key, n, staff in shown
                ]
        return tuple(found)

    def _remarks(self, is_whole: bool) -> tuple[Remark, ...]:
        found = []
        if not self._asked.stages:
            found.append(_remark("nobody_shown"))
        elif not is_whole:
            found.append(_remark("kept_back"))
        return tuple(found)


def _overall(
    data: FunnelData, totals: Whole, policy: DisclosurePolicy, level: float
) -> tuple[tuple[Stage, ...], tuple[Shown, ...], tuple[GroupRate | None, ...]]:
    counted = sorted(data.counted, key=lambda each: list(Stage).index(each.stage))
    numbers = [*(each.total for each in counted), *(int(n) for n in totals)]
    figures: list[Shown] = [
        withheld(Reason.SMALL_COUNT, policy) if policy.is_small(n) else policy.rounded(n) for n in numbers
    ]
    rates = [rate_of("", earlier, later, level) for earlier, later in pairwise(figures)]
    return (*(each.stage for each in counted), *data.stages), tuple(figures), tuple(rates)


def _remarks(data: FunnelData, found: Sequence[CharacteristicResult]) -> tuple[Remark, ...]:
    said = [_remark("rounded_rates")]
    if len(data.cohorts) > 1:
        said.append(_remark("pooled", n=len(data.cohorts)))
    if found and found[0].left_out:
        said.append(_remark("left_out"))
    if len(data.cohorts) < 2 and not all(each.is_complete for each in found):
        said.append(_remark("pool_cohorts"))
    return tuple(said)


def _remark(code: str, **params: int) -> Remark:
    return Remark(f"evaluation.funnel.{code}", MappingProxyType(dict(params)))


def _hash(data: FunnelData, baselines: Sequence[Baseline]) -> str:
    arrays = [data.furthest, *(each.codes for each in data.characteristics)]
    return hash_value(
        {
            "stages": [stage.value for stage in data.stages],
            "arrays": [hash_bytes(np.ascontiguousarray(each, dtype=np.int64).tobytes()) for each in arrays],
            "characteristics": [
                [each.key, [category.key for category in each.categories]] for each in data.characteristics
            ],
            "cohorts": list(data.cohorts),
            "counted": [
                [each.stage.value, each.total, {key: dict(by) for key, by in each.by.items()}]
                for each in data.counted
            ],
            "baselines": [[each.characteristic, dict(each.counts)] for each in baselines],
        }
    )
