"""Indicators 2 and 4 of the Workforce Race Equality Standard, from figures that may be shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kith.evaluation.equality import wres_ratio, wres_remarks
from kith.evaluation.ethnicity import BME, NOT_KNOWN, NOT_STATED, WHITE
from kith.evaluation.funnel_types import Baseline, Category, Stage, Step, Wres, WresResult
from kith.evaluation.types import Remark
from kith.publishing.disclosure import DisclosurePolicy, Reason, Withheld
from kith.publishing.disclosure.policy import Shown
from kith.statistics.contingency import fisher_exact

APPOINTED = (Stage.ACCEPTED, Stage.OFFERED, Stage.BEGAN)
TOOK_PART = (Stage.BEGAN, Stage.ACCEPTED, Stage.COMPLETED, Stage.OFFERED)
Joined = tuple[tuple[int, ...], int, tuple[int, ...]]


def is_coded(categories: Sequence[Category]) -> bool:
    """Whether a characteristic's keys are the NHS's codes, so that the standard's groups can be made."""
    keys = {category.key for category in categories}
    return bool(keys & WHITE) and bool(keys & BME) and keys <= WHITE | BME | _OTHERS


_OTHERS = frozenset({NOT_STATED, NOT_KNOWN, "not_asked", "prefer_not"})


def columns_used(stages: Sequence[Stage]) -> dict[str, int]:
    """Which of the stages shown the indicators need: ``shortlisted``, ``appointed``, ``took_part``."""
    found = {}
    if Stage.SHORTLISTED in stages:
        found["shortlisted"] = stages.index(Stage.SHORTLISTED)
    for name, wanted in (("appointed", APPOINTED), ("took_part", TOOK_PART)):
        stage = next((stage for stage in wanted if stage in stages), None)
        if stage is not None:
            found[name] = stages.index(stage)
    return found


def joined_rows(categories: Sequence[Category], stages: Sequence[Stage]) -> tuple[Joined, Joined]:
    """White and BME as rows behind the others: which rows they add up, and in which columns they are shown."""
    columns = tuple(sorted(set(columns_used(stages).values())))
    white, bme = (
        tuple(row for row, category in enumerate(categories) if category.key in group)
        for group in (WHITE, BME)
    )
    return (white, len(categories), columns), (bme, len(categories) + 1, columns)


class Ethnic:
    """The standard's two groups as shown, and those in neither.

    ``rows`` maps ``white``, ``bme``, ``Z`` and ``99`` to their figures, one a stage shown.
    """

    def __init__(
        self,
        stages: Sequence[Stage],
        rows: Mapping[str, Sequence[Shown]],
        policy: DisclosurePolicy,
        level: float,
    ) -> None:
        self._stages = tuple(stages)
        self._rows = rows
        self._policy = policy
        self._level = level
        self._columns = columns_used(stages)

    def appointment(self) -> WresResult:
        """Indicator 2: appointed of shortlisted."""
        if not {"shortlisted", "appointed"} <= set(self._columns):
            return self._none(Wres.APPOINTMENT, "stage_not_shown")
        first, last = self._columns["shortlisted"], self._columns["appointed"]
        pairs = [(self._rows[name][last], self._rows[name][first]) for name in ("white", "bme")]
        step = Step(self._stages[first], self._stages[last])
        return self._result(Wres.APPOINTMENT, step, pairs, first, ("international",))

    def access(self, baseline: Baseline | None) -> WresResult:
        """Indicator 4: who takes part, of the workforce (training that is not mandatory)."""
        if baseline is None:
            return self._none(Wres.ACCESS, "no_workforce")
        if "took_part" not in self._columns:
            return self._none(Wres.ACCESS, "stage_not_shown")
        column = self._columns["took_part"]
        staff = [self._staff(baseline, group) for group in (WHITE, BME)]
        pairs = [(self._rows[name][column], n) for name, n in zip(("white", "bme"), staff, strict=True)]
        return self._result(Wres.ACCESS, None, pairs, column, ("approximate", "international"))

    def _staff(self, baseline: Baseline, group: frozenset[str]) -> Shown:
        n = sum(count for key, count in baseline.counts.items() if key in group)
        if self._policy.is_small(n):
            return Withheld(Reason.SMALL_COUNT, self._policy.count_threshold)
        return self._policy.rounded(n)

    def _outside(self, key: str, column: int) -> Shown:
        """Those in neither group: who would not say, and of whom it is not known, apart."""
        return self._rows[key][column] if key in self._rows else 0

    def _none(self, indicator: Wres, code: str) -> WresResult:
        nothing = Withheld(Reason.WHOLE_TABLE, self._policy.count_threshold)
        return WresResult(
            indicator,
            None,
            (nothing, nothing),
            (nothing, nothing),
            nothing,
            nothing,
            None,
            None,
            (_said(code),),
        )

    def _result(
        self,
        indicator: Wres,
        step: Step | None,
        pairs: list[tuple[Shown, Shown]],
        column: int,
        said: tuple[str, ...],
    ) -> WresResult:
        white, bme = pairs
        remarks = [_said(code) for code in said]
        ratio = test = None
        figures = (*white, *bme)
        if all(isinstance(figure, int) for figure in figures):
            w, w_of, b, b_of = (figure for figure in figures if isinstance(figure, int))
            if w > w_of or b > b_of:
                remarks.insert(0, _said("more_than_all"))
            else:
                ratio = wres_ratio(w, w_of, b, b_of, level=self._level)
                test = fisher_exact(((w, w_of - w), (b, b_of - b)))
                remarks = [*wres_remarks(ratio), *remarks]
        else:
            remarks.insert(0, _said("kept_back"))
        outside = self._outside(NOT_STATED, column), self._outside(NOT_KNOWN, column)
        return WresResult(indicator, step, white, bme, *outside, ratio, test, tuple(remarks))


def _said(code: str) -> Remark:
    return Remark(f"evaluation.equality.wres.{code}", MappingProxyType({}))
