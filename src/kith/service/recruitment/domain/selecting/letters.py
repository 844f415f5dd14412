"""Feedback letters: to everybody who was not selected, from what the reviewers wrote down as scores.

A letter says what was strongest and what to work on, in the words of the definition's anchors; never a
reviewer's comment, a rank, or anything about another applicant. It is a held mail, which the lead reads,
changes by writing a sentence of their own, and lets go.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from kith.foundation.faults import Faults, Where
from kith.programmes.recruiting import Criterion
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Mail, MailState
from kith.service.recruitment.domain.applicant_mail import common_words, queue
from kith.service.recruitment.models import Application, Call, Review

LETTER = "recruitment.feedback"
TOLD = frozenset({Application.State.NOT_SHORTLISTED, Application.State.NOT_SELECTED})
OWN_WORDS_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a letter says of the scores: the strongest criterion and the one to work on; None when nobody
    has scored, or all criteria came out alike."""

    strongest: str | None
    to_work_on: str | None
    next_step: str | None
    """What the next anchor up of that criterion looks like."""


def waiting_for_letter(call: Call, side: str = "") -> list[Application]:
    """Those who were turned down and have had no letter since the decision."""
    rows = call.applications.filter(state__in=TOLD, example="").select_related(
        "call__cohort__organisation", "person"
    )
    if side:
        rows = rows.filter(side=side)
    written = _written(call)
    return [row for row in rows.order_by("side", "reference") if f"{row.pk}:{row.state}" not in written]


def _written(call: Call) -> set[str]:
    keys = Mail.objects.filter(cohort_id=call.cohort_id, purpose=LETTER).values_list("once_key", flat=True)
    return {key.removeprefix(f"{LETTER}:") for key in keys}


def letter_is_sent(application: Application) -> bool:
    """Whether the letter about this decision has gone: no page tells an applicant of it before."""
    once = f"{LETTER}:{application.pk}:{application.state}"
    return Mail.objects.filter(purpose=LETTER, once_key=once, state=MailState.SENT).exists()


@transaction.atomic
def write_letters(*, by: Actor, call: Call, applications: Sequence[Application], words: str = "") -> int:
    """A held letter for each; how many. ``words`` are the lead's own, added to every letter.
    Writing again for the same decision writes nothing."""
    must_be_open(call.cohort_id)
    faults = Faults()
    if len(words) > OWN_WORDS_LIMIT:
        faults.add("recruitment.words_too_long", Where(key="words"), length=len(words), limit=OWN_WORDS_LIMIT)
    faults.raise_if_any()
    wanted = {row.pk for row in applications}
    rows = [row for row in waiting_for_letter(call) if row.pk in wanted]
    feedback = feedback_of(call, rows)
    for row in rows:
        subject, body = words_of_letter(row, feedback[row.pk], words.strip())
        once = f"{LETTER}:{row.pk}:{row.state}"
        queue(by, row, LETTER, subject, body, once_key=once, state=MailState.HELD)
    if rows:
        audit.record(
            by=by,
            action="recruitment.write_letters",
            subject=call,
            organisation_id=call.cohort.organisation_id,
            cohort_id=call.cohort_id,
            detail={"letters": len(rows)},
        )
    return len(rows)


def feedback_of(call: Call, applications: Sequence[Application]) -> dict[UUID, Feedback]:
    """What the scores say about each, one query for all."""
    selection = definition_of(call.cohort).selection
    criteria = {one.key: one for one in selection.criteria} if selection else {}
    given: dict[UUID, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    reviews = Review.objects.filter(application__in=applications, state=Review.State.SUBMITTED)
    for application_id, scores in reviews.values_list("application_id", "scores"):
        for key, points in scores.items():
            if key in criteria:
                given[application_id][key].append(points)
    return {row.pk: _feedback(criteria, given.get(row.pk, {}), row.language) for row in applications}


def _feedback(criteria: dict[str, Criterion], given: dict[str, list[int]], language: str) -> Feedback:
    shares = {
        key: (fmean(points) - criteria[key].least) / (criteria[key].most - criteria[key].least)
        for key, points in given.items()
    }
    if not shares or min(shares.values()) == max(shares.values()):
        return Feedback(None, None, None)
    best, weakest = max(shares, key=lambda key: shares[key]), min(shares, key=lambda key: shares[key])
    reached = fmean(given[weakest])
    above = next((anchor for anchor in criteria[weakest].anchors if anchor.points > reached), None)
    return Feedback(
        criteria[best].name.in_language(language),
        criteria[weakest].name.in_language(language),
        above.words.in_language(language) if above else None,
    )


def words_of_letter(application: Application, feedback: Feedback, own: str) -> tuple[str, str]:
    """Subject and body, in the applicant's language."""
    with translation.override(application.language):
        words = common_words(application)
        subject = _("Your application to %(cohort)s") % words
        parts = [
            _("Dear %(name)s,") % words,
            _(
                "Thank you for applying to %(cohort)s. We read your application with care. "
                "This time we cannot offer you a place."
            )
            % words,
        ]
        if feedback.strongest:
            parts.append(_("What stood out most: %(what)s.") % {"what": feedback.strongest})
        if feedback.to_work_on:
            parts.append(
                _("What would strengthen another application most: %(what)s.") % {"what": feedback.to_work_on}
            )
        if feedback.next_step:
            parts.append(
                _("A stronger answer would look like this: %(words)s") % {"words": feedback.next_step}
            )
        if own:
            parts.append(own)
        parts.append(_("Your application (%(reference)s):\n%(link)s") % words)
        parts.append(words["organisation"])
    return subject, "\n\n".join(parts) + "\n"
