"""Do two respondents who describe the same group say the same?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from kith.foundation.faults import KithError
from kith.statistics.types import Estimate
from kith.workforce.functions.results import Agreement
from kith.workforce.functions.types import FunctionTable


def agreement(table: FunctionTable) -> Agreement | None:
    """Agreement over all groups that two or more respondents describe; ``None`` where there is no such group.

    Of more than two the first two by name are compared. A function that a respondent did not name has share 0.

    References
    ----------
    Stand with :func:`kith.statistics.kappa.cohen_kappa` and :func:`kith.statistics.retest.icc_agreement`.
    """
    told: dict[tuple[str, str], dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for row in table.rows:
        if row.staff.group is not None:
            theirs = told[row.staff.whom][row.staff.respondent]
            theirs[row.function] = theirs.get(row.function, 0.0) + row.share.mode
    pairs = [tuple(of[name] for name in sorted(of)[:2]) for _, of in sorted(told.items()) if len(of) >= 2]
    if not pairs:
        return None
    keys = [each.key for each in table.lists.functions]
    both = [(one.get(key, 0.0), other.get(key, 0.0)) for one, other in pairs for key in keys]
    named = [pair for pair in both if pair != (0.0, 0.0)]
    return Agreement(len(pairs), len(named), _or_why(lambda: _kappa(both)), _or_why(lambda: _icc(named)))


def _kappa(both: list[tuple[float, float]]) -> Estimate:
    from kith.statistics.kappa import cohen_kappa

    return cohen_kappa([one > 0 for one, _ in both], [other > 0 for _, other in both], categories=[0, 1])


def _icc(named: list[tuple[float, float]]) -> Estimate:
    from kith.statistics.retest import icc_agreement

    return icc_agreement(named)


def _or_why(found: Callable[[], Estimate]) -> Estimate | str:
    try:
        return found()
    except KithError as refused:
        return refused.faults[0].code
