"""What sessions, requests to mentor and joint projects hold about a person, why, and how it is let go."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kith.service.core.domain import outbox
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import revoke_links
from kith.service.core.domain.personal_data import Basis, PersonalData, Rows, declare, keep
from kith.service.core.models import Mail
from kith.service.learning.domain.teaching.mentor_mails import ASKED, STARTED
from kith.service.learning.models import (
    Attendance,
    JointProject,
    Member,
    MentorRequest,
    MentorRequestFor,
)
from kith.service.people.domain.connections import register_connection

SERVICE = Actor.system("learning")
KEPT = _("As long as the cohort is kept; your name goes when you ask to be forgotten.")


def by_mentor_request(person: Any) -> Iterable[UUID]:
    """The organisations that asked somebody to mentor."""
    return MentorRequest.objects.filter(person=person).values_list("cohort__organisation_id", flat=True)


def forget_requests(rows: Rows) -> int:
    """Who has not answered is asked no more; that somebody was asked stays. No mail names them any more."""
    found = list(rows)
    for row in found:
        revoke_links(by=SERVICE, subject=row, now=timezone.now())
    _forget_words([row.pk for row in found])
    waiting = MentorRequest.objects.filter(pk__in=[row.pk for row in found], state=MentorRequest.State.ASKED)
    waiting.update(state=MentorRequest.State.WITHDRAWN, answered_at=timezone.now())
    return len(found)


def forget_mentees(rows: Rows) -> int:
    """Who was to be mentored: the mails that name them say nothing any more."""
    keys = list(rows.values_list("request_id", flat=True))
    _forget_words(keys)
    return len(keys)


def _forget_words(request_ids: list[UUID]) -> None:
    """Those to the mentor and those to the mentees."""
    made = MentorRequestFor.objects.filter(request__in=request_ids).exclude(relationship=None)
    keys = [f"{purpose}:{pk}" for pk in request_ids for purpose in (ASKED, STARTED)]
    keys += [f"{STARTED}:{pk}" for pk in made.values_list("relationship_id", flat=True)]
    outbox.forget_words(Mail.objects.filter(once_key__in=keys))


def projects_of(person: Any) -> Rows:
    mine = Member.objects.filter(person=person).values("relationship")
    return JointProject.objects.filter(relationship__in=mine)


def let_projects_go(rows: Rows) -> int:
    """Two wrote it: it stays for the other, and its words go with the last of them."""
    there = Count("relationship__members", filter=Q(relationship__members__person__is_active=True))
    known = JointProject.objects.filter(pk__in=list(rows.values_list("pk", flat=True)))
    last = known.annotate(there=there).filter(there__lte=1).values_list("pk", flat=True)
    return JointProject.objects.filter(pk__in=list(last)).update(
        title="–", aim="", outcome="", revision=F("revision") + 1
    )


def declare_all() -> None:
    register_connection(by_mentor_request)
    declare(
        PersonalData(
            model=Attendance,
            purpose=_("Whether you meant to come to a session, and whether you were there."),
            basis=Basis.PUBLIC_TASK,
            retention=KEPT,
            of=lambda person: Attendance.objects.filter(place__person=person),
            export=("event__title", "event__starts_at", "state", "minutes"),
            erase=keep,
        )
    )
    _declare_mentoring()
    declare(
        PersonalData(
            model=JointProject,
            purpose=_("What you and your partner improve together."),
            basis=Basis.PUBLIC_TASK,
            retention=_("As long as the cohort is kept, or until both of you have asked to be forgotten."),
            of=projects_of,
            export=("title", "aim", "outcome", "state"),
            erase=let_projects_go,
        )
    )


def _declare_mentoring() -> None:
    declare(
        PersonalData(
            model=MentorRequest,
            purpose=_("That you were asked to mentor, and what you said."),
            basis=Basis.PUBLIC_TASK,
            retention=KEPT,
            of=lambda person: MentorRequest.objects.filter(person=person),
            export=("cohort__name", "mentor_kind", "state", "asked_at", "answered_at"),
            erase=forget_requests,
        )
    )
    declare(
        PersonalData(
            model=MentorRequestFor,
            purpose=_("That a mentor was looked for and found for you."),
            basis=Basis.PUBLIC_TASK,
            retention=KEPT,
            of=lambda person: MentorRequestFor.objects.filter(place__person=person),
            export=("request__mentor_kind", "request__state", "request__asked_at"),
            erase=forget_mentees,
            shown=lambda person: MentorRequestFor.objects.filter(place__person=person).filter(
                Q(request__state=MentorRequest.State.ACCEPTED, relationship__isnull=False)
            ),
        )
    )
