"""One reviewer judges one application: kept as they go, sent once, changed until it counts; or they stand down."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.programmes.capabilities import Judged
from kith.programmes.recruiting import Criterion
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.recruitment.domain.reviewing.sharing_out import share_out
from kith.service.recruitment.domain.states import move
from kith.service.recruitment.models import Application, Review

State = Application.State
COMMENT_LIMIT = 4000
CRITERION = "criterion-"
"""Stands before a criterion's key where a fault says which field of a form it is about."""
AT = {Review.Kind.PAPER: Judged.APPLICATION, Review.Kind.INTERVIEW: Judged.INTERVIEW}
COUNTS_FROM = {
    Review.Kind.PAPER: frozenset({State.SUBMITTED}),
    Review.Kind.INTERVIEW: frozenset({State.SHORTLISTED, State.INTERVIEWED}),
}
"""While an application stands here, its reviews may still be changed; a decision closes them."""


def criteria_of(review: Review) -> tuple[Criterion, ...]:
    """What this review is scored on."""
    selection = definition_of(review.application.call.cohort).selection
    if selection is None:
        return ()
    return selection.criteria_for(review.application.side, AT[Review.Kind(review.kind)])


def is_open(review: Review) -> bool:
    """Whether it may be written or changed."""
    if review.state == Review.State.CONFLICT:
        return False
    return (
        bool(review.application.example) or review.application.state in COUNTS_FROM[Review.Kind(review.kind)]
    )


def examples_first(review: Review) -> int:
    """How many examples the reviewer must score before this; an example itself waits for nothing."""
    if review.application.example or review.kind != Review.Kind.PAPER:
        return 0
    waiting = review.reviewer.reviews.filter(state=Review.State.ASSIGNED).exclude(application__example="")
    return waiting.count()


@transaction.atomic
def save(*, by: Actor, review: Review, scores: Mapping[str, int], comment: str) -> Review:
    """Keep what there is, finished or not."""
    must_be_open(review.application.call.cohort_id)
    _check(review, scores, comment).raise_if_any()
    _write(by, review, scores, comment, review.state)
    return review


@transaction.atomic
def submit(*, by: Actor, review: Review, scores: Mapping[str, int], comment: str) -> Review:
    """Send it: every criterion is scored. Sending again before the decision changes it."""
    must_be_open(review.application.call.cohort_id)
    faults = _check(review, scores, comment)
    for criterion in criteria_of(review):
        if criterion.key not in scores:
            faults.add(
                "recruitment.not_scored", Where(key=CRITERION + criterion.key), criterion=str(criterion.name)
            )
    if waiting := examples_first(review):
        faults.add("recruitment.examples_first", waiting=waiting)
    faults.raise_if_any()
    _write(by, review, scores, comment, Review.State.SUBMITTED)
    if review.kind == Review.Kind.INTERVIEW and review.application.state == State.SHORTLISTED:
        move(review.application, {State.SHORTLISTED}, State.INTERVIEWED, interviewed_at=timezone.now())
    return review


@transaction.atomic
def stand_down(*, by: Actor, review: Review, reason: str) -> None:
    """The reviewer knows the applicant, or cannot be fair for another reason: somebody else is given it.

    What they had written goes: nothing of it may count.
    """
    must_be_open(review.application.call.cohort_id)
    faults = Faults()
    if not reason.strip():
        faults.add("recruitment.reason_missing", Where(key="reason"))
    if review.application.example:
        faults.add("recruitment.example_has_no_conflict")
    if not is_open(review):
        faults.add("recruitment.review_closed")
    faults.raise_if_any()
    Review.objects.filter(pk=review.pk).update(
        state=Review.State.CONFLICT,
        conflict_reason=reason.strip()[:400],
        scores={},
        comment="",
        submitted_at=None,
    )
    review.refresh_from_db()
    _record(by, "recruitment.stand_down", review, ["state"])
    if review.kind == Review.Kind.PAPER:
        share_out(by=Actor.system("recruitment"), call=review.application.call)


def _check(review: Review, scores: Mapping[str, int], comment: str) -> Faults:
    faults = Faults()
    if not is_open(review):
        raise KithError(Fault("recruitment.review_closed"))
    criteria = {one.key: one for one in criteria_of(review)}
    for key, points in scores.items():
        if key not in criteria or criteria[key].anchor(points) is None:
            faults.add("recruitment.no_such_score", Where(key=CRITERION + key), criterion=key, points=points)
    if len(comment) > COMMENT_LIMIT:
        faults.add(
            "recruitment.comment_too_long", Where(key="comment"), length=len(comment), limit=COMMENT_LIMIT
        )
    return faults


def _write(by: Actor, review: Review, scores: Mapping[str, int], comment: str, state: str) -> None:
    """One conditional UPDATE: a review taken away meanwhile (the reviewer stood down in another tab) is told."""
    is_sent = state == Review.State.SUBMITTED
    written = {
        "scores": dict(scores),
        "comment": comment.strip(),
        "state": state,
        "submitted_at": (review.submitted_at or timezone.now()) if is_sent else None,
    }
    if not Review.objects.filter(pk=review.pk).exclude(state=Review.State.CONFLICT).update(**written):
        raise KithError(Fault("recruitment.review_closed"))
    review.refresh_from_db()
    _record(
        by,
        "recruitment.submit_review" if is_sent else "recruitment.save_review",
        review,
        ["scores", "comment"],
    )


def _record(by: Actor, action: str, review: Review, fields: list[str]) -> None:
    cohort = review.application.call.cohort
    audit.record(
        by=by,
        action=action,
        subject=review,
        organisation_id=cohort.organisation_id,
        cohort_id=cohort.pk,
        fields=fields,
    )
