"""Filling in an application: a screen at a time, saved at each, sent, changed until the close, withdrawn.

Until it is sent, what is saved is the application. After that, changes are kept beside it, and what was
sent stands until they are sent again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.questionnaires.logic import Step, applies, step_after, steps
from kith.questionnaires.responses import Answers, answers_from_json
from kith.questionnaires.types import Instrument
from kith.questionnaires.validate import Checked, Raw, check_step
from kith.service.cohorts.domain import actions as cohorts
from kith.service.core.domain import audit, events, outbox
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.uploads import NONE as NO_UPLOADS
from kith.service.core.domain.uploads import Uploads
from kith.service.recruitment.domain.applying import apply_mails
from kith.service.recruitment.domain.applying.files import forget_unheld, keep_files
from kith.service.recruitment.domain.calling.calls import Phase, phase_of
from kith.service.recruitment.domain.calling.closing import closing_words
from kith.service.recruitment.domain.calling.forms import application_form, unmet
from kith.service.recruitment.domain.events import ApplicationSubmitted, ApplicationWithdrawn
from kith.service.recruitment.domain.evidence.evidence import required_kinds
from kith.service.recruitment.domain.states import move
from kith.service.recruitment.models import Application, Call, ManagerPermission
from kith.service.surveys.domain.files.looking import look

State = Application.State
CHANGEABLE = frozenset({State.STARTED, State.SUBMITTED})
WITHDRAWABLE = frozenset(
    {
        State.STARTED,
        State.SUBMITTED,
        State.SHORTLISTED,
        State.INTERVIEWED,
        State.WAITING,
        State.OFFERED,
        State.DEFERRED,
    }
)


@dataclass(frozen=True, slots=True)
class Filling:
    """Everything a page needs to show or take a screen. ``answers`` are the newest, sent or not."""

    application: Application
    instrument: Instrument
    answers: Answers
    is_sent: bool
    has_changes: bool


def filling(application: Application) -> Filling:
    """Where the applicant is in their form."""
    instrument = application_form(application.call, application.side)
    newest = application.answers if application.changes is None else application.changes
    return Filling(
        application,
        instrument,
        answers_from_json(instrument, newest),
        is_sent=application.submitted_at is not None,
        has_changes=application.changes is not None,
    )


def may_change(application: Application, now: datetime) -> bool:
    """Whether screens are taken and the application can be sent: until the close, or the lead's later moment."""
    if application.state not in CHANGEABLE or application.person_id is None:
        return False
    phase = phase_of(application.call, now)
    is_late = application.late_until is not None and now < application.late_until
    return phase is Phase.OPEN or (phase is Phase.CLOSED and is_late and application.call.cohort.is_open)


def must_be_changeable(application: Application) -> None:
    """Raises KithError that says why nothing is taken any more, and who can open it again."""
    if application.state not in CHANGEABLE:
        params = {"state": str(State(application.state).label)}
        raise KithError(Fault("recruitment.application_state", params=params))
    if not may_change(application, timezone.now()):
        if application.call.state == Call.State.WITHDRAWN:
            raise KithError(Fault("recruitment.call_withdrawn"))
        raise KithError(Fault("recruitment.closed", params={"moment": closing_words(application.call)}))


def take_turn(application: Application) -> None:
    """Hold the application until the transaction ends, and read what stands in it now: of two tabs that save
    at once, the second sees what the first has saved. (An UPDATE locks on both databases.)"""
    Application.objects.filter(pk=application.pk).update(page=F("page"))
    application.refresh_from_db(fields=["answers", "changes", "state", "submitted_at", "late_until", "page"])


@transaction.atomic
def save_step(
    *, by: Actor, application: Application, step: Step, raw: Raw, uploads: Uploads = NO_UPLOADS
) -> Checked:
    """Keep what is sound on this screen, and say what is not.

    In an application that was sent, a screen with a fault is not kept: what was sent must stay whole.
    """
    take_turn(application)
    must_be_changeable(application)
    now = filling(application)
    looked = look(step, uploads, now.answers)
    given = {**raw, **looked.raw}
    checked = looked.said_in(check_step(now.instrument, step, given, now.answers, takes_files=True))
    if now.is_sent:
        if not checked.faults and checked.answers.to_json() != now.answers.to_json():
            keep_files(by, application, looked.wanted(checked.answers))
            Application.objects.filter(pk=application.pk).update(changes=checked.answers.to_json())
    else:
        following = step_after(now.instrument, checked.answers, step.key)
        page = step.key if checked.faults or following is None else following.key
        keep_files(by, application, looked.wanted(checked.answers))
        Application.objects.filter(pk=application.pk).update(answers=checked.answers.to_json(), page=page)
    forget_unheld(application)
    return checked


def missing_of(seen: Filling) -> Faults:
    """What must still be answered before it can be sent, screen by screen."""
    missing = Faults()
    for step in steps(seen.instrument, seen.answers):
        for item in step.page.items:
            name = step.field(item)
            if item.is_required and name not in seen.answers and applies(item.relevant, seen.answers):
                missing.add("questionnaires.required", Where(key=name))
    return missing


def givers_missing(application: Application) -> tuple[str, ...]:
    """The permissions for which the applicant has not named anybody yet."""
    kinds = required_kinds(application)
    if not kinds:
        return ()
    settled = application.permissions.filter(~Q(email="") | Q(state=ManagerPermission.State.WAIVED))
    named = set(settled.values_list("kind", flat=True))
    return tuple(kind for kind in kinds if kind not in named)


@transaction.atomic
def send(*, by: Actor, application: Application) -> None:
    """Send it, or send it again with its changes. Sending twice is sending once."""
    take_turn(application)
    if application.state == State.SUBMITTED and application.changes is None:
        return
    must_be_changeable(application)
    seen = filling(application)
    faults = missing_of(seen)
    for kind in givers_missing(application):
        faults.add("recruitment.giver_unnamed", Where(key=kind))
    faults.raise_if_any()
    now = timezone.now()
    is_again = application.submitted_at is not None
    move(
        application,
        CHANGEABLE,
        State.SUBMITTED,
        answers=seen.answers.to_json(),
        changes=None,
        unmet=[rule.key for rule in unmet(application.call, application.side, seen.answers)],
        submitted_at=application.submitted_at or now,
    )
    forget_unheld(application)
    _record(
        by, "recruitment.send_again" if is_again else "recruitment.send", application, ["state", "answers"]
    )
    events.publish(ApplicationSubmitted(application.pk, by))
    apply_mails.queue_sent(by=by, application=application, now=now, is_again=is_again)


@transaction.atomic
def drop_changes(*, by: Actor, application: Application) -> None:
    """Go back to what was sent."""
    take_turn(application)
    if application.changes is not None:
        Application.objects.filter(pk=application.pk).update(changes=None)
        application.changes = None
        forget_unheld(application)
        _record(by, "recruitment.drop_changes", application, ["changes"])


@transaction.atomic
def withdraw(*, by: Actor, application: Application) -> None:
    """The applicant takes it back, at any time before a place is theirs. Twice is once."""
    was_sent = application.submitted_at is not None
    if take_away(by=by, application=application) and was_sent and application.call.cohort.is_open:
        apply_mails.queue_withdrawn(by=by, application=application)


@transaction.atomic
def take_away(*, by: Actor, application: Application) -> bool:
    """Withdraw it with all that hangs on it, without a word to the applicant; whether it was not yet.

    The cohort's turn comes first, as in whatever else gives out its places: an offer may fall free.
    """
    cohorts.take_turn(application.call.cohort)
    take_turn(application)
    if application.state == State.WITHDRAWN:
        return False
    move(application, WITHDRAWABLE, State.WITHDRAWN, withdrawn_at=timezone.now(), changes=None)
    forget_unheld(application)
    outbox.withdraw_unsent(by=by, subject=application)
    _record(by, "recruitment.withdraw", application, ["state"])
    events.publish(ApplicationWithdrawn(application.pk, by))
    return True


def _record(by: Actor, action: str, application: Application, fields: list[str]) -> None:
    cohort = application.call.cohort
    audit.record(
        by=by,
        action=action,
        subject=application,
        organisation_id=cohort.organisation_id,
        cohort_id=cohort.pk,
        fields=fields,
    )
