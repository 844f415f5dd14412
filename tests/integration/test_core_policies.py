"""An organisation may protect people more than Kith does, never less."""

import pytest
from tests.factories import OrganisationFactory

from kith.foundation.faults import KithError
from kith.publishing.disclosure import DisclosurePolicy
from kith.service.core.domain import policies
from kith.service.core.domain.actors import Actor
from kith.service.core.models import AuditEvent

BY = Actor.system("test")
pytestmark = pytest.mark.django_db


def put(organisation, key, value):
    return policies.set_threshold(by=BY, organisation=organisation, key=key, value=value)


def test_the_defaults_hold_where_nothing_was_said(django_assert_num_queries):
    organisation = OrganisationFactory()
    with django_assert_num_queries(1):
        assert policies.policy(organisation) == DisclosurePolicy(count_threshold=7, round_to=5, min_matched=5)


def test_an_own_threshold_holds_for_its_organisation_alone():
    organisation = OrganisationFactory()
    put(organisation, "disclosure.count_threshold", 10)
    put(organisation, "disclosure.count_threshold", 12)
    assert policies.policy(organisation).count_threshold == 12
    assert policies.policy(OrganisationFactory()).count_threshold == 7
    event = AuditEvent.objects.first()
    assert (event.action, event.fields, event.detail) == (
        "core.policy.set",
        ["disclosure.count_threshold"],
        {},
    )


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("disclosure.count_threshold", 6),
        ("disclosure.min_matched", 4),
        ("disclosure.round_to", 17),
        ("retention.mail_days", 29),
        ("disclosure.anything", 5),
    ],
)
def test_a_looser_or_unknown_threshold_is_refused(key, value):
    organisation = OrganisationFactory()
    with pytest.raises(KithError):
        put(organisation, key, value)
    assert policies.thresholds(organisation) == policies.DEFAULTS
    assert not AuditEvent.objects.exists()


def test_rounding_and_threshold_limit_each_other():
    organisation = OrganisationFactory()
    put(organisation, "disclosure.count_threshold", 19)
    put(organisation, "disclosure.round_to", 40)
    with pytest.raises(KithError) as refused:
        put(organisation, "disclosure.count_threshold", 18)
    assert refused.value.faults[0].params["least"] == 19
    assert policies.policy(organisation).round_to == 40
