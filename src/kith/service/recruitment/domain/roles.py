"""Who may come near an application, and near a review."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kith.service.cohorts.domain.roles import roles_on_cohort
from kith.service.core.domain.permissions import Role
from kith.service.people.models import Person
from kith.service.recruitment.models import Application, Review


def load_application(kwargs: Mapping[str, Any]) -> Application:
    """An application by its id, within the cohort where the address names one. Examples are nobody's."""
    rows = Application.objects.select_related(
        "call__cohort__organisation", "call__cohort__definition", "person"
    ).filter(example="")
    if "cohort_id" in kwargs:
        rows = rows.filter(call__cohort_id=kwargs["cohort_id"])
    return rows.get(pk=kwargs["application_id"])


def roles_on_application(person: Person, application: Application) -> frozenset[Role]:
    """The cohort's roles, but for taking part, and the applicant's own."""
    held = roles_on_cohort(person, application.call.cohort) - {Role.PARTICIPANT}
    if application.person_id == person.pk:
        held |= {Role.APPLICANT}
    return held


def load_review(kwargs: Mapping[str, Any]) -> Review:
    rows = Review.objects.select_related(
        "application__call__cohort__organisation", "application__call__cohort__definition", "reviewer__person"
    )
    return rows.get(pk=kwargs["review_id"])


def roles_on_review(person: Person, review: Review) -> frozenset[Role]:
    """Nobody but the reviewer whose it is, while they hold the role: not the lead, not another reviewer.

    A lead reads reviews on the selection pages, where they stand beside each other. What the applicant has
    taken back is nobody's any more.
    """
    if review.reviewer.person_id != person.pk or review.reviewer.ended_at is not None:
        return frozenset()
    if not review.application.is_live:
        return frozenset()
    needed = Role.REVIEWER if review.kind == Review.Kind.PAPER else Role.INTERVIEWER
    return roles_on_cohort(person, review.application.call.cohort) & {needed}
