"""How many people chose evidence for each dimension. What the evidence is, and whose, is not read here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kith.service.cohorts.models import Cohort
from kith.service.learning.models import Evidence


def evidence_in(cohort: Cohort) -> Mapping[str, int]:
    """``framework:dimension`` to how many people chose something for it. Reflections that nobody chose do not count."""
    people: dict[str, set[object]] = defaultdict(set)
    for person, dimensions in Evidence.objects.filter(cohort=cohort).values_list("person_id", "dimensions"):
        for key in dimensions:
            people[key].add(person)
    return {key: len(found) for key, found in people.items()}
