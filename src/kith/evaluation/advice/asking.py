"""Questions beside change: do items hold together, do judges agree, how soon do people move on."""

from __future__ import annotations

import math
from collections.abc import Iterator

from kith.evaluation.advice.changing import NOT, WAY, WIDTH, withheld
from kith.evaluation.advice.power import (
    detectable_hazard_ratio,
    width_of_alpha,
    width_of_kappa,
    width_of_share,
)
from kith.evaluation.advice.types import Analysis, Answer, Design, Detectable, Question, Width
from kith.evaluation.items.types import LEAST_TELLING
from kith.evaluation.time_to_role.analyse import LEAST_EVENTS
from kith.evaluation.types import Remark
from kith.statistics.kappa import LEAST_UNITS
from kith.statistics.reliability import LEAST_PEOPLE

ALPHA = 0.8
USEFUL_ALPHA = 0.25
"""A range this wide around 0.80 still tells a good scale from a poor one."""
USEFUL_KAPPA = 0.4
"""A range this wide around 0.60 still tells fair agreement from good (Landis and Koch 1977: steps of 0.2)."""
MOST = 2_000


def reliability_answers(design: Design) -> Iterator[Answer]:
    """For each number of items. Everybody who answers the first time counts."""
    n = sum(side.n for side in design.sides)
    for items in sorted({measure.items for measure in design.outcomes if measure.items is not None}):
        keys = tuple(measure.key for measure in design.outcomes if measure.items == items)
        yield _reliability(design, keys, items, n)


def _reliability(design: Design, outcomes: tuple[str, ...], items: int, n: int) -> Answer:
    def answer(analysis: Analysis, why: list[Remark], refused: list[Remark], enough: int | None) -> Answer:
        shown = analysis in (Analysis.ALPHA_OMEGA, Analysis.SPEARMAN_BROWN)
        width = width_of_alpha(n, items, design.confidence) if shown else 0.0
        widths = (Width(width, "coefficient", f"{WIDTH}_alpha"),) if shown else ()
        return Answer(
            Question.RELIABILITY, outcomes, None, None, n, None, analysis, (), tuple(why), tuple(refused),
            enough=enough, widths=widths,
        )  # fmt: skip

    if items == 1:
        return answer(Analysis.NOTHING, [], [Remark(f"{NOT}.one_item")], None)
    sizes = (n for n in range(3, MOST) if width_of_alpha(n, items, design.confidence) <= USEFUL_ALPHA)
    useful = max(LEAST_TELLING, next(sizes, MOST))
    if n < LEAST_PEOPLE:
        too_few = Remark(f"{NOT}.reliability_few", {"n": n, "least": LEAST_PEOPLE, "enough": useful})
        return answer(Analysis.NOTHING, [], [too_few], useful)
    low, high = _ends_of_alpha(n, items, design.confidence)
    wide = Remark(f"{NOT}.reliability_wide", {"n": n, "from": low, "to": high, "enough": useful})
    refused = [wide] if n < useful else []
    enough = useful if n < useful else None
    if items == 2:
        refused.insert(0, Remark(f"{NOT}.alpha_of_two"))
        return answer(Analysis.SPEARMAN_BROWN, [Remark(f"{WAY}.spearman_brown")], refused, enough)
    return answer(Analysis.ALPHA_OMEGA, [Remark(f"{WAY}.alpha_omega")], refused, enough)


def _ends_of_alpha(n: int, items: int, confidence: float) -> tuple[float, float]:
    """Feldt's range around an alpha of 0.80."""
    from scipy.special import fdtri

    tail, freedom = (1.0 - confidence) / 2.0, (n - 1, (n - 1) * (items - 1))
    ends = (1.0 - (1.0 - ALPHA) * float(fdtri(*freedom, at)) for at in (1.0 - tail, tail))
    low, high = ends
    return low, high


def agreement_answers(design: Design) -> Iterator[Answer]:
    """Two judges, or more."""
    if design.raters is None:
        return
    raters, n = design.raters.raters, design.raters.rated
    if raters < 2:
        refused: tuple[Remark, ...] = (Remark(f"{NOT}.one_rater"),)
        yield Answer(Question.AGREEMENT, (), None, None, n, None, Analysis.NOTHING, (), (), refused)
        return
    categories, level = design.raters.categories, design.confidence
    useful = next(size for size in range(2, MOST) if width_of_kappa(size, categories, level) <= USEFUL_KAPPA)
    if n < LEAST_UNITS:
        params = {"n": n, "least": LEAST_UNITS, "enough": useful}
        refused = (Remark(f"{NOT}.agreement_few", params),)
        yield Answer(
            Question.AGREEMENT, (), None, None, n, None, Analysis.COUNTS, (), (), refused, enough=useful
        )
        return
    analysis = Analysis.KAPPA if raters == 2 else Analysis.KRIPPENDORFF
    width = width_of_kappa(n, categories, level)
    is_wide = n < useful
    yield Answer(
        Question.AGREEMENT, (), None, None, n, None, analysis, (),
        (Remark(f"{WAY}.{analysis.value}", {"raters": raters}),),
        (Remark(f"{NOT}.agreement_wide", {"n": n, "enough": useful}),) if is_wide else (),
        enough=useful if is_wide else None, widths=(Width(width, "coefficient", f"{WIDTH}_kappa"),),
    )  # fmt: skip


def time_answers(design: Design) -> Iterator[Answer]:
    """How soon people move to a new role, and whether one side is sooner."""
    if design.roles_expected is None:
        return
    n = sum(design.matched(side) for side in design.sides)
    events = math.floor(n * design.roles_expected + 1e-9)
    if n < design.least_matched:
        yield withheld(Question.TIME_TO_ROLE, (), None, n, None, design.least_matched)
        return
    fewer = min(events, n - events)
    if fewer < design.least_matched:
        params = {"n": n, "events": events, "least": design.least_matched}
        enough = math.ceil(design.least_matched / (fewer / n)) if fewer else None
        yield Answer(
            Question.TIME_TO_ROLE, (), None, None, n, None, Analysis.COUNTS, (), (),
            (Remark(f"{NOT}.few_events", params),), enough=enough,
        )  # fmt: skip
        return
    yield Answer(
        Question.TIME_TO_ROLE, (), None, None, n, None, Analysis.KAPLAN_MEIER, (),
        (Remark(f"{WAY}.kaplan_meier", {"events": events}),), tuple(_sides_in_time(design, events)),
        detectable=_ratio(design, events),
        widths=(Width(width_of_share(n, design.confidence), "share", f"{WIDTH}_share"),),
    )  # fmt: skip


def _sides_in_time(design: Design, events: int) -> Iterator[Remark]:
    if events < LEAST_EVENTS:
        yield Remark(f"{NOT}.no_middle", {"events": events, "least": LEAST_EVENTS})
    ratio = _ratio(design, events)
    if ratio is not None and ratio.size > 2.0:
        yield Remark(f"{NOT}.time_by_side", {"events": events, "ratio": ratio.size, "enough": 66})


def _ratio(design: Design, events: int) -> Detectable | None:
    if len(design.sides) != 2:
        return None
    share = design.sides[0].n / sum(side.n for side in design.sides)
    if not 0 < share < 1:
        return None
    size = detectable_hazard_ratio(events, share, design.threshold, design.power)
    method = "evaluation.advice.method.log_rank"
    return Detectable(size, "hazard_ratio", None, None, design.threshold, design.power, method)
