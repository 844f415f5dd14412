"""Some of an organisation's cohorts go to a new one, and nobody reaches more than they did."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from kith.foundation.faults import Faults, Where
from kith.service.cohorts.models import Cohort
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.permissions import Role
from kith.service.core.models import Organisation, OrganisationName, PolicyThreshold
from kith.service.home.domain.organisations.moving import move_cohorts, must_be_at_rest
from kith.service.home.domain.organisations.renaming import check_name
from kith.service.people.domain.authority import must_administer
from kith.service.people.models import Membership, Person

SLUG_LENGTH = 70


@transaction.atomic
def split_organisation(
    *, by: Actor, organisation: Organisation, cohorts: Sequence[Cohort], name: str, administrator: Person
) -> Organisation:
    """A new organisation with the chosen cohorts and one administrator, who administers the old one too.

    Whoever reached a chosen cohort by a role in the old organisation has that role on the cohort now.
    """
    must_administer(by, organisation)
    must_be_at_rest(organisation)
    _check(organisation, cohorts, name, administrator)
    now = timezone.now()
    new = Organisation.objects.create(
        name=name.strip(),
        slug=free_slug(name),
        kind=organisation.kind,
        time_zone=organisation.time_zone,
        language=organisation.language,
        contact_email=organisation.contact_email,
        is_synthetic=organisation.is_synthetic,
    )
    OrganisationName.objects.create(organisation=new, name=organisation.name, until=now)
    PolicyThreshold.objects.bulk_create(
        PolicyThreshold(organisation=new, key=row.key, value=row.value)
        for row in organisation.thresholds.all()
    )
    roles = move_cohorts(cohorts=cohorts, to=new, at=now)
    Membership.objects.create(
        organisation=new, person=administrator, role=Role.ADMINISTRATOR, created_at=now
    )  # saw these cohorts before, and goes on seeing them
    detail = {"cohorts": len(cohorts), "roles_on_cohorts": roles}
    for subject, about in ((organisation, {"new_id": str(new.pk)}), (new, {"old_id": str(organisation.pk)})):
        audit.record(
            by=by,
            action="core.organisation.split",
            subject=subject,
            organisation_id=subject.pk,
            detail={**detail, **about},
        )
    return new


def _check(organisation: Organisation, cohorts: Sequence[Cohort], name: str, administrator: Person) -> None:
    faults = Faults()
    check_name(faults, name)
    if not cohorts:
        faults.add("organisations.no_cohort_chosen", Where(key="cohorts"))
    if any(cohort.organisation_id != organisation.pk for cohort in cohorts):
        faults.add("organisations.cohort_of_another", Where(key="cohorts"))
    administers = Membership.objects.filter(
        organisation=organisation, person=administrator, role=Role.ADMINISTRATOR, person__is_active=True
    ).in_force()
    if not administers.exists():
        faults.add("organisations.not_an_administrator", name=organisation.name)
    faults.raise_if_any()


def free_slug(name: str) -> str:
    """A short name for addresses that no organisation has, or had."""
    base = slugify(name)[:SLUG_LENGTH].strip("-") or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
