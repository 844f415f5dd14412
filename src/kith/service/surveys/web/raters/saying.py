"""The words of the kinds of rater, and the counts that those who run the cohort read."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kith.foundation.messages import words
from kith.programmes.capabilities import RaterKind
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.core.domain.policies import policy
from kith.service.surveys.domain.raters.pinning import Wanted
from kith.service.surveys.domain.raters.queries import rater_rates
from kith.service.surveys.models import Wave


def kind_words(wanted: Wanted) -> str:
    """What the definition calls the kind, or its usual words."""
    if wanted.name is not None:
        return wanted.name.in_language(get_language() or "en")
    return usual_words(wanted.kind)


def usual_words(kind: RaterKind) -> str:
    return words(f"programmes.rater.{kind.value}", {}, _)


def how_many(wanted: Wanted) -> str:
    """How many are asked for, in words."""
    if wanted.at_least == wanted.at_most:
        return str(wanted.at_most)
    if not wanted.at_least:
        return _("up to %(most)s") % {"most": wanted.at_most}
    return _("%(least)s to %(most)s") % {"least": wanted.at_least, "most": wanted.at_most}


def rate_rows(wave: Wave) -> list[list[Any]]:
    """By side and kind how many raters were asked and have answered, where that points at nobody."""
    least = policy(wave.cohort.organisation).min_matched
    language = get_language() or "en"
    sides = {role.key: role.plural.in_language(language) for role in definition_of(wave.cohort).roles}
    few = _("Not shown: fewer than %(least)s people named one") % {"least": least}
    return [
        [
            sides.get(rate.side, rate.side),
            kind_words(rate.wanted),
            few if rate.asked is None else rate.asked,
            few if rate.answered is None else rate.answered,
        ]
        for rate in rater_rates(wave, least=least)
    ]
