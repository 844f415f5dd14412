"""Every action about a re-match: see ``whole_actions``."""

from __future__ import annotations

from collections.abc import Callable

from tests.factories.running import Running
from tests.integration.whole_actions import Action
from tests.integration.whole_actions import Call as Doing

from kith.service.core.domain.job_runs import perform
from kith.service.matches.domain import actions, rematching
from kith.service.matches.models import MatchRun, Pair


def _published(made: Running) -> Running:
    actions.publish(by=made.by, run=made.draft(), seen_revision=0)
    made.cohort.refresh_from_db()
    made.add("Fay Ito", "clinician", site="Northgate", line_of_management="Audit")
    made.add("Gil Roy", "manager", site="Northgate", line_of_management="Estates")
    return made


def _asked(made: Running) -> Callable[[], MatchRun]:
    pair = Pair.objects.get(left=made.places["Amina"])
    given = {"by": made.by, "cohort": made.cohort, "give_up": [pair.pk]}
    return lambda: rematching.start_rematch(**given)


def _start(made: Running) -> Doing:
    return _asked(_published(made))


def _publish(made: Running) -> Doing:
    run = _asked(_published(made))()
    perform(run.job_id)
    run.refresh_from_db()
    seen = made.cohort.revision
    return lambda: rematching.publish_rematch(by=made.by, run=run, seen_revision=seen)


def _end(made: Running) -> Doing:
    rows = Pair.objects.filter(left=_published(made).places["Amina"])
    return lambda: actions.end_pairs(by=made.by, pairs=rows, reason=Pair.EndReason.ENDED)


REMATCH: dict[str, Action] = {
    "start_rematch": Action("matches.start_rematch", _start),
    "publish_rematch": Action("matches.publish_rematch", _publish, "cohorts.changed_meanwhile"),
    "end_pairs": Action("matches.end_pair", _end),
}
