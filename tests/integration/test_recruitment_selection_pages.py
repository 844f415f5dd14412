"""The pages of selection: from the ranking to a decision, an answer to an offer, and the letters."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.factories import CohortFactory, MembershipFactory
from tests.factories.recruitment import ApplicationFactory, CallFactory

from kith.service.core.domain.links import issue_link
from kith.service.core.domain.permissions import Role
from kith.service.core.models import LinkPurpose, Mail
from kith.service.recruitment.models import Application, Decision, Offer, Review, Reviewer

pytestmark = pytest.mark.django_db
State = Application.State


@pytest.fixture
def world(client):
    starts = timezone.localdate() + timedelta(days=120)
    sides = {"clinician": {"min": 1, "max": 2}, "manager": {"min": 1, "max": 2}}
    call = CallFactory(
        cohort=CohortFactory(sides=sides, starts_on=starts, ends_on=starts + timedelta(days=90))
    )
    now = timezone.now()
    rows = [
        ApplicationFactory(call=call, state=State.SHORTLISTED, shortlisted_at=now, permitted_at=now)
        for _number in range(3)
    ]
    lead = MembershipFactory(organisation=call.cohort.organisation, role=Role.LEAD).person
    client.force_login(lead)
    return SimpleNamespace(call=call, rows=rows, client=client, lead=lead)


def page(name: str, world, *args) -> str:
    return reverse(f"recruitment:{name}", args=[world.call.cohort_id, *args])


def score(world, row: Application, *totals: int) -> None:
    keys = ("motivation", "readiness", "improvement", "commitment")
    for points in totals:
        reviewer = Reviewer.objects.create(call=world.call, person=MembershipFactory().person)
        Review.objects.create(
            application=row, reviewer=reviewer, state="submitted", scores=dict.fromkeys(keys, points)
        )


def test_the_first_so_many_are_looked_at_before_anything_is_done(world):
    for row, points in zip(world.rows, (1, 4, 3), strict=True):
        score(world, row, points, points)
    given = {"side": "clinician", "decision": "offer", "first": "2"}
    looked_at = world.client.post(page("check_decision", world), given).content.decode()
    assert world.rows[1].reference in looked_at
    assert world.rows[2].reference in looked_at
    assert world.rows[0].reference not in looked_at
    assert "We offer you a place" in looked_at
    assert not Decision.objects.exists()
    sure = {
        "side": "clinician",
        "decision": "offer",
        "application": [str(world.rows[1].pk), str(world.rows[2].pk)],
        "reason": "The two highest totals.",
        "days": "10",
    }
    done = world.client.post(page("check_decision", world), sure)
    assert done.url == f"{page('selection', world)}?side=clinician"
    assert Offer.objects.count() == 2
    assert Mail.objects.filter(purpose="recruitment.offer").count() == 2


def test_a_refusal_stands_on_the_page_and_nothing_is_lost(world):
    sure = {
        "side": "clinician",
        "decision": "offer",
        "application": [str(row.pk) for row in world.rows],
        "reason": "All of them, please.",
        "days": "10",
    }
    refused = world.client.post(page("check_decision", world), sure)
    assert refused.status_code == 422
    text = refused.content.decode()
    assert "2 of 2 places are free" in text
    assert "All of them, please." in text
    assert not Offer.objects.exists()


def test_exact_ties_at_the_cut_are_named(world):
    for row in world.rows:
        score(world, row, 3, 3)
    given = {"side": "clinician", "decision": "offer", "first": "2"}
    text = world.client.post(page("check_decision", world), given).content.decode()
    assert "have exactly the same total, and they do not all fit" in text


def test_nobody_chosen_is_said(world):
    refused = world.client.post(page("check_decision", world), {"side": "clinician", "decision": "wait"})
    assert refused.status_code == 422
    assert "Nobody is chosen" in refused.content.decode()


def test_an_offer_is_answered_by_the_personal_link(world):
    row = world.rows[0]
    Application.objects.filter(pk=row.pk).update(state=State.OFFERED)
    Offer.objects.create(application=row, expires_at=timezone.now() + timedelta(days=5))
    _link, path = issue_link(
        purpose=LinkPurpose.APPLY,
        subject=row,
        person_id=row.person_id,
        expires=timezone.now() + timedelta(days=9),
    )
    secret = path.strip("/").split("/")[-1]
    world.client.logout()
    href = reverse("recruitment:offer_by_link", args=[secret])
    assert "We offer you a place" in world.client.get(href).content.decode()
    assert world.client.post(href, {"answer": ""}).status_code == 422
    assert world.client.post(href, {"answer": "accept"}).status_code == 302
    assert Application.objects.get(pk=row.pk).state == State.ACCEPTED
    again = world.client.get(href)
    assert (again.status_code, "You have answered already" in again.content.decode()) == (410, True)


def test_another_applicant_sees_no_offer_of_mine(world):
    world.client.force_login(world.rows[1].person)
    assert world.client.get(reverse("recruitment:answer_offer", args=[world.rows[0].pk])).status_code == 404


def test_letters_are_read_first_and_held(world):
    Application.objects.filter(pk=world.rows[0].pk).update(state=State.NOT_SELECTED)
    assert world.rows[0].reference in world.client.get(page("letters", world)).content.decode()
    done = world.client.post(page("letters", world), {"to": [str(world.rows[0].pk)], "words": ""})
    assert done.status_code == 302
    assert Mail.objects.get(purpose="recruitment.feedback").state == "held"


def test_the_ranking_page_asks_as_much_for_many_as_for_few(world):
    href = page("selection", world)
    world.client.get(href)
    score(world, world.rows[0], 2)
    with CaptureQueriesContext(connection) as few:
        world.client.get(href)
    for _number in range(3):
        score(world, ApplicationFactory(call=world.call), 3)
    with CaptureQueriesContext(connection) as many:
        world.client.get(href)
    assert len(few) == len(many)
