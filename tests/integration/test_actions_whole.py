"""Each action is done whole or not at all, tells its history without telling of people, and twice is once."""

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from tests.factories.running import running, told_in_the_audit
from tests.integration.whole_actions import ACTIONS, MORE, SAME
from tests.integration.whole_applying import APPLYING
from tests.integration.whole_building import BUILDING
from tests.integration.whole_evidence import EVIDENCE
from tests.integration.whole_exercises import EXERCISES
from tests.integration.whole_funnel import FUNNEL
from tests.integration.whole_health import BY_THE_SERVICE
from tests.integration.whole_importing import IMPORTING
from tests.integration.whole_learning import LEARNING
from tests.integration.whole_notes import NOTES
from tests.integration.whole_paper import PAPER
from tests.integration.whole_planning import PLANNING
from tests.integration.whole_raters import RATERS
from tests.integration.whole_reflecting import OF_NO_ORGANISATION
from tests.integration.whole_rematch import REMATCH
from tests.integration.whole_scenarios import SCENARIOS
from tests.integration.whole_selection import SELECTION
from tests.integration.whole_shared import SHARED

from kith.foundation.faults import KithError
from kith.service.core.domain import audit
from kith.service.core.models import AuditEvent

pytestmark = pytest.mark.django_db
EVERY = (
    ACTIONS
    | APPLYING
    | BUILDING
    | EVIDENCE
    | EXERCISES
    | FUNNEL
    | IMPORTING
    | LEARNING
    | NOTES
    | PAPER
    | PLANNING
    | REMATCH
    | SCENARIOS
    | SELECTION
    | SHARED
    | RATERS
)
each = pytest.mark.parametrize("action", EVERY.values(), ids=EVERY.keys())
LABELS = {
    "api",
    "core",
    "people",
    "cohorts",
    "surveys",
    "recruitment",
    "matches",
    "learning",
    "planning",
    "reports",
}

ANSWERING = {
    "surveys.submit": "surveys",
    "surveys.send_unlinked": "surveys",
    "surveys.withdraw_answers": "surveys",
    "surveys.send_rater_answer": "surveys",
    "surveys.decline_to_rate": "surveys",
    "learning.end_relationship": "learning",
    **BY_THE_SERVICE,
}
"""What history tells without saying who did it."""


def everything(*, but: type[models.Model] | None = None):
    """Every row of the service, as it stands in its table."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if model._meta.app_label in LABELS and model is not but:
                table, key = model._meta.db_table, model._meta.pk.column
                cursor.execute(f'SELECT * FROM "{table}" ORDER BY "{key}"')
                found[model._meta.label] = cursor.fetchall()
    return found


class Broken(Exception):
    """The disk is full, the power is gone."""


def fail_at(monkeypatch, number):
    """Recording fails the ``number``-th time; the function given back tells how often it was asked."""
    record, count = audit.record, 0

    def recording(**given):
        nonlocal count
        count += 1
        if count == number:
            raise Broken
        return record(**given)

    monkeypatch.setattr(audit, "record", recording)
    return lambda: count


@pytest.fixture(scope="module")
def kept_cohort(keep):
    return keep(running)


@pytest.fixture
def made(kept_cohort, db):
    return kept_cohort()


@each
def test_what_breaks_at_its_last_breath_leaves_nothing(action, made, monkeypatch):
    """History is written after the change: when that fails, the change goes too."""
    with monkeypatch.context() as rehearsal, transaction.atomic():
        call = action.make(made)
        asked = fail_at(rehearsal, None)
        call()
        transaction.set_rollback(True)
    assert asked() > 0
    made.cohort.refresh_from_db()
    call = action.make(made)
    before = everything()
    fail_at(monkeypatch, asked())
    with pytest.raises(Broken):
        call()
    assert everything() == before


@each
def test_history_says_who_did_what_and_tells_of_nobody(action, made):
    call = action.make(made)
    known = set(AuditEvent.objects.values_list("pk", flat=True))
    call()
    rows = AuditEvent.objects.exclude(pk__in=known).filter(action=action.audited)
    assert rows
    actor = ANSWERING.get(action.audited, str(made.lead.pk))
    assert {row.actor_id for row in rows} == {actor}
    is_private = action.audited in OF_NO_ORGANISATION | BY_THE_SERVICE.keys()
    assert {row.organisation_id for row in rows} == {None if is_private else made.cohort.organisation_id}
    assert told_in_the_audit() == []


@each
def test_the_second_of_two_clicks(action, made):
    call = action.make(made)
    call()
    once = everything(but=AuditEvent)
    if action.twice in {SAME, MORE}:
        call()
        assert (everything(but=AuditEvent) == once) is (action.twice == SAME)
    else:
        with pytest.raises(KithError) as refused:
            call()
        assert [fault.code for fault in refused.value.faults] == [action.twice]
        assert everything(but=AuditEvent) == once
