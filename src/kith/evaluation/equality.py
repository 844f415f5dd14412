"""The rules that boards ask for, with what they can and cannot carry: four-fifths, WRES, representation."""

from __future__ import annotations

import math
from collections.abc import Sequence
from types import MappingProxyType

from kith.evaluation.funnel_types import FourFifths, GroupRate, Representation, Stage
from kith.evaluation.types import Remark
from kith.foundation.faults import Fault, KithError, Parameter, Where
from kith.statistics.contingency import fisher_exact
from kith.statistics.proportions import clopper_pearson
from kith.statistics.ratios import relative_likelihood
from kith.statistics.types import Estimate

FOUR_FIFTHS = 0.8
TELLS = 0.05  # an exact test's p below which two groups are said to differ beyond chance
OFTEN = 0.05  # the rule's own false alarms above which it is said to mislead
MOST_CELLS = 1_000_000
# Published values lie between 0.5 and 3 for whole organisations; 17.16 was a slip of units or a handful.
IMPLAUSIBLE = 5.0


def four_fifths(rates: Sequence[GroupRate]) -> FourFifths:
    """The lowest share over the highest, whether it is below four fifths, and what that is worth.

    The rule looks at no number of people. So it stands beside Fisher's exact test of the two groups and
    beside how often two groups of their sizes would fail it if both had the same share, that of both
    together: the chance, summed over all pairs of counts, of a ratio below 0.8.

    Parameters
    ----------
    rates
        Two groups or more; one of them with somebody who went on.

    Raises
    ------
    KithError
        ``evaluation.equality.nobody_went_on`` if no group has anyone: there is no highest share.

    References
    ----------
    Equal Employment Opportunity Commission (1978). Uniform Guidelines, 29 CFR 1607.4(D).

    >>> from kith.statistics.proportions import wilson
    >>> women, men = (GroupRate(key, 10, n, wilson(n, 10)) for key, n in (("women", 4), ("men", 6)))
    >>> found = four_fifths((women, men))
    >>> round(found.ratio, 2), found.fails, round(found.p, 2), round(found.false_alarm, 2)
    (0.67, True, 0.66, 0.56)
    """
    ordered = sorted(rates, key=lambda rate: (rate.later / rate.earlier, rate.category))
    low, high = ordered[0], ordered[-1]
    if high.later == 0:
        raise _refusal("nobody_went_on")
    ratio = low.later * high.earlier / (low.earlier * high.later)
    fails = 5 * low.later * high.earlier < 4 * low.earlier * high.later  # whole numbers: 0.8 is not below 0.8
    table = ((low.later, low.earlier - low.later), (high.later, high.earlier - high.later))
    p = fisher_exact(table).p
    together = (low.later + high.later) / (low.earlier + high.earlier)
    alarm = false_alarm(low.earlier, high.earlier, together)
    verdict = ("fails" if fails else "passes") + ("_differs" if p < TELLS else "_chance")
    remarks = [_remark(f"four_fifths.{verdict}", p=p)]
    if alarm is not None and alarm >= OFTEN:
        remarks.append(_remark("four_fifths.false_alarm", share=alarm))
    return FourFifths(low.category, high.category, ratio, fails, p, alarm, tuple(remarks))


def false_alarm(one: int, other: int, share: float) -> float | None:
    """How often two groups of these sizes fail the four-fifths rule though both have the same true share.

    ``None`` for groups so large that it would be nearly never or is not worth the sum.
    """
    if (one + 1) * (other + 1) > MOST_CELLS:
        return None
    import numpy as np
    from scipy.special import bdtr

    def chances(n: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        return np.diff(bdtr(np.arange(n + 1), n, share), prepend=0.0)

    first = np.arange(one + 1)[:, None] * other
    second = np.arange(other + 1)[None, :] * one
    fails = 5 * np.minimum(first, second) < 4 * np.maximum(first, second)
    return float(chances(one) @ fails @ chances(other))


def wres_ratio(white: int, white_of: int, bme: int, bme_of: int, *, level: float = 0.95) -> Estimate:
    """Relative likelihood, white over BME: ``(white / white_of) / (bme / bme_of)``. A ratio, no percentage.

    Above 1, white staff were more likely; 1.5 is "one and a half times as likely". With Koopman's interval.
    Indicator 2: appointed of shortlisted. Indicator 4: those who got the training of the workforce.

    Raises
    ------
    KithError
        ``evaluation.equality.wres.nobody`` where a group has no people to go on, or ``.none_went_on`` where
        nobody of the BME group did: the ratio is then not defined, and 0, 1 or "n/a" would each mislead.

    References
    ----------
    NHS England (2023). WRES technical guidance, indicators 2 and 4.

    >>> round(wres_ratio(30, 100, 20, 100).value, 2)
    1.5
    """
    if white_of == 0 or bme_of == 0:
        raise _refusal("wres.nobody", white=white_of, bme=bme_of)
    if bme == 0:
        raise _refusal("wres.none_went_on")
    return relative_likelihood(white, white_of, bme, bme_of, level=level)


def wres_remarks(ratio: Estimate) -> tuple[Remark, ...]:
    """What to say of a ratio: implausible (a slip of units, or a handful of people), or open either way."""
    found = []
    if not 1 / IMPLAUSIBLE <= ratio.value <= IMPLAUSIBLE:
        found.append(_remark("wres.implausible", ratio=ratio.value))
    if ratio.low <= 1.0 <= ratio.high:
        found.append(_remark("wres.either_way", low=ratio.low, high=ratio.high))
    return tuple(found)


def representation(
    category: str, stage: Stage, n: int, of: int, staff: int, all_staff: int, *, level: float = 0.95
) -> Representation:
    """A group's share of ``of`` people at a stage beside its share of the workforce.

    The ratio (and the difference) have the ends of Clopper and Pearson's exact interval of the
    programme's share, over (less) the workforce's, which is counted whole.

    Raises
    ------
    KithError
        ``evaluation.equality.no_staff`` if the group or the workforce has nobody: a ratio to 0 is none.

    >>> found = representation("women", Stage.APPLIED, 30, 60, 700, 1000)
    >>> round(found.ratio.value, 3), round(found.difference.value, 3)
    (0.714, -0.2)
    """
    if staff == 0 or all_staff == 0:
        raise _refusal("no_staff")
    share, base = clopper_pearson(n, of, level=level), staff / all_staff
    ratio = Estimate(
        share.value / base, share.low / base, share.high / base, level, of, "evaluation.method.representation"
    )
    difference = Estimate(
        share.value - base, share.low - base, share.high - base, level, of, "evaluation.method.representation"
    )
    return Representation(category, stage, n, of, share, base, ratio, difference)


def _remark(code: str, **params: Parameter) -> Remark:
    finite = {
        name: value for name, value in params.items() if not isinstance(value, float) or math.isfinite(value)
    }
    return Remark(f"evaluation.equality.{code}", MappingProxyType(finite))


def _refusal(code: str, **params: Parameter) -> KithError:
    return KithError(Fault(f"evaluation.equality.{code}", Where(), MappingProxyType(params)))
