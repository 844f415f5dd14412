"""Making, showing once, using and ending a token; and everything that makes one die."""

import datetime as dt
import hashlib
import json

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from tests.asking import ask_with
from tests.factories import (
    AdministratorFactory,
    CohortFactory,
    CohortRoleFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    TokenFactory,
)

from kith.foundation.faults import KithError
from kith.service.api.domain import queries
from kith.service.api.domain.actions import MOST, make_token, revoke_token
from kith.service.api.domain.admission import REQUESTS_A_MINUTE
from kith.service.api.domain.declarations import expire_tokens
from kith.service.api.models import Token
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.models import AuditEvent
from kith.service.home.domain.organisations.merging import merge_organisations
from kith.service.people.domain.erasure import erase
from kith.service.people.domain.merging import merge_people
from kith.service.people.domain.second_factor import lift_second_factor

pytestmark = pytest.mark.django_db
BY = Actor.system("tests")
ME = "/api/v1/me"


@pytest.fixture
def lead():
    return MembershipFactory()


def make(person, **instead):
    wanted = {"name": "board figures", "scopes": [P.COHORT_SEE], "expires_at": in_days(30)}
    return make_token(by=Actor.of_person(person), person=person, **(wanted | instead))


def in_days(days):
    return timezone.now() + dt.timedelta(days=days)


def said(secret):
    answer = ask_with(secret, ME)
    return answer.json().get("code", "open")


def refused(call, *args, **kwargs):
    with pytest.raises(KithError) as problem:
        call(*args, **kwargs)
    return [fault.code for fault in problem.value.faults]


def test_the_secret_is_given_once_and_only_its_hash_is_kept(lead):
    token, secret = make(lead.person)
    assert (secret[:5], len(secret)) == ("kith_", 48)
    assert token.secret_hash == hashlib.sha256(secret.encode()).hexdigest()
    rows = json.dumps([list(model.objects.values()) for model in (Token, AuditEvent)], default=str)
    assert secret[11:] not in rows
    assert (token.prefix, token.scopes, token.organisation) == (secret[:11], ["cohort.see"], None)
    assert said(secret) == "open"


def test_all_that_is_wrong_with_a_token_is_said_at_once(lead):
    person, elsewhere = lead.person, OrganisationFactory()
    wrong = {"name": " ", "scopes": [], "expires_at": in_days(366), "organisation": elsewhere}
    kinds = ("name_missing", "no_scope", "expiry", "organisation_not_yours")
    assert refused(make, person, **wrong) == [f"api.token.{kind}" for kind in kinds]
    assert refused(make, person, expires_at=timezone.now()) == ["api.token.expiry"]
    for scope in (P.COHORT_MANAGE, P.REPORT_SEE_LINES, P.AUDIT_SEE):
        assert refused(make, person, scopes=[scope]) == ["api.token.scope_not_yours"]
    viewer = MembershipFactory(role="viewer").person
    assert refused(make, viewer, scopes=[P.PEOPLE_SEE]) == ["api.token.scope_not_yours"]
    assert queries.readable(viewer) == (P.ORGANISATION_SEE, P.COHORT_SEE, P.REPORT_SEE)
    assert queries.readable(PersonFactory()) == ()
    with pytest.raises(PermissionDenied):
        make_token(by=BY, person=person, name="x", scopes=[P.COHORT_SEE], expires_at=in_days(1))
    TokenFactory.create_batch(MOST, person=person)
    assert refused(make, person) == ["api.token.too_many"]
    assert Token.objects.filter(name="board figures").count() == 0


def test_a_name_is_free_again_when_its_token_has_ended(lead):
    token, _secret = make(lead.person)
    assert refused(make, lead.person) == ["api.token.name_taken"]
    revoke_token(by=Actor.of_person(lead.person), token=token)
    assert make(lead.person)[0].pk != token.pk


def test_each_organisation_reads_in_its_history_of_a_token_that_reaches_it(lead):
    other = CohortRoleFactory(person=lead.person, role="viewer").cohort.organisation
    token, _secret = make(lead.person)
    rows = AuditEvent.objects.filter(action="api.make_token", subject_id=str(token.pk))
    assert {row.organisation_id for row in rows} == {lead.organisation_id, other.pk}
    kept, _secret = make(lead.person, name="kept", organisation=other)
    rows = AuditEvent.objects.filter(subject_id=str(kept.pk))
    assert [(row.organisation_id, row.actor_id) for row in rows] == [(other.pk, str(lead.person_id))]


def _revoked(token):
    revoke_token(by=BY, token=token)


def _expired(token):
    Token.objects.update(expires_at=timezone.now())


def _closed(token):
    token.person.is_active = False
    token.person.save()


def _erased(token):
    erase(by=BY, person=token.person)


def _merged(token):
    merge_people(by=BY, keep=PersonFactory(), other=token.person)


def _lifted(token):
    AdministratorFactory(person=token.person)
    assert said(f"kith_{token.person_id.hex}") == "open"
    lift_second_factor(by=BY, person=token.person)
    assert not Authenticator.objects.filter(user=token.person).exists()


@pytest.mark.parametrize(
    ("end", "answer"),
    [
        (_revoked, "api.token.revoked"),
        (_expired, "api.token.expired"),
        (_closed, "api.token.account_closed"),
        (_erased, "api.token.unknown"),
        (_merged, "api.token.revoked"),
        (_lifted, "api.second_factor"),
    ],
)
def test_a_token_dies_with_what_it_stood_for(lead, end, answer):
    secret = f"kith_{lead.person.pk.hex}"
    token = TokenFactory(person=lead.person, secret=secret)
    assert said(secret) == "open"
    end(token)
    assert said(secret) == answer


@pytest.mark.parametrize("sent", ["kith_wrong", "", "kith_\0", "x" * 9_000, "kith_ü"])
def test_what_is_no_token_opens_nothing(lead, sent):
    make(lead.person)
    answer = ask_with(sent, ME)
    assert (answer.status_code, answer.json()["code"]) == (401, "api.token.unknown")
    assert answer["WWW-Authenticate"] == 'Bearer realm="Kith"'


def test_a_role_that_ends_takes_the_token_with_it(lead):
    cohort, secret = CohortFactory(organisation=lead.organisation), make(lead.person)[1]
    address = reverse("api:v1:cohort", args=[cohort.pk])
    assert ask_with(secret, address).status_code == 200
    lead.ends_on = timezone.now().date() - dt.timedelta(days=1)
    lead.save()
    assert ask_with(secret, address).status_code == 404
    assert ask_with(secret, "/api/v1/cohorts").json()["items"] == []


def test_a_token_kept_to_an_organisation_that_was_merged_opens_nothing_of_the_other():
    keep, other = AdministratorFactory(), MembershipFactory()
    AdministratorFactory(person=keep.person, organisation=other.organisation)
    cohort = CohortFactory(organisation=other.organisation)
    address = reverse("api:v1:cohort", args=[cohort.pk])
    secret = make(other.person, organisation=other.organisation)[1]
    assert ask_with(secret, address).status_code == 200
    merge_organisations(by=Actor.of_person(keep.person), keep=keep.organisation, other=other.organisation)
    assert ask_with(secret, address).status_code == 404


def test_so_many_requests_a_minute_and_no_more(client, lead):
    with time_machine.travel("2026-03-02 09:00:20Z", tick=False) as clock:
        secret = make(lead.person)[1]
        header = {"Authorization": f"Bearer {secret}"}
        assert client.get(ME, headers=header).status_code == 200
        Token.objects.update(used_in_window=REQUESTS_A_MINUTE - 1)
        answers = [client.get(ME, headers=header) for _time in range(2)]
        assert [answer.status_code for answer in answers] == [200, 429]
        assert answers[1]["Retry-After"] == "40"
        assert "120 times a minute. Wait 40 seconds" in answers[1].json()["message"]
        clock.shift(40)
        assert client.get(ME, headers=header).status_code == 200
        token = Token.objects.get()
        assert (token.used_in_window, token.last_used_on) == (1, dt.date(2026, 3, 2))
        expire_tokens(timezone.now() + dt.timedelta(minutes=2))
        token.refresh_from_db()
        assert (token.window_at, token.last_used_on) == (None, dt.date(2026, 3, 2))
        expire_tokens(token.expires_at + dt.timedelta(days=366))
        assert not Token.objects.exists()


def test_the_history_names_the_program_and_whose_it_is(client, lead):
    cohort = CohortFactory(organisation=lead.organisation)
    administrator = AdministratorFactory(organisation=lead.organisation)
    token, secret = make(lead.person, scopes=[P.PEOPLE_SEE])
    header = {"Authorization": f"Bearer {secret}"}
    client.get(reverse("api:v1:places", args=[cohort.pk]), headers=header)
    row = AuditEvent.objects.get(action="api.read_places")
    assert (row.actor_kind, row.actor_id) == ("token", str(token.pk))
    assert (row.cohort_id, row.detail["person_id"]) == (cohort.pk, str(lead.person_id))
    client.force_login(administrator.person)
    page = client.get(reverse("core:history", args=[lead.organisation.slug])).content.decode()
    assert f"A program of {lead.person.name} (board figures, {token.prefix}…)" in page
    Token.objects.all().delete()
    page = client.get(reverse("core:history", args=[lead.organisation.slug])).content.decode()
    assert "A program whose token is gone" in page


def test_a_person_makes_sees_and_ends_a_token_on_their_pages(client, lead):
    client.force_login(lead.person)
    assert "Make a token" in client.get(reverse("api:tokens")).content.decode()
    address = reverse("api:make_token")
    assert client.post(address, {}).status_code == 422
    wanted = {"name": "board figures", "scopes": ["cohort.see"], "days": "90"}
    answer = client.post(address, wanted | {"organisation": str(lead.organisation_id)})
    token = Token.objects.get()
    page = answer.content.decode()
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    secret = page.partition(token.prefix)[1] + page.partition(token.prefix)[2][:37]
    assert said(secret) == "open"
    assert (token.organisation, (token.expires_at - timezone.now()).days) == (lead.organisation, 89)
    assert client.post(address, wanted).status_code == 422
    listed = client.get(reverse("api:tokens")).content.decode()
    assert secret not in listed
    assert "board figures" in listed
    assert client.get(reverse("people:details")).content.decode().count(reverse("api:tokens")) == 1
    revoke = reverse("api:revoke_token", args=[token.pk])
    assert client.get(revoke).status_code == 200
    assert said(secret) == "open"
    assert client.post(revoke).status_code == client.post(revoke).status_code == 302
    assert said(secret) == "api.token.revoked"
    assert AuditEvent.objects.filter(action="api.revoke_token").count() == 1


def test_who_holds_no_role_is_told_that_there_is_nothing_to_make(client):
    person = PersonFactory()
    client.force_login(person)
    assert "nothing to make" in client.get(reverse("api:tokens")).content.decode()
    assert client.post(reverse("api:make_token"), {"name": "x", "scopes": "cohort.see"}).status_code == 422


def test_an_administrator_sees_and_ends_what_reaches_the_organisation(client, lead):
    here = lead.organisation
    administrator = AdministratorFactory(organisation=here).person
    named = CohortRoleFactory(cohort=CohortFactory(organisation=here), role="viewer").person
    reaching = [TokenFactory(person=person) for person in (lead.person, named)]
    reaching.append(TokenFactory(person=lead.person, organisation=here))
    ended = {"expires_at": timezone.now()}
    others = [
        TokenFactory(),
        TokenFactory(person=lead.person, organisation=OrganisationFactory()),
        TokenFactory(person=lead.person, **ended),
    ]
    assert set(queries.tokens_reaching(here, timezone.now())) == set(reaching)
    client.force_login(administrator)
    page = client.get(reverse("api:organisation_tokens", args=[here.slug])).content.decode()
    assert [token.name in page for token in (*reaching, *others)] == [True] * 3 + [False] * 3
    for token in reaching:
        address = reverse("api:revoke_organisation_token", args=[here.slug, token.pk])
        assert client.get(address).status_code == 200
        assert client.post(address)["Location"] == reverse("api:organisation_tokens", args=[here.slug])
    for token in others:
        address = reverse("api:revoke_organisation_token", args=[here.slug, token.pk])
        assert client.post(address).status_code == 404
    assert set(Token.objects.exclude(revoked_at=None)) == set(reaching)
    for stranger in (AdministratorFactory().person, named):
        with pytest.raises(PermissionDenied):
            revoke_token(by=Actor.of_person(stranger), token=others[1])
