"""Asking a manager once more: on its day, once however often the tick runs, and never into a dead mail server."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from tests.factories import MembershipFactory
from tests.factories.evidence import BY, link_to, page_of, permission_of, reference_of, sent_application
from tests.factories.running import running
from tests.integration.whole_evidence import EVIDENCE

from kith.foundation.faults import KithError
from kith.service.core.models import Mail, MailState
from kith.service.recruitment.domain.evidence import nudging
from kith.service.recruitment.domain.evidence.evidence_mails import NUDGE
from kith.service.recruitment.models import Application, ManagerPermission

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    return sent_application()


def goes(after_days=0.0):
    """Every queued mail arrives."""
    at = timezone.now() + timedelta(days=after_days)
    Mail.objects.filter(state=MailState.QUEUED).update(state=MailState.SENT, sent_at=at)


def tick(days):
    nudging.nudge_due(timezone.now() + timedelta(days=days))
    return Mail.objects.filter(purpose=NUDGE).count()


def test_two_reminders_on_their_days_and_no_third(application):
    goes()
    assert [tick(4.9), tick(5.1), tick(5.1), tick(9.9)] == [0, 1, 1, 1]
    goes(5.1)
    assert [tick(10.1), tick(10.1)] == [2, 2]
    goes(10.1)
    assert [tick(15.1), tick(27)] == [2, 2]
    permission = permission_of(application)
    assert permission.nudges == 2
    assert permission.answer_by == permission.asked_at + timedelta(days=28)
    assert "A reminder" in Mail.objects.filter(purpose=NUDGE).first().subject


def test_while_the_mail_is_down_nothing_piles_up(application):
    assert [tick(6), tick(12)] == [0, 0]
    goes(12)
    assert tick(12.1) == 0
    assert tick(16.1) == 1
    assert tick(20) == 1  # the reminder itself has not gone


def test_a_tick_killed_half_way_leaves_all_of_it_to_the_next(application, monkeypatch):
    goes()
    with monkeypatch.context() as broken:
        broken.setattr(nudging, "queue_permission", lambda **_given: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            tick(5.1)
    assert permission_of(application).nudges == 0
    assert tick(5.1) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda: ManagerPermission.objects.update(state="given"),
        lambda: ManagerPermission.objects.update(state="waived"),
        lambda: Application.objects.update(state="withdrawn"),
        lambda: Application.objects.update(state="not_selected"),
        lambda: ManagerPermission.objects.update(answer_by=timezone.now()),
        lambda: Mail.objects.update(state=MailState.BOUNCED),
    ],
)
def test_who_is_left_in_peace(application, change):
    goes()
    change()
    assert tick(6) == 0


def test_the_lead_asks_again_by_hand_but_not_twice_a_day(application):
    with pytest.raises(KithError, match="nudged_today"):
        nudging.nudge(by=BY, permission=permission_of(application))
    assert nudging.nudge_all(by=BY, call=application.call) == 0
    with time_machine.travel(timezone.now() + timedelta(days=40)):
        assert nudging.nudge_all(by=BY, call=application.call) == 1
        assert nudging.nudge_all(by=BY, call=application.call) == 0
        permission = permission_of(application)
        assert permission.answer_by > timezone.now() + timedelta(days=13)
    assert nudging.nudge_all(by=BY, call=application.call, applications=[]) == 0


def test_only_an_answer_that_is_waited_for_is_asked_for_again(application):
    ManagerPermission.objects.update(state="refused")
    with pytest.raises(KithError, match="permission_not_waiting"):
        nudging.nudge(by=BY, permission=permission_of(application))
    ManagerPermission.objects.update(state="waiting")
    Application.objects.update(state="withdrawn")
    with pytest.raises(KithError, match="permission_not_waiting"):
        nudging.nudge(by=BY, permission=permission_of(application))
    nobody = sent_application(giver=None)
    with pytest.raises(KithError, match="nobody_to_nudge"):
        nudging.nudge(by=BY, permission=permission_of(nobody))


def test_in_a_closed_cohort_nothing_is_asked_answered_or_changed(client):
    """Every action of the table but the file, which may be taken away afterwards too."""
    made = running(people=())
    for name, action in EVIDENCE.items():
        call = action.make(made)
        made.cohort.state = "closed"
        made.cohort.save()
        if name != "note_export_of_applications":
            with pytest.raises(KithError, match=r"^cohorts\.not_open$"):
                call()
        made.cohort.state = "open"
        made.cohort.save()
        made.cohort.call.applications.all().delete()
        made.cohort.call.delete()
    application = sent_application()
    goes()
    type(made.cohort).objects.update(state="closed")
    assert tick(6) == 0
    for row in (permission_of(application), reference_of(application, state="asked")):
        assert client.get(link_to(row)[1]).status_code == 410
    lead = MembershipFactory(organisation=application.call.cohort.organisation).person
    client.force_login(lead)
    page = client.get(page_of(application)).content.decode()
    assert "Waiting since" in page
    assert "Do without it" not in page
    assert "Note as asked" not in page
