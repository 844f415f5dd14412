"""What a rater sends: whole, once, under the pseudonym of the person it is about. Which rater sent it is not kept."""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.db import transaction
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.questionnaires.logic import applies, steps
from kith.questionnaires.responses import Answers, answers_from_json
from kith.questionnaires.types import Instrument
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.cohorts.models import Place
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Link
from kith.service.surveys.domain.agreeing import must_have_agreed
from kith.service.surveys.domain.pseudonyms import pseudonym_of
from kith.service.surveys.domain.raters.pinning import asked_of_raters
from kith.service.surveys.models import Rater, RaterAnswer, Wave

State = Rater.State


def rater_behind(link: Link) -> Rater:
    """Who was asked by this link. Raises KithError where the rows are gone: the wave has closed."""
    rows = Rater.objects.select_related("asked_in__wave__cohort__organisation", "place__person")
    rater = rows.filter(pk=link.subject_id).first()
    if rater is None:
        raise KithError(Fault("core.link.unknown"))
    return rater


def sealed(rater: Rater, answers: Answers) -> str:
    """What was answered so far, as a page carries it: until it is sent, nothing of it is kept."""
    carried: dict[str, Any] = {"answers": answers.to_json()}
    return signing.dumps(carried, salt=_salt(rater), compress=True)


def opened(rater: Rater, text: str) -> Answers:
    """What a page carried. Raises KithError when it is not what we sent to this rater."""
    try:
        carried = signing.loads(text, salt=_salt(rater))
        return answers_from_json(asked_of_raters(rater.asked_in), carried["answers"])
    except (signing.BadSignature, KeyError, TypeError, ValueError) as changed:
        raise KithError(Fault("surveys.shared_damaged")) from changed


def _salt(rater: Rater) -> str:
    return f"surveys.rater:{rater.pk}"


@transaction.atomic
def send(*, rater: Rater, answers: Answers) -> bool:
    """Keep the answers; whether they are new. Sent twice, they are kept once."""
    if Rater.objects.filter(pk=rater.pk, state=State.ANSWERED).exists():
        return False
    _must_take_answers(rater)
    allowed = must_have_agreed(rater.place)
    _must_be_whole(asked_of_raters(rater.asked_in), answers)
    if not Rater.objects.filter(pk=rater.pk, state=State.ASKED).update(state=State.ANSWERED):
        raise KithError(Fault("surveys.rater_not_asked"))
    RaterAnswer.objects.create(
        wave=rater.asked_in.wave,
        pseudonym=pseudonym_of(rater.place),
        side=rater.place.side,
        kind=rater.kind,
        answers=answers.to_json(),
        may_be_reported=allowed["may_be_reported"],
    )
    _record("surveys.send_rater_answer", rater)
    return True


@transaction.atomic
def decline(*, rater: Rater) -> None:
    """They would rather not: they are not reminded, and nobody is told."""
    _must_take_answers(rater)
    if Rater.objects.filter(pk=rater.pk, state=State.ASKED).update(state=State.DECLINED):
        _record("surveys.decline_to_rate", rater)


def is_open(rater: Rater) -> bool:
    wave = rater.asked_in.wave
    return wave.state == Wave.State.OPEN and wave.closes_at > timezone.now()


def _must_take_answers(rater: Rater) -> None:
    must_be_open(rater.asked_in.wave.cohort_id)
    if not is_open(rater):
        raise KithError(Fault("surveys.closed_for_answers"))
    if rater.place.state != Place.State.CONFIRMED:
        raise KithError(Fault("surveys.rater_not_asked"))


def _must_be_whole(instrument: Instrument, answers: Answers) -> None:
    if not answers:
        raise KithError(Fault("surveys.shared_empty"))
    missing = Faults()
    for step in steps(instrument, answers):
        for item in step.page.items:
            if item.is_required and step.field(item) not in answers and applies(item.relevant, answers):
                missing.add("questionnaires.required", Where(key=step.field(item)))
    missing.raise_if_any()


def _record(action: str, rater: Rater) -> None:
    """By the service, about the wave: history says that somebody did, not who."""
    wave = rater.asked_in.wave
    audit.record(
        by=Actor.system("surveys"),
        action=action,
        subject=wave,
        organisation_id=wave.cohort.organisation_id,
        cohort_id=wave.cohort_id,
    )
