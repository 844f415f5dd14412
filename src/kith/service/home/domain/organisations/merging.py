"""Two organisations become one. Its address leads on, its history stays, and nobody reaches more than they did."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kith.foundation.faults import Fault, KithError
from kith.service.cohorts.models import Cohort
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.policies import thresholds
from kith.service.core.models import Mail, Organisation, PolicyThreshold
from kith.service.home.domain.organisations.moving import move_cohorts, must_be_at_rest
from kith.service.learning.models import Alumnus, Series
from kith.service.matches.models import Exercise
from kith.service.people.domain.authority import must_administer
from kith.service.people.models import Membership

KEPT_FOR_DAYS = "retention."


@transaction.atomic
def merge_organisations(*, by: Actor, keep: Organisation, other: Organisation) -> Organisation:
    """``other`` becomes part of ``keep``; only an administrator of both may do it. It cannot be undone.

    Roles in ``other`` end; they become roles on its cohorts. Of two thresholds the stricter holds from now on.
    Questionnaires that ``other`` holds a licence for stay with it: a licence is not passed on by a merge.
    """
    must_administer(by, keep)
    must_administer(by, other)
    if keep.pk == other.pk:
        raise KithError(Fault("organisations.merge_itself"))
    must_be_at_rest(keep)
    must_be_at_rest(other)
    now = timezone.now()
    cohorts = list(Cohort.objects.filter(organisation=other).select_related("definition"))
    roles = move_cohorts(cohorts=cohorts, to=keep, at=now)
    ended = _end_roles(other)
    _stricter(keep, other)
    for cohort in other.partner_cohorts.exclude(organisation=keep):
        cohort.partners.add(keep)
    other.partner_cohorts.clear()
    Mail.objects.filter(organisation=other).update(organisation=keep)
    Series.objects.filter(organisation=other).update(organisation=keep)
    Exercise.objects.filter(organisation=other).update(organisation=keep)
    Alumnus.objects.filter(organisation=other).delete()  # they chose another organisation: this one asks anew
    Organisation.objects.filter(merged_into=other).update(merged_into=keep)
    other.merged_into = keep
    other.save(update_fields=["merged_into"])
    detail = {"cohorts": len(cohorts), "roles_on_cohorts": roles, "ended_roles": ended}
    for subject, about in ((keep, {"other_id": str(other.pk)}), (other, {"kept_id": str(keep.pk)})):
        audit.record(
            by=by,
            action="core.organisation.merge",
            subject=subject,
            organisation_id=subject.pk,
            fields=["merged_into"],
            detail={**detail, **about},
        )
    return keep


def _end_roles(other: Organisation) -> int:
    yesterday = timezone.localdate() - timedelta(days=1)
    living = Membership.objects.filter(organisation=other).filter(Q(ends_on=None) | Q(ends_on__gt=yesterday))
    return int(living.update(ends_on=yesterday))


def _stricter(keep: Organisation, other: Organisation) -> None:
    """More people before something is shown; fewer days before something is deleted."""
    mine = thresholds(keep)
    for key, theirs in thresholds(other).items():
        strict = min(mine[key], theirs) if key.startswith(KEPT_FOR_DAYS) else max(mine[key], theirs)
        if strict != mine[key]:
            PolicyThreshold.objects.update_or_create(organisation=keep, key=key, defaults={"value": strict})
