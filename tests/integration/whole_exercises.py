"""Every action about a matching from files: see ``whole_actions``."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from django.utils import timezone
from tests.factories.running import Running
from tests.integration.whole_actions import MORE, Action
from tests.integration.whole_actions import Call as Doing

import kith
from kith.programmes import read_definition
from kith.service.cohorts.domain.actions import create_cohort
from kith.service.core.domain.job_runs import perform
from kith.service.matches.domain.exercises import actions, of_cohort, publishing, running
from kith.service.matches.models import Exercise, ExerciseDecision, ExerciseRun

RULES = '[[rule]]\nprefer = "same_site"\nweight = 1\n'
PEOPLE = "id,name,email,site\n{0}1,Ann,{0}ann@example.org,Leeds\n{0}2,Bo,{0}bo@example.org,York\n"


def _made(made: Running, kind: str = "pairs", **given: Any) -> Exercise:
    owner = made.cohort.organisation
    return actions.create_exercise(by=made.by, organisation=owner, kind=kind, name="A try", **given)


def _upload(made: Running, exercise: Exercise, key: str) -> Doing:
    return lambda: actions.upload_table(
        by=made.by,
        exercise=exercise,
        key=key,
        name=f"{key}.csv",
        stream=io.BytesIO(PEOPLE.format(key).encode()),
    )


def ready(made: Running) -> Exercise:
    exercise = _made(made)
    for key in ("left", "right"):
        _upload(made, exercise, key)()
    return actions.change_rules(by=made.by, exercise=exercise, rules=RULES, seen_revision=exercise.revision)


def drafted(made: Running) -> ExerciseRun:
    run = running.start_run(by=made.by, exercise=ready(made))
    perform(run.job_id)
    run.refresh_from_db()
    return run


def _change_rules(made: Running) -> Doing:
    exercise = ready(made)
    seen = exercise.revision
    return lambda: actions.change_rules(
        by=made.by, exercise=exercise, rules=RULES.replace("1", "2"), seen_revision=seen
    )


def _decide(made: Running) -> Doing:
    exercise = ready(made)
    return lambda: running.decide(
        by=made.by, exercise=exercise, kind="lock", one="left1", other="right2", reason="They asked"
    )


def _undo(made: Running) -> Doing:
    row = _decide(made)()
    return lambda: running.undo(by=made.by, decision=ExerciseDecision.objects.get(pk=row.pk))


def _publish(made: Running) -> Doing:
    run = drafted(made)
    seen = run.exercise.revision
    return lambda: publishing.publish(by=made.by, run=run, seen_revision=seen, send_mails=True)


def _take_problem(made: Running) -> Doing:
    run = drafted(made)
    return lambda: running.take_problem(by=made.by, run=run)


def _with(name: str, **given: Any) -> Any:
    def make(made: Running) -> Doing:
        exercise = ready(made)
        return lambda: getattr(actions, name)(by=made.by, exercise=exercise, **given)

    return make


def _keep(made: Running) -> Doing:
    exercise = ready(made)
    exercise.kept_until = timezone.localdate()
    exercise.save()
    return lambda: actions.keep_longer(by=made.by, exercise=exercise)


def _use_cohort(made: Running) -> Doing:
    exercise = _made(made, kind="sets", cohort=made.cohort)
    return lambda: actions.use_cohort(by=made.by, exercise=exercise, key="people")


def _begin(made: Running) -> Doing:
    """In a cohort of a programme that makes sets."""
    text = (Path(kith.__file__).parent / "programmes" / "tests" / "ward-circles.toml").read_text()
    cohort = create_cohort(
        by=made.by,
        organisation=made.cohort.organisation,
        definition=read_definition(text, "ward-circles.toml"),
        variant=None,
        name="Circles",
        starts_on=made.cohort.starts_on,
        time_zone="Europe/London",
    )
    return lambda: of_cohort.begin(by=made.by, cohort=cohort)


def _start(made: Running) -> Doing:
    exercise = ready(made)
    return lambda: running.start_run(by=made.by, exercise=exercise)


EXERCISES: dict[str, Action] = {
    "create_exercise": Action("matches.make_exercise", lambda made: lambda: _made(made), MORE),
    "begin_exercise": Action("matches.make_exercise", _begin),
    "upload_table": Action("matches.put_table", lambda made: _upload(made, _made(made), "left"), MORE),
    "use_cohort": Action("matches.put_table", _use_cohort, MORE),
    "use_example": Action(
        "matches.put_table",
        lambda made: (lambda exercise: lambda: actions.use_example(by=made.by, exercise=exercise))(
            _made(made)
        ),
        MORE,
    ),
    "drop_table": Action("matches.drop_table", _with("drop_table", key="left")),
    "change_exercise_rules": Action("matches.change_rules", _change_rules),
    "keep_exercise": Action("matches.keep_exercise", _keep),
    "delete_exercise": Action("matches.delete_exercise", _with("delete_exercise")),
    "start_exercise_run": Action("matches.start_exercise_run", _start),
    "decide_in_exercise": Action("matches.lock_in_exercise", _decide),
    "undo_in_exercise": Action("matches.undo_in_exercise", _undo),
    "take_problem": Action("matches.take_problem", _take_problem),
    "publish_exercise": Action("matches.publish_exercise", _publish, "matches.exercise.published"),
}
