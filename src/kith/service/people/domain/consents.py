"""A person's yes to one use of their data, in words that are kept; and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kith.foundation.words import Text
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Organisation
from kith.service.people.domain.authority import must_be_own
from kith.service.people.models import Consent, Person


@dataclass(frozen=True, slots=True)
class Wording:
    """The words somebody said yes to. A change of words is a new version; old ones stay for the record."""

    purpose: str
    """Dotted, by the app that asks: ``surveys.link_answers``."""
    version: str
    title: Text
    words: Text


_wordings: dict[str, dict[str, Wording]] = {}


def register_wording(wording: Wording) -> None:
    """Called in ``apps.ready`` by the app that asks, oldest version first."""
    known = _wordings.setdefault(wording.purpose, {})
    if known.get(wording.version, wording) != wording:
        raise ValueError(
            f"{wording.purpose} {wording.version} has other words already: give it a new version"
        )
    known[wording.version] = wording


def current_wording(purpose: str) -> Wording:
    """The words to show now. Raises KeyError for a purpose that nobody registered."""
    return next(reversed(_wordings[purpose].values()))


def wording_of(consent: Consent) -> Wording:
    """The words that this consent was given to."""
    return _wordings[consent.purpose][consent.wording_version]


@transaction.atomic
def give_consent(
    *,
    by: Actor,
    person: Person,
    purpose: str,
    wording_version: str,
    organisation: Organisation | None = None,
    cohort_id: UUID | None = None,
) -> Consent:
    """Keep a person's yes to the words they saw. Only they can give it; twice is once."""
    must_be_own(by, person)
    if wording_version not in _wordings[purpose]:
        raise ValueError(f"{purpose} has no wording {wording_version}")
    standing = _standing(person, purpose, cohort_id).filter(wording_version=wording_version).first()
    if standing is not None:
        return standing
    consent = Consent.objects.create(
        person=person,
        purpose=purpose,
        wording_version=wording_version,
        organisation=organisation,
        cohort_id=cohort_id,
        given_at=timezone.now(),
    )
    _record(by, "people.give_consent", consent)
    return consent


@transaction.atomic
def withdraw_consent(
    *, by: Actor, person: Person, purpose: str, cohort_id: UUID | None = None
) -> tuple[Consent, ...]:
    """Take back every standing yes to this purpose (in this cohort); none standing, nothing done."""
    must_be_own(by, person)
    taken_back = tuple(_standing(person, purpose, cohort_id))
    for consent in taken_back:
        consent.withdrawn_at = timezone.now()
        consent.save(update_fields=["withdrawn_at"])
        _record(by, "people.withdraw_consent", consent)
    return taken_back


def has_consent(person: Person, purpose: str, cohort_id: UUID | None = None) -> bool:
    """Whether the person said yes to this purpose (in this cohort) and has not taken it back."""
    return bool(_standing(person, purpose, cohort_id).exists())


def _standing(person: Person, purpose: str, cohort_id: UUID | None):  # type: ignore[no-untyped-def]
    return Consent.objects.filter(person=person, purpose=purpose, cohort_id=cohort_id, withdrawn_at=None)


def _record(by: Actor, action: str, consent: Consent) -> None:
    audit.record(
        by=by,
        action=action,
        subject=consent,
        organisation_id=consent.organisation_id,
        cohort_id=consent.cohort_id,
        fields=["withdrawn_at" if consent.withdrawn_at else "given_at"],
        detail={"purpose": consent.purpose, "wording_version": consent.wording_version},
    )
