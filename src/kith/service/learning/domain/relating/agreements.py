"""Proposing, signing and looking again at an agreement.

Proposing freezes what was written together; only the newest proposed version can be signed; when all members
have signed it is in force. What was in force before stays so until then, and stays readable ever after.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kith.foundation.faults import Fault, KithError, Where
from kith.programmes.capabilities import Clause
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.core.domain.actors import Actor
from kith.service.learning.domain.relating import agreement_days, agreement_history, agreement_mails
from kith.service.learning.domain.relating.agreement_history import history_of, proposed, record
from kith.service.learning.domain.relating.locking import take_turn_to_change
from kith.service.learning.domain.relating.writing import Words, draft_of
from kith.service.learning.models import AgreementPart, AgreementVersion, Member


@transaction.atomic
def propose(*, by: Actor, member: Member, number: int, seen: int) -> AgreementVersion:
    """Freeze what is written as the version ``number``, as its proposer has seen it, and tell the others.

    The same proposal sent twice is one. Raises KithError when it was proposed or changed meanwhile.
    """
    relationship = member.relationship
    take_turn_to_change(relationship)
    row = relationship.agreements.filter(number=number).first()
    if row is not None and row.proposed_at is not None:
        if row.proposed_by_id == member.person_id:
            return row
        agreement_history.refuse_as_proposed(relationship, member)
    if row is None:
        _refuse_nothing_new(member)
        raise KithError(Fault("learning.agreement.nothing_written"))
    if row.revision != seen:
        raise KithError(Fault("learning.agreement.changed_meanwhile"))
    _check_whole(row)
    here = relationship.members.filter(left_at=None).values_list("person_id", flat=True)
    known = set(row.parts.values_list("person_id", flat=True))
    AgreementPart.objects.bulk_create(
        AgreementPart(version=row, person_id=person_id) for person_id in here if person_id not in known
    )
    row.proposed_at, row.proposed_by = timezone.now(), member.person
    row.save(update_fields=["proposed_at", "proposed_by", "review_on"])
    record(by, "learning.propose_agreement", row, number=row.number)
    agreement_mails.queue_proposal(by=by, version=row, proposer=member)
    return row


def _refuse_nothing_new(member: Member) -> None:
    newest = proposed(member.relationship).first()
    if newest is not None:
        raise KithError(Fault("learning.agreement.nothing_new", params={"number": newest.number}))


def _check_whole(row: AgreementVersion) -> None:
    """Something is written, and there is a day to look at it again where the programme asks for one: theirs, or
    else the one that it suggests."""
    own = [text.strip() for part in row.parts.all() for text in (part.goals, part.brings)]
    if not any([*own, *row.clauses.values(), row.ground_rules.strip()]):
        raise KithError(Fault("learning.agreement.nothing_written"))
    before = row.relationship.agreements.filter(number=row.number - 1).prefetch_related("parts").first()
    if before is not None and _says(before) == _says(row):
        raise KithError(Fault("learning.agreement.nothing_new", params={"number": before.number}))
    cohort = row.relationship.cohort
    if row.review_on is None and Clause.REVIEW_DATE in definition_of(cohort).clauses:
        row.review_on = agreement_days.usual_review_day(cohort)
        if row.review_on is None:
            raise KithError(Fault("learning.agreement.review_missing"))
    agreement_days.check_review_day(row.review_on, cohort)


def _says(row: AgreementVersion) -> tuple[Words, list[tuple[str, str, str]]]:
    parts = sorted((str(one.person_id), one.goals, one.brings) for one in row.parts.all())
    return Words(row.clauses, row.ground_rules, row.review_on), [one for one in parts if any(one[1:])]


@transaction.atomic
def sign(*, by: Actor, member: Member, number: int, typed_name: str) -> AgreementVersion:
    """A member signs the newest version with their name. With the last signature it is in force.

    Signing twice is signing once. Raises KithError when there is a newer version, with who proposed it and when.
    """
    relationship = member.relationship
    take_turn_to_change(relationship)
    newest = proposed(relationship).select_related("proposed_by").first()
    if newest is None:
        raise KithError(Fault("learning.agreement.none"))
    if newest.number != number:
        agreement_history.refuse_as_older(newest, member)
    if _plain(typed_name) not in {_plain(member.person.name), _plain(member.person.called)}:
        params = {"name": member.person.name}
        raise KithError(Fault("learning.agreement.name_differs", Where(key="typed_name"), params=params))
    AgreementPart.objects.get_or_create(version=newest, person_id=member.person_id)
    unsigned = newest.parts.filter(person_id=member.person_id, signed_at=None)
    if not unsigned.update(signed_at=timezone.now()):
        return newest
    here = relationship.members.filter(left_at=None).values_list("person_id", flat=True)
    if agreement_history.everybody_signed(newest, here):
        newest.in_force_at = timezone.now()
        newest.save(update_fields=["in_force_at"])
    record(by, "learning.sign_agreement", newest, number=number)
    return newest


@transaction.atomic
def mark_reviewed(*, by: Actor, member: Member, number: int) -> AgreementVersion:
    """They have looked at the agreement in force again, and it stays as it is."""
    relationship = member.relationship
    take_turn_to_change(relationship)
    row = history_of(relationship).in_force
    if row is None or row.number != number:
        raise KithError(Fault("learning.agreement.not_in_force"))
    if AgreementVersion.objects.filter(pk=row.pk, reviewed_at=None).update(reviewed_at=timezone.now()):
        record(by, "learning.review_agreement", row, number=number)
    return row


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


__all__ = ["draft_of", "mark_reviewed", "propose", "sign"]
