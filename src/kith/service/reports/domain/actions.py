"""Making and publishing a report."""

from __future__ import annotations

import secrets

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.foundation.words import Text
from kith.programmes.capabilities import WaveRole
from kith.service.cohorts.domain.actions import take_turn
from kith.service.cohorts.domain.openness import must_not_be_archived
from kith.service.cohorts.models import Cohort
from kith.service.core.domain import audit, jobs
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.permissions import Permission, may
from kith.service.reports.domain.gathering import asked_waves, reported_waves
from kith.service.reports.domain.interim import guard_interim, sent_by
from kith.service.reports.domain.released import guard_published
from kith.service.reports.models import Report
from kith.service.surveys.models import Response, Wave

SEED_BITS = 53
"""So that a seed survives every JSON reader."""
Audience = Report.Audience
STARTS_FROM = frozenset({WaveRole.BEFORE, WaveRole.THEN})


@transaction.atomic
def make_report(
    *, by: Actor, cohort: Cohort, audience: str, language: str, seed: int | None = None
) -> Report:
    """Ask for a report of the answers as they are now. Without a seed, one is drawn and kept.

    For everyone it is made when the questionnaires have closed. The evaluator may make one before:
    it says that it is interim, and is never published. Another one waits until enough people have
    answered since the last: the job looks again, at everything that the report shows.
    """
    must_not_be_archived(cohort.pk)
    if audience == Audience.EVALUATOR and not _may_see_lines(by, cohort):
        raise KithError(Fault("reports.lines_not_yours", Where(key="audience")))
    is_interim = _check_waves(cohort, audience, language)
    take_turn(cohort)
    if is_interim:
        guard_interim(cohort, sent_by(asked_waves(cohort)))
    number = (cohort.reports.aggregate(last=Max("number"))["last"] or 0) + 1
    report = Report.objects.create(
        cohort=cohort,
        number=number,
        audience=audience,
        language=language,
        is_interim=is_interim,
        made_by=by.person,
        seed=secrets.randbits(SEED_BITS) if seed is None else seed,
    )
    args = {"report_id": str(report.pk)}
    report.job = jobs.enqueue(by=by, name="reports.make", args=args, organisation=cohort.organisation)
    report.save(update_fields=["job"])
    _record(by, "reports.make", report, audience=audience, language=language, number=number)
    return report


@transaction.atomic
def publish_report(*, by: Actor, report: Report) -> Report:
    """Let viewers and everybody who takes part read it. Publishing twice is publishing once.

    Raises KithError when it is not for everyone, not final or not made, or when, laid beside a report that
    is published, it would tell about a few people.
    """
    take_turn(report.cohort)
    must_not_be_archived(report.cohort_id)
    faults = Faults()
    if report.audience != Audience.PUBLIC:
        faults.add("reports.evaluator_only")
    elif report.is_interim:
        faults.add("reports.interim")
    if report.content is None:
        faults.add("reports.not_finished")
    faults.raise_if_any()
    if report.published_at is None:
        guard_published(report)
    now = timezone.now()
    unpublished = Report.objects.filter(pk=report.pk, published_at=None)
    if unpublished.update(published_at=now, published_by=by.person):
        _record(by, "reports.publish", report, number=report.number)
    report.refresh_from_db()
    return report


def _may_see_lines(by: Actor, cohort: Cohort) -> bool:
    return by.person is not None and may(by.person, Permission.REPORT_SEE_LINES, cohort, on="cohort")


def _check_waves(cohort: Cohort, audience: str, language: str) -> bool:
    """Whether the report would be interim. Raises KithError where there is nothing to report."""
    found = reported_waves(cohort, for_evaluator=audience == Audience.EVALUATOR)
    waves, roles = [wave for wave, _role in found], {role for _wave, role in found}
    if WaveRole.AFTER not in roles or not roles & STARTS_FROM:
        raise KithError(Fault("reports.nothing_to_compare"))
    usable = Response.objects.filter(wave__in=waves, may_be_reported=True)
    if not usable.exclude(submitted_on=None).exists():
        raise KithError(Fault("reports.no_answers"))
    unclosed = [wave for wave in waves if wave.state != Wave.State.CLOSED]
    if unclosed and audience == Audience.PUBLIC:
        faults = Faults()
        for wave in unclosed:
            faults.add("reports.not_closed", wave=Text.of(wave.name).in_language(language))
        faults.raise_if_any()
    return bool(unclosed)


def _record(by: Actor, action: str, report: Report, **detail: str | int) -> None:
    audit.record(
        by=by,
        action=action,
        subject=report,
        organisation_id=report.cohort.organisation_id,
        cohort_id=report.cohort_id,
        detail=detail,
    )
