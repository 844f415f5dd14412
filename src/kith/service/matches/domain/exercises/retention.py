"""An exercise goes a year after it was made, and whoever made it is told a month before."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import formats, timezone, translation

from kith.service.core.domain.actors import Actor
from kith.service.core.domain.outbox import queue_mail
from kith.service.core.domain.tick import every_tick
from kith.service.matches.domain.exercises.actions import delete_exercise
from kith.service.matches.domain.exercises.mails import words_of_end
from kith.service.matches.models import Exercise

TOLD_BEFORE = timedelta(days=30)
PURPOSE = "matches.exercise_ends"
BY = Actor.system("retention")


@every_tick("matches.exercises")
def keep_no_longer(now: datetime) -> None:
    """Tell of what is about to go, then let go of what nobody kept."""
    today = timezone.localdate(now)
    soon = Exercise.objects.filter(kept_until__lte=today + TOLD_BEFORE).select_related(
        "organisation", "created_by"
    )
    for exercise in soon.order_by("pk"):
        if exercise.told_at is None:
            tell(exercise, now)
        elif exercise.kept_until < today and exercise.told_at <= now - TOLD_BEFORE:
            let_go(exercise, now)


@transaction.atomic
def let_go(exercise: Exercise, now: datetime) -> None:
    """Unless somebody has kept it since the tick began to look."""
    rows = Exercise.objects.filter(
        pk=exercise.pk, kept_until__lt=timezone.localdate(now), told_at__lte=now - TOLD_BEFORE
    )
    if rows.update(revision=F("revision")):
        delete_exercise(by=BY, exercise=exercise)


@transaction.atomic
def tell(exercise: Exercise, now: datetime) -> None:
    """Nobody's exercise goes without a month's notice, however long the service slept."""
    exercise.told_at = now
    exercise.kept_until = max(exercise.kept_until, timezone.localdate(now) + TOLD_BEFORE)
    exercise.save(update_fields=["told_at", "kept_until"])
    person = exercise.created_by
    if person is None or not person.is_active or not person.email:
        return
    with translation.override(person.language):
        day = formats.date_format(exercise.kept_until, "DATE_FORMAT")
    subject, body = words_of_end(exercise, person, day)
    queue_mail(
        by=BY,
        organisation=exercise.organisation,
        purpose=PURPOSE,
        subject=subject,
        body=body,
        person=person,
        once_key=f"{PURPOSE}:{exercise.pk}:{exercise.kept_until.isoformat()}",
    )
