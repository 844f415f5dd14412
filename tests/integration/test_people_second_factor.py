"""Whoever can give roles away needs a second factor first, and is never locked out of setting one up."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.urls import reverse
from django.utils import timezone
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory

from kith.service.core.domain.permissions import Role
from kith.service.core.models import AuditEvent
from kith.service.people.domain.personas import PERSONA_SESSION_KEY
from kith.service.people.web.middleware import WITHOUT_SECOND_FACTOR

pytestmark = pytest.mark.django_db
SET_UP = "/account/second-factor/"


def administrator(**membership):
    return MembershipFactory(role=Role.ADMINISTRATOR, **membership).person


def is_sent_to_set_up(client, address="/account/details/"):
    answer = client.get(address)
    return answer.status_code == 302 and answer.headers["Location"] == SET_UP


def test_an_administrator_without_one_is_sent_to_set_it_up(client):
    client.force_login(administrator())
    assert is_sent_to_set_up(client)
    assert is_sent_to_set_up(client, "/")


def test_so_is_who_runs_the_installation(client):
    client.force_login(PersonFactory(is_staff=True))
    assert is_sent_to_set_up(client)


@pytest.mark.parametrize("kind", [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
def test_with_one_they_go_on(client, kind):
    person = administrator()
    Authenticator.objects.create(user=person, type=kind, data={})
    client.force_login(person)
    assert not is_sent_to_set_up(client)


def test_recovery_codes_alone_are_not_one(client):
    person = administrator()
    Authenticator.objects.create(user=person, type=Authenticator.Type.RECOVERY_CODES, data={})
    client.force_login(person)
    assert is_sent_to_set_up(client)


@pytest.mark.parametrize("role", [Role.LEAD, Role.EVALUATOR, Role.VIEWER])
def test_other_roles_may_go_without(client, role):
    client.force_login(MembershipFactory(role=role).person)
    assert not is_sent_to_set_up(client)


def test_a_former_administrator_may_go_without(client):
    client.force_login(administrator(ends_on=timezone.now().date() - timedelta(days=1)))
    assert not is_sent_to_set_up(client)


def test_a_new_administrator_is_asked_at_the_next_page(client):
    person = PersonFactory()
    client.force_login(person)
    assert not is_sent_to_set_up(client)
    MembershipFactory(person=person, role=Role.ADMINISTRATOR)
    assert is_sent_to_set_up(client)


@pytest.mark.parametrize("name", sorted(WITHOUT_SECOND_FACTOR - {"people:choose_language", "account_logout"}))
def test_what_they_need_to_set_it_up_is_open(client, name):
    client.force_login(administrator())
    assert not is_sent_to_set_up(client, reverse(name))


def test_an_address_on_its_way_does_not_lock_them_out(client):
    person = administrator()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    EmailAddress.objects.create(user=person, email="new@example.org", verified=False)
    client.force_login(person)
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_signing_out_is_always_open(client):
    client.force_login(administrator())
    assert client.post(reverse("account_logout")).headers["Location"] == "/"


@pytest.mark.parametrize(
    ("environment", "is_synthetic", "is_asked"),
    [
        ("development", True, False),
        ("test-demo", True, False),
        ("development", False, True),
        ("test", True, True),
        ("production", True, True),
    ],
)
def test_a_persona_is_excused_only_where_personas_are_open(
    client, settings, environment, is_synthetic, is_asked
):
    settings.ENVIRONMENT = environment
    person = administrator(organisation=OrganisationFactory(is_synthetic=is_synthetic))
    client.force_login(person)
    session = client.session
    session[PERSONA_SESSION_KEY] = str(person.pk)
    session.save()
    assert is_sent_to_set_up(client) is is_asked


def test_a_personas_excuse_is_for_nobody_else(client, settings):
    settings.ENVIRONMENT = "development"
    client.force_login(administrator(organisation=OrganisationFactory(is_synthetic=True)))
    session = client.session
    session[PERSONA_SESSION_KEY] = str(PersonFactory().pk)
    session.save()
    assert is_sent_to_set_up(client)


@pytest.mark.django_db(transaction=True)
def test_setting_up_an_app_leads_straight_to_the_recovery_codes(client):
    person = administrator()
    client.force_login(person)
    address = reverse("mfa_activate_totp")
    client.get(address)
    secret = client.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    answer = client.post(address, {"code": code})
    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200
    assert not is_sent_to_set_up(client)
    noted = AuditEvent.objects.filter(action="people.add_second_factor").values_list("detail", flat=True)
    assert {"type": "totp"} in noted
