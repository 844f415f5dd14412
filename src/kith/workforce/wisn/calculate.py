"""The WISN method: from working time, standards, volumes and allowances to required staff."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace

from kith.foundation.provenance import hash_value, provenance
from kith.workforce.wisn.aggregate import aggregates
from kith.workforce.wisn.checks import check, located
from kith.workforce.wisn.norms import applies, cadre_norm, times_a_year, unit_hours
from kith.workforce.wisn.results import CadreNorm, Component, LeaveEffect, Requirement, WisnResult
from kith.workforce.wisn.rounding import rounded
from kith.workforce.wisn.types import Activity, CategoryAllowance, Facility, Norms, Post, Rounding, WisnData
from kith.workforce.wisn.uncertainty import DRAWS, LEVEL, has_ranges, spread

METHOD = "workforce.wisn"


def calculate(
    data: WisnData,
    *,
    rounding: Rounding = Rounding.NONE,
    seed: int = 1,
    draws: int = DRAWS,
    level: float = LEVEL,
    inputs: Mapping[str, str] | None = None,
) -> WisnResult:
    """Required staff of every cadre at every facility, and their sums both ways.

    Required staff are the staff for health-service activities (the sum of volume over standard workload), times the
    category allowance factor (one over one less the share that support work takes), plus the individual allowance
    factor (hours of additional work over available hours). Differences and ratios are of required staff after
    ``rounding``; intervals are of the figure before it.

    Parameters
    ----------
    data
        Norms and places. Every post needs the volumes of all its cadre's activities: 0 where none were done.
    rounding
        How required staff become posts; ``NONE`` leaves them.
    seed, draws, level
        Of the intervals, where an amount has a range.
    inputs
        Names and hashes of the files that the data came from; else the data's own hash stands in the result.

    Raises
    ------
    KithError
        With every fault of the data, see :mod:`kith.workforce.wisn.checks`.

    References
    ----------
    WHO (2010), Workload indicators of staffing need: user's manual, ISBN 978 92 4 150019 7. Shipp (1998),
    WHO/HRB/98.2.
    """
    check(located(data))
    calculation = _Calculation(data, rounding)
    requirements = tuple(calculation.requirement(post) for post in data.places.posts)
    is_uncertain = has_ranges(data)
    sums = None
    if is_uncertain:
        found = spread(data, requirements, seed=seed, draws=draws, level=level)
        sums = found.aggregates
        requirements = tuple(
            replace(each, interval=found.requirements[each.facility, each.cadre]) for each in requirements
        )
    hashes = inputs if inputs is not None else {"data": hash_value(asdict(data))}
    return WisnResult(
        calculation.norms(),
        requirements,
        aggregates(requirements, sums),
        rounding,
        draws if is_uncertain else 0,
        data.synthetic,
        provenance(METHOD, inputs=hashes, seed=seed if is_uncertain else None, libraries=("numpy",)),
    )


def required_fte(result: WisnResult) -> dict[tuple[str, str], float]:
    """Required staff in FTE by facility and cadre, before rounding: what other rooms of the wing go on with."""
    return {(each.facility, each.cadre): each.exact for each in result.requirements}


def leave_effects(data: WisnData, changed: Norms) -> tuple[LeaveEffect, ...]:
    """What another leave policy does to each cadre's requirement (before rounding), with everything else as it is."""
    before, after = calculate(data), calculate(replace(data, norms=changed))
    found = []
    for time in data.norms.working_times:
        then = changed.working_time(time.cadre)
        sums = [
            sum(each.exact for each in result.requirements if each.cadre == time.cadre)
            for result in (before, after)
        ]
        found.append(LeaveEffect(time.cadre, time.days, then.days, *sums))
    return tuple(found)


class _Calculation:
    """One run, with what is looked up again and again."""

    def __init__(self, data: WisnData, rounding: Rounding) -> None:
        self._data, self._rounding = data, rounding
        self._facilities: dict[str, Facility] = {each.name: each for each in data.places.facilities}
        self._norms: dict[tuple[str, str | None], CadreNorm] = {}
        self._volumes = {
            (each.facility, each.cadre, each.activity): each.amount for each in data.places.volumes
        }

    def norms(self) -> tuple[CadreNorm, ...]:
        return tuple(self._norms.values())

    def norm(self, cadre: str, facility_type: str | None) -> CadreNorm:
        """Types of facility without a standard or allowance of their own share one norm."""
        norms = self._data.norms
        own: tuple[Activity | CategoryAllowance, ...] = (*norms.activities, *norms.category_allowances)
        is_own = any(
            each.cadre == cadre and each.facility_type is not None and each.facility_type == facility_type
            for each in own
        )
        key = (cadre, facility_type if is_own else None)
        if key not in self._norms:
            self._norms[key] = cadre_norm(self._data.norms, *key)
        return self._norms[key]

    def requirement(self, post: Post) -> Requirement:
        facility = self._facilities[post.facility]
        norm = self.norm(post.cadre, facility.type)
        components = []
        for standard in norm.standards:
            amount = self._volumes[post.facility, post.cadre, standard.activity]
            assert amount is not None  # the checks have seen to it
            staff = amount.value / standard.per_year
            components.append(Component(standard.activity, amount.value, standard.per_year, staff))
        service = sum(each.staff for each in components)
        individual = self._individual(post)
        exact = service * norm.allowance_factor + individual
        return Requirement(
            post.facility, post.cadre, facility.type, facility.district, facility.region, post.current,
            post.funded, tuple(components), norm.allowance_factor, individual, exact,
            rounded(exact, self._rounding),
        )  # fmt: skip

    def _individual(self, post: Post) -> float:
        time = self._data.norms.working_time(post.cadre)
        hours = 0.0
        for each in self._data.places.individual_allowances:
            if each.cadre == post.cadre and applies(each.facility, post.facility):
                assert each.period is not None
                hours += (
                    each.staff * each.amount * unit_hours(each.unit, time) * times_a_year(each.period, time)
                )
        return hours / time.hours
