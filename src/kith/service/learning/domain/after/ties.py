"""Two accounts that are one person: of two entries in a directory one stays."""

from __future__ import annotations

from kith.service.learning.models import Alumnus, AlumnusAsked
from kith.service.people.domain.events import PeopleMerging


def settle_alumni(event: PeopleMerging) -> None:
    """The entry that stands in the directory stays; of two that do, the kept account's. What either was asked
    goes over, so that nobody is asked twice for one cohort."""
    kept = {row.organisation_id: row for row in Alumnus.objects.filter(person_id=event.keep_id)}
    for other in Alumnus.objects.filter(person_id=event.other_id, organisation_id__in=kept):
        mine = kept[other.organisation_id]
        stays, goes = (other, mine) if mine.left_at is not None and other.left_at is None else (mine, other)
        known = AlumnusAsked.objects.filter(alumnus=stays).values("cohort_id")
        AlumnusAsked.objects.filter(alumnus=goes).exclude(cohort_id__in=known).update(alumnus=stays)
        goes.delete()
