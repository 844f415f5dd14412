"""The matching run as a job: load, compute outside any transaction, check, save once."""

from __future__ import annotations

from contextlib import suppress

from django.utils import timezone

from kith.service.core.domain.job_runs import Cancelled, JobRun
from kith.service.core.domain.jobs import job
from kith.service.matches import bridge, bridge_explaining
from kith.service.matches.models import MatchRun

PERCENT = 100


@job("matches.solve")
def solve(run: JobRun, *, run_id: str) -> None:
    """Find the draft of a run. Stopped by a person, the best so far is the draft; killed half-way, it starts again from
    the same problem and seed."""
    row = MatchRun.objects.select_related("cohort__definition", "cohort__organisation").get(pk=run_id)
    if row.problem is None:
        problem = bridge.build_rematch(row) if row.is_rematch else bridge.build(row)
        # Kept before computing: a second attempt must answer the same question.
        # A worker that was thought dead and wakes up must not put its own in place of the one in use.
        MatchRun.objects.filter(pk=row.pk, problem__isnull=True).update(
            problem=bridge.problem_to_json(problem)
        )
        row.refresh_from_db(fields=["problem"])
    problem = bridge.problem_of(row)

    def tell(step: str, share: float) -> None:
        try:
            run.progress(int(share * PERCENT), PERCENT, f"matching.step.{step}")
        except Cancelled:
            return  # the solver asks by itself, and gives what is best so far

    result = bridge.solve(problem, seed=row.seed, progress=tell, should_stop=run.should_stop)
    with suppress(Cancelled):  # a worker that ends gives the job back; a person who stops it keeps this
        run.stop_if_asked()
    explanation = bridge_explaining.explanation_to_json(row, problem, result)
    with run.finishing() as outcome:
        MatchRun.objects.filter(pk=row.pk).update(
            result=bridge.result_to_json(result),
            rules_hash=result.provenance.inputs["rules"],
            explanation=explanation,
            finished_at=timezone.now(),
        )
        outcome["pairs"] = len(result.pairs)
        outcome["unmatched"] = len(result.unmatched)
