"""Those in the journey of a call whom nobody has to watch: they apply, are permitted and judge in one go."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from tests.factories import PersonFactory
from tests.factories.recruitment import ApplicationFactory, answers_for

from kith.service.core.domain import events
from kith.service.core.domain.actors import Actor
from kith.service.recruitment.domain.events import ApplicationSubmitted
from kith.service.recruitment.domain.evidence import evidence, permission_answers
from kith.service.recruitment.domain.reviewing import interviewing, reviewing
from kith.service.recruitment.models import Application, Call, Review


def others_apply(call: Call, names: list[str], side: str, **answers: str) -> None:
    """Each has sent an application, and their manager has agreed."""
    for name in names:
        person = PersonFactory(name=name, email=f"{name.split()[0]}@example.org".lower())
        given = answers_for(side) | {"in_post": "2_years_or_more"} | answers
        row = ApplicationFactory(
            call=call, side=side, person=person, answers=given, submitted_at=timezone.now()
        )
        _permitted(evidence.sent(row.pk))


@transaction.atomic
def _permitted(application: Application) -> None:
    by = Actor.of_person(application.person)
    kinds = evidence.required_kinds(application)
    for kind in kinds:
        evidence.name_giver(
            by=by, application=application, kind=kind, name="Pat Boss", email="pat.boss@example.org"
        )
    events.publish(ApplicationSubmitted(application.pk, by))
    for kind in kinds:
        permission_answers.answer(
            by=by,
            permission=evidence.permission_of(application, kind),
            is_given=True,
            name="Pat Boss",
            position="Clinical director",
        )


def others_judge(points: dict[str, int], *, but: str = "", kind: str = Review.Kind.PAPER) -> None:
    """Everybody apart from ``but`` scores what they were given: so many points to whoever has this first name."""
    rows = Review.objects.filter(kind=kind, state=Review.State.ASSIGNED).exclude(reviewer__person__email=but)
    rows = rows.select_related("application__call__cohort__definition", "reviewer__person")
    for review in rows.order_by("-application__example", "id"):
        given = points.get(review.application.name.split(" ")[0], 2)
        scores = {one.key: given for one in reviewing.criteria_of(review)}
        reviewing.submit(by=Actor.of_person(review.reviewer.person), review=review, scores=scores, comment="")


def others_book() -> None:
    """Everybody on the shortlist who has no time yet takes the next free one."""
    rows = Application.objects.filter(state=Application.State.SHORTLISTED, interview_slots=None)
    rows = rows.select_related("call__cohort__organisation", "call__cohort__definition", "person")
    for row in rows.order_by("email"):
        interviewing.book(
            by=Actor.of_person(row.person), application=row, slot=interviewing.open_slots(row)[0]
        )
