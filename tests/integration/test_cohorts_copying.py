"""Next year's cohort: what comes with it, what does not, and a calendar that knows leap years."""

import datetime as dt

import pytest
from django.urls import reverse
from tests.factories import CohortRoleFactory, MembershipFactory, PersonFactory, PlaceFactory

from kith.foundation.faults import KithError
from kith.programmes.shipped import load_shipped
from kith.service.cohorts.domain import actions
from kith.service.cohorts.domain.copying import copy_cohort
from kith.service.cohorts.domain.roles import roles_on_cohort
from kith.service.cohorts.models import Cohort, CohortRole, DefinitionVersion, StageDate
from kith.service.core.domain import events
from kith.service.core.domain.actors import Actor
from kith.service.core.models import AuditEvent, Mail
from kith.service.surveys.models import Wave

pytestmark = pytest.mark.django_db
NEXT_YEAR = dt.date(2028, 1, 10)


@pytest.fixture
def lead(db):
    return MembershipFactory(role="lead")


@pytest.fixture
def by(lead):
    return Actor.of_person(lead.person)


@pytest.fixture
def old(lead, by):
    cohort = actions.create_cohort(
        by=by,
        organisation=lead.organisation,
        definition=load_shipped("paired-learning"),
        variant="imperial",
        name="Spring 2027",
        starts_on=dt.date(2027, 1, 11),
        time_zone="Europe/Paris",
        sides={"clinician": {"min": 3, "max": 17}},
    )
    PlaceFactory(cohort=cohort)
    return cohort


def dates_of(cohort):
    return {row.stage: (row.starts_on, row.ends_on) for row in cohort.stage_dates.all()}


def test_a_copy_has_the_programme_the_numbers_and_no_people(old, by):
    copied = copy_cohort(by=by, cohort=old, name=" Spring 2028 ", starts_on=NEXT_YEAR)
    assert (copied.name, copied.variant, copied.time_zone) == ("Spring 2028", "imperial", "Europe/Paris")
    assert (copied.definition, copied.sides, copied.copied_from) == (old.definition, old.sides, old)
    assert copied.places.count() == 0
    assert Mail.objects.count() == 0
    planned = actions.planned_dates(load_shipped("paired-learning").for_variant("imperial"), NEXT_YEAR)
    assert dates_of(copied) == planned
    assert [wave.key for wave in copied.waves.all()] == [wave.key for wave in old.waves.all()]
    assert DefinitionVersion.objects.count() == 1


def test_a_copy_is_audited(old, by):
    copied = copy_cohort(by=by, cohort=old, name="Spring 2028", starts_on=NEXT_YEAR)
    event = AuditEvent.objects.get(action="cohorts.copy")
    assert (event.subject_id, event.cohort_id, event.actor_id) == (str(copied.pk), copied.pk, by.id)
    assert event.detail == {"copied_from": str(old.pk), "moved_stages": 0, "other_leads": 0}


def test_a_stage_that_was_moved_by_hand_keeps_its_distance_in_days(old, by):
    first, last = dates_of(old)["running"]
    moved = (first + dt.timedelta(days=9), last)
    actions.change_dates(by=by, cohort=old, dates={"running": moved})
    copied = copy_cohort(by=by, cohort=old, name="Spring 2028", starts_on=NEXT_YEAR)
    planned = actions.planned_dates(load_shipped("paired-learning").for_variant("imperial"), NEXT_YEAR)
    shift = NEXT_YEAR - old.starts_on
    assert dates_of(copied) == planned | {"running": (moved[0] + shift, planned["running"][1])}
    after = dates_of(copied)["after"][1]
    assert copied.ends_on == max(ends for stage, (_s, ends) in dates_of(copied).items() if stage != "after")
    assert copied.followed_until == copied.last_day == after


@pytest.mark.parametrize("starts_on", [dt.date(2028, 2, 29), dt.date(2027, 3, 28), dt.date(2027, 10, 31)])
def test_a_leap_day_and_the_days_on_which_clocks_change_are_days_like_others(old, by, starts_on):
    copied = copy_cohort(by=by, cohort=old, name="Another", starts_on=starts_on)
    again = copy_cohort(by=by, cohort=copied, name="Back", starts_on=old.starts_on)
    assert dates_of(again) == dates_of(old)
    opened = {wave.key: wave.opens_at for wave in again.waves.all()}
    assert opened == {wave.key: wave.opens_at for wave in old.waves.all()}
    assert {wave.opens_at.astimezone(dt.UTC).minute for wave in copied.waves.all()} == {0}


def test_leads_of_today_come_along_and_nobody_else(old, by, lead):
    other = CohortRoleFactory(cohort=old, role=CohortRole.Kind.LEAD).person
    past = CohortRoleFactory(cohort=old, role=CohortRole.Kind.LEAD, ends_on=dt.date(2020, 1, 1)).person
    deputy = CohortRoleFactory(cohort=old, role=CohortRole.Kind.DEPUTY).person
    gone = CohortRoleFactory(cohort=old, role=CohortRole.Kind.LEAD, person__is_active=False).person
    copied = copy_cohort(by=by, cohort=old, name="Spring 2028", starts_on=NEXT_YEAR)
    assert set(copied.roles.values_list("person_id", "role")) == {
        (lead.person.pk, "lead"),
        (other.pk, "lead"),
    }
    assert [roles_on_cohort(person, copied) for person in (past, deputy, gone)] == [frozenset()] * 3


def test_the_text_that_was_pinned_is_copied_whatever_ships_today(old, by):
    changed = old.definition.text.replace("Paired Learning", "Paired Learning as it was", 1)
    pinned = DefinitionVersion.objects.get()
    DefinitionVersion.objects.filter(pk=pinned.pk).update(text=changed, sha256=load_text(changed).sha256)
    old.refresh_from_db()
    copied = copy_cohort(by=by, cohort=old, name="Spring 2028", starts_on=NEXT_YEAR)
    assert copied.definition_id == pinned.pk


def load_text(text):
    from kith.programmes.read import read_definition

    return read_definition(text, "paired-learning.toml")


def test_a_copy_without_a_name_is_refused_and_nothing_is_kept(old, by):
    before = (Cohort.objects.count(), StageDate.objects.count(), AuditEvent.objects.count())
    with pytest.raises(KithError) as refused:
        copy_cohort(by=by, cohort=old, name="  ", starts_on=NEXT_YEAR)
    assert [fault.code for fault in refused.value.faults] == ["cohorts.name_missing"]
    assert (Cohort.objects.count(), StageDate.objects.count(), AuditEvent.objects.count()) == before


def test_a_later_app_that_refuses_rolls_the_whole_copy_back(old, by, monkeypatch):
    def refuse(_event):
        raise RuntimeError("a later app")

    monkeypatch.setattr(events, "publish", refuse)
    counts = (Cohort.objects.count(), CohortRole.objects.count(), Wave.objects.count())
    with pytest.raises(RuntimeError, match="a later app"):
        copy_cohort(by=by, cohort=old, name="Spring 2028", starts_on=NEXT_YEAR)
    assert (Cohort.objects.count(), CohortRole.objects.count(), Wave.objects.count()) == counts


def test_a_lead_copies_from_the_cohorts_page(client, old, lead):
    client.force_login(lead.person)
    address = reverse("cohorts:copy", args=[old.pk])
    assert address in client.get(reverse("cohorts:show", args=[old.pk])).content.decode()
    assert "Nobody is in it yet" in client.get(address).content.decode()
    assert client.post(address, {"name": "Spring 2028"}).status_code == 422
    day = {"starts_on_day": "10", "starts_on_month": "1", "starts_on_year": "2028"}
    answer = client.post(address, {"name": "Spring 2028", **day})
    copied = Cohort.objects.get(name="Spring 2028")
    assert answer.url == reverse("cohorts:show", args=[copied.pk])
    assert copied.starts_on == NEXT_YEAR


@pytest.mark.parametrize("role", ["deputy", "evaluator", "viewer", "lead"])
def test_a_role_on_the_cohort_alone_makes_no_cohort_in_the_organisation(client, old, role):
    person = CohortRoleFactory(cohort=old, role=role).person
    client.force_login(person)
    address = reverse("cohorts:copy", args=[old.pk])
    assert address not in client.get(reverse("cohorts:show", args=[old.pk])).content.decode()
    assert client.post(address, {"name": "Mine"}).status_code == 404
    assert Cohort.objects.count() == 1


@pytest.mark.parametrize(("role", "status"), [("viewer", 403), ("evaluator", 403), (None, 404)])
def test_others_are_refused(client, old, lead, role, status):
    person = MembershipFactory(organisation=lead.organisation, role=role).person if role else PersonFactory()
    client.force_login(person)
    assert client.get(reverse("cohorts:copy", args=[old.pk])).status_code == status
