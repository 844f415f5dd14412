"""Everything that the sections on learning together are written from, read at once."""

from __future__ import annotations

from kith.programmes.types import Definition
from kith.service.cohorts.models import Cohort
from kith.service.learning.domain.health.endings import endings_of
from kith.service.reports.domain.learned.doses import dose_facts
from kith.service.reports.domain.learned.facts import Learned
from kith.service.reports.domain.learned.pairs import pair_facts
from kith.service.reports.domain.learned.running import outcomes, running_facts


def learned_in(cohort: Cohort, definition: Definition) -> Learned:
    """In the language that is switched on: the reasons for ending come as a protected table."""
    return Learned(
        dose=dose_facts(cohort, definition),
        pairs=pair_facts(cohort),
        endings=endings_of(cohort),
        running=running_facts(cohort, definition),
        spin_offs=outcomes(cohort),
    )
