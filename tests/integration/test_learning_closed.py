"""In a cohort that is closed nothing of learning changes, but for what its room says must still work."""

import pytest
from django.db import transaction
from tests.factories.running import running
from tests.integration.whole_learning import ALLOWED_WHEN_CLOSED, LEARNING

from kith.foundation.faults import KithError
from kith.service.cohorts.domain.closing import close_cohort
from kith.service.core.models import AuditEvent

pytestmark = pytest.mark.django_db


def test_what_is_allowed_is_an_action_and_has_a_reason():
    assert set(ALLOWED_WHEN_CLOSED) <= set(LEARNING)
    assert all(len(why) > 20 for why in ALLOWED_WHEN_CLOSED.values())


def test_everything_else_is_refused_and_leaves_no_history():
    made = running()
    told = {}
    for name, action in LEARNING.items():
        with transaction.atomic():
            call = action.make(made)
            close_cohort(by=made.by, cohort=made.cohort)
            known = AuditEvent.objects.count()
            try:
                call()
                told[name] = "allowed"
            except KithError as refused:
                told[name] = next(fault.code for fault in refused.faults)
                assert AuditEvent.objects.count() == known, name
            transaction.set_rollback(True)
        made.cohort.refresh_from_db()
    assert told == {
        name: "allowed" if name in ALLOWED_WHEN_CLOSED else "cohorts.not_open" for name in LEARNING
    }
