"""Two leads press Publish in the same moment, each on their own connection to the database."""

import threading

import pytest
from django.db import connection
from tests.factories.running import running
from tests.integration.whole_actions import uploaded

from kith.foundation.faults import KithError
from kith.service.cohorts.domain import imports, places
from kith.service.core.domain.job_runs import perform
from kith.service.core.models import Mail
from kith.service.matches.domain import actions, rematching
from kith.service.matches.models import Pair, Publication


def at_once(*calls):
    """Run each call in a thread of its own, released together; what each came to."""
    barrier, ended = threading.Barrier(len(calls)), {}

    def run(number, call):
        try:
            barrier.wait()
            ended[number] = call()
        except KithError as refused:
            ended[number] = refused.faults[0].code
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [ended[number] for number in range(len(calls))]


@pytest.fixture
def made(transactional_db):
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads share the one connection of a database in memory; see test_matches_runs.py")
    return running()


def test_two_drafts_published_at_once_are_one_publication(made):
    drafts = [made.draft(best_for="most"), made.draft(best_for="no_one_left_behind")]
    ended = at_once(
        *(lambda run=run: actions.publish(by=made.by, run=run, seen_revision=0) for run in drafts)
    )
    assert sum(isinstance(one, Publication) for one in ended) == 1
    refused = next(one for one in ended if isinstance(one, str))
    assert refused in {"cohorts.changed_meanwhile", "matches.already_published"}
    assert (Publication.objects.count(), Pair.objects.count()) == (1, 2)
    assert Mail.objects.filter(purpose="matches.paired").count() == 4


def rematched(made):
    """A published cohort where two have joined late, and the draft of their re-match."""
    actions.publish(by=made.by, run=made.draft(), seen_revision=0)
    made.cohort.refresh_from_db()
    made.add("Fay Ito", "clinician", site="Northgate", line_of_management="Audit")
    made.add("Gil Roy", "manager", site="Northgate", line_of_management="Estates")
    run = rematching.start_rematch(by=made.by, cohort=made.cohort, give_up=[], seed=7)
    perform(run.job_id)
    run.refresh_from_db()
    return run


def test_two_rematches_published_at_once_are_one(made):
    run = rematched(made)
    again = type(run).objects.select_related("cohort").get(pk=run.pk)
    seen = made.cohort.revision
    ended = at_once(
        *(
            lambda one=one: rematching.publish_rematch(by=made.by, run=one, seen_revision=seen)
            for one in (run, again)
        )
    )
    assert sum(isinstance(one, Publication) for one in ended) == 1
    assert "cohorts.changed_meanwhile" in ended
    assert (Publication.objects.count(), Pair.objects.filter(state="active").count()) == (2, 3)


def test_whoever_leaves_while_the_rematch_is_published_is_in_no_pair(made):
    run = rematched(made)
    gil, seen = made.places["Gil"], made.cohort.revision
    at_once(
        lambda: rematching.publish_rematch(by=made.by, run=run, seen_revision=seen),
        lambda: places.withdraw(by=made.by, place=gil),
    )
    assert not Pair.objects.filter(state="active", right=gil).exists()
    gil.refresh_from_db()
    assert gil.state == "withdrawn"


def test_two_runs_started_at_once_are_one(made):
    ended = at_once(*[lambda: actions.start_run(by=made.by, cohort=made.cohort, best_for="most")] * 2)
    assert ended[0] == ended[1]
    assert made.cohort.match_runs.count() == 1


def test_two_tabs_that_accept_the_same_file_at_once_accept_it_once(made):
    row = uploaded(made)
    other = type(row).objects.get(pk=row.pk)
    ended = at_once(*(lambda one=one: imports.accept(by=made.by, row=one) for one in (row, other)))
    assert ended[0] == ended[1] == row
    assert made.cohort.places.filter(person__email="fay@example.org").count() == 1


def test_two_files_with_the_same_new_person_accepted_at_once_make_one_person(made):
    rows = [uploaded(made), uploaded(made)]
    ended = at_once(*(lambda one=one: imports.accept(by=made.by, row=one) for one in rows))
    assert sorted(one.counts["new"] for one in ended) == [0, 1]
    assert made.cohort.places.filter(person__email="fay@example.org").count() == 1
