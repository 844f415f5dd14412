"""Renamed, merged, split: history stays, addresses lead on, and nobody reaches more than before."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.urls import reverse
from tests.factories import (
    AdministratorFactory,
    CohortFactory,
    CohortRoleFactory,
    MailFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    SecondFactorFactory,
)

from kith.foundation.faults import KithError
from kith.service.cohorts.domain.queries import cohorts_run_by
from kith.service.cohorts.domain.roles import roles_on_cohort, roles_on_owner
from kith.service.cohorts.models import Cohort, CohortRole
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.permissions import Role, permissions_of
from kith.service.core.domain.policies import policy, set_threshold, thresholds
from kith.service.core.models import AuditEvent, Job, Organisation, OrganisationName
from kith.service.home.domain.organisations import merging, splitting
from kith.service.home.domain.organisations.merging import merge_organisations
from kith.service.home.domain.organisations.renaming import rename_organisation
from kith.service.home.domain.organisations.splitting import free_slug, split_organisation
from kith.service.people.domain.roles import grant_role
from kith.service.people.models import ErasureRequest, Membership

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("tests")
ROLES = [Role.ADMINISTRATOR, Role.LEAD, Role.EVALUATOR, Role.VIEWER]


@pytest.fixture
def keep(db):
    return OrganisationFactory(name="Northfield Hospitals", slug="northfield")


@pytest.fixture
def other(db):
    return OrganisationFactory(name="Southmoor Trust", slug="southmoor")


@pytest.fixture
def administrator(keep, other):
    """Of both."""
    person = AdministratorFactory(organisation=keep).person
    MembershipFactory(organisation=other, person=person, role=Role.ADMINISTRATOR)
    return person


def codes(refused):
    return [fault.code for fault in refused.value.faults]


def reach(people, cohorts):
    """What everybody may do on every cohort, and which ones are listed for them."""
    may = {
        (person.pk, cohort.pk): permissions_of(roles_on_cohort(person, cohort))
        for person in people
        for cohort in cohorts
    }
    listed = {person.pk: set(cohorts_run_by(person).values_list("pk", flat=True)) for person in people}
    return may, listed


def everybody(*organisations):
    people = [
        MembershipFactory(organisation=organisation, role=role).person
        for organisation in organisations
        for role in ROLES
    ]
    for organisation in organisations:
        cohort = CohortFactory(organisation=organisation)
        people += [CohortRoleFactory(cohort=cohort, role=role).person for role in CohortRole.Kind.values]
        people.append(PlaceFactory(cohort=cohort).person)
    return people


def test_a_new_name_keeps_the_old_one_and_every_address(keep):
    administrator = AdministratorFactory(organisation=keep).person
    by = Actor.of_person(administrator)
    rename_organisation(by=by, organisation=keep, name=" Northfield Group ")
    keep.refresh_from_db()
    assert (keep.name, keep.slug) == ("Northfield Group", "northfield")
    assert list(OrganisationName.objects.values_list("organisation_id", "name")) == [
        (keep.pk, "Northfield Hospitals")
    ]
    event = AuditEvent.objects.get(action="core.organisation.rename")
    assert (event.actor_id, event.organisation_id, event.fields) == (by.id, keep.pk, ["name"])
    assert "Northfield" not in str(event.detail)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (" ", "organisations.name_missing"),
        ("x" * 201, "organisations.name_too_long"),
        ("Northfield Hospitals", "organisations.name_is_the_same"),
        ("SOUTHMOOR trust", "organisations.name_taken"),
    ],
)
def test_a_name_that_will_not_do_is_refused(keep, other, name, code):
    with pytest.raises(KithError) as refused:
        rename_organisation(by=SYSTEM, organisation=keep, name=name)
    assert codes(refused) == [code]
    assert not OrganisationName.objects.exists()


@pytest.mark.parametrize("role", ROLES[1:])
def test_only_administrators_rename_merge_and_split(keep, other, role):
    by = Actor.of_person(MembershipFactory(organisation=keep, role=role).person)
    with pytest.raises(PermissionDenied):
        rename_organisation(by=by, organisation=keep, name="Another")
    with pytest.raises(PermissionDenied):
        merge_organisations(by=by, keep=keep, other=other)
    with pytest.raises(PermissionDenied):
        split_organisation(by=by, organisation=keep, cohorts=[], name="Another", administrator=by.person)


def test_an_administrator_of_one_alone_merges_nothing(keep, other):
    for mine in (keep, other):
        by = Actor.of_person(AdministratorFactory(organisation=mine).person)
        with pytest.raises(PermissionDenied):
            merge_organisations(by=by, keep=keep, other=other)


def test_a_merge_widens_nobodys_access(keep, other, administrator):
    people = [*everybody(keep, other), administrator, PersonFactory()]
    before, listed_before = reach(people, Cohort.objects.all())
    merge_organisations(by=Actor.of_person(administrator), keep=keep, other=other)
    after, listed_after = reach(people, Cohort.objects.all())
    assert [key for key, held in after.items() if not held <= before[key]] == []
    assert [key for key, found in listed_after.items() if not found <= listed_before[key]] == []
    working = {
        key: held for key, held in before.items()
        if not Membership.objects.filter(person_id=key[0], role=Role.ADMINISTRATOR).exists()
    }  # fmt: skip
    assert {key: after[key] for key in working} == working


def test_a_merge_moves_cohorts_definitions_and_mails_and_ends_roles(keep, other, administrator):
    cohort = CohortFactory(organisation=other)
    shared = CohortFactory()
    shared.partners.add(other)
    mail = MailFactory(organisation=other, cohort_id=cohort.pk)
    lead = MembershipFactory(organisation=other, role=Role.LEAD, ends_on=dt.date(2099, 1, 1)).person
    past = MembershipFactory(organisation=other, role=Role.LEAD, ends_on=dt.date(2020, 1, 1)).person
    merge_organisations(by=Actor.of_person(administrator), keep=keep, other=other)
    for row in (cohort, mail, other):
        row.refresh_from_db()
    assert (cohort.organisation, cohort.definition.organisation, mail.organisation) == (keep, keep, keep)
    assert other.merged_into == keep
    assert list(shared.partners.all()) == [keep]
    assert list(cohort.roles.values_list("person_id", "role", "ends_on")) == [
        (lead.pk, "lead", dt.date(2099, 1, 1))
    ]
    assert not Membership.objects.filter(organisation=other).in_force().exists()
    assert not Membership.objects.filter(organisation=keep, person__in=[lead, past]).exists()
    events = AuditEvent.objects.filter(action="core.organisation.merge")
    assert {event.organisation_id: event.detail["cohorts"] for event in events} == {keep.pk: 1, other.pk: 1}


def test_a_role_that_is_given_after_the_merge_reaches_everything(keep, other, administrator):
    CohortFactory(organisation=other)
    merge_organisations(by=Actor.of_person(administrator), keep=keep, other=other)
    lead = PersonFactory()
    grant_role(by=Actor.of_person(administrator), organisation=keep, person=lead, role=Role.LEAD)
    moved = Cohort.objects.get()
    assert roles_on_cohort(lead, moved) == {Role.LEAD}
    assert roles_on_owner(lead, moved) == {Role.LEAD}
    assert list(cohorts_run_by(lead)) == [moved]


def test_of_two_thresholds_the_stricter_holds(keep, other):
    set_threshold(by=SYSTEM, organisation=other, key="disclosure.min_matched", value=12)
    set_threshold(by=SYSTEM, organisation=other, key="retention.mail_days", value=100)
    set_threshold(by=SYSTEM, organisation=keep, key="disclosure.count_threshold", value=11)
    merge_organisations(by=SYSTEM, keep=keep, other=other)
    assert (policy(keep).min_matched, policy(keep).count_threshold) == (12, 11)
    assert thresholds(keep)["retention.mail_days"] == 100


def test_the_merged_organisations_address_leads_to_its_successor(client, keep, other, administrator):
    first = OrganisationFactory(slug="first", merged_into=other)
    merge_organisations(by=SYSTEM, keep=keep, other=other)
    first.refresh_from_db()
    assert first.merged_into == keep
    client.force_login(administrator)
    for slug in ("southmoor", "first"):
        assert "Northfield Hospitals" in client.get(reverse("people:roles", args=[slug])).content.decode()
    client.force_login(
        MembershipFactory(organisation=other, role=Role.VIEWER, ends_on=dt.date(2020, 1, 1)).person
    )
    assert client.get(reverse("people:roles", args=["southmoor"])).status_code == 404


@pytest.mark.parametrize("which", ["keep", "other"])
def test_organisations_at_work_or_with_open_requests_are_left_alone(keep, other, which):
    one = {"keep": keep, "other": other}[which]
    job = Job.objects.create(name="tests", organisation=one)
    with pytest.raises(KithError) as refused:
        merge_organisations(by=SYSTEM, keep=keep, other=other)
    assert codes(refused) == ["organisations.work_under_way"]
    job.delete()
    ErasureRequest.objects.create(person=PersonFactory(), organisation=one)
    with pytest.raises(KithError) as refused:
        merge_organisations(by=SYSTEM, keep=keep, other=other)
    assert codes(refused) == ["organisations.erasures_wait"]


def test_what_is_one_already_is_not_merged_again(keep, other):
    with pytest.raises(KithError) as refused:
        merge_organisations(by=SYSTEM, keep=keep, other=keep)
    assert codes(refused) == ["organisations.merge_itself"]
    merge_organisations(by=SYSTEM, keep=keep, other=other)
    with pytest.raises(KithError) as refused:
        merge_organisations(by=SYSTEM, keep=keep, other=other)
    assert codes(refused) == ["organisations.merged_already"]


@pytest.mark.parametrize("module", [merging, splitting])
def test_a_failure_at_the_end_rolls_everything_back(keep, other, administrator, module, monkeypatch):
    cohort = CohortFactory(organisation=other)
    MembershipFactory(organisation=other, role=Role.LEAD)

    def fail(**_kwargs):
        raise RuntimeError("disk")

    monkeypatch.setattr(module.audit, "record", fail)
    actions = {
        merging: lambda: merge_organisations(by=SYSTEM, keep=keep, other=other),
        splitting: lambda: split_organisation(
            by=SYSTEM, organisation=other, cohorts=[cohort], name="New", administrator=administrator
        ),
    }
    with pytest.raises(RuntimeError):
        actions[module]()
    cohort.refresh_from_db()
    assert (cohort.organisation, cohort.joined_at, cohort.roles.count()) == (other, None, 0)
    assert set(Organisation.objects.all()) == {keep, other}


def test_a_split_widens_nobodys_access_and_keeps_everybodys_work(other):
    administrator = AdministratorFactory(organisation=other).person
    people = [*everybody(other), administrator]
    chosen = CohortFactory(organisation=other)
    before, listed_before = reach(people, Cohort.objects.all())
    new = split_organisation(
        by=Actor.of_person(administrator),
        organisation=other,
        cohorts=[chosen],
        name="New Trust",
        administrator=administrator,
    )
    after, listed_after = reach(people, Cohort.objects.all())
    assert [key for key, held in after.items() if not held <= before[key]] == []
    assert [key for key, found in listed_after.items() if not found <= listed_before[key]] == []
    others = {key: held for key, held in before.items() if key[0] != people[0].pk}
    assert {key: after[key] for key in others} == others
    chosen.refresh_from_db()
    assert (chosen.organisation, chosen.definition.organisation, new.slug) == (new, new, "new-trust")
    assert list(new.former_names.values_list("name", flat=True)) == ["Southmoor Trust"]
    assert list(new.memberships.values_list("person_id", "role")) == [(administrator.pk, "administrator")]
    assert AuditEvent.objects.filter(action="core.organisation.split").count() == 2


def test_a_split_is_refused_with_every_reason(keep, other):
    outsider = AdministratorFactory(organisation=keep).person
    with pytest.raises(KithError) as refused:
        split_organisation(by=SYSTEM, organisation=other, cohorts=[], name="", administrator=outsider)
    wrong = ["name_missing", "no_cohort_chosen", "not_an_administrator"]
    assert codes(refused) == [f"organisations.{code}" for code in wrong]
    administrator = AdministratorFactory(organisation=other).person
    with pytest.raises(KithError) as refused:
        split_organisation(
            by=SYSTEM,
            organisation=other,
            cohorts=[CohortFactory(organisation=keep)],
            name="New",
            administrator=administrator,
        )
    assert codes(refused) == ["organisations.cohort_of_another"]


def test_a_short_name_is_never_used_twice(keep):
    assert free_slug("Northfield") == "northfield-2"
    assert free_slug("北方医院") == "organisation"


def test_an_administrator_does_it_on_the_page(client, keep, other, administrator):
    client.force_login(administrator)
    address = reverse("home:rename_organisation", args=[keep.slug])
    assert "every address stays as it is" in client.get(address).content.decode()
    assert client.post(address, {"name": other.name}).status_code == 422
    assert client.post(address, {"name": "Northfield Group"}).url == reverse("people:roles", args=[keep.slug])
    cohort = CohortFactory(organisation=keep)
    address = reverse("home:split_organisation", args=[keep.slug])
    assert client.post(address, {"name": "New Trust"}).status_code == 422
    assert (
        client.post(address, {"name": "New Trust", "cohorts": [str(cohort.pk)]}).url
        == "/organisations/new-trust/roles/"
    )
    address = reverse("home:merge_organisation", args=[keep.slug])
    assert "Southmoor Trust" in client.get(address).content.decode()
    assert client.post(address, {"other": str(OrganisationFactory().pk)}).status_code == 422
    assert client.post(address, {"other": str(other.pk)}).status_code == 302
    other.refresh_from_db()
    assert other.merged_into == keep


@pytest.mark.parametrize("page", ["rename", "merge", "split"])
@pytest.mark.parametrize(("role", "status"), [("lead", 403), ("viewer", 403), (None, 404)])
def test_others_are_refused_on_the_page(client, keep, page, role, status):
    person = MembershipFactory(organisation=keep, role=role).person if role else AdministratorFactory().person
    client.force_login(person)
    assert (
        client.post(reverse(f"home:{page}_organisation", args=[keep.slug]), {"name": "X"}).status_code
        == status
    )


def test_the_commands_do_the_same(keep, other, capsys):
    administrator = AdministratorFactory(organisation=keep).person
    cohort = CohortFactory(organisation=keep)
    call_command("organisation", "northfield", "rename", "Northfield Group")
    call_command(
        "organisation", "northfield", "split", "New Trust", cohort.name, administrator=administrator.email
    )
    call_command("organisation", "northfield", "merge", "southmoor")
    assert "Northfield Group (northfield)" in capsys.readouterr().out
    assert Organisation.objects.get(slug="new-trust").cohorts.get() == cohort
    with pytest.raises(CommandError, match="Choose another one"):
        call_command("organisation", "northfield", "merge", "northfield")
    with pytest.raises(CommandError, match="no organisation"):
        call_command("organisation", "nowhere", "rename", "X")


def test_a_second_factor_is_asked_of_whoever_administers(client, keep):
    person = MembershipFactory(organisation=keep, role=Role.ADMINISTRATOR).person
    client.force_login(person)
    address = reverse("home:merge_organisation", args=[keep.slug])
    assert client.get(address).status_code == 302
    SecondFactorFactory(user=person)
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=1)):
        assert client.get(address).status_code == 200
