"""An organisation's own page, and its policies."""

import pytest
from django.urls import reverse
from tests.factories import AdministratorFactory, CohortFactory, MembershipFactory

from kith.foundation.faults import KithError
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.policies import DEFAULTS, policy, set_thresholds, thresholds
from kith.service.core.models import AuditEvent, PolicyThreshold

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return AdministratorFactory(person__name="Jo Hart")


@pytest.fixture
def organisation(administrator):
    return administrator.organisation


def page(client, membership, view="home:organisation"):
    client.force_login(membership.person)
    return client.get(reverse(view, args=[membership.organisation.slug])).content.decode()


def address(view, organisation):
    return f'href="{reverse(view, args=[organisation.slug])}"'


def test_an_administrator_finds_everything_to_set(client, administrator, organisation):
    CohortFactory(organisation=organisation)
    CohortFactory(organisation=organisation, state="closed")
    shown = page(client, administrator)
    for view in ("people:roles", "home:policies", "core:history", "people:erasures", "core:health"):
        assert address(view, organisation) in shown
    assert address("cohorts:choose_programme", organisation) not in shown
    assert "Jo Hart" in shown
    assert address("home:organisation", organisation) in client.get("/").content.decode()


@pytest.mark.parametrize(("role", "may_start"), [("lead", True), ("viewer", False), ("evaluator", False)])
def test_others_are_shown_what_they_may_use(client, organisation, role, may_start):
    shown = page(client, MembershipFactory(organisation=organisation, role=role))
    assert "Jo Hart" in shown
    assert (address("cohorts:choose_programme", organisation) in shown) == may_start
    for view in ("people:roles", "home:policies", "core:history", "home:rename_organisation"):
        assert address(view, organisation) not in shown


def test_policies_are_shown_and_changed_and_audited(client, administrator, organisation):
    assert f'value="{DEFAULTS["disclosure.min_matched"]}"' in page(client, administrator, "home:policies")
    values = {**DEFAULTS, "disclosure.min_matched": 8}
    response = client.post(reverse("home:policies", args=[organisation.slug]), values)
    assert response["Location"] == reverse("home:organisation", args=[organisation.slug])
    assert policy(organisation).min_matched == 8
    assert [row.fields for row in AuditEvent.objects.filter(action="core.policy.set")] == [
        ["disclosure.min_matched"]
    ]
    assert PolicyThreshold.objects.count() == 1


def test_what_protects_people_is_never_weakened(client, administrator, organisation):
    client.force_login(administrator.person)
    values = {**DEFAULTS, "disclosure.min_matched": 4}
    response = client.post(reverse("home:policies", args=[organisation.slug]), values)
    assert response.status_code == 422
    assert "There is a problem" in response.content.decode()
    assert thresholds(organisation) == DEFAULTS


def test_two_that_limit_each_other_are_checked_as_they_will_stand(client, administrator, organisation):
    client.force_login(administrator.person)
    values = {**DEFAULTS, "disclosure.count_threshold": 20, "disclosure.round_to": 40}
    client.post(reverse("home:policies", args=[organisation.slug]), values)
    assert thresholds(organisation)["disclosure.round_to"] == 40
    response = client.post(
        reverse("home:policies", args=[organisation.slug]), {**values, "disclosure.count_threshold": 7}
    )
    assert response.status_code == 422
    assert thresholds(organisation)["disclosure.count_threshold"] == 20


def test_nothing_is_kept_when_one_is_wrong(administrator, organisation):
    by = Actor.of_person(administrator.person)
    values = {"retention.mail_days": 100, "retention.job_days": 1}
    with pytest.raises(KithError):
        set_thresholds(by=by, organisation=organisation, values=values)
    assert thresholds(organisation) == DEFAULTS
