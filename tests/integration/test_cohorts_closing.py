"""A cohort ends: nothing more happens in it, people read on for a time, and it can all be undone."""

import datetime as dt

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from tests.factories import CohortRoleFactory, MailFactory, MembershipFactory, PersonFactory
from tests.factories.running import Running, running, told_in_the_audit
from tests.integration.whole_actions import ACTIONS, ALLOWED_WHEN_CLOSED

from kith.foundation.faults import KithError
from kith.service.cohorts.domain import places
from kith.service.cohorts.domain.closing import (
    Step,
    archive_cohort,
    close_cohort,
    reopen_cohort,
    unarchive_cohort,
)
from kith.service.cohorts.domain.roles import roles_on_cohort
from kith.service.cohorts.models import Cohort
from kith.service.cohorts.web.closing import what_happens
from kith.service.core.domain import links, outbox, policies
from kith.service.core.domain.tick import _registry
from kith.service.core.models import AuditEvent, JobState, Mail, MailState
from kith.service.matches.domain import actions as matching
from kith.service.reports.domain import actions as reports
from kith.service.surveys.models import Wave

pytestmark = pytest.mark.django_db
State = Cohort.State


@pytest.fixture
def made() -> Running:
    return running()


def close(made):
    close_cohort(by=made.by, cohort=made.cohort)
    return made


def archive(made):
    archive_cohort(by=made.by, cohort=close(made).cohort)
    return made


def codes(refused):
    return [fault.code for fault in refused.value.faults]


@pytest.mark.parametrize("name", ACTIONS)
def test_nothing_is_written_in_a_closed_cohort(name):
    """Every action of the table: refused with one clear fault, or allowed for a reason that is written down."""
    made = running()
    call = ACTIONS[name].make(made)
    close(made)
    if name in ALLOWED_WHEN_CLOSED:
        call()
        return
    known = AuditEvent.objects.count()
    with pytest.raises(KithError) as refused:
        call()
    assert codes(refused) == ["cohorts.not_open"]
    assert AuditEvent.objects.count() == known


def test_what_is_allowed_is_an_action_and_has_a_reason():
    assert set(ALLOWED_WHEN_CLOSED) <= set(ACTIONS)
    assert all(len(why) > 20 for why in ALLOWED_WHEN_CLOSED.values())


def test_closing_ends_what_is_under_way(made):
    made.opened()
    made.add("Gil Roy", "clinician", confirmed=False)
    places.invite(by=made.by, cohort=made.cohort, held=True)
    run = matching.start_run(by=made.by, cohort=made.cohort, best_for="most")
    close(made)
    run.job.refresh_from_db()
    made.places["Gil"].refresh_from_db()
    assert run.job.state == JobState.CANCELLED
    assert dict(made.cohort.waves.values_list("key", "state")) == {
        "before": Wave.State.CLOSED,
        "after": Wave.State.PLANNED,
        "experience": Wave.State.PLANNED,
        "half-a-year-on": Wave.State.PLANNED,
        "a-year-on": Wave.State.PLANNED,
    }
    assert set(Mail.objects.filter(cohort_id=made.cohort.pk).values_list("state", flat=True)) == {"withdrawn"}
    assert made.places["Gil"].invited_at is None
    assert AuditEvent.objects.filter(action="cohorts.close").values_list("detail", flat=True).get() == {
        "mails": 5
    }
    assert told_in_the_audit() == []
    reopen_cohort(by=made.by, cohort=made.cohort)
    assert places.invite(by=made.by, cohort=made.cohort, held=True) == 1


def test_no_tick_does_anything_in_a_closed_cohort(made):
    made.opened()
    close(made)
    Wave.objects.update(opens_at=timezone.now() - dt.timedelta(days=8), closes_at=timezone.now())
    Wave.objects.filter(key="before").update(state=Wave.State.OPEN)
    before = list(Wave.objects.values_list("pk", "state")), Mail.objects.count()
    for name, due in _registry.items():
        if not name.startswith("core."):
            due(timezone.now() + dt.timedelta(hours=1))
    assert (list(Wave.objects.values_list("pk", "state")), Mail.objects.count()) == before


def test_no_mail_goes_for_a_closed_cohort(made):
    mail = MailFactory(
        organisation=made.cohort.organisation, cohort_id=made.cohort.pk, state=MailState.BOUNCED
    )
    close(made)
    with pytest.raises(KithError) as refused:
        outbox.send_again(by=made.by, mail=mail)
    assert codes(refused) == ["cohorts.not_open"]


def test_links_say_that_it_is_over_and_work_again_after_reopening(made, client):
    made.opened()
    place, invitation = made.places["Amina"], made.invitation("Amina")
    expires = timezone.now() + dt.timedelta(days=3)
    addresses = [
        links.issue_link(purpose=purpose, subject=subject, person_id=place.person_id, expires=expires)[1]
        for purpose, subject in (("confirm_place", place), ("answer_wave", invitation))
    ]
    close(made)
    for address in addresses:
        answer = client.get(address)
        assert (answer.status_code, "has been closed" in answer.content.decode()) == (410, True)
        assert client.post(address, {"decline": "1"}).status_code == 410
    reopen_cohort(by=made.by, cohort=made.cohort)
    assert client.get(addresses[0]).status_code == 200


def test_people_read_their_partner_on_and_after_the_policys_days_no_longer(made, client):
    run = made.draft()
    matching.publish(by=made.by, run=run, seen_revision=0)
    policies.set_threshold(
        by=made.by, organisation=made.cohort.organisation, key="archive.reading_days", value=30
    )
    amina = made.places["Amina"]
    client.force_login(amina.person)
    page = reverse("matches:partner", args=[amina.pk])
    archive(made)
    assert made.cohort.read_until - made.cohort.archived_at == dt.timedelta(days=30)
    assert client.get(page).status_code == 200
    assert made.cohort.name not in client.get(reverse("home:home")).content.decode()
    assert page in client.get(reverse("cohorts:archived")).content.decode()
    Cohort.objects.update(read_until=timezone.now() - dt.timedelta(seconds=1))
    assert client.get(page).status_code == 404
    assert page not in client.get(reverse("cohorts:archived")).content.decode()
    made.cohort.refresh_from_db()
    assert roles_on_cohort(amina.person, made.cohort) == frozenset()


def test_an_archived_cohort_leaves_the_lists_and_takes_no_report(made, client):
    archive(made)
    client.force_login(made.lead)
    address = reverse("cohorts:show", args=[made.cohort.pk])
    for view in ("home:home", "cohorts:programmes"):
        assert address not in client.get(reverse(view)).content.decode()
    assert address in client.get(reverse("cohorts:archived")).content.decode()
    assert "It can only be read" in client.get(address).content.decode()
    with pytest.raises(KithError) as refused:
        reports.make_report(by=made.by, cohort=made.cohort, audience="public", language="en")
    assert codes(refused) == ["cohorts.archived"]


STEPS = {
    Step.CLOSE: close_cohort,
    Step.REOPEN: reopen_cohort,
    Step.ARCHIVE: archive_cohort,
    Step.UNARCHIVE: unarchive_cohort,
}


def test_each_step_twice_is_once_and_from_the_wrong_state_refused(made):
    refusals = {
        State.OPEN: {Step.ARCHIVE, Step.UNARCHIVE},
        State.CLOSED: set(),
        State.ARCHIVED: {Step.CLOSE, Step.REOPEN},
    }
    for state, refused_steps in refusals.items():
        for step, action in STEPS.items():
            Cohort.objects.update(state=state)
            made.cohort.refresh_from_db()
            if step in refused_steps:
                with pytest.raises(KithError) as refused:
                    action(by=made.by, cohort=made.cohort)
                assert codes(refused) == [f"cohorts.cannot_{step}"]
            else:
                action(by=made.by, cohort=made.cohort)
                known = AuditEvent.objects.count()
                action(by=made.by, cohort=made.cohort)
                assert AuditEvent.objects.count() == known
    told = set(AuditEvent.objects.filter(action__startswith="cohorts.").values_list("action", flat=True))
    assert told >= {"cohorts.close", "cohorts.reopen", "cohorts.archive", "cohorts.unarchive"}


def test_a_step_is_done_whole_or_not_at_all(made, monkeypatch):
    made.opened()
    before = list(Wave.objects.values()), list(Mail.objects.values())

    def broken(*_args, **_told):
        raise OSError("the disk is full")

    monkeypatch.setattr("kith.service.surveys.domain.waves._record", broken)
    with pytest.raises(OSError, match="disk"):
        close_cohort(by=made.by, cohort=made.cohort)
    assert (list(Wave.objects.values()), list(Mail.objects.values())) == before
    assert Cohort.objects.get().state == State.OPEN


def test_a_name_that_was_given_anew_keeps_the_old_cohort_in_the_archive(made):
    archive(made)
    running(organisation=made.cohort.organisation, name=made.cohort.name)
    with pytest.raises(KithError) as refused:
        unarchive_cohort(by=made.by, cohort=made.cohort)
    assert codes(refused) == ["cohorts.name_taken"]


def test_the_page_says_what_will_happen_and_does_it(made, client):
    made.opened()
    client.force_login(made.lead)
    page = reverse("cohorts:closing", args=[made.cohort.pk, "close"])
    shown = client.get(page).content.decode()
    for words in ("4 messages that have not gone", "close at once: Before", "will not: After, How it went"):
        assert words in shown
    assert client.get(page.replace("close", "archive")).status_code == 302
    assert client.get(page.replace("close", "burn")).status_code == 404
    shown = client.post(page, follow=True).content.decode()
    assert "Spring is closed." in shown
    assert "Archive this cohort" in shown
    assert "Settings" not in shown
    waves = Wave.objects.filter(key="after")
    waves.update(
        opens_at=timezone.now() - dt.timedelta(days=1), closes_at=timezone.now() + dt.timedelta(days=1)
    )
    reopening = " ".join(what_happens(Cohort.objects.get(pk=made.cohort.pk), Step.REOPEN))
    assert "they open within a minute, with a mail: After." in reopening


def test_who_may_close(made, client):
    page = reverse("cohorts:closing", args=[made.cohort.pk, "close"])
    cohort = made.cohort
    for person, status in (
        (CohortRoleFactory(cohort=cohort, role="deputy").person, 200),
        (CohortRoleFactory(cohort=cohort, role="evaluator").person, 403),
        (MembershipFactory(organisation=cohort.organisation, role="viewer").person, 403),
        (made.places["Amina"].person, 403),
        (PersonFactory(), 404),
    ):
        client.force_login(person)
        assert client.get(page).status_code == status


def test_the_archived_page_asks_the_same_number_of_questions(made, client, django_assert_num_queries):
    archive(made)
    client.force_login(made.lead)
    address = reverse("cohorts:archived")
    client.get(address)
    with connection.execute_wrapper(counting := Counting()):
        client.get(address)
    for name in ("Two", "Three"):
        other = running(organisation=made.cohort.organisation, name=name, people=())
        archive(other)
    with django_assert_num_queries(counting.count):
        client.get(address)


class Counting:
    def __init__(self):
        self.count = 0

    def __call__(self, execute, *args):
        self.count += 1
        return execute(*args)
