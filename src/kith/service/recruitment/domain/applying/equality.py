"""Equality answers: taken under a pseudonym, merged, deleted. Nothing here gives an answer back.

No page and no action reads what somebody answered; an applicant who comes back finds empty questions, and
what they leave blank stays as it was. History keeps nothing of it: a row between two others of the same
minute would tell who answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from kith.foundation.faults import Fault
from kith.questionnaires.logic import Step
from kith.questionnaires.responses import Answers, answers_from_json
from kith.questionnaires.validate import Raw, check_step
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.recruitment.domain.applying.applying import must_be_changeable, take_turn
from kith.service.recruitment.domain.calling.forms import equality_form
from kith.service.recruitment.domain.pseudonyms import equality_key, pseudonym
from kith.service.recruitment.models import Application, Call, EqualityAnswer, EqualityKey

AT_ONCE = 100


@transaction.atomic
def answer_equality(*, application: Application, step: Step, raw: Raw) -> Sequence[Fault]:
    """Keep what was answered on this screen beside what was answered before. A blank changes nothing."""
    take_turn(application)
    must_be_changeable(application)
    form = equality_form(application.call)
    key = equality_key(application.call)
    if form is None or key is None:
        return ()
    checked = check_step(form, step, raw, Answers())
    given = checked.answers.to_json()
    if given:
        row, is_new = EqualityAnswer.objects.get_or_create(
            call=application.call, pseudonym=pseudonym(key, application.pk), defaults={"answers": given}
        )
        if not is_new and row.answers != (
            merged := answers_from_json(form, {**row.answers, **given}).to_json()
        ):
            EqualityAnswer.objects.filter(pk=row.pk).update(answers=merged)
    return checked.faults


@transaction.atomic
def delete_equality(*, application: Application) -> None:
    """The applicant takes all of it back, also after the close. Twice is once."""
    key = _known_key(application)
    if key is None:
        return
    mark = pseudonym(key, application.pk)
    EqualityAnswer.objects.filter(call=application.call_id, pseudonym=mark).delete()


def has_answered(application: Application) -> bool:
    """Whether there is any answer. For the applicant's own pages alone."""
    key = _known_key(application)
    if key is None:
        return False
    mark = pseudonym(key, application.pk)
    return EqualityAnswer.objects.filter(call=application.call_id, pseudonym=mark).exists()


KEPT_DAYS = 365
"""After a cohort's first day: as applicants are told."""


def expire(now: datetime) -> int:
    """A year after a cohort has started, destroy its call's key, and with it the answers that nobody can use any more.

    Numbers that were released stay. A call that nobody ever asked anything gets a destroyed key as well, so
    that a late applicant's answers are not taken under a new one.
    """
    starts = now.date() - timedelta(days=KEPT_DAYS)
    calls = Call.objects.filter(cohort__starts_on__lte=starts)
    known = EqualityKey.objects.filter(call=OuterRef("pk"), destroyed_at__isnull=False)
    found = list(calls.exclude(Exists(known)).select_related("cohort").order_by("pk")[:AT_ONCE])
    for call in found:
        _destroy(call, now)
    return len(found)


@transaction.atomic
def _destroy(call: Call, now: datetime) -> None:
    key, _is_new = EqualityKey.objects.get_or_create(call=call)
    if not EqualityKey.objects.filter(pk=key.pk, destroyed_at=None).update(secret=None, destroyed_at=now):
        return
    EqualityAnswer.objects.filter(call=call).delete()
    cohort = call.cohort
    audit.record(
        by=Actor.system("recruitment"),
        action="recruitment.destroy_equality_key",
        subject=call,
        organisation_id=cohort.organisation_id,
        cohort_id=cohort.pk,
    )


def _known_key(application: Application) -> bytes | None:
    """The call's secret if there is one; reading makes none."""
    secret = EqualityKey.objects.filter(call=application.call_id).values_list("secret", flat=True).first()
    return bytes(secret) if secret is not None else None
