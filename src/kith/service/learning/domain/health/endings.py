"""Why pairs ended, as counts under the organisation's disclosure policy, once the running stage is over."""

from __future__ import annotations

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from kith.publishing.blocks import Table
from kith.publishing.disclosure import CountTable, protect_counts, report_table
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.policies import policy
from kith.service.learning.domain.health.rules import Kind, State, running_days, today_in
from kith.service.learning.models import Relationship


def endings_of(cohort: Cohort) -> Table | None:
    """None as long as the running stage is on: a count that grows by one tells who it was."""
    days = running_days(cohort)
    if days is None or days[1] is None or days[1] >= today_in(cohort, timezone.now()):
        return None
    ended = Relationship.objects.filter(cohort=cohort, kind=Kind.PAIR, state=State.ENDED)
    counted = dict(ended.values_list("end_reason").annotate(Count("pk")).order_by())
    counts = {str(reason.label): counted.get(reason.value, 0) for reason in Relationship.EndReason}
    if not sum(counts.values()):
        return None
    protected = protect_counts(CountTable.one_way(counts, column=_("Pairs")), policy(cohort.organisation))
    return report_table(protected, caption=_("Why pairs ended"), first_heading=_("Reason"), translate=_)
