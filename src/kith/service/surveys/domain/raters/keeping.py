"""Reminding raters, and letting go of them: when the wave closes, when a person leaves, says no, or is forgotten."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from typing import Any

from django.db import transaction

from kith.service.cohorts.domain.events import PlaceEnded
from kith.service.cohorts.domain.openness import in_open_cohorts
from kith.service.cohorts.models import Place
from kith.service.core.domain.actors import Actor
from kith.service.people.domain.events import ConsentChanged
from kith.service.surveys.domain.pseudonyms import pseudonym_of
from kith.service.surveys.domain.raters import mails
from kith.service.surveys.domain.raters.naming import let_go
from kith.service.surveys.domain.uses import Use, permissions, said_to_uses
from kith.service.surveys.models import PseudonymKey, Rater, RaterAnswer, Wave, WaveRaters

State = Rater.State
MOST_REMINDERS = 2
"""Of the wave's reminders: raters do somebody a favour. Ours."""


def remind_due(now: dt.datetime) -> None:
    """Remind raters who have not answered, counted from the day on which they were asked."""
    open_now = in_open_cohorts(
        Rater.objects.filter(
            state=State.ASKED, reminders_sent__lt=MOST_REMINDERS,
            asked_in__wave__state=Wave.State.OPEN, asked_in__wave__closes_at__gt=now,
        ),
        "asked_in__wave__cohort",
    )  # fmt: skip
    rows = open_now.exclude(email="").filter(place__state=Place.State.CONFIRMED)
    for rater in rows.select_related("asked_in__wave__cohort__organisation", "place__person"):
        days = sorted(rater.asked_in.wave.remind_after_days)[:MOST_REMINDERS]
        due = sum(rater.created_at + dt.timedelta(days=one) <= now for one in days)
        if due > rater.reminders_sent:
            remind(rater, number=due)


@transaction.atomic
def remind(rater: Rater, *, number: int) -> None:
    """Queue the reminder and note it, unless the answer came in the meantime."""
    waiting = Rater.objects.filter(pk=rater.pk, state=State.ASKED, reminders_sent__lt=number)
    if waiting.exclude(email="").update(reminders_sent=number):
        mails.queue(Actor.system("tick"), rater, mails.REMINDER, f"{mails.REMINDER}:{rater.pk}:{number}")


def forget_raters(wave: Wave, *, by: Actor) -> None:
    """The wave has closed: who was named goes, and how many were asked stays."""
    row = WaveRaters.objects.filter(wave=wave).first()
    if row is None:
        return
    row.counts = counted(row)
    # Kept as it is today: were it counted again after somebody withdrew, the difference would tell of their raters.
    row.save(update_fields=["counts"])
    raters = list(row.named.all())
    let_go(raters, by=by)
    row.named.all().delete()


def counted(row: WaveRaters) -> dict[str, dict[str, dict[str, int]]]:
    """Side to kind to how many were asked, of how many people, how many would rather not, and how many answered.

    Somebody whose name was taken back was asked too, whether or not they had answered: a count that fell would tell.
    """
    found: dict[str, dict[str, dict[str, int]]] = defaultdict(dict)
    people: dict[tuple[str, str], set[Any]] = defaultdict(set)
    # All that were sent, also of people who are not reported on: else a withdrawal would tell who had been answered for.
    sent = Counter(RaterAnswer.objects.filter(wave_id=row.wave_id).values_list("side", "kind"))
    for side, kind, place, state in row.named.values_list("place__side", "kind", "place_id", "state"):
        cell = found[side].setdefault(
            kind, {"asked": 0, "people": 0, "declined": 0, "answered": sent[side, kind]}
        )
        cell["asked"] += 1
        cell["declined"] += state == State.DECLINED
        people[side, kind].add(place)
        cell["people"] = len(people[side, kind])
    return dict(found)


def let_go_of(place: Place, *, by: Actor) -> None:
    """The person has left, or is not reported on: nobody else is asked about them."""
    let_go(list(Rater.objects.filter(place=place).exclude(email="")), by=by)


def person_left(event: PlaceEnded) -> None:
    let_go_of(Place.objects.get(pk=event.place_id), by=event.by)


def consent_changed(event: ConsentChanged) -> None:
    """What raters said of somebody follows what that person agrees to, in the transaction of the change.

    Once the key is destroyed nobody can tell whom it is about, and it stays as it is.
    """
    if event.purpose != Use.REPORT or event.cohort_id is None:
        return
    place = Place.objects.filter(person_id=event.person_id, cohort_id=event.cohort_id).first()
    if place is None or PseudonymKey.objects.filter(cohort_id=event.cohort_id, secret=None).exists():
        return
    allowed = permissions(said_to_uses(event.person_id, event.cohort_id))["may_be_reported"]
    said = RaterAnswer.objects.filter(wave__cohort_id=event.cohort_id, pseudonym=pseudonym_of(place))
    said.update(may_be_reported=allowed)
    if not allowed:
        let_go_of(place, by=Actor.system("surveys"))
