"""What the matching of a programme of sets, posts or placements would begin with."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from kith.service.cohorts.domain.queries import side_counts
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.matches import bridge_exercises as bridge
from kith.service.matches.domain.exercises.of_cohort import grouping_of
from kith.service.matches.models import Exercise
from kith.service.matches.web.exercises.presenters.wording import rule_rows
from kith.service.matches.web.presenters.wording import language, may
from kith.service.people.models import Person


def begin_page(person: Person, cohort: Cohort) -> dict[str, Any]:
    """The people who would be in it, and the programme's rules in words."""
    grouping = grouping_of(cohort)
    assert grouping is not None
    kind = Exercise.Kind(grouping.kind.value)
    brings = {
        Exercise.Kind.POSTS: _("You bring in the list of posts afterwards."),
        Exercise.Kind.PLACEMENTS: _("You bring in the list of projects afterwards."),
    }
    people = next(one for one in side_counts(cohort, language()) if one.key == grouping.side)
    return {
        "cohort": cohort,
        "kind": str(kind.label),
        "people": people.confirmed,
        "brings": brings.get(kind, ""),
        "rules": rule_rows(bridge.rules_of(kind, grouping.rules)),
        "may_begin": may(person, P.MATCH_MANAGE, cohort) and cohort.is_open,
        "here": "programmes",
    }
