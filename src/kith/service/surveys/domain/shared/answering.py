"""Taking an answer of somebody nobody knows: whole, once a form, and nothing beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

from django.core import signing
from django.db import transaction
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.questionnaires.logic import applies, steps
from kith.questionnaires.responses import Answers, answers_from_json
from kith.questionnaires.types import Instrument
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.surveys.domain.instruments import instrument_of
from kith.service.surveys.models import SharedWave, UnlinkedAnswer, Wave

OVER = 2
"""Some answer twice by mistake and some were not counted; more than this is a flood."""
SPARE = 20


@dataclass(frozen=True, slots=True)
class Form:
    """What one person has answered so far. It travels with the page: until it is sent, nothing of it is kept."""

    delivery: UUID
    answers: Answers

    def sealed(self, shared: SharedWave) -> str:
        """As a page carries it. Nobody can change it without our noticing."""
        carried = {"delivery": str(self.delivery), "answers": self.answers.to_json()}
        return signing.dumps(carried, salt=_salt(shared), compress=True)

    def with_answers(self, answers: Answers) -> Form:
        return replace(self, answers=answers)


def new_form(instrument: Instrument) -> Form:
    return Form(uuid4(), answers_from_json(instrument, {}))


def opened(shared: SharedWave, sealed: str) -> Form:
    """What a page carried. Raises KithError when it is not what we sent, or belongs to another questionnaire."""
    try:
        carried = signing.loads(sealed, salt=_salt(shared))
        return Form(
            UUID(carried["delivery"]), answers_from_json(instrument_of(shared.wave), carried["answers"])
        )
    except (signing.BadSignature, KeyError, TypeError, ValueError) as changed:
        raise KithError(Fault("surveys.shared_damaged")) from changed


def _salt(shared: SharedWave) -> str:
    return f"surveys.shared:{shared.pk}"


def is_open(shared: SharedWave) -> bool:
    wave = shared.wave
    return wave.state == Wave.State.OPEN and wave.closes_at > timezone.now()


def is_full(shared: SharedWave) -> bool:
    return shared.wave.unlinked.count() >= most_answers(shared)


def most_answers(shared: SharedWave) -> int:
    """Twice the people, and some more where there are few."""
    return OVER * shared.people + SPARE


@transaction.atomic
def send(*, shared: SharedWave, form: Form) -> bool:
    """Keep the answers; whether they are new. A form that comes twice is one answer."""
    must_be_open(shared.wave.cohort_id)
    if UnlinkedAnswer.objects.filter(wave=shared.wave, delivery=form.delivery).exists():
        return False
    if not is_open(shared):
        raise KithError(Fault("surveys.shared_closed"))
    if is_full(shared):
        raise KithError(Fault("surveys.shared_full"))
    _must_be_whole(instrument_of(shared.wave), form.answers)
    _row, is_new = UnlinkedAnswer.objects.get_or_create(
        wave=shared.wave, delivery=form.delivery, defaults={"answers": form.answers.to_json()}
    )
    if is_new:
        audit.record(
            by=Actor.system("surveys"),
            action="surveys.send_unlinked",
            subject=shared.wave,
            organisation_id=shared.wave.cohort.organisation_id,
            cohort_id=shared.wave.cohort_id,
        )
    return is_new


def _must_be_whole(instrument: Instrument, answers: Answers) -> None:
    if not answers:
        raise KithError(Fault("surveys.shared_empty"))
    missing = Faults()
    for step in steps(instrument, answers):
        for item in step.page.items:
            if item.is_demanded and step.field(item) not in answers and applies(item.relevant, answers):
                missing.add("questionnaires.required", Where(key=step.field(item)))
    missing.raise_if_any()


def answers_of(shared: SharedWave) -> list[dict[str, Any]]:
    """Every answer as it was sent, in an order that says nothing."""
    return list(shared.wave.unlinked.order_by("id").values_list("answers", flat=True))
