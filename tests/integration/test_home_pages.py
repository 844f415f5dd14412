"""Home: what waits for me, and for a lead the exceptions only, whatever the role and its dates."""

import datetime as dt
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.access_samples import new_world
from tests.factories import CohortRoleFactory, MailFactory, PersonFactory
from tests.factories.running import running

from kith.service.cohorts.domain import places
from kith.service.cohorts.domain.roles import roles_on_cohort, roles_on_cohorts
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.models import MailState
from kith.service.matches.domain import actions as matching
from kith.service.surveys.models import Invitation

pytestmark = pytest.mark.django_db


def home_of(person):
    client = Client()
    client.force_login(person)
    answer = client.get(reverse("home:home"))
    assert answer.status_code == 200
    return " ".join(unescape(answer.content.decode().split("<main")[1]).split())


@pytest.fixture
def made():
    return running()


def test_who_takes_part_in_nothing_has_an_empty_home():
    page = home_of(PersonFactory())
    assert "questionnaire" not in page.lower()
    assert reverse("cohorts:programmes") not in page


def test_a_participant_is_led_from_task_to_task(made):
    amina = made.places["Amina"]
    assert reverse("matches:preferences", args=[amina.pk]) in home_of(amina.person)
    made.opened()
    answer = reverse("surveys:answer", args=[made.invitation("Amina").pk])
    assert answer in home_of(amina.person)
    Invitation.objects.filter(place=amina).update(is_finished=True)
    assert "Done" in home_of(amina.person)
    matching.publish(by=made.by, run=made.draft(), seen_revision=0)
    page = home_of(amina.person)
    together = amina.learning_with.get().relationship_id
    assert reverse("learning:together", args=[together]) in page
    assert reverse("matches:preferences", args=[amina.pk]) not in page


def test_nobody_sees_anothers_tasks_or_partner(made):
    made.opened()
    matching.publish(by=made.by, run=made.draft(), seen_revision=0)
    amina, chen = made.places["Amina"], made.places["Chen"]
    page = home_of(amina.person)
    for private in (
        reverse("surveys:answer", args=[made.invitation("Chen").pk]),
        reverse("matches:partner", args=[chen.pk]),
        "Chen Li",
        chen.person.email,
    ):
        assert private not in page


def test_whoever_left_has_nothing_to_do(made):
    made.opened()
    places.withdraw(by=made.by, place=made.places["Amina"])
    page = home_of(made.places["Amina"].person)
    assert "Spring" not in page


def test_a_lead_is_told_of_exceptions_and_of_nothing_else(made):
    quiet = home_of(made.lead)
    for said in ("did not arrive", "held and wait", "not answered the invitation"):
        assert said not in quiet
    made.add("Gil Roy", "clinician", confirmed=False)
    Place.objects.filter(pk=made.places["Gil"].pk).update(invited_at=timezone.now() - dt.timedelta(days=8))
    mine = {"organisation": made.cohort.organisation, "cohort_id": made.cohort.pk}
    MailFactory(**mine, state=MailState.HELD)
    MailFactory(**mine, state=MailState.FAILED)
    MailFactory(**mine, state=MailState.BOUNCED)
    page = home_of(made.lead)
    assert "1 person has not answered the invitation for a week" in page
    assert "1 mail is held and waits for you" in page
    assert "2 mails did not arrive" in page


def test_what_became_of_a_reminder_is_no_exception_that_a_lead_sees(made):
    mine = {"organisation": made.cohort.organisation, "cohort_id": made.cohort.pk}
    MailFactory(**mine, state=MailState.FAILED, is_confidential=True)
    MailFactory(**mine, state=MailState.HELD, is_confidential=True)
    page = home_of(made.lead)
    assert "did not arrive" not in page
    assert "held" not in page


def test_a_cohorts_card_says_who_is_there_and_that_it_is_closed(made):
    page = home_of(made.lead)
    assert "people confirmed" in page
    assert "Nobody yet" not in page
    assert ">Closed<" not in page
    Place.objects.all().delete()
    Cohort.objects.update(state=Cohort.State.CLOSED)
    page = home_of(made.lead)
    assert "0 of 0" not in page
    assert "Nobody yet" in page
    assert ">Closed<" in page
    assert "By the calendar now" not in page


@pytest.mark.parametrize(("first", "last", "sees"), [(-3, 3, True), (-9, -1, False), (1, 9, False)])
def test_a_deputy_sees_the_cohort_between_their_dates(made, first, last, sees):
    today = timezone.now().date()
    between = {"starts_on": today + dt.timedelta(days=first), "ends_on": today + dt.timedelta(days=last)}
    deputy = CohortRoleFactory(cohort=made.cohort, role="deputy", **between).person
    assert ("Spring" in home_of(deputy)) is sees


def test_roles_on_many_cohorts_are_the_roles_on_each():
    """Lists ask for all at once, doors one by one: both must say the same."""
    worlds = [new_world(), new_world()]
    today = timezone.now().date()
    yesterday = today - dt.timedelta(days=1)
    extra = [
        CohortRoleFactory(cohort=worlds[0].cohort, role="deputy", ends_on=yesterday).person,
        CohortRoleFactory(cohort=worlds[0].cohort, role="deputy", starts_on=today, ends_on=today).person,
        PersonFactory(),
    ]
    cohorts = [world.cohort for world in worlds]
    for person in [*extra, *(person for world in worlds for person in world.people.values())]:
        each = {cohort.pk: roles_on_cohort(person, cohort) for cohort in cohorts}
        assert roles_on_cohorts(person, cohorts) == each
