"""How well a draft of a cohort's pairs suits each side, and how it came out for groups of people."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.matches import bridge
from kith.service.matches.models import MatchRun
from kith.service.matches.web.presenters.groups import groups_part
from kith.service.matches.web.presenters.satisfaction import Side, satisfaction
from kith.service.matches.web.presenters.wording import language


def suits_page(run: MatchRun, by: str) -> dict[str, Any]:
    result = bridge.result_of(run)
    definition = definition_of(run.cohort)
    sides = [
        Side(
            definition.role(side).plural.in_language(language()),
            [pair.satisfaction[place] for pair in result.pairs],
        )
        for place, side in enumerate(result.sides)
    ]
    return {
        **groups_part(run, by),
        "suits": satisfaction(sides, _("People in pairs, by how well their pair suits them")),
    }
