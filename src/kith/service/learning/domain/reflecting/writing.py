"""Writing for oneself: nothing that was written is lost, by two clicks, by two tabs or by a line that drops."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.cohorts.models import Place
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.learning.models import Meeting, Reflection
from kith.service.people.models import Person

LIMIT = 20_000
"""Characters: some ten pages. More is a document, which can be evidence of its own."""


@transaction.atomic
def write(
    *,
    by: Actor,
    place: Place,
    text: str,
    prompt: str = "",
    about: Meeting | None = None,
    sent_once: UUID | None = None,
) -> Reflection:
    """An entry of the person's own. The same form twice is one entry; with other words in it, it is a change."""
    _must_be(by, place.person)
    must_be_open(place.cohort_id)
    _check(text)
    mine = Reflection.objects.filter(person_id=place.person_id, sent_once=sent_once)
    known = mine.first() if sent_once else None  # a key that is somebody else's loses nobody's words
    if known is not None:
        return known if known.text == _tidy(text) else change(by=by, reflection=known, text=text, seen=0)
    row = Reflection(
        person=place.person,
        cohort_id=place.cohort_id,
        prompt=prompt,
        text=_tidy(text),
        about=about,
        written_on=timezone.localdate(),
        sent_once=sent_once,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return _sent_at_the_same_moment(row, by)
    _record(by, "learning.write_reflection", row)
    return row


@transaction.atomic
def change(*, by: Actor, reflection: Reflection, text: str, seen: int) -> Reflection:
    """New words in place of those that the writer saw (``seen``, the revision). Words that another tab saved since
    are never written over: Raises KithError ``learning.changed_elsewhere``, and the page shows both."""
    _must_be(by, reflection.person)
    must_be_open(reflection.cohort_id)
    _check(text)
    rows = Reflection.objects.filter(pk=reflection.pk, revision=seen)
    changed = rows.exclude(text=_tidy(text)).update(
        text=_tidy(text), revision=F("revision") + 1, changed_at=timezone.now()
    )
    try:
        reflection.refresh_from_db()
    except Reflection.DoesNotExist as gone:
        raise KithError(Fault("learning.deleted_elsewhere")) from gone
    if reflection.text != _tidy(text):
        raise KithError(Fault("learning.changed_elsewhere"))
    if changed:
        _record(by, "learning.change_reflection", reflection)
    return reflection


@transaction.atomic
def delete(*, by: Actor, reflection: Reflection) -> None:
    """For good, in a closed cohort too. What was chosen from it as evidence keeps its title and note."""
    _must_be(by, reflection.person)
    if not Reflection.objects.filter(pk=reflection.pk).exists():
        return
    _record(by, "learning.delete_reflection", reflection)
    reflection.delete()


def _check(text: str) -> None:
    faults = Faults()
    if not text.strip():
        faults.add("learning.nothing_written", Where(key="text"))
    if len(_tidy(text)) > LIMIT:
        faults.add("learning.too_long", Where(key="text"), length=len(_tidy(text)), limit=LIMIT)
    faults.raise_if_any()


def _tidy(text: str) -> str:
    """As browsers send lines, so that the same words are the same."""
    return text.replace("\r\n", "\n").replace("\x00", "").strip()


def _sent_at_the_same_moment(row: Reflection, by: Actor) -> Reflection:
    """Two requests with the same form: the other was first. Somebody else's key is nobody's business."""
    known = Reflection.objects.filter(person_id=row.person_id, sent_once=row.sent_once).first()
    if known is not None:
        return known if known.text == row.text else change(by=by, reflection=known, text=row.text, seen=0)
    row.sent_once = None
    row.save(force_insert=True)
    _record(by, "learning.write_reflection", row)
    return row


def _must_be(by: Actor, person: Person) -> None:
    if by.person is None or by.person.pk != person.pk:
        raise PermissionDenied


def _record(by: Actor, action: str, reflection: Reflection) -> None:
    """In nobody's history but the installation's: that somebody writes, and how much, is theirs alone."""
    audit.record(by=by, action=action, subject=reflection)
