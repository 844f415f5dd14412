"""Need from services: people times cases times services, divided between professions, over what an FTE gives.

For each service k and profession p (Birch and Tomblin Murphy; Malaysia's four factors are the case of one service that
one profession gives)::

    services_k = people x cases per person_k x services per case_k
    FTE_p      = sum over k of services_k x share_kp / (per FTE year_kp x productivity_p x clinical focus_p)

The result is in FTE of those who give service. Heads come of it by participation and FTE per head, on the supply side.

References
----------
Tomblin Murphy, G., Birch, S., MacKenzie, A., et al. (2012), Human Resources for Health 10:10.
MacKenzie, A., Tomblin Murphy, G., Audas, R. (2019), doi:10.1186/s12960-019-0376-2.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from kith.workforce.need.population import People, weights_of

if TYPE_CHECKING:
    from kith.workforce.model import Floats
    from kith.workforce.need.types import NeedOf, Service


def services_needed(services: Sequence[Service], people: People, regions: Sequence[str]) -> Floats:
    """``[Y+1, S, R]`` services in a year, at the population of its start."""
    found = np.zeros((people.counts.shape[0], len(services), len(regions)))
    for number, service in enumerate(services):
        by_age = service.cases.by_age
        factors = dict(service.cases.by_region)
        cases = people.weighted(weights_of(by_age, people.spans)) * by_age.times.value
        found[:, number, :] = cases * np.array([factors.get(region, 1.0) for region in regions])
        found[:, number, :] *= service.per_case.value
    return found


def work_of(
    services: Sequence[Service],
    needs: Sequence[NeedOf],
    professions: Sequence[str],
    regions: int,
    years: Sequence[int],
) -> Floats:
    """``[Y+1, S, P, R]`` FTE that one of a service asks of a profession, the same in all regions as yet."""
    of = {need.profession: need for need in needs}
    found = np.zeros((len(years), len(services), len(professions), regions))
    for number, service in enumerate(services):
        for work in service.work:
            need = of[work.profession]
            gives = np.array([need.productivity.at(year) for year in years]) * need.productivity.times.value
            gives *= work.per_fte_year.value * need.clinical_focus.value
            found[:, number, professions.index(work.profession), :] = (work.share.value / gives)[:, None]
    return found


def fte_needed(services: Floats, work: Floats) -> Floats:
    """``[Y+1, P, R]`` from services ``[Y+1, S, R]`` and the FTE that one of each asks for ``[Y+1, S, P, R]``."""
    return np.asarray(np.einsum("ysr,yspr->ypr", services, work), dtype=float)


def spread_of(need: NeedOf, services: Sequence[Service], asked: Sequence[float]) -> float:
    """How sure a profession's need is: the standard deviation of its logarithm.

    ``asked[k]`` is the FTE that service k asks of it. Ranges of different services are taken as independent; those
    of clinical focus, productivity and the whole act on all.
    """
    own = [need.times.sd_log, need.productivity.times.sd_log]
    own.append((1.0 - need.clinical_focus.value) * need.clinical_focus.sd_log_odds)
    total = math.fsum(asked)
    parts = 0.0
    for service, fte in zip(services, asked, strict=True):
        works = [work for work in service.work if work.profession == need.profession]
        if works and total > 0.0:
            numbers = [service.cases.by_age.times, service.per_case, works[0].per_fte_year]
            parts += (fte / total) ** 2 * math.fsum(number.sd_log**2 for number in numbers)
    return math.sqrt(math.fsum(sd**2 for sd in own) + parts)
