"""The end of a cohort: closed, so that nothing more happens in it; archived, so that it leaves the lists.

Both can be undone. Each app says in ``apps.ready`` what a step comes to for what it keeps.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from kith.foundation.faults import Faults, Where
from kith.service.cohorts.domain.actions import take_turn
from kith.service.cohorts.domain.events import CohortArchived, CohortClosed, CohortReopened
from kith.service.cohorts.domain.places import INVITATION
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain import audit, events, outbox
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.policies import thresholds
from kith.service.core.models import Mail

State = Cohort.State
READING_DAYS = "archive.reading_days"


class Step(StrEnum):
    CLOSE = "close"
    REOPEN = "reopen"
    ARCHIVE = "archive"
    UNARCHIVE = "unarchive"


STARTS_FROM = {
    Step.CLOSE: State.OPEN,
    Step.REOPEN: State.CLOSED,
    Step.ARCHIVE: State.CLOSED,
    Step.UNARCHIVE: State.ARCHIVED,
}
LEADS_TO = {
    Step.CLOSE: State.CLOSED,
    Step.REOPEN: State.OPEN,
    Step.ARCHIVE: State.ARCHIVED,
    Step.UNARCHIVE: State.CLOSED,
}

Consequences = Callable[[Cohort, Step], list[str]]
_consequences: dict[str, Consequences] = {}


def register_consequences(name: str, provider: Consequences) -> None:
    _consequences[name] = provider


def consequences_of(cohort: Cohort, step: Step) -> list[str]:
    """What a step will do, in sentences, in the order of the apps."""
    return [sentence for provider in _consequences.values() for sentence in provider(cohort, step)]


def steps_from(cohort: Cohort) -> list[Step]:
    """What can be done with the cohort as it is."""
    return [step for step, state in STARTS_FROM.items() if state == cohort.state]


@transaction.atomic
def close_cohort(*, by: Actor, cohort: Cohort) -> Cohort:
    """End it: what is open closes, what is planned stays undone, what has not been sent never is.

    Closing twice is closing once.
    """
    if _move(cohort, Step.CLOSE, closed_at=timezone.now()):
        mails = _withdraw_mails(by, cohort)
        _record(by, "cohorts.close", cohort, mails=mails)
        events.publish(CohortClosed(cohort.pk, by))
    return cohort


@transaction.atomic
def reopen_cohort(*, by: Actor, cohort: Cohort) -> Cohort:
    """Go on where it was: what was planned happens again on its day; what closing ended stays ended."""
    if _move(cohort, Step.REOPEN, closed_at=None):
        _record(by, "cohorts.reopen", cohort)
        events.publish(CohortReopened(cohort.pk, by))
    return cohort


@transaction.atomic
def archive_cohort(*, by: Actor, cohort: Cohort) -> Cohort:
    """Take a closed cohort off everybody's lists. How long people may read on is the policy of this day."""
    now = timezone.now()
    days = thresholds(cohort.organisation)[READING_DAYS]
    if _move(cohort, Step.ARCHIVE, archived_at=now, read_until=now + timedelta(days=days)):
        _record(by, "cohorts.archive", cohort, days=days)
        events.publish(CohortArchived(cohort.pk, by))
    return cohort


@transaction.atomic
def unarchive_cohort(*, by: Actor, cohort: Cohort) -> Cohort:
    """Put it back on the lists, closed as it was. Raises KithError when its name has been given anew."""
    if cohort.state == State.ARCHIVED:
        live = cohort.organisation.cohorts.exclude(state=State.ARCHIVED).exclude(pk=cohort.pk)
        if live.filter(name=cohort.name).exists():
            faults = Faults()
            faults.add("cohorts.name_taken", Where(key="name"), name=cohort.name)
            faults.raise_if_any()
    if _move(cohort, Step.UNARCHIVE, archived_at=None, read_until=None):
        _record(by, "cohorts.unarchive", cohort)
    return cohort


def _move(cohort: Cohort, step: Step, **changes: object) -> bool:
    """One conditional UPDATE. False when it is there already; refused from anywhere else."""
    take_turn(cohort)
    moved = Cohort.objects.filter(pk=cohort.pk, state=STARTS_FROM[step]).update(
        state=LEADS_TO[step], **changes
    )
    cohort.refresh_from_db(fields=["state", "closed_at", "archived_at", "read_until"])
    if not moved and cohort.state != LEADS_TO[step]:
        faults = Faults()
        faults.add(f"cohorts.cannot_{step}", cohort=cohort.name)
        faults.raise_if_any()
    return bool(moved)


def _withdraw_mails(by: Actor, cohort: Cohort) -> int:
    """Never send what has not gone. Whoever was to be invited by it has not been, and can be, after reopening."""
    unsent = list(Mail.objects.filter(cohort_id=cohort.pk, state__in=outbox.UNSENT))
    for mail in unsent:
        outbox.withdraw(by=by, mail=mail)
    not_invited = {mail.person_id for mail in unsent if mail.purpose == INVITATION}
    waiting = cohort.places.filter(state=Place.State.INVITED, person__in=not_invited)
    waiting.update(invited_at=None)
    return len(unsent)


def _record(by: Actor, action: str, cohort: Cohort, **detail: int) -> None:
    audit.record(
        by=by,
        action=action,
        subject=cohort,
        organisation_id=cohort.organisation_id,
        cohort_id=cohort.pk,
        fields=["state"],
        detail=detail,
    )
