"""Applications shared out to reviewers: evenly, by what they know, never in a conflict of interest.

Done again, it keeps what stands and gives out what has come in since; so a late application, a reviewer
who stood down and one who was added are the same case.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.foundation.faults import Fault, KithError
from kith.foundation.messages import words
from kith.service.cohorts.domain.actions import take_turn
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.core.domain import audit, outbox
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import absolute
from kith.service.recruitment import bridge
from kith.service.recruitment.domain import reviewers
from kith.service.recruitment.models import Application, Call, ManagerPermission, Review, Reviewer

State = Application.State
TO_READ = frozenset({State.SUBMITTED})
SPECIALITY_ITEM = "profession"
"""The item of an application that reviewers' specialities are compared with, where the form has it."""
NEW_WORK = "recruitment.reviews_given"


@dataclass(frozen=True, slots=True)
class Shared:
    """How many reviews were given out now, and which applications lack some, each with why in words."""

    given: int
    unfilled: tuple[tuple[str, int, str], ...]
    """Reference, how many reviewers are missing, why."""


@transaction.atomic
def share_out(*, by: Actor, call: Call) -> Shared:
    """Give each sent application to as many reviewers as the call wants, and every reviewer the examples.

    Raises KithError when nobody reads.
    """
    take_turn(call.cohort)
    must_be_open(call.cohort_id)
    readers = _readers(call)
    if not readers:
        raise KithError(Fault("recruitment.no_reviewers"))
    lay_out_examples(call)
    _give_examples(call, readers)
    applications = list(call.applications.filter(example="", state__in=TO_READ).order_by("reference"))
    _drop_stale(call)
    result = bridge.share_out(
        applications=[_paper(row) for row in applications],
        readers=[_reader(row) for row in readers],
        each=call.reviewers_each,
        conflicts=_conflicts(call, readers, applications),
        kept=_standing(call),
    )
    new = [
        Review(application_id=UUID(one.application), reviewer_id=UUID(one.reviewer))
        for one in result.assigned
        if not one.kept
    ]
    Review.objects.bulk_create(new)
    _tell(by, call, readers, new)
    audit.record(
        by=by,
        action="recruitment.share_out",
        subject=call,
        organisation_id=call.cohort.organisation_id,
        cohort_id=call.cohort_id,
        detail={"reviews": len(new)},
    )
    return Shared(len(new), _unfilled(result, applications))


def _readers(call: Call) -> list[Reviewer]:
    may = reviewers.reads(call)
    rows = call.reviewers.filter(ended_at=None).select_related("person").order_by("id")
    return [row for row in rows if row.person_id in may and row.person.is_active]


def lay_out_examples(call: Call) -> None:
    """The definition's invented applications, once, as rows that are counted nowhere."""
    selection = definition_of(call.cohort).selection
    known = set(call.applications.exclude(example="").values_list("example", flat=True))
    for example in selection.examples if selection else ():
        if example.key not in known and example.role in call.instruments:
            answers = {
                key: list(value) if isinstance(value, tuple) else value
                for key, value in example.answers.items()
            }
            call.applications.create(
                side=example.role, example=example.key, state=State.SUBMITTED, answers=answers
            )


def _give_examples(call: Call, readers: Iterable[Reviewer]) -> None:
    examples = list(call.applications.exclude(example=""))
    known = set(Review.objects.filter(application__in=examples).values_list("application_id", "reviewer_id"))
    Review.objects.bulk_create(
        Review(application=example, reviewer=reader)
        for reader in readers
        for example in examples
        if (not reader.sides or example.side in reader.sides) and (example.pk, reader.pk) not in known
    )


def _drop_stale(call: Call) -> None:
    """What was given out and not begun, of applications that are no longer to be read."""
    stale = Review.objects.filter(
        application__call=call, application__example="", kind=Review.Kind.PAPER, state=Review.State.ASSIGNED
    )
    stale.filter(application__state=State.WITHDRAWN).delete()


def _paper(row: Application) -> bridge.Paper:
    value = row.answers.get(SPECIALITY_ITEM)
    return bridge.Paper(str(row.pk), row.side, frozenset({value} if isinstance(value, str) else ()))


def _reader(row: Reviewer) -> bridge.Reader:
    return bridge.Reader(str(row.pk), row.most, frozenset(row.specialities), frozenset(row.sides))


def _standing(call: Call) -> list[tuple[str, str]]:
    rows = Review.objects.filter(
        application__call=call,
        application__example="",
        kind=Review.Kind.PAPER,
        state__in=(Review.State.ASSIGNED, Review.State.SUBMITTED),
    )
    return [(str(a), str(r)) for a, r in rows.order_by("id").values_list("application_id", "reviewer_id")]


def _conflicts(
    call: Call, readers: Iterable[Reviewer], applications: Iterable[Application]
) -> frozenset[tuple[str, str]]:
    """Who stood down, and who gives the applicant permission: a manager does not judge their own."""
    stood_down = Review.objects.filter(
        application__call=call, kind=Review.Kind.PAPER, state=Review.State.CONFLICT
    ).values_list("application_id", "reviewer_id")
    by_address = {row.person.email.lower(): row for row in readers}
    managers = ManagerPermission.objects.filter(application__in=list(applications)).exclude(email="")
    found = {(str(a), str(r)) for a, r in stood_down}
    for application_id, email in managers.values_list("application_id", "email"):
        reader = by_address.get(email.lower())
        if reader is not None:
            found.add((str(application_id), str(reader.pk)))
    own = {(row.pk, row.person_id) for row in applications}
    found |= {(str(a), str(r.pk)) for r in readers for a, person in own if person == r.person_id}
    return frozenset(found)


def _unfilled(
    result: bridge.SharingResult, applications: Iterable[Application]
) -> tuple[tuple[str, int, str], ...]:
    references = {str(row.pk): row.reference for row in applications}
    return tuple(
        (
            references[one.application],
            one.missing,
            " ".join(words(reason.code, reason.params, _) for reason in one.reasons),
        )
        for one in result.unfilled
    )


def _tell(by: Actor, call: Call, readers: Iterable[Reviewer], new: list[Review]) -> None:
    """One mail to each reviewer with new work, however many applications."""
    cohort = call.cohort
    for reader in readers:
        mine = [review for review in new if review.reviewer_id == reader.pk]
        if not mine:
            continue
        with translation.override(reader.person.language):
            said = ngettext(
                "You have %(num)s new application to read.",
                "You have %(num)s new applications to read.",
                len(mine),
            ) % {"num": len(mine)}
            text = {
                "name": reader.person.called,
                "cohort": cohort.name,
                "said": said,
                "address": absolute("/reviews/"),
            }
            subject = _("Applications to read for %(cohort)s") % text
            body = _("Dear %(name)s,\n\n%(said)s\n\n%(address)s\n") % text
        outbox.queue_mail(
            by=by,
            organisation=cohort.organisation,
            person=reader.person,
            purpose=NEW_WORK,
            subject=subject,
            body=body,
            once_key=f"{NEW_WORK}:{reader.pk}:{min(str(review.pk) for review in mine)}",
            cohort_id=cohort.pk,
        )
