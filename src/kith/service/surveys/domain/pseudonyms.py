"""From a place to a pseudonym: a keyed hash, so that two waves of one person can be laid side by side.

The key belongs to the cohort. Whoever destroys it makes the answers anonymous for good.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from kith.foundation.faults import Fault, KithError
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.files import delete_file
from kith.service.people.models import Consent
from kith.service.surveys.domain.uses import Use
from kith.service.surveys.models import AnswersImport, PseudonymKey, ResponseFile, Wave

KEY_BYTES = 32


def pseudonym_of(place: Place) -> str:
    """64 hexadecimal characters that stand for the place. Raises KithError once the key is destroyed."""
    return hmac.new(_key(place.cohort_id), place.pk.bytes, hashlib.sha256).hexdigest()


def pseudonyms_of(cohort: Cohort, places: Iterable[UUID]) -> dict[str, UUID]:
    """Each pseudonym with its place, for counting by what a place has; empty where there is no key (any more)."""
    row = PseudonymKey.objects.filter(cohort=cohort).exclude(secret=None).first()
    if row is None or row.secret is None:
        return {}
    secret = bytes(row.secret)
    return {hmac.new(secret, one.bytes, hashlib.sha256).hexdigest(): one for one in places}


def pseudonyms_by_place(cohort: Cohort, places: Iterable[UUID]) -> dict[UUID, str]:
    """As ``pseudonym_of`` for many places, the key read once. Raises KithError once the key is destroyed."""
    secret = _key(cohort.pk)
    return {one: hmac.new(secret, one.bytes, hashlib.sha256).hexdigest() for one in places}


def _key(cohort_id: UUID) -> bytes:
    row, _is_new = PseudonymKey.objects.get_or_create(
        cohort_id=cohort_id, defaults={"secret": secrets.token_bytes(KEY_BYTES)}
    )
    if row.secret is None:
        raise KithError(Fault("surveys.key_destroyed"))
    return bytes(row.secret)


def asked_by_name(cohort: Cohort) -> QuerySet[Wave]:
    """Questionnaires whose answers stand under a pseudonym: all but those that different people answer."""
    return Wave.objects.filter(cohort=cohort, shared=None)


def must_have_key(cohort: Cohort) -> None:
    """Raises KithError once the key is destroyed: nothing more can be asked under a pseudonym."""
    if PseudonymKey.objects.filter(cohort=cohort, secret=None).exists():
        raise KithError(Fault("surveys.key_destroyed"))


@transaction.atomic
def destroy_key(*, by: Actor, cohort: Cohort) -> None:
    """Make every answer of the cohort anonymous for good. It cannot be undone.

    What was still to be asked of people is not asked any more: their answers could not be kept.
    """
    if PseudonymKey.objects.filter(cohort=cohort, secret=None).exists():
        return
    if asked_by_name(cohort).filter(state=Wave.State.OPEN).exists():
        raise KithError(Fault("surveys.key_while_open"))
    row, _is_new = PseudonymKey.objects.get_or_create(cohort=cohort)
    now = timezone.now()
    ahead = asked_by_name(cohort).filter(state=Wave.State.PLANNED)
    ahead.update(state=Wave.State.CLOSED, opens_at=now, closes_at=now)
    row.secret, row.destroyed_at = None, now
    row.save(update_fields=["secret", "destroyed_at"])
    # Laid beside the responses, who agreed to what would lead back; what they agreed to stays with the responses.
    Consent.objects.filter(cohort_id=cohort.pk, purpose__in=list(Use)).delete()
    # A letter or a certificate names whose it is: answers with such a file would not be anonymous.
    ResponseFile.objects.filter(response__wave__cohort=cohort).delete()
    _forget_exports(by, cohort)
    audit.record(
        by=by,
        action="surveys.destroy_key",
        subject=row,
        organisation_id=cohort.organisation_id,
        cohort_id=cohort.pk,
    )


def _forget_exports(by: Actor, cohort: Cohort) -> None:
    """Another tool's export that waits to be brought in says by name who answered what."""
    for row in AnswersImport.objects.filter(wave__cohort=cohort).exclude(file=None).select_related("file"):
        file, row.file = row.file, None
        row.save(update_fields=["file"])
        if file is not None:
            delete_file(by=by, file=file)
