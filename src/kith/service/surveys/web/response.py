"""How many have answered each questionnaire of a cohort so far, by side: counts over those asked, never names."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.policies import policy
from kith.service.surveys.domain import queries
from kith.service.surveys.domain.queries import Rate
from kith.service.surveys.domain.shared.waves import answered_of
from kith.service.surveys.models import Wave
from kith.service.surveys.web.presenters import TONES, closing, name_of, sent_words
from kith.service.ui.web.cells import state_tag
from kith.service.ui.web.wording import in_language, moment, share_of

SECONDS = 30


def response_page(cohort: Cohort) -> dict[str, Any]:
    least = policy(cohort.organisation).min_matched
    waves = queries.waves_of(cohort, least=least)
    return {
        "cohort": cohort,
        "table": _rows(cohort, waves, least),
        "least": least,
        "counted_at": timezone.now(),
        "seconds": SECONDS if any(wave.state == Wave.State.OPEN for wave in waves) else 0,
        "here": "programmes",
    }


def _rows(cohort: Cohort, waves: list[Any], least: int) -> list[list[Any]]:
    """A row for each side of each questionnaire, and one for a questionnaire that is asked by one address.

    No row sums the sides up: the sum less the sides that are shown would give away one that is not.
    """
    sides = {role.key: in_language(role.plural) for role in definition_of(cohort).roles}
    rates = queries.rates_of(cohort, least=least)
    by_address = answered_of(cohort)
    found: list[list[Any]] = []
    for wave in waves:
        first = [
            name_of(wave),
            state_tag(TONES[Wave.State(wave.state)], str(wave.get_state_display())),
            moment(wave.opens_at, cohort.time_zone),
            closing(wave),
        ]
        if wave.pk in by_address:
            found.append(
                [*first, _("By one address"), _("Not known"), sent_words(by_address[wave.pk], least)]
            )
            continue
        for rate in rates.get(wave.pk, ()):
            found.append([*first, sides.get(rate.side, rate.side), rate.invited, _answered(rate, least)])
    return found


def _answered(rate: Rate, least: int) -> str:
    if not rate.invited:
        return _("Nobody asked yet")
    if rate.answered is None:
        return _("Not shown: fewer than %(least)s people") % {"least": least}
    return share_of(rate.answered, rate.invited)
