"""Applications shared out to reviewers: evenly, by what they know, never in a conflict of interest.

Done again, it keeps what stands and gives out what has come in since; so a late application, a reviewer
who stood down and one who was added are the same case.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.foundation.faults import Fault, KithError
from kith.foundation.messages import words
from kith.service.cohorts.domain import cohort_mail
from kith.service.cohorts.domain.actions import take_turn
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import absolute
from kith.service.people.domain.queries import addresses_of_all
from kith.service.recruitment import bridge
from kith.service.recruitment.domain.reviewing import reviewers
from kith.service.recruitment.models import Application, Call, Check, ManagerPermission, Review, Reviewer

State = Application.State
TO_READ = frozenset({State.SUBMITTED})
SPECIALITY_ITEM = "profession"
"""The item of an application that reviewers' specialities are compared with, where the form has it."""
NEW_WORK = "recruitment.reviews_given"
Conflicts = frozenset[tuple[str, str]]
"""Application and reviewer, by their ids."""


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
    conflicts = conflicts_of(call, readers, applications)
    _drop_stale(call, readers, conflicts)
    kept = _standing(call, applications)
    result = bridge.share_out(
        applications=[_paper(row) for row in applications],
        readers=[_reader(row) for row in readers] + _gone(readers, kept),
        each=call.reviewers_each,
        conflicts=conflicts,
        kept=kept,
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


def _drop_stale(call: Call, readers: Iterable[Reviewer], conflicts: Conflicts) -> None:
    """What was given out and not sent: of applications that are withdrawn, to people who read no more, and
    to somebody whom the applicant has named since."""
    rows = Review.objects.filter(
        application__call=call, application__example="", kind=Review.Kind.PAPER, state=Review.State.ASSIGNED
    )
    there = {row.pk for row in readers}
    named = rows.values_list("pk", "application_id", "reviewer_id", "application__state")
    stale = [
        pk
        for pk, application, reviewer, state in named
        if state == State.WITHDRAWN or reviewer not in there or (str(application), str(reviewer)) in conflicts
    ]
    Review.objects.filter(pk__in=stale, state=Review.State.ASSIGNED).delete()


def _paper(row: Application) -> bridge.Paper:
    value = row.answers.get(SPECIALITY_ITEM)
    return bridge.Paper(str(row.pk), row.side, frozenset({value} if isinstance(value, str) else ()))


def _reader(row: Reviewer) -> bridge.Reader:
    return bridge.Reader(str(row.pk), row.most, frozenset(row.specialities), frozenset(row.sides))


def _standing(call: Call, applications: Iterable[Application]) -> list[tuple[str, str]]:
    rows = Review.objects.filter(
        application__in=list(applications),
        kind=Review.Kind.PAPER,
        state__in=(Review.State.ASSIGNED, Review.State.SUBMITTED),
    )
    return [(str(a), str(r)) for a, r in rows.order_by("id").values_list("application_id", "reviewer_id")]


def _gone(readers: Iterable[Reviewer], kept: Iterable[tuple[str, str]]) -> list[bridge.Reader]:
    """Those who read no more and whose reviews count: they take nothing new."""
    there = {str(row.pk) for row in readers}
    held = Counter(reviewer for _application, reviewer in kept if reviewer not in there)
    return [bridge.Reader(key, most, frozenset(), frozenset()) for key, most in held.items()]


def conflicts_of(call: Call, readers: Iterable[Reviewer], applications: Iterable[Application]) -> Conflicts:
    """Who stood down, and whom the applicant named, by whichever of their addresses: a manager or a referee
    does not judge their own."""
    stood_down = Review.objects.filter(
        application__call=call, kind=Review.Kind.PAPER, state=Review.State.CONFLICT
    ).values_list("application_id", "reviewer_id")
    found = {(str(a), str(r)) for a, r in stood_down}
    by_address = _by_address(readers)
    rows = [row.pk for row in applications]
    managers = ManagerPermission.objects.filter(application__in=rows).values_list("application_id", "email")
    referees = Check.objects.filter(application__in=rows).values_list("application_id", "of_email")
    for application_id, email in (*managers, *referees):
        if email.lower() in by_address:
            found.add((str(application_id), str(by_address[email.lower()])))
    own = {(row.pk, row.person_id) for row in applications}
    found |= {(str(a), str(r.pk)) for r in readers for a, person in own if person == r.person_id}
    return frozenset(found)


def _by_address(readers: Iterable[Reviewer]) -> dict[str, UUID]:
    """Every address of every reader."""
    people = {row.person_id: row.pk for row in readers}
    more = addresses_of_all(people)
    return {email.lower(): people[person_id] for person_id, email in more}


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
        cohort_mail.queue(
            by,
            cohort,
            reader.person,
            NEW_WORK,
            subject,
            body,
            occasion=f"{reader.pk}:{min(str(review.pk) for review in mine)}",
        )
