"""An exercise's run as a job: the problem is kept before anything is computed, and computed outside any transaction."""

from __future__ import annotations

from django.utils import timezone

from kith.service.core.domain.job_runs import Cancelled, Interrupted, JobRun
from kith.service.core.domain.jobs import job
from kith.service.matches import bridge_exercises as bridge
from kith.service.matches import bridge_outcomes
from kith.service.matches.domain.exercises import looking
from kith.service.matches.domain.exercises.running import decided
from kith.service.matches.models import ExerciseRun

PERCENT = 100


@job("matches.solve_exercise")
def solve_exercise(run: JobRun, *, run_id: str) -> None:
    """Find the draft of a run. Stopped by a person, the best so far is the draft; killed half-way, it starts again from
    the same problem and seed."""
    row = ExerciseRun.objects.select_related(
        "exercise__organisation", "exercise__cohort__definition", "keep_run"
    ).get(pk=run_id)
    _keep_problem(row)

    def tell(step: str, share: float) -> None:
        try:
            run.progress(int(share * PERCENT), PERCENT, f"matching.step.{step}")
        except Cancelled:
            return  # the solver asks by itself, and gives what is best so far

    found = bridge.solve(row, progress=tell, should_stop=run.should_stop)
    told = {"prices": [], "choice": None, **_told(run, row, found)}
    with run.finishing() as outcome:
        kept = ExerciseRun.objects.filter(pk=row.pk, problem__isnull=False).update(
            result=found.result,
            draft=found.draft,
            explanation={"rules": found.rules, "not_reproved": found.not_reproved, **told},
            rules_hash=found.rules_hash,
            stopped=found.stopped,
            finished_at=timezone.now(),
        )
        if not kept:
            _asked_no_more(row)
        outcome["groups"] = len(found.draft["groups"])
        outcome["left_over"] = len(found.draft["left_over"])


def _asked_no_more(row: ExerciseRun) -> None:
    """An erasure took the question while it was answered, and the answer would bring somebody back: it is asked anew,
    without them. Of a run that was deleted nobody wants to know."""
    raise Interrupted if ExerciseRun.objects.filter(pk=row.pk).exists() else Cancelled


def _keep_problem(row: ExerciseRun) -> None:
    """A second attempt must answer the same question: whoever comes later does not put another in its place."""
    if row.problem is None:
        looked = looking.look(row.exercise)
        locks, forbids = decided(row.exercise)
        problem = bridge.problem_for(row, looked, locks=locks, forbids=forbids)
        ExerciseRun.objects.filter(pk=row.pk, problem__isnull=True).update(
            problem=problem, names=looked.names
        )
        row.refresh_from_db(fields=["problem", "names"])


def _told(run: JobRun, row: ExerciseRun, found: bridge.Solved) -> bridge.Json:
    """What each rule costs, and what is told of pairs beside it. Whoever stops here has the draft without it; a worker
    that ends gives the job back."""

    def tell(step: str, share: float) -> None:
        run.progress(int(share * PERCENT), PERCENT, f"matching.step.{step}")

    told: bridge.Json = {}
    try:
        run.stop_if_asked()
        if not found.stopped:
            told |= found.price(tell)
            told |= bridge_outcomes.pairs_told(row, found.result, tell)
    except Cancelled:
        pass  # what has been worked out until then is told
    return told
