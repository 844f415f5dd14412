"""The stage “Afterwards” on the line of stages, the cards of a cohort's page, what a lead should look at, and what
closing a cohort comes to for those who learn together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.programmes.capabilities import WaveRole
from kith.service.cohorts.domain.closing import READING_DAYS, Step
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.extras import Link
from kith.service.cohorts.domain.notices import Notice
from kith.service.cohorts.domain.stages import StageAction, StageProgress, StageState, is_over
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.domain.policies import policy, thresholds
from kith.service.core.domain.questions import Question
from kith.service.core.models import Organisation
from kith.service.learning.domain.after.alumni import RUNNING
from kith.service.learning.domain.after.closing import living_in, meetings_ahead
from kith.service.learning.models import AgreementVersion, AlumnusAsked, Certificate, Relationship
from kith.service.surveys.domain.measures import follow_ups_closed
from kith.service.surveys.models import Wave
from kith.service.ui.web.wording import day

AFTER = "after"


def progress(cohort: Cohort) -> StageProgress:
    """What is left of the cohort: what came out of it, who stays in touch, and whether all were asked again."""
    spin_offs = cohort.spin_offs.filter(is_confirmed=True).count()
    stay = cohort.alumni.filter(left_at=None).count()
    begun = not cohort.is_open or is_over(cohort, RUNNING)
    words = [
        ngettext("%(num)s spin-off", "%(num)s spin-offs", spin_offs) % {"num": spin_offs}
        if spin_offs
        else "",
        ngettext("%(num)s person stays in touch", "%(num)s people stay in touch", stay) % {"num": stay}
        if stay
        else "",
    ]
    said = " · ".join(word for word in words if word)
    if not begun:
        return StageProgress(StageState.NEXT, said or None)
    action = StageAction(
        _("Record what came out of it"), reverse("learning:spin_offs", args=[cohort.pk]), P.LEARNING_SEE
    )
    state = StageState.DONE if is_over(cohort, AFTER) or not cohort.is_open else StageState.NOW
    closed, later = follow_ups_closed(cohort, least=policy(cohort.organisation).min_matched)
    asked = (
        [_("%(closed)s of %(all)s questionnaires closed") % {"closed": closed, "all": later}] if later else []
    )
    return StageProgress(state, " · ".join([said or _("Nothing recorded yet"), *asked]), action)


def links(cohort: Cohort) -> list[Link]:
    """Cards on the cohort's page."""
    return [
        Link(
            _("Spin-offs"),
            _("What came out of it and goes on without it"),
            reverse("learning:spin_offs", args=[cohort.pk]),
            P.LEARNING_SEE,
        ),
        Link(
            _("Alumni who help"),
            _("Ask those who took part before to mentor, review or speak"),
            reverse("learning:cohort_alumni", args=[cohort.pk]),
            P.LEARNING_MANAGE,
        ),
    ]


def notices(cohorts: Sequence[Cohort], now: datetime) -> list[Notice]:
    """Alumni who said yes and wait for the lead to do something."""
    counts: dict[UUID, int] = dict(_said_yes(cohorts=[cohort.pk for cohort in cohorts]))
    found = []
    for cohort in cohorts:
        if count := counts.get(cohort.pk, 0):
            words = ngettext(
                "%(num)s alumnus has said yes and waits to hear from you",
                "%(num)s alumni have said yes and wait to hear from you",
                count,
            ) % {"num": count}
            found.append(Notice(cohort, words, reverse("learning:cohort_alumni", args=[cohort.pk])))
    return found


@Question
def _said_yes(cohorts: Collection[UUID]) -> QuerySet[Any, Any]:
    rows = AlumnusAsked.objects.filter(
        cohort__in=cohorts, answer=AlumnusAsked.Answer.YES, settled_at=None
    ).order_by()
    return rows.values_list("cohort_id").annotate(Count("pk"))


def consequences(cohort: Cohort, step: Step) -> list[str]:
    """What a step does to those who learn together, and what it leaves undone."""
    if step is Step.CLOSE:
        return [*_those_together(cohort), *_left_undone(cohort), *_follow_ups(cohort)]
    if step is Step.REOPEN:
        return _on_reopening(cohort)
    if step is Step.ARCHIVE:
        until = day(timezone.now() + timedelta(days=_reading_days(cohort.organisation)))
        return [
            _("People can read and download their own portfolio and certificate until %(day)s.")
            % {"day": until}
        ]
    return []


def _reading_days(organisation: Organisation) -> int:
    return thresholds(organisation)[READING_DAYS]


def _those_together(cohort: Cohort) -> list[str]:
    living = list(living_in(cohort).values_list("pk", flat=True))
    if not living:
        return []
    planned = meetings_ahead(living).count()
    said = [
        ngettext(
            "%(num)s pair or mentoring ends, with the reason that the programme came to its end.",
            "%(num)s pairs and mentorings end, with the reason that the programme came to its end.",
            len(living),
        )
        % {"num": len(living)}
    ]
    if planned:
        said.append(
            ngettext(
                "%(num)s planned meeting is cancelled, and those who expected it are told by mail.",
                "%(num)s planned meetings are cancelled, and those who expected them are told by mail.",
                planned,
            )
            % {"num": planned}
        )
    said.append(
        _("What people have written, and what they logged, stays readable for them. Calendars keep the past.")
    )
    return said


def _left_undone(cohort: Cohort) -> list[str]:
    said = []
    in_force = AgreementVersion.objects.filter(relationship=OuterRef("pk")).exclude(in_force_at=None)
    open_agreements = living_in(cohort).filter(~Exists(in_force), agreements__isnull=False).distinct().count()
    if open_agreements:
        said.append(
            ngettext(
                "%(num)s agreement is not signed by everybody, and stays as it is.",
                "%(num)s agreements are not signed by everybody, and stay as they are.",
                open_agreements,
            )
            % {"num": open_agreements}
        )
    issued = Certificate.objects.filter(place=OuterRef("pk"), revoked_at=None)
    without = cohort.places.filter(~Exists(issued), state=Place.State.CONFIRMED).count()
    if without:
        said.append(
            ngettext(
                "%(num)s person has no certificate yet. Issue it before you close, or reopen for it.",
                "%(num)s people have no certificate yet. Issue them before you close, or reopen for it.",
                without,
            )
            % {"num": without}
        )
    return said


def _follow_ups(cohort: Cohort) -> list[str]:
    """The questions that come months after the end are the ones that closing early loses."""
    keys = [wave.key for wave in definition_of(cohort).waves if wave.measures is WaveRole.FOLLOW_UP]
    rows = cohort.waves.filter(key__in=keys, state=Wave.State.PLANNED).order_by("opens_at") if keys else []
    return [
        _("The follow-up questionnaires of %(day)s will not be asked.") % {"day": day(wave.opens_at)}
        for wave in rows
    ]


def _on_reopening(cohort: Cohort) -> list[str]:
    ended = cohort.relationships.filter(~Q(state_before_closing=""), state=Relationship.State.ENDED).count()
    if not ended:
        return []
    return [
        ngettext(
            "%(num)s pair or mentoring that closing ended goes on as it was.",
            "%(num)s pairs and mentorings that closing ended go on as they were.",
            ended,
        )
        % {"num": ended},
        _("Meetings that were cancelled stay cancelled."),
    ]
