"""Two leads act on one matching in the same moment, each on their own connection to the database."""

import io

import pytest
from django.db import connection
from tests.factories.running import running as world
from tests.integration.test_matches_two_leads import at_once
from tests.integration.whole_exercises import PEOPLE, RULES, ready

from kith.service.core.domain.job_runs import perform
from kith.service.core.models import Mail
from kith.service.matches.domain.exercises import actions, publishing, running
from kith.service.matches.models import (
    Exercise,
    ExerciseDecision,
    ExercisePublication,
    ExerciseRow,
    ExerciseRun,
)


@pytest.fixture
def made(transactional_db):
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads share the one connection of a database in memory")
    return world()


def drafted(made):
    run = running.start_run(by=made.by, exercise=ready(made))
    perform(run.job_id)
    return fresh(run)


def fresh(run):
    return ExerciseRun.objects.select_related("exercise__organisation").get(pk=run.pk)


def upload(made, exercise, key="left"):
    stream = io.BytesIO(PEOPLE.format(key).replace("Ann", "Zoe").encode())
    return actions.upload_table(by=made.by, exercise=exercise, key=key, name=f"{key}.csv", stream=stream)


def again(exercise):
    return Exercise.objects.get(pk=exercise.pk)


def test_one_run_where_two_ask_for_it(made):
    exercise = ready(made)
    ended = at_once(
        *(
            lambda one=one: running.start_run(by=made.by, exercise=one)
            for one in (again(exercise), again(exercise))
        )
    )
    assert ended[0] == ended[1]
    assert exercise.runs.count() == 1


def test_published_once(made):
    run = drafted(made)
    seen = run.exercise.revision
    ended = at_once(
        *(
            lambda one=one: publishing.publish(by=made.by, run=one, seen_revision=seen, send_mails=True)
            for one in (fresh(run), fresh(run))
        )
    )
    assert sum(isinstance(one, ExercisePublication) for one in ended) == 1
    assert {"matches.exercise.published", "matches.exercise.changed_meanwhile"} & set(map(str, ended))
    assert Mail.objects.filter(purpose="matches.placed").count() == 4


def test_what_is_published_is_what_the_tables_and_decisions_say(made):
    """Either the draft is published and nothing changes any more, or something changed and it is not."""
    run = drafted(made)
    seen, exercise = run.exercise.revision, run.exercise
    ended = at_once(
        lambda: publishing.publish(by=made.by, run=fresh(run), seen_revision=seen, send_mails=False),
        lambda: upload(made, again(exercise)),
        lambda: running.decide(
            by=made.by, exercise=again(exercise), kind="forbid", one="left1", other="right1", reason="Asked"
        ),
    )
    is_published = isinstance(ended[0], ExercisePublication)
    assert ExercisePublication.objects.exists() is is_published
    changed = ExerciseRow.objects.filter(name="Zoe").exists() or ExerciseDecision.objects.exists()
    assert changed is not is_published


def test_one_file_in_a_place_where_two_put_one(made):
    exercise = actions.create_exercise(
        by=made.by, organisation=made.cohort.organisation, kind="pairs", name="A try"
    )
    seen = again(exercise), again(exercise)
    at_once(*(lambda one=one: upload(made, one) for one in seen))
    assert (exercise.tables.count(), ExerciseRow.objects.count()) == (1, 2)
    assert again(exercise).revision == 2


def test_the_rules_and_a_table_changed_at_once_are_read_together(made):
    exercise = ready(made)
    seen = exercise.revision
    ended = at_once(
        lambda: actions.change_rules(
            by=made.by, exercise=again(exercise), rules=RULES.replace("site", "town"), seen_revision=seen
        ),
        lambda: upload(made, again(exercise)),
    )
    is_refused = ended[0] == "matches.exercise.changed_meanwhile"
    assert bool(again(exercise).looked_at["faults"]) is not is_refused


def test_a_matching_deleted_by_one_while_another_asks_for_a_run(made):
    exercise = ready(made)
    at_once(
        lambda: actions.delete_exercise(by=made.by, exercise=again(exercise)),
        lambda: running.start_run(by=made.by, exercise=again(exercise)),
    )
    assert not Exercise.objects.exists()
    assert not ExerciseRun.objects.exists()
