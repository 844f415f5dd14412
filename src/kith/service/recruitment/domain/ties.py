"""What becomes of applications when two accounts turn out to be one person."""

from __future__ import annotations

from django.utils import timezone

from kith.foundation.faults import Faults
from kith.service.people.domain.events import PeopleMerging
from kith.service.recruitment.domain.states import move
from kith.service.recruitment.models import Application

State = Application.State


def settle_applications(event: PeopleMerging) -> None:
    """One person has one live application in a call: of two, the one that was never sent is withdrawn.
    Two that were sent are refused: the person says which one counts by withdrawing the other."""
    live = Application.objects.exclude(state=State.WITHDRAWN)
    kept = {one.call_id: one for one in live.filter(person_id=event.keep_id)}
    faults = Faults()
    others = live.filter(person_id=event.other_id, call_id__in=kept).select_related("call__cohort")
    for other in others:
        unsent = [one for one in (other, kept[other.call_id]) if one.state == State.STARTED]
        if unsent:
            move(unsent[0], {State.STARTED}, State.WITHDRAWN, withdrawn_at=timezone.now())
        else:
            faults.add("recruitment.merge_two", cohort=other.call.cohort.name)
    faults.raise_if_any()
