"""What becomes of applications when two accounts turn out to be one person, or somebody is forgotten."""

from __future__ import annotations

from django.utils import timezone

from kith.foundation.faults import Faults
from kith.service.cohorts.domain.actions import take_turn
from kith.service.core.domain import outbox
from kith.service.people.domain.events import PeopleMerging, PersonErasing
from kith.service.people.models import Person
from kith.service.recruitment.domain.applying.applying import WITHDRAWABLE, take_away
from kith.service.recruitment.domain.declarations import SERVICE, applications_of
from kith.service.recruitment.domain.states import move
from kith.service.recruitment.models import Application, Reviewer

State = Application.State


def withdraw_applications(event: PersonErasing) -> None:
    """Each that is under way is withdrawn as its applicant would: its offer, its place on the waiting list and
    its interview are free for others.

    Before anything is erased, since the cohort's turn comes before the rows that hang on it.
    """
    person = Person.objects.get(pk=event.person_id)
    rows = applications_of(person).filter(state__in=WITHDRAWABLE).select_related("call__cohort__organisation")
    for application in rows.order_by("call__cohort_id", "pk"):
        take_turn(application.call.cohort)
        application.refresh_from_db(fields=["state"])
        if application.state in WITHDRAWABLE:  # not accepted or answered at this moment
            take_away(by=SERVICE, application=application)


def settle_applications(event: PeopleMerging) -> None:
    """One person has one live application in a call: of two, the one that was never sent is withdrawn.
    Two that were sent are refused: the person says which one counts by withdrawing the other. So is one that
    would judge the call that the other applies to."""
    live = Application.objects.exclude(state=State.WITHDRAWN)
    kept = {one.call_id: one for one in live.filter(person_id=event.keep_id)}
    faults = Faults()
    for reads, applies in ((event.keep_id, event.other_id), (event.other_id, event.keep_id)):
        judged = Reviewer.objects.filter(person_id=reads, ended_at=None).values("call")
        for one in live.filter(person_id=applies, call__in=judged).select_related("call__cohort"):
            faults.add("recruitment.merge_reviewer", cohort=one.call.cohort.name)
    others = live.filter(person_id=event.other_id, call_id__in=kept).select_related("call__cohort")
    for other in others:
        unsent = [one for one in (other, kept[other.call_id]) if one.state == State.STARTED]
        if unsent:
            move(unsent[0], {State.STARTED}, State.WITHDRAWN, withdrawn_at=timezone.now())
            outbox.withdraw_unsent(by=SERVICE, subject=unsent[0])
        else:
            faults.add("recruitment.merge_two", cohort=other.call.cohort.name)
    faults.raise_if_any()
