"""Cohorts go from one organisation to another, and nobody reaches more than they did.

Who reached a cohort by a role in its old organisation gets the same role on that cohort alone, with the same
dates. Who holds a role in the new one reaches it only by a role given after the move (``Cohort.joined_at``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from kith.foundation.faults import Fault, KithError
from kith.service.cohorts.models import Cohort, CohortRole, DefinitionVersion, PeopleImport
from kith.service.core.models import Job, JobState, Mail, Organisation, StoredFile
from kith.service.learning.models import Series
from kith.service.matches.models import Exercise, ExerciseRun, MatchRun
from kith.service.people.domain.many import CHUNK
from kith.service.people.models import Consent, ErasureRequest, Membership
from kith.service.recruitment.models import Check, FunnelRelease
from kith.service.reports.models import Report


def must_be_at_rest(organisation: Organisation) -> None:
    """Neither work under way nor somebody waiting to be forgotten: both belong to the organisation as it is."""
    if organisation.merged_into_id is not None:
        raise KithError(Fault("organisations.merged_already", params={"name": organisation.name}))
    if Job.objects.filter(organisation=organisation, state__in=[JobState.WAITING, JobState.RUNNING]).exists():
        raise KithError(Fault("organisations.work_under_way", params={"name": organisation.name}))
    asked = ErasureRequest.objects.filter(organisation=organisation, state=ErasureRequest.State.ASKED).count()
    if asked:
        raise KithError(
            Fault("organisations.erasures_wait", params={"name": organisation.name, "count": asked})
        )


def move_cohorts(*, cohorts: Sequence[Cohort], to: Organisation, at: datetime) -> int:
    """Move them with everything that names their organisation; how many roles became roles on one cohort."""
    roles = _keep_reach(cohorts)
    keys = [cohort.pk for cohort in cohorts]
    for cohort in cohorts:
        cohort.definition = _definition_in(to, cohort.definition)
        cohort.organisation, cohort.joined_at = to, at
        cohort.save(update_fields=["definition", "organisation", "joined_at"])
        cohort.partners.remove(to)
    Mail.objects.filter(cohort_id__in=keys).update(organisation=to)
    Consent.objects.filter(cohort_id__in=keys).update(organisation=to)
    FunnelRelease.objects.filter(call__cohort_id__in=keys).update(organisation=to)
    Series.objects.filter(spin_off__cohort_id__in=keys).update(organisation=to)
    Exercise.objects.filter(cohort_id__in=keys).update(organisation=to)
    StoredFile.objects.filter(pk__in=_files_of(keys)).update(organisation=to)
    Job.objects.filter(pk__in=_jobs_of(keys)).update(organisation=to)
    return roles


def _keep_reach(cohorts: Sequence[Cohort]) -> int:
    """Administrators get nothing: an organisation's administration is not a role on a cohort."""
    today = timezone.localdate()
    found = []
    for cohort in cohorts:
        rows = (
            Membership.objects.filter(organisation=cohort.organisation_id, role__in=CohortRole.Kind.values)
            .filter(Q(ends_on=None) | Q(ends_on__gte=today))
            .select_related("person")
        )
        if cohort.joined_at is not None:
            rows = rows.filter(created_at__gte=cohort.joined_at)
        found += [
            CohortRole(
                cohort=cohort, person=row.person, role=row.role, starts_on=row.starts_on, ends_on=row.ends_on
            )
            for row in rows
        ]
    CohortRole.objects.bulk_create(found, batch_size=CHUNK)
    return len(found)


def _definition_in(organisation: Organisation, pinned: DefinitionVersion) -> DefinitionVersion:
    """The same text as a row of the new organisation; the old row stays where it is."""
    row, _is_new = DefinitionVersion.objects.get_or_create(
        organisation=organisation, sha256=pinned.sha256, defaults={"key": pinned.key, "text": pinned.text}
    )
    return row


def _files_of(keys: list[UUID]) -> set[UUID]:
    files = set(PeopleImport.objects.filter(cohort_id__in=keys).values_list("file_id", flat=True))
    files |= set(
        Check.objects.filter(application__call__cohort_id__in=keys).values_list("file_id", flat=True)
    )
    for row in Report.objects.filter(cohort_id__in=keys).values_list("document_id", "pdf_id"):
        files |= set(row)
    return {key for key in files if key is not None}


def _jobs_of(keys: list[UUID]) -> set[UUID]:
    jobs = set(MatchRun.objects.filter(cohort_id__in=keys).values_list("job_id", flat=True))
    jobs |= set(ExerciseRun.objects.filter(exercise__cohort_id__in=keys).values_list("job_id", flat=True))
    jobs |= set(Report.objects.filter(cohort_id__in=keys).values_list("job_id", flat=True))
    return {key for key in jobs if key is not None}
