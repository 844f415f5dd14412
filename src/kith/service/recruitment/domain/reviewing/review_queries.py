"""What waits for a reviewer, and how reviewing goes as a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from kith.service.cohorts.domain.roles import cohort_roles_in_force
from kith.service.cohorts.models import CohortRole
from kith.service.core.domain.permissions import Role
from kith.service.people.models import Person
from kith.service.recruitment.domain.reviewing.reviewing import COUNTS_FROM
from kith.service.recruitment.models import Application, Call, Review, Reviewer

State = Application.State


def still_counts() -> Q:
    """What was sent, and what can still be: a decision about an application closes what is left to do on it."""
    found = Q(state=Review.State.SUBMITTED) | ~Q(application__example="")
    for kind, states in COUNTS_FROM.items():
        found |= Q(kind=kind, application__state__in=states)
    return found


def reviews_of(person: Person) -> QuerySet[Review]:
    """Everything the person was given to judge and may still open: what is to be done first, of it the examples.

    Withdrawn applications are gone, so is what a decision has made needless, and everything of a call on
    which the role has ended.
    """
    held = cohort_roles_in_force(person)
    reads = [cohort_id for cohort_id, role in held if role == Role.REVIEWER]
    interviews = [cohort_id for cohort_id, role in held if role == Role.INTERVIEWER]
    if not reads and not interviews:
        return Review.objects.none()
    mine = Q(kind=Review.Kind.PAPER, application__call__cohort_id__in=reads) | Q(
        kind=Review.Kind.INTERVIEW, application__call__cohort_id__in=interviews
    )
    return (
        Review.objects.filter(mine, still_counts(), reviewer__person=person, reviewer__ended_at=None)
        .exclude(state=Review.State.CONFLICT)
        .exclude(application__state=State.WITHDRAWN)
        .select_related("application__call__cohort__definition", "reviewer")
        .order_by("state", "application__call__closes_at", "kind", F("application__example").desc(), "id")
    )


def next_of(person: Person, after: Review) -> Review | None:
    """The next thing to judge in the same call, when one is sent."""
    waiting = reviews_of(person).filter(
        state=Review.State.ASSIGNED, application__call_id=after.application.call_id, kind=after.kind
    )
    return waiting.exclude(pk=after.pk).first()


@dataclass(frozen=True, slots=True)
class Workload:
    """One reviewer's share: given and done are of real applications; examples stand apart."""

    reviewer: Reviewer
    given: int
    done: int
    stood_down: int
    examples_due: int


def workloads(call: Call) -> list[Workload]:
    """Every reviewer of the call who is still there, in two queries."""
    paper = Q(reviews__kind=Review.Kind.PAPER, reviews__application__example="")
    due = Q(reviews__state=Review.State.ASSIGNED) & ~Q(reviews__application__example="")
    rows = (
        call.reviewers.filter(ended_at=None)
        .select_related("person")
        .annotate(
            given=Count("reviews", filter=paper & ~Q(reviews__state=Review.State.CONFLICT)),
            done=Count("reviews", filter=paper & Q(reviews__state=Review.State.SUBMITTED)),
            stood_down=Count("reviews", filter=paper & Q(reviews__state=Review.State.CONFLICT)),
            examples_due=Count("reviews", filter=due),
        )
        .order_by("person__name", "id")
    )
    return [Workload(row, row.given, row.done, row.stood_down, row.examples_due) for row in rows]


@dataclass(frozen=True, slots=True)
class Calibrated:
    """One invented example: what each reviewer gave it, criterion by criterion."""

    example: str
    side: str
    scores: dict[str, list[int]]
    """Criterion to the points given, lowest first."""
    reviewers: int


def calibration(call: Call) -> list[Calibrated]:
    """How the reviewers scored the same invented applications."""
    given: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    counted: dict[tuple[str, str], int] = defaultdict(int)
    rows = Review.objects.filter(
        application__call=call, state=Review.State.SUBMITTED, reviewer__ended_at=None
    ).exclude(application__example="")
    for example, side, scores in rows.values_list("application__example", "application__side", "scores"):
        counted[example, side] += 1
        for key, points in scores.items():
            given[example, side][key].append(points)
    return [
        Calibrated(
            key[0], key[1], {name: sorted(points) for name, points in given[key].items()}, counted[key]
        )
        for key in sorted(counted)
    ]


def reviews_about(applications: Sequence[UUID]) -> QuerySet[Review]:
    """All that reviewers and panels said of these applications, for the lead."""
    rows = Review.objects.filter(application_id__in=applications).exclude(state=Review.State.ASSIGNED)
    return rows.select_related("reviewer__person").order_by("kind", "submitted_at", "id")


def interviewers(call: Call) -> list[Reviewer]:
    """Those who may sit on a panel of the call today, by name."""
    held = CohortRole.objects.in_force().filter(cohort_id=call.cohort_id, role=CohortRole.Kind.INTERVIEWER)
    rows = call.reviewers.filter(ended_at=None, person_id__in=held.values("person_id"))
    return list(rows.select_related("person").order_by("person__name", "id"))
