"""Words and names that all matching pages share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.openness import offered
from kith.service.cohorts.domain.roles import roles_on_cohort
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.domain.permissions import permissions_of
from kith.service.matches import bridge
from kith.service.matches.domain.partner_card import ReasonPhrases
from kith.service.matches.web.presenters import phrases
from kith.service.people.models import Person
from kith.service.ui.web.wording import number

PER_WEIGHT = bridge.POINTS_PER_WEIGHT


PLACE_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def language() -> str:
    return get_language() or "en"


def may(person: Person, permission: P, cohort: Cohort) -> bool:
    """Whether a page offers it to this person, as the cohort is now."""
    return permission in offered(permissions_of(roles_on_cohort(person, cohort)), cohort)


def points(value: int | None) -> str:
    """Points as weights, the way the coordinator wrote them: 400 is 4."""
    return _("none") if value is None else number(round(value / PER_WEIGHT, 1))


@dataclass(frozen=True, slots=True)
class Names:
    """Who is behind a place's id, for those who may see it."""

    by_place: dict[str, str]

    @classmethod
    def of(cls, cohort: Cohort) -> Names:
        rows = cohort.places.values_list("pk", "person__name")
        return cls({str(place): name for place, name in rows})

    def __getitem__(self, place_id: str | UUID) -> str:
        return self.by_place.get(str(place_id), _("Somebody who has left"))

    def within(self, said: str) -> str:
        """The sentence with people's names in it: the engine knows them by their places' ids alone."""
        return PLACE_ID.sub(lambda found: self[found.group()], said)


def rule_labels(cohort: Cohort) -> dict[str, str]:
    """Each rule that holds or held here as a phrase, by its key."""
    return phrases.rule_phrases(cohort, language())


def because(labels: ReasonPhrases, reasons: list[dict[str, Any]]) -> str:
    """What the two have for each other, in a few words."""
    said = "; ".join(labels.get(one["rule"], one["rule"]) for one in reasons)
    return said[:1].upper() + said[1:] if said else _("No preference is met")
