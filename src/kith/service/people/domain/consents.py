"""A person's yes or no to one use of their data, in words that are kept; and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from kith.foundation.words import Text
from kith.service.core.domain import audit, events
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Organisation
from kith.service.people.domain.authority import must_be_own
from kith.service.people.domain.events import ConsentChanged
from kith.service.people.models import Consent, Person

ELSEWHERE = "elsewhere"
"""The version of words that are not ours: somebody agreed before they came here, and ``basis`` says how."""
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Wording:
    """The words somebody said yes to. A change of words is a new version; old ones stay for the record."""

    purpose: str
    """Dotted, by the app that asks: ``surveys.link_answers``."""
    version: str
    title: Text
    words: Text
    is_confidential: bool = False
    """Who answers it must not be told by the history: to agree is to have begun a questionnaire."""


Naming = Callable[[Iterable[UUID]], Mapping[UUID, str]]
_wordings: dict[str, dict[str, Wording]] = {}
_naming: list[Naming] = []


def register_wording(wording: Wording) -> None:
    """Called in ``apps.ready`` by the app that asks, oldest version first."""
    known = _wordings.setdefault(wording.purpose, {})
    if known.get(wording.version, wording) != wording:
        raise ValueError(
            f"{wording.purpose} {wording.version} has other words already: give it a new version"
        )
    known[wording.version] = wording


def register_cohort_names(naming: Naming) -> None:
    """Called in ``apps.ready`` by the app that knows what a cohort is called."""
    if naming not in _naming:
        _naming.append(naming)


def cohort_names(cohort_ids: Iterable[UUID]) -> Mapping[UUID, str]:
    wanted = list(cohort_ids)
    return {key: name for naming in _naming for key, name in naming(wanted).items()}


def current_wording(purpose: str) -> Wording:
    """The words to show now. Raises KeyError for a purpose that nobody registered."""
    return next(reversed(_wordings[purpose].values()))


def wording_of(consent: Consent) -> Wording:
    """The words that this was said to; of what was recorded elsewhere, the words of now."""
    if consent.wording_version == ELSEWHERE:
        return current_wording(consent.purpose)
    return _wordings[consent.purpose][consent.wording_version]


def purposes() -> list[str]:
    """In the order in which apps registered them."""
    return list(_wordings)


def confidential_purposes() -> list[str]:
    """Purposes of which nobody but the person may know who said what."""
    return [purpose for purpose in _wordings if current_wording(purpose).is_confidential]


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
    return _say(by, person, purpose, wording_version, organisation, cohort_id, is_given=True)


@transaction.atomic
def decline_consent(
    *,
    by: Actor,
    person: Person,
    purpose: str,
    wording_version: str,
    organisation: Organisation | None = None,
    cohort_id: UUID | None = None,
) -> Consent:
    """Keep a person's no, which ends every yes to this purpose (in this cohort)."""
    return _say(by, person, purpose, wording_version, organisation, cohort_id, is_given=False)


@transaction.atomic
def withdraw_consent(
    *, by: Actor, person: Person, purpose: str, cohort_id: UUID | None = None
) -> tuple[Consent, ...]:
    """Take back every standing yes to this purpose (in this cohort); none standing, nothing done."""
    must_be_own(by, person)
    taken_back = _end(_standing(person, purpose, cohort_id))
    for consent in taken_back:
        _record(by, "people.withdraw_consent", consent)
    if taken_back:
        events.publish(ConsentChanged(person.pk, purpose, cohort_id))
    return taken_back


@transaction.atomic
def record_elsewhere(
    *,
    by: Actor,
    people: Iterable[UUID],
    purpose: str,
    is_given: bool,
    basis: str,
    organisation: Organisation,
    cohort_id: UUID,
) -> int:
    """Keep what people said before they came here, as whoever brings them in knows it; for how many.

    ``basis`` says where and how they said it. Whoever has answered here keeps their own answer.
    """
    known = Consent.objects.filter(purpose=purpose, cohort_id=cohort_id)
    now, new = timezone.now(), set(people) - set(known.values_list("person_id", flat=True))
    Consent.objects.bulk_create(
        [
            Consent(
                person_id=key,
                purpose=purpose,
                wording_version=ELSEWHERE,
                organisation=organisation,
                cohort_id=cohort_id,
                is_given=is_given,
                basis=basis,
                given_at=now,
            )
            for key in sorted(new, key=str)
        ],
        batch_size=CHUNK,
    )
    audit.record(
        by=by,
        action="people.record_consents",
        subject=organisation,
        organisation_id=organisation.pk,
        cohort_id=cohort_id,
        detail={"purpose": purpose, "is_given": is_given, "people": len(new)},
    )
    return len(new)


def has_consent(person: Person, purpose: str, cohort_id: UUID | None = None) -> bool:
    """Whether the person said yes to this purpose (in this cohort) and has not taken it back."""
    return bool(_standing(person, purpose, cohort_id).exists())


def said_in(purposes: Iterable[str], cohort_id: UUID, *, person_id: UUID | None = None) -> list[Consent]:
    """What people (or one) say now to these purposes in a cohort, the newest last."""
    rows = Consent.objects.filter(purpose__in=list(purposes), cohort_id=cohort_id, withdrawn_at=None)
    if person_id is not None:
        rows = rows.filter(person=person_id)
    return list(rows.order_by("given_at", "id"))


def _say(
    by: Actor,
    person: Person,
    purpose: str,
    wording_version: str,
    organisation: Organisation | None,
    cohort_id: UUID | None,
    *,
    is_given: bool,
) -> Consent:
    """What was said before stays in force beside it only where it is the same said to other words."""
    must_be_own(by, person)
    if wording_version not in _wordings[purpose]:
        raise ValueError(f"{purpose} has no wording {wording_version}")
    standing = _standing(person, purpose, cohort_id, is_given=is_given)
    same = standing.filter(wording_version=wording_version).first()
    if same is not None:
        return same
    for ended in _end(_standing(person, purpose, cohort_id, is_given=not is_given)):
        if ended.is_given:
            _record(by, "people.withdraw_consent", ended)
    consent = Consent.objects.create(
        person=person,
        purpose=purpose,
        wording_version=wording_version,
        organisation=organisation,
        cohort_id=cohort_id,
        is_given=is_given,
        given_at=timezone.now(),
    )
    _record(by, "people.give_consent" if is_given else "people.decline_consent", consent)
    events.publish(ConsentChanged(person.pk, purpose, cohort_id))
    return consent


def _standing(
    person: Person, purpose: str, cohort_id: UUID | None, *, is_given: bool = True
) -> models.QuerySet[Consent]:
    return Consent.objects.filter(
        person=person, purpose=purpose, cohort_id=cohort_id, withdrawn_at=None, is_given=is_given
    )


def _end(rows: models.QuerySet[Consent]) -> tuple[Consent, ...]:
    ended = tuple(rows)
    for consent in ended:
        consent.withdrawn_at = timezone.now()
        consent.save(update_fields=["withdrawn_at"])
    return ended


def _record(by: Actor, action: str, consent: Consent) -> None:
    """Of a confidential purpose the history tells that somebody answered, not who: administrators read it."""
    hidden = current_wording(consent.purpose).is_confidential and consent.organisation is not None
    audit.record(
        by=Actor.system("people") if hidden else by,
        action=action,
        subject=consent.organisation if hidden and consent.organisation else consent,
        organisation_id=consent.organisation_id,
        cohort_id=consent.cohort_id,
        fields=["withdrawn_at" if consent.withdrawn_at else "given_at"],
        detail={"purpose": consent.purpose, "wording_version": consent.wording_version},
    )
