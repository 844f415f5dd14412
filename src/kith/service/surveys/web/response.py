"""How many have answered each questionnaire of a cohort so far, by side and by site: counts, never names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.policies import policy
from kith.service.surveys.domain import queries
from kith.service.surveys.domain.by_site import SiteRate, rates_by_site
from kith.service.surveys.domain.queries import Rate
from kith.service.surveys.domain.shared.waves import answered_of
from kith.service.surveys.models import Wave
from kith.service.surveys.web.presenters import TONES, closing, name_of, sent_words
from kith.service.ui.web.wording import in_language, moment, share_of

SECONDS = 30


@dataclass(frozen=True, slots=True)
class AskedWave:
    """One questionnaire that people were asked. No row sums the sides up: that would give away a side not shown."""

    name: str
    tone: str
    state: str
    dates: str
    by_address: str
    sides: list[list[Any]]
    sites: list[list[Any]]


def response_page(cohort: Cohort) -> dict[str, Any]:
    least = policy(cohort.organisation).min_matched
    waves = queries.waves_of(cohort, least=least)
    asked = _asked(cohort, waves, least)
    return {
        "cohort": cohort,
        "asked": asked,
        "by_site": any(wave.sites for wave in asked),
        "planned": [
            _("%(name)s: opens on %(moment)s")
            % {"name": name_of(wave), "moment": moment(wave.opens_at, cohort.time_zone)}
            for wave in waves
            if wave.state == Wave.State.PLANNED
        ],
        "least": least,
        "counted_at": timezone.now(),
        "seconds": SECONDS if any(wave.state == Wave.State.OPEN for wave in waves) else 0,
        "here": "programmes",
    }


def _asked(cohort: Cohort, waves: Sequence[Any], least: int) -> list[AskedWave]:
    names = {role.key: in_language(role.plural) for role in definition_of(cohort).roles}
    by_side, by_address = queries.rates_of(cohort, least=least), answered_of(cohort)
    by_site = rates_by_site(cohort, least=least)
    found = []
    for wave in waves:
        if wave.state == Wave.State.PLANNED:
            continue
        is_by_address = wave.pk in by_address
        rates = () if is_by_address else by_side.get(wave.pk, ())
        found.append(
            AskedWave(
                name_of(wave),
                TONES[Wave.State(wave.state)],
                str(wave.get_state_display()),
                _("%(opens)s to %(closes)s")
                % {"opens": moment(wave.opens_at, cohort.time_zone), "closes": closing(wave)},
                sent_words(by_address[wave.pk], least) if is_by_address else "",
                [[names.get(one.side, one.side), one.invited, _answered(one, least)] for one in rates],
                [_site_row(one) for one in by_site.get(wave.pk, ())],
            )
        )
    return found


def _site_row(rate: SiteRate) -> list[Any]:
    names = ", ".join(site or _("No site given") for site in rate.sites)
    together = _("%(sites)s, together") % {"sites": names} if len(rate.sites) > 1 else names
    return [together, rate.invited, share_of(rate.answered, rate.invited)]


def _answered(rate: Rate, least: int) -> str:
    if not rate.invited:
        return _("Nobody asked yet")
    if rate.answered is None:
        return _("Not shown: fewer than %(least)s people") % {"least": least}
    return share_of(rate.answered, rate.invited)
