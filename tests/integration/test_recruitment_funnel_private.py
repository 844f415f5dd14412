"""Nothing of an equality answer leaves but protected counts: not on a page, in an export, by the API, or by subtraction."""

from __future__ import annotations

import base64
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.factories import CohortFactory, MembershipFactory
from tests.factories.funnel import DECLINED, applied, closed_call
from tests.factories.people import SecondFactorFactory

from kith.foundation.faults import KithError
from kith.publishing.disclosure import Withheld, feasible_bounds
from kith.service.api.web.v1 import document
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.permissions import Role
from kith.service.home.domain.export.documents import recruitment
from kith.service.home.domain.export.tables import sheets
from kith.service.recruitment.domain.applying import equality
from kith.service.recruitment.domain.funnel import funnel_guard
from kith.service.recruitment.domain.funnel.funnel import Asked, make_funnel
from kith.service.recruitment.domain.funnel.funnel_groups import dimensions_of
from kith.service.recruitment.domain.funnel.funnel_stages import stage_counts
from kith.service.recruitment.models import EqualityAnswer, EqualityKey, FunnelRelease

pytestmark = pytest.mark.django_db
NEVER = {EqualityAnswer, EqualityKey, FunnelRelease}
PEOPLE = (("A", 1, 43), ("A", 3, 31), ("H", 1, 22), ("H", 3, 19), ("R", 1, 1), (DECLINED, 1, 9), (None, 3, 3))


def new_world() -> SimpleNamespace:
    """A release by ethnic group over 128 people, one of whom gave a rare answer; a lead, an evaluator, a viewer."""
    starts = timezone.localdate() - timedelta(days=30)
    cohort = CohortFactory(starts_on=starts, ends_on=starts + timedelta(days=180))
    call = closed_call(cohort=cohort)
    applied(call, PEOPLE, question="ethnic_category")
    people = {
        role: MembershipFactory(organisation=cohort.organisation, role=role).person
        for role in (Role.LEAD, Role.EVALUATOR, Role.VIEWER)
    }
    for person in people.values():
        SecondFactorFactory(user=person)
    by = Actor.of_person(people[Role.LEAD])
    release = make_funnel(by=by, asked=Asked(cohort.organisation, "ethnic_category", call=call))
    return SimpleNamespace(cohort=cohort, call=call, people=people, by=by, release=release)


@pytest.fixture(scope="module")
def kept(keep):
    return keep(new_world)


@pytest.fixture
def world(kept, db):
    return kept()


def look(person, name, *args, **query):
    client = Client()
    client.force_login(person)
    return client.get(reverse(name, args=args), query)


def test_what_is_kept_back_could_be_several_numbers(world):
    tables = [funnel_guard.table_of(one) for one in world.release.guarded["tables"].values()]
    assert any(isinstance(figure, Withheld) for table in tables for figure in table.figures())
    for table in tables:
        for bounds, figure in zip(feasible_bounds(table), table.figures(), strict=True):
            if isinstance(figure, Withheld):
                assert bounds.values is None or bounds.values >= 2


def test_nobody_is_shown_exact_numbers_by_group_or_what_the_guard_keeps(world):
    """43 + 31 British is rounded to 75; the one Chinese applicant and the ids of all stand nowhere."""
    ids = base64.b64decode(world.release.guarded["people"])
    for role, person in world.people.items():
        page = look(person, "recruitment:funnel_release", world.cohort.pk, world.release.pk)
        text = page.content.decode()
        assert page.status_code == 200, role
        assert ">75<" in text
        assert ">74<" not in text
        assert ">41<" not in text
        assert world.release.guarded["people"] not in text
        assert ids[:16].hex() not in text


def test_stages_are_for_those_who_see_the_list_and_have_no_equality_question(world):
    seen = {
        role: look(person, "recruitment:funnel", world.cohort.pk, by="ethnic_category").content.decode()
        for role, person in world.people.items()
    }
    told = {role: "How many came to each stage" in text for role, text in seen.items()}
    assert told == {Role.LEAD: True, Role.EVALUATOR: False, Role.VIEWER: False}
    assert all("White: British" not in text for text in seen.values())
    made = {role: "Make a page by group" in text for role, text in seen.items()}
    assert made == {Role.LEAD: True, Role.EVALUATOR: True, Role.VIEWER: False}
    ethnic = next(one for one in dimensions_of([world.call]) if one.key == "ethnic_category")
    with pytest.raises(ValueError, match="for a release only"):
        stage_counts([world.call], ethnic, timezone.now())


def test_no_export_and_no_program_is_given_an_answer(world):
    assert not {sheet.rows.model for sheet in sheets(world.cohort.organisation)} & NEVER
    told = b"".join(content for _name, content in recruitment(world.cohort.organisation)).decode()
    assert world.release.asked["name"] in told
    assert world.release.guarded["people"] not in told
    assert not any(word in str(document()).lower() for word in ("equality", "ethnic", "funnel"))


def test_with_the_key_go_the_answers_and_releases_can_still_be_read(world):
    shown = look(world.people[Role.LEAD], "recruitment:funnel_release", world.cohort.pk, world.release.pk)
    day_before = timezone.now() + timedelta(days=365 - 31)
    assert equality.expire(day_before) == 0
    assert equality.expire(day_before + timedelta(days=2)) == 1
    assert equality.expire(day_before + timedelta(days=2)) == 0
    assert not EqualityAnswer.objects.filter(call=world.call).exists()
    key = EqualityKey.objects.get(call=world.call)
    assert key.secret is None
    assert key.destroyed_at is not None
    again = look(world.people[Role.LEAD], "recruitment:funnel_release", world.cohort.pk, world.release.pk)
    assert ">75<" in again.content.decode()
    assert ">75<" in shown.content.decode()
    for call in (world.call, None):
        with pytest.raises(KithError) as refused:
            make_funnel(by=world.by, asked=Asked(world.cohort.organisation, "sex", call=call))
        assert [fault.code for fault in refused.value.faults] == ["recruitment.funnel_key_gone"]
    side = make_funnel(by=world.by, asked=Asked(world.cohort.organisation, "side", call=world.call))
    assert side.asked["characteristic"] == "side"


def test_the_pages_ask_as_often_for_more_releases_calls_and_people(world):
    organisation = world.cohort.organisation
    addresses = [
        reverse("recruitment:funnel", args=[world.cohort.pk]),
        reverse("recruitment:organisation_funnel", args=[organisation.slug]),
        reverse("recruitment:make_pooled_funnel", args=[organisation.slug]),
        reverse("recruitment:workforce", args=[organisation.slug]),
    ]
    client = Client()
    client.force_login(world.people[Role.LEAD])

    def asked():
        counts = []
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
        return counts

    def more():
        asked_for = {"asked": world.release.asked, "shown": world.release.shown}
        for place in (world.call, None):
            FunnelRelease.objects.create(organisation=organisation, call=place, **asked_for)
        organisation.baselines.create(name="Staff", as_of=timezone.localdate(), counts={"sex": {"female": 9}})

    more()
    once = asked()
    for _number in range(2):
        call = closed_call(cohort=CohortFactory(organisation=organisation))
        applied(call, [("A", 3, 2)], question="ethnic_category")
        more()
    assert asked() == once
