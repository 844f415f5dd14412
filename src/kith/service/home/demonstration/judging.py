"""Invented reviewers and panels score what they were given: each a little milder or stricter than the others."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from django.db.models import QuerySet

from kith.foundation.seeds import generator
from kith.service.core.domain.actors import Actor
from kith.service.home.demonstration.applicants import BEST, quality_of
from kith.service.home.demonstration.written import COMMENTS
from kith.service.recruitment.domain.reviewing import reviewing
from kith.service.recruitment.domain.reviewing.review_queries import still_counts
from kith.service.recruitment.models import Call, Review

MILD = 0.3
NOISE = {Review.Kind.PAPER: 0.55, Review.Kind.INTERVIEW: 0.4}


def to_do(call: Call, kind: str) -> QuerySet[Review]:
    """What waits to be judged in a call, the examples first."""
    rows = Review.objects.filter(
        still_counts(), application__call=call, kind=kind, state=Review.State.ASSIGNED
    )
    rows = rows.select_related("application__call__cohort__definition", "reviewer__person")
    return rows.order_by("-application__example", "application__email", "reviewer__person__email")


def judge(reviews: Iterable[Review]) -> int:
    """Score and send each; how many."""
    count = 0
    for review in reviews:
        scores = _scores(review)
        comment = COMMENTS[int(np.clip(round(float(np.mean(list(scores.values())))), 0, BEST))]
        by = Actor.of_person(review.reviewer.person)
        reviewing.submit(by=by, review=review, scores=scores, comment=comment)
        count += 1
    return count


def _scores(review: Review) -> dict[str, int]:
    who, what = review.reviewer.person.email, review.application
    mild = generator(0, "mild", who).normal(0, MILD)
    rng = generator(0, "scores", review.kind, who, what.email, what.example)
    seen = quality_of(what) + mild + rng.normal(0, NOISE[Review.Kind(review.kind)], size=12)
    criteria = reviewing.criteria_of(review)
    return {
        one.key: int(np.clip(round(points), 0, BEST)) for one, points in zip(criteria, seen, strict=False)
    }
