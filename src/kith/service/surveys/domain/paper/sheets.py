"""Printing a questionnaire for those who want it on paper: a code a sheet, which leads to its person only in here."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from kith.foundation.faults import Fault, KithError, Where
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.cohorts.models import Place
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.surveys.domain.pseudonyms import must_have_key
from kith.service.surveys.models import Invitation, PaperSheet, Wave

LETTERS = "ACDEFHJKLMNPRTUVWXY34679"
"""None that is easily taken for another in handwriting."""
HALF = 4


def who_can_have_one(wave: Wave) -> list[Invitation]:
    """Everybody who was asked and takes part still, whether or not they have answered: that is not told."""
    rows = wave.invitations.filter(place__state=Place.State.CONFIRMED)
    return list(rows.select_related("place__person").order_by("place__person__name", "pk"))


@transaction.atomic
def print_sheets(*, by: Actor, wave: Wave, wanted: Collection[UUID]) -> list[PaperSheet]:
    """The sheets of these invitations; printed again, a sheet has the code it had."""
    must_be_open(wave.cohort_id)
    must_have_key(wave.cohort)
    if wave.state != Wave.State.OPEN:
        raise KithError(Fault("surveys.not_open"))
    chosen = [one for one in who_can_have_one(wave) if one.pk in wanted]
    if not chosen:
        raise KithError(Fault("surveys.paper_nobody", Where(key="people")))
    sheets = [_sheet(invitation) for invitation in chosen]
    audit.record(
        by=by,
        action="surveys.print_paper",
        subject=wave,
        organisation_id=wave.cohort.organisation_id,
        cohort_id=wave.cohort_id,
        detail={"sheets": len(sheets)},
    )
    return sheets


def _sheet(invitation: Invitation) -> PaperSheet:
    row, _is_new = PaperSheet.objects.get_or_create(invitation=invitation, defaults={"code": _code()})
    row.invitation = invitation
    return row


def _code() -> str:
    drawn = "".join(secrets.choice(LETTERS) for _letter in range(2 * HALF))
    return f"{drawn[:HALF]}-{drawn[HALF:]}"


def find_sheet(wave: Wave, written: str) -> PaperSheet:
    """The sheet with this code, written with or without its hyphen. Raises KithError when there is none."""
    plain = "".join(letter for letter in written.upper() if letter.isalnum())
    rows = PaperSheet.objects.select_related(
        "invitation__wave__cohort__organisation", "invitation__place__person"
    )
    found = rows.filter(invitation__wave=wave, code=f"{plain[:HALF]}-{plain[HALF:]}").first()
    if found is None:
        raise KithError(Fault("surveys.paper_unknown", Where(key="code"), {"code": written}))
    found.invitation.place.cohort = found.invitation.wave.cohort
    return found
