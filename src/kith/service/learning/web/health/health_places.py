"""Where the rest of the house leads a lead to the board and to what was written to them: stages, notices, links."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.extras import Link
from kith.service.cohorts.domain.notices import Notice
from kith.service.cohorts.domain.stages import StageAction, StageProgress, StageState, is_over
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.learning.domain.health.board import Filter
from kith.service.learning.domain.health.progress import Standing, pair_counts, standing_still
from kith.service.learning.domain.health.rules import RUNNING, Kind


def running_progress(cohort: Cohort) -> StageProgress:
    """``22 of 24 pairs have met; 3 are fading``. One query."""
    counts = pair_counts(cohort, timezone.now())
    if not counts.pairs:
        return StageProgress(_without_pairs(cohort), None)
    said = ngettext("%(met)s of %(num)s pair has met", "%(met)s of %(num)s pairs have met", counts.pairs) % {
        "met": counts.met,
        "num": counts.pairs,
    }
    over = is_over(cohort, RUNNING)
    if counts.fading and not over:
        fading = ngettext("%(num)s is fading", "%(num)s are fading", counts.fading)
        said = _("%(met)s; %(fading)s") % {"met": said, "fading": fading % {"num": counts.fading}}
    action = StageAction(
        _("See how pairs are doing"), reverse("learning:health", args=[cohort.pk]), P.LEARNING_SEE
    )
    return StageProgress(StageState.DONE if over else StageState.NOW, said, action)


def _without_pairs(cohort: Cohort) -> StageState:
    """A programme that makes none runs all the same; one that makes pairs waits for them."""
    if definition_of(cohort).grouping is None or cohort.starts_on > timezone.localdate():
        return StageState.NEXT
    return StageState.DONE if is_over(cohort, RUNNING) else StageState.NOW


def notices(cohorts: Sequence[Cohort], now: datetime) -> list[Notice]:
    """Pairs and mentors that stand still, each leading to the board already filtered."""
    found = []
    for one in standing_still(cohorts, now):
        address = f"{reverse('learning:health', args=[one.cohort.pk])}?show={Filter.FADING}"
        if one.kind == Kind.MENTORING:
            address += f"&kind={Kind.MENTORING.value}"
        found.append(Notice(one.cohort, _standing_words(one), address))
    return found


def _standing_words(one: Standing) -> str:
    if one.kind == Kind.MENTORING:
        said = ngettext(
            "%(num)s mentor has not met whom they mentor for %(days)s days or more",
            "%(num)s mentors have not met whom they mentor for %(days)s days or more",
            one.fading,
        )
    else:
        said = ngettext(
            "%(num)s pair has not met for %(days)s days or more",
            "%(num)s pairs have not met for %(days)s days or more",
            one.fading,
        )
    words = said % {"num": one.fading, "days": one.days}
    if not one.given_up:
        return words
    given_up = ngettext(
        "%(num)s of them was reminded three times: please telephone",
        "%(num)s of them were reminded three times: please telephone",
        one.given_up,
    ) % {"num": one.given_up}
    return _("%(words)s; %(given_up)s") % {"words": words, "given_up": given_up}


def cohort_links(cohort: Cohort) -> list[Link]:
    health = Link(
        _("Pair health"),
        _("Who has met, who is fading, whom to telephone"),
        reverse("learning:health", args=[cohort.pk]),
        P.LEARNING_SEE,
    )
    return [
        *([health] if definition_of(cohort).grouping is None else []),
        Link(
            _("Written to you in confidence"),
            _("What participants wrote to you because something is not right"),
            reverse("learning:concerns", args=[cohort.pk]),
            P.CONCERN_READ,
        ),
    ]
