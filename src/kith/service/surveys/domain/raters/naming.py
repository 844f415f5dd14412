"""A person names others who see their work, and takes a name back. Whether one of them has answered is never told."""

from __future__ import annotations

from collections import Counter

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.service.cohorts.models import Place
from kith.service.core.domain import audit, links
from kith.service.core.domain.actors import Actor
from kith.service.surveys.domain.agreeing import must_have_agreed
from kith.service.surveys.domain.answering import must_take_answers
from kith.service.surveys.domain.raters import mails
from kith.service.surveys.domain.raters.pinning import Wanted, wanted_in
from kith.service.surveys.models import Invitation, Rater, WaveRaters

MOST_NAME = 120
TAKEN_BACK_AGAIN = 2
"""Names taken back count until twice the places of a kind are used: nobody mails the world from this page."""


def raters_asked(invitation: Invitation) -> WaveRaters | None:
    """Who else is asked about this person; ``None`` where nobody is."""
    row = WaveRaters.objects.filter(wave=invitation.wave).first()
    return row if row is not None and invitation.place.side in row.sides else None


def named_by(place: Place, row: WaveRaters) -> list[Rater]:
    """Those whom the person has named and not taken back, in the order of naming."""
    return list(Rater.objects.filter(asked_in=row, place=place).exclude(email=""))


def room_left(place: Place, row: WaveRaters) -> dict[str, int]:
    """How many more of each kind the person may name."""
    rows = Rater.objects.filter(asked_in=row, place=place)
    listed = Counter(rows.exclude(email="").values_list("kind", flat=True))
    ever = Counter(rows.values_list("kind", flat=True))
    return {
        one.kind.value: max(
            0,
            min(one.at_most - listed[one.kind.value], TAKEN_BACK_AGAIN * one.at_most - ever[one.kind.value]),
        )
        for one in wanted_in(row)
    }


@transaction.atomic
def name_rater(*, by: Actor, invitation: Invitation, kind: str, name: str, email: str) -> Rater:
    """Ask somebody how they see this person's work, by mail. Raises KithError with every fault at once."""
    must_take_answers(invitation)
    must_have_agreed(invitation.place)
    row = raters_asked(invitation)
    if row is None:
        raise KithError(Fault("surveys.raters_not_asked"))
    # Of two posts at once the second waits here, and then sees whom the first has named.
    Invitation.objects.filter(pk=invitation.pk).update(place_id=F("place_id"))
    name, email = " ".join(name.split()), email.strip().lower()
    place = invitation.place
    again = Rater.objects.filter(asked_in=row, place=place, email=email, kind=kind, name=name).first()
    if email and again is not None:
        return again  # sent twice, it is one
    _check(invitation, row, kind, name, email)
    try:
        with transaction.atomic():
            rater = Rater.objects.create(asked_in=row, place=place, kind=kind, name=name, email=email)
    except IntegrityError as twice:
        raise KithError(Fault("surveys.rater_twice", Where(key="email"), {"email": email})) from twice
    mails.queue(by, rater, mails.INVITATION, f"{mails.INVITATION}:{rater.pk}")
    _record(by, "surveys.name_rater", row)
    return rater


def _check(invitation: Invitation, row: WaveRaters, kind: str, name: str, email: str) -> None:
    faults = Faults()
    known: dict[str, Wanted] = {one.kind.value: one for one in wanted_in(row)}
    if kind not in known:
        faults.add("surveys.rater_kind", Where(key="kind"))
    elif not room_left(invitation.place, row)[kind]:
        faults.add("surveys.rater_full", Where(key="kind"), most=known[kind].at_most)
    if not name or len(name) > MOST_NAME:
        faults.add("surveys.rater_unnamed", Where(key="name"), most=MOST_NAME)
    if not _is_address(email):
        faults.add("surveys.rater_address", Where(key="email"), value=email[:60])
    elif email == invitation.place.person.email.lower():
        faults.add("surveys.rater_is_self", Where(key="email"))
    elif Rater.objects.filter(asked_in=row, place=invitation.place, email=email).exists():
        faults.add("surveys.rater_twice", Where(key="email"), email=email)
    faults.raise_if_any()


def _is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True


@transaction.atomic
def take_back(*, by: Actor, invitation: Invitation, rater: Rater) -> None:
    """Name somebody no longer: they are not asked any more, and their name and address go.

    What they have sent stays, for nothing tells which answer it is; so this looks the same either way.
    """
    if rater.place_id != invitation.place_id or rater.asked_in.wave_id != invitation.wave_id:
        raise KithError(Fault("surveys.rater_unknown"))
    must_take_answers(invitation)
    if rater.email:
        let_go([rater], by=by)
        _record(by, "surveys.take_back_rater", rater.asked_in)


def let_go(raters: list[Rater], *, by: Actor) -> None:
    """Their names, addresses, mails and links go; that so many were asked stays."""
    mails.forget(raters)
    keys = [rater.pk for rater in raters]
    for rater in raters:
        links.revoke_links(by=by, subject=rater, now=timezone.now())
    Rater.objects.filter(pk__in=keys, state=Rater.State.ASKED).update(state=Rater.State.TAKEN_BACK)
    Rater.objects.filter(pk__in=keys).update(name="", email="")


def _record(by: Actor, action: str, row: WaveRaters) -> None:
    cohort = row.wave.cohort
    audit.record(
        by=by, action=action, subject=row.wave, organisation_id=cohort.organisation_id, cohort_id=cohort.pk
    )
