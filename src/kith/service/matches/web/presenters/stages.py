"""How the stages of preferences and matching are going, for the cohort's line."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.service.cohorts.domain.queries import side_counts
from kith.service.cohorts.domain.stages import StageAction, StageProgress, StageState
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.matches.domain import queries
from kith.service.matches.domain.exercises import of_cohort
from kith.service.matches.domain.waiting import waiting_counts
from kith.service.matches.models import Pair
from kith.service.matches.web.presenters.wording import (
    language,
)


def matching_progress(cohort: Cohort) -> StageProgress:
    """The matching stage of the line."""
    if of_cohort.grouping_of(cohort) is not None:
        return _grouping_progress(cohort)
    states = queries.pairs_by_state(cohort)
    made = states[Pair.State.ACTIVE] or states.total()
    if made:
        count = ngettext("%(num)s pair", "%(num)s pairs", made) % {"num": made}
        return StageProgress(StageState.DONE, count, _after_publication(cohort))
    action = StageAction(_("Open the workbench"), reverse("matches:workbench", args=[cohort.pk]), P.MATCH_SEE)
    drafts = cohort.match_runs.exclude(finished_at=None).count()
    confirmed = any(side.confirmed for side in side_counts(cohort, language()))
    state = StageState.NOW if drafts or confirmed else StageState.NEXT
    return StageProgress(
        state,
        ngettext("%(num)s draft", "%(num)s drafts", drafts) % {"num": drafts} if drafts else None,
        action,
    )


def _grouping_progress(cohort: Cohort) -> StageProgress:
    """Sets, posts or placements: the stage leads to the one matching of the cohort."""
    exercise = of_cohort.exercise_of(cohort)
    action = StageAction(_("Open the matching"), reverse("matches:workbench", args=[cohort.pk]), P.MATCH_SEE)
    if exercise is not None and (placed := of_cohort.placed_in(exercise)):
        said = ngettext("%(num)s person has been placed", "%(num)s people have been placed", placed)
        return StageProgress(StageState.DONE, said % {"num": placed}, action)
    drafts = exercise.runs.exclude(finished_at=None).count() if exercise else 0
    confirmed = any(side.confirmed for side in side_counts(cohort, language()))
    said = ngettext("%(num)s draft", "%(num)s drafts", drafts) % {"num": drafts}
    state = StageState.NOW if drafts or confirmed else StageState.NEXT
    return StageProgress(state, said if drafts else None, action)


def _after_publication(cohort: Cohort) -> StageAction:
    """To the re-match where somebody waits for a partner."""
    if cohort.is_open and waiting_counts([cohort]):
        return StageAction(_("Find partners"), reverse("matches:rematch", args=[cohort.pk]), P.MATCH_MANAGE)
    return StageAction(_("See the pairs"), reverse("matches:pairs", args=[cohort.pk]), P.MATCH_SEE)


def preferences_progress(cohort: Cohort) -> StageProgress:
    """How many have handed in what they hope for."""
    sides = queries.readiness(cohort, language())
    confirmed, handed_in = sum(side.confirmed for side in sides), sum(side.handed_in for side in sides)
    action = StageAction(_("See the people"), reverse("cohorts:people", args=[cohort.pk]), P.PEOPLE_SEE)
    said = _("%(count)s of %(all)s handed in") % {"count": handed_in, "all": confirmed}
    count = said if confirmed else None
    if (confirmed and handed_in == confirmed) or queries.pairs_by_state(cohort):
        return StageProgress(StageState.DONE, count, action)
    return StageProgress(StageState.NOW if confirmed else StageState.NEXT, count, action)
