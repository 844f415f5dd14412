"""Typing in what stands on a sheet: checked as if it had been answered here, and kept as that person's response.

Whoever types sees a code and never a name. Typed in a second time, it is laid beside the first.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from kith.foundation.faults import Fault, KithError, Where
from kith.foundation.provenance import hash_value
from kith.questionnaires.responses import Answers, answers_from_json
from kith.questionnaires.types import Instrument, Item, ItemKind, Page, Requirement
from kith.questionnaires.validate import Checked, Raw, check_all
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.people.domain.consents import record_elsewhere
from kith.service.surveys.domain.agreeing import must_have_agreed
from kith.service.surveys.domain.answering import keep_as_sent, must_take_answers, response_of
from kith.service.surveys.domain.instruments import instrument_of
from kith.service.surveys.domain.pseudonyms import pseudonym_of
from kith.service.surveys.domain.uses import Use, permissions, said_to_uses
from kith.service.surveys.models import Invitation, PaperEntry, PaperSheet, Response

SKIPPED = frozenset({ItemKind.FILE, ItemKind.STATEMENT})
"""Nothing of these can be typed in."""


class Typed(StrEnum):
    """What became of a sheet that was typed in."""

    KEPT = "kept"
    REFUSED = "refused"
    """The person ticked no: that is kept, and nothing else."""
    DIFFERS = "differs"
    """It was typed in before, and not the same: nothing is changed until each difference is resolved."""
    CHECKED = "checked"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it, which fields differ, and how many answers were left out that the sheet said to skip."""

    typed: Typed
    differences: tuple[str, ...] = ()
    first: Answers = field(default_factory=Answers)
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class OnPaper:
    """What somebody read off a sheet: the boxes about use, each field, and the fields with nothing readable in them."""

    said: Mapping[Use, bool]
    raw: Raw
    blank: Collection[str] = ()


def paper_instrument(instrument: Instrument) -> Instrument:
    """The questionnaire as it can be printed: without files, which paper cannot hold."""
    pages = (_without_files(page) for page in instrument.pages)
    return replace(instrument, pages=tuple(page for page in pages if page.items))


def _without_files(page: Page) -> Page:
    return replace(page, items=tuple(item for item in page.items if item.kind is not ItemKind.FILE))


def check_paper(instrument: Instrument, paper: OnPaper) -> Checked:
    """The answers, with a fault for each field that applies and is neither answered nor said to be blank.

    A question that must be answered may be blank: paper cannot insist.
    """
    checked = check_all(_all_required(paper_instrument(instrument)), paper.raw)
    faults = [_said_of(fault) for fault in checked.faults if not _is_blank(fault, paper)]
    faults += [
        Fault("surveys.paper_both", Where(key=name))
        for name in sorted(paper.blank)
        if name in checked.answers
    ]
    return replace(checked, faults=tuple(faults))


def _all_required(instrument: Instrument) -> Instrument:
    return replace(instrument, pages=tuple(_required_page(page) for page in instrument.pages))


def _required_page(page: Page) -> Page:
    return replace(page, items=tuple(_required(item) for item in page.items))


def _required(item: Item) -> Item:
    return item if item.kind in SKIPPED else replace(item, required=Requirement.REQUIRED)


def _is_blank(fault: Fault, paper: OnPaper) -> bool:
    return fault.code == "questionnaires.required" and fault.where.key in paper.blank


def _said_of(fault: Fault) -> Fault:
    is_empty = fault.code == "questionnaires.required"
    return Fault("surveys.paper_neither", fault.where) if is_empty else fault


def is_second(sheet: PaperSheet) -> bool:
    """Whether it was typed in before. Raises KithError when something else than paper stands for this person."""
    return _entry(sheet.invitation) is not None


def _entry(invitation: Invitation) -> PaperEntry | None:
    """What was typed in before, if that still stands. Every other answer or decision is left alone, and not told apart."""
    response = response_of(invitation)
    own = PaperEntry.objects.filter(wave=invitation.wave, pseudonym=pseudonym_of(invitation.place)).first()
    if own is not None and response is not None and hash_value(response.answers) == own.left_sha256:
        return own
    if own is not None or response is not None or invitation.is_finished:
        raise KithError(Fault("surveys.paper_answered"))
    return None


@transaction.atomic
def type_in(
    *, by: Actor, sheet: PaperSheet, paper: OnPaper, resolved: Mapping[str, str] | None = None
) -> Outcome:
    """Keep what stands on the sheet. ``resolved`` says of each difference which holds: ``first`` or ``second``.

    Raises KithError with every fault at once; then nothing is kept.
    """
    invitation = sheet.invitation
    must_take_answers(invitation)
    # One row of this person's is written first, so that an answer online at the same moment comes before or after.
    Invitation.objects.filter(pk=invitation.pk).update(reminders_sent=F("reminders_sent"))
    invitation.refresh_from_db(fields=["is_finished"])
    before = _entry(invitation)
    instrument = instrument_of(invitation.wave)
    if before is None and not _agreed(invitation, paper):
        _record(by, sheet)
        return Outcome(Typed.REFUSED)
    checked = check_paper(instrument, paper)
    checked.raise_if_any()
    if before is None:
        _keep(invitation, checked.answers)
        _record(by, sheet)
        return Outcome(Typed.KEPT, left_out=len(checked.dropped))
    return _second(by, sheet, before, checked, resolved or {})


def _agreed(invitation: Invitation, paper: OnPaper) -> bool:
    """Keep what the boxes say, unless the person has said it here: then that holds. A use left empty is a no.

    Raises KithError when nobody knows whether anything may be kept.
    """
    place = invitation.place
    if not said_to_uses(place.person_id, place.cohort_id).get(Use.REPORT) and Use.REPORT not in paper.said:
        raise KithError(Fault("surveys.paper_not_agreed", Where(key="report")))
    if Use.REPORT in paper.said:
        _keep_boxes(invitation, paper)
    if permissions(said_to_uses(place.person_id, place.cohort_id))["may_be_reported"]:
        return True
    Invitation.objects.filter(pk=invitation.pk).update(is_finished=True)
    return False


def _keep_boxes(invitation: Invitation, paper: OnPaper) -> None:
    place = invitation.place
    with translation.override(place.person.language):
        basis = _("A box on the paper questionnaire")
    for use in Use if paper.said[Use.REPORT] else (Use.REPORT,):
        record_elsewhere(
            by=Actor.system("surveys"),
            people=[place.person_id],
            purpose=use,
            is_given=paper.said.get(use, False),
            basis=basis,
            organisation=place.cohort.organisation,
            cohort_id=place.cohort_id,
        )


def _second(
    by: Actor, sheet: PaperSheet, before: PaperEntry, checked: Checked, resolved: Mapping[str, str]
) -> Outcome:
    response = response_of(sheet.invitation)
    assert response is not None
    first = _stored(instrument_of(sheet.invitation.wave), response)
    names = sorted({*first, *checked.answers})
    differing = tuple(name for name in names if first.get(name) != checked.answers.get(name))
    if any(resolved.get(name) not in {"first", "second"} for name in differing):
        return Outcome(Typed.DIFFERS, differing, first)
    kept = checked.answers
    for name in differing:
        if resolved[name] == "first":
            kept = kept.without(frozenset({name}))
            kept = kept.with_values({name: first[name]}) if name in first else kept
    _keep(sheet.invitation, kept, is_checked=True)
    _record(by, sheet)
    return Outcome(Typed.CHECKED, left_out=len(checked.dropped))


def _stored(instrument: Instrument, response: Response) -> Answers:
    return answers_from_json(instrument, response.answers)


def _keep(invitation: Invitation, answers: Answers, *, is_checked: bool = False) -> None:
    stored = answers.to_json()
    keep_as_sent(invitation, answers=stored, page="", **must_have_agreed(invitation.place))
    PaperEntry.objects.update_or_create(
        wave=invitation.wave,
        pseudonym=pseudonym_of(invitation.place),
        defaults={"left_sha256": hash_value(stored), "is_checked": is_checked},
    )


def _record(by: Actor, sheet: PaperSheet) -> None:
    """Who typed, and for which questionnaire; never which sheet, or what stood on it."""
    wave = sheet.invitation.wave
    audit.record(
        by=by,
        action="surveys.type_in_paper",
        subject=wave,
        organisation_id=wave.cohort.organisation_id,
        cohort_id=wave.cohort_id,
    )
