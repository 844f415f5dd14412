"""A lead hands a cohort over: who leads from when, what the next one reads, and what passes on."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories import CohortRoleFactory, MailFactory, PersonFactory
from tests.factories.learning import ConcernFactory
from tests.factories.running import running

from kith.foundation.faults import KithError
from kith.service.cohorts.domain.closing import archive_cohort, close_cohort
from kith.service.cohorts.domain.handing_over import acknowledge_hand_over, hand_over
from kith.service.cohorts.domain.roles import roles_on_cohort
from kith.service.cohorts.models import CohortRole, HandOver
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.permissions import Role
from kith.service.core.models import Mail, MailState
from kith.service.learning.domain.health.reading import addressed_to
from kith.service.learning.domain.roles import roles_on_concern
from kith.service.learning.models import Concern

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
IN_A_WEEK = TODAY + dt.timedelta(days=7)


@pytest.fixture
def made():
    """Led by somebody with a role on the cohort alone."""
    made = running()
    made.lead = CohortRoleFactory(cohort=made.cohort, person__name="Pat Now", role="lead").person
    return made


def over(made, **given):
    wanted = {
        "email": "next@example.org",
        "name": "Nia Next",
        "on": IN_A_WEEK,
        "note": "Ring the trust first.",
    }
    return hand_over(by=made.by, cohort=made.cohort, of=made.lead, **(wanted | given))


def leads(person, cohort, on):
    rows = CohortRole.objects.in_force(on).filter(cohort=cohort, person=person)
    return set(rows.values_list("role", flat=True))


def page(person, address, status=200):
    client = Client()
    client.force_login(person)
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_next_lead_leads_from_a_day_and_the_present_one_until_the_day_before(made):
    row = over(made)
    assert over(made).pk == row.pk
    assert leads(made.lead, made.cohort, IN_A_WEEK - dt.timedelta(days=1)) == {"lead"}
    assert leads(made.lead, made.cohort, IN_A_WEEK) == set()
    assert leads(row.to_person, made.cohort, IN_A_WEEK - dt.timedelta(days=1)) == set()
    assert leads(row.to_person, made.cohort, IN_A_WEEK) == {"lead"}
    mail = Mail.objects.get(purpose="cohorts.handed_over")
    assert "Ring the trust" not in mail.body
    page(row.to_person, reverse("cohorts:hand_over_note", args=[made.cohort.pk, row.pk]), 404)
    assert "Read the hand-over" not in page(row.to_person, "/")


def test_the_next_lead_reads_what_is_open_and_says_so(made):
    made.add("Gil Roy", "clinician", confirmed=False).refresh_from_db()
    made.cohort.places.filter(state="invited").update(invited_at=timezone.now())
    MailFactory(organisation=made.cohort.organisation, cohort_id=made.cohort.pk, state=MailState.HELD)
    MailFactory(
        organisation=made.cohort.organisation,
        cohort_id=made.cohort.pk,
        state=MailState.HELD,
        is_confidential=True,
    )
    row = over(made, on=TODAY)
    page(made.lead, reverse("cohorts:show", args=[made.cohort.pk]), 404)
    address = reverse("cohorts:hand_over_note", args=[made.cohort.pk, row.pk])
    assert address in page(row.to_person, "/")
    shown = page(row.to_person, address)
    for words in (
        "Ring the trust first.",
        "1 message is held and waits to be sent",
        "1 person has not answered the invitation",
        "I have read it",
    ):
        assert words in shown
    assert "Gil" not in shown
    client = Client()
    client.force_login(row.to_person)
    assert client.post(address).status_code == 302
    assert address not in page(row.to_person, "/")
    assert "Read on" in page(row.to_person, address)


def test_only_the_next_lead_says_that_they_have_read_it(made):
    row = over(made, on=TODAY)
    other = CohortRoleFactory(cohort=made.cohort, role="deputy").person
    acknowledge_hand_over(by=Actor.of_person(other), row=row)
    assert HandOver.objects.get().read_at is None
    address = reverse("cohorts:hand_over_note", args=[made.cohort.pk, row.pk])
    assert "I have read it" not in page(other, address)
    evaluator = CohortRoleFactory(cohort=made.cohort, role="evaluator").person
    page(evaluator, address, 403)


def test_the_present_lead_may_stay_as_deputy(made):
    until = IN_A_WEEK + dt.timedelta(days=30)
    over(made, deputy_until=until)
    assert leads(made.lead, made.cohort, IN_A_WEEK) == {"deputy"}
    assert leads(made.lead, made.cohort, until + dt.timedelta(days=1)) == set()


def test_who_leads_by_the_organisation_is_told_that_they_keep_it(made):
    lead = made.cohort.organisation.memberships.get(role="lead").person
    CohortRole.objects.filter(cohort=made.cohort).delete()
    address = reverse("cohorts:hand_over", args=[made.cohort.pk])
    assert "until an administrator ends that role" in page(lead, address)
    client = Client()
    client.force_login(lead)
    given = {
        "of": str(lead.pk), "email": "next@example.org", "name": "Nia Next", "note": "",
        "on_day": IN_A_WEEK.day, "on_month": IN_A_WEEK.month, "on_year": IN_A_WEEK.year,
    }  # fmt: skip
    assert client.post(address, given).status_code == 302
    assert Role.LEAD in roles_on_cohort(lead, made.cohort)
    assert client.post(address, {**given, "of": str(PersonFactory().pk)}).status_code == 422


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"on": TODAY - dt.timedelta(days=1)}, "cohorts.hand_over_past"),
        ({"deputy_until": TODAY}, "cohorts.role_ends_first"),
        ({"email": "not an address"}, "people.address.not_an_address"),
    ],
)
def test_what_cannot_be_is_refused_whole(made, given, code):
    before = list(CohortRole.objects.order_by("pk").values())
    with pytest.raises(KithError) as refused:
        over(made, **given)
    assert [fault.code for fault in refused.value.faults] == [code]
    assert list(CohortRole.objects.order_by("pk").values()) == before
    with pytest.raises(KithError) as refused:
        over(made, email=made.lead.email)
    assert [fault.code for fault in refused.value.faults] == ["cohorts.hand_over_to_oneself"]


def test_a_closed_cohort_can_be_handed_over_and_an_archived_one_not(made):
    close_cohort(by=made.by, cohort=made.cohort)
    row = over(made)
    assert Mail.objects.get(purpose="cohorts.handed_over").person == row.to_person
    archive_cohort(by=made.by, cohort=made.cohort)
    with pytest.raises(KithError) as refused:
        over(made, email="third@example.org")
    assert [fault.code for fault in refused.value.faults] == ["cohorts.archived"]


def test_what_was_written_in_confidence_passes_on_only_while_it_is_open(made):
    row = over(made, on=TODAY)
    yesterday = timezone.now() - dt.timedelta(days=1)
    waits = ConcernFactory(cohort=made.cohort, text="It still hurts.")
    closed = ConcernFactory(
        cohort=made.cohort, text="It is settled.", state=Concern.State.CLOSED, closed_at=yesterday
    )
    assert roles_on_concern(row.to_person, waits) == {Role.LEAD}
    assert roles_on_concern(row.to_person, closed) == frozenset()
    assert list(addressed_to(row.to_person, made.cohort)) == [waits]
    other = CohortRoleFactory(cohort=made.cohort, role="lead").person
    assert roles_on_concern(other, closed) == {Role.LEAD}
    assert set(addressed_to(other, made.cohort)) == {waits, closed}
