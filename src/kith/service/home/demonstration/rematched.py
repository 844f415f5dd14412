"""A pair ends, and its two people are brought together with two who joined late."""

from __future__ import annotations

from collections.abc import Callable

from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.job_runs import perform
from kith.service.home.demonstration import together_words as words
from kith.service.home.demonstration.moments import day, moment, put_back
from kith.service.home.demonstration.two import Two
from kith.service.learning.domain.relating import ending
from kith.service.learning.models import Relationship
from kith.service.matches.domain import rematching
from kith.service.matches.models import MatchRun, Pair, Publication

ENDED, FOUND = 62, 50
"""Days ago."""
SEED = 20261123


class Rematched:
    def __init__(self, cohort: Cohort, two: Two, by: Actor) -> None:
        self.cohort, self.two, self.by = cohort, two, by

    def all_of_it(self, late: Callable[[int, int], list[Place]]) -> None:
        self._end()
        late(1, FOUND + 5)
        self._rematch()
        made = self.cohort.relationships.filter(pair__publication__number=2).select_related(
            "cohort__organisation", "pair"
        )
        made.update(started_on=day(FOUND))
        for number, row in enumerate(made.order_by("pair__left__person__email")):
            two = Two(row)
            two.agree(words.SHORT, ago=FOUND - 8, signatures=2)
            for ago in ((38, 6), (25,))[number % 2]:
                two.meets("conversation", ago, 60)

    def _end(self) -> None:
        row = self.two.row
        member = self.two.members[1]
        ending.end(
            by=self.two.acts(1), relationship=row, reason=Relationship.EndReason.NO_TIME, member=member
        )
        Relationship.objects.filter(pk=row.pk).update(ended_at=moment(ENDED))
        Pair.objects.filter(relationship=row).update(ended_at=moment(ENDED))

    def _rematch(self) -> None:
        run = rematching.start_rematch(by=self.by, cohort=self.cohort, give_up=[], seed=SEED)
        assert run.job is not None
        perform(run.job.pk)
        run.refresh_from_db()
        self.cohort.refresh_from_db()
        made = rematching.publish_rematch(by=self.by, run=run, seen_revision=self.cohort.revision)
        put_back(Publication.objects.filter(pk=made.pk), FOUND)
        put_back(MatchRun.objects.filter(pk=run.pk), FOUND, "finished_at")
        put_back(Pair.objects.filter(publication=made), FOUND)
