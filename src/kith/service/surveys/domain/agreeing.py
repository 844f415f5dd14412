"""Saying what may be done with one's answers, before the first screen and at any time after."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.service.cohorts.models import Place
from kith.service.core.domain.actors import Actor
from kith.service.people.domain.consents import current_wording, decline_consent, give_consent
from kith.service.people.domain.events import ConsentChanged
from kith.service.surveys.domain.pseudonyms import pseudonym_of
from kith.service.surveys.domain.uses import Use, permissions, said_to_uses
from kith.service.surveys.models import Invitation, PseudonymKey, Response, Wave

UNANSWERED = {
    Use.REPORT: "surveys.report_unanswered",
    Use.LINES: "surveys.lines_unanswered",
    Use.QUOTES: "surveys.quotes_unanswered",
}


@transaction.atomic
def agree(*, by: Actor, place: Place, said: Mapping[Use, bool]) -> bool:
    """Keep a person's own yes or no to each use; whether they may be asked now.

    Raises KithError for a use without an answer. After a no to the report the others are not asked.
    """
    wanted = tuple(Use) if said.get(Use.REPORT, True) else (Use.REPORT,)
    faults = Faults()
    for use in wanted:
        if use not in said:
            faults.add(UNANSWERED[use], Where(key=use.field))
    faults.raise_if_any()
    for use in wanted:
        keep = give_consent if said[use] else decline_consent
        keep(
            by=by,
            person=place.person,
            purpose=use,
            wording_version=current_wording(use).version,
            organisation=place.cohort.organisation,
            cohort_id=place.cohort_id,
        )
    return said[Use.REPORT]


def must_have_agreed(place: Place) -> dict[str, bool]:
    """What the place's response may be used for. Raises KithError when nothing may be kept of it."""
    found = permissions(said_to_uses(place.person_id, place.cohort_id))
    if not found["may_be_reported"]:
        raise KithError(Fault("surveys.not_agreed"))
    return found


def consent_changed(event: ConsentChanged) -> None:
    """What has been sent in this cohort follows, in the transaction of the change.

    Once the key is destroyed nobody can tell whose answers are whose, and they stay as they are.
    """
    if event.purpose not in set(Use) or event.cohort_id is None:
        return
    place = Place.objects.filter(person_id=event.person_id, cohort_id=event.cohort_id).first()
    if place is None or PseudonymKey.objects.filter(cohort_id=event.cohort_id, secret=None).exists():
        return
    allowed = permissions(said_to_uses(event.person_id, event.cohort_id))
    sent = Response.objects.filter(wave__cohort_id=event.cohort_id, pseudonym=pseudonym_of(place))
    sent.update(**allowed)
    if event.purpose == Use.REPORT:
        _remind_or_not(place, is_agreed=allowed["may_be_reported"])


def _remind_or_not(place: Place, *, is_agreed: bool) -> None:
    """Whoever says no is not reminded; whoever says yes again is, until they have answered."""
    waiting = Invitation.objects.filter(place=place, wave__state=Wave.State.OPEN)
    if is_agreed:
        sent = Response.objects.filter(pseudonym=pseudonym_of(place)).exclude(submitted_on=None)
        waiting.exclude(wave__in=sent.values("wave")).update(is_finished=False)
    else:
        waiting.update(is_finished=True)
