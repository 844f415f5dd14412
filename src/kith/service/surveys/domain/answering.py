"""Answering a wave: one screen at a time, saved at each step, sent once, changed until the wave closes."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.questionnaires.logic import Step, applies, step_after, steps
from kith.questionnaires.responses import Answers, answers_from_json
from kith.questionnaires.types import Instrument
from kith.questionnaires.validate import Checked, Raw, check_step
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.cohorts.models import Place
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.uploads import NONE as NO_UPLOADS
from kith.service.core.domain.uploads import Uploads
from kith.service.surveys.domain.agreeing import must_have_agreed
from kith.service.surveys.domain.files.keeping import drop_unheld, file_words, keep_files
from kith.service.surveys.domain.files.looking import look
from kith.service.surveys.domain.files.reading import asks_for_files
from kith.service.surveys.domain.instruments import instrument_of
from kith.service.surveys.domain.pseudonyms import pseudonym_of
from kith.service.surveys.models import Invitation, OfflineDelivery, PaperEntry, Response, Wave


@dataclass(frozen=True, slots=True)
class Sitting:
    """Everything a page needs to show or take a screen."""

    invitation: Invitation
    instrument: Instrument
    answers: Answers
    saved_page: str
    is_submitted: bool


def sitting(invitation: Invitation) -> Sitting:
    """Where this person is in the questionnaire."""
    response = response_of(invitation)
    instrument = instrument_of(invitation.wave)
    stored = answers_from_json(instrument, response.answers if response else {})
    return Sitting(
        invitation,
        instrument,
        stored,
        saved_page=response.page if response else "",
        is_submitted=bool(response and response.submitted_on),
    )


@transaction.atomic
def save_step(
    *, by: Actor, invitation: Invitation, step: Step, raw: Raw, uploads: Uploads = NO_UPLOADS
) -> Checked:
    """Keep what is sound on this screen, and say what is not. Nothing sound is lost to a fault beside it."""
    must_take_answers(invitation)
    allowed = must_have_agreed(invitation.place)
    seen = sitting(invitation)
    looked = look(step, uploads, seen.answers)
    given = {**raw, **looked.raw}
    checked = looked.said_in(check_step(seen.instrument, step, given, seen.answers, takes_files=True))
    following = step_after(seen.instrument, checked.answers, step.key)
    page = step.key if checked.faults or following is None else following.key
    response, _is_new = Response.objects.update_or_create(
        wave=invitation.wave,
        pseudonym=pseudonym_of(invitation.place),
        defaults={
            "side": invitation.place.side,
            "answers": checked.answers.to_json(),
            "page": page,
            **allowed,
        },
    )
    if asks_for_files(seen.instrument):
        keep_files(response, looked.wanted(checked.answers), invitation.wave.cohort.organisation)
    return checked


@transaction.atomic
def submit(*, by: Actor, invitation: Invitation) -> None:
    """Send the answers. Sending twice is sending once; answers may be changed and sent again until the wave closes."""
    must_take_answers(invitation)
    allowed = must_have_agreed(invitation.place)
    seen = sitting(invitation)
    missing = Faults()
    for step in steps(seen.instrument, seen.answers):
        for item in step.page.items:
            if (
                item.is_required
                and step.field(item) not in seen.answers
                and applies(item.relevant, seen.answers)
            ):
                missing.add("questionnaires.required", Where(key=step.field(item)))
    missing.raise_if_any()
    keep_as_sent(invitation, **allowed)


def keep_as_sent(invitation: Invitation, **fields: object) -> None:
    """The response is sent: as it was saved, or with what ``fields`` names."""
    response, _is_new = Response.objects.update_or_create(
        wave=invitation.wave,
        pseudonym=pseudonym_of(invitation.place),
        defaults={"side": invitation.place.side, "submitted_on": timezone.localdate(), **fields},
    )
    if asks_for_files(instrument_of(invitation.wave)):
        drop_unheld(response.files.all(), response.answers)
    if Invitation.objects.filter(pk=invitation.pk, is_finished=False).update(is_finished=True):
        # The audit says that a wave was answered, not by whom: the trail is read by administrators.
        audit.record(
            by=Actor.system("surveys"),
            action="surveys.submit",
            subject=invitation.wave,
            organisation_id=invitation.wave.cohort.organisation_id,
            cohort_id=invitation.wave.cohort_id,
        )


@transaction.atomic
def withdraw_answers(*, by: Actor, invitation: Invitation) -> None:
    """Take the answers back: they are deleted, and the person is not reminded again."""
    own = {"wave": invitation.wave, "pseudonym": pseudonym_of(invitation.place)}
    Response.objects.filter(**own).delete()
    OfflineDelivery.objects.filter(**own).update(sha256="", left_sha256="")
    PaperEntry.objects.filter(**own).update(left_sha256="")
    Invitation.objects.filter(pk=invitation.pk).update(is_finished=True)
    audit.record(
        by=Actor.system("surveys"),
        action="surveys.withdraw_answers",
        subject=invitation.wave,
        organisation_id=invitation.wave.cohort.organisation_id,
        cohort_id=invitation.wave.cohort_id,
    )


def files_of(seen: Sitting) -> dict[str, str]:
    """By field, what the person has sent, in words: ``PDF, 1.2 MB``."""
    if not asks_for_files(seen.instrument):
        return {}
    response = response_of(seen.invitation)
    rows = response.files.select_related("file") if response else ()
    said = file_words(rows, with_names=False)
    return {
        key: said[value] for key, value in seen.answers.items() if isinstance(value, str) and value in said
    }


def response_of(invitation: Invitation) -> Response | None:
    return Response.objects.filter(wave=invitation.wave, pseudonym=pseudonym_of(invitation.place)).first()


def must_take_answers(invitation: Invitation) -> None:
    """Raises KithError when the wave is not open, or the person has no place any more."""
    wave = invitation.wave
    must_be_open(wave.cohort_id)
    if wave.state != Wave.State.OPEN or wave.closes_at <= timezone.now():
        raise KithError(Fault("surveys.closed_for_answers"))
    if invitation.place.state != Place.State.CONFIRMED:
        raise KithError(Fault("surveys.place_ended"))
