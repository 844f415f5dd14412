"""The funnel by group: counted right, protected, and never to be subtracted from what was shown before."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from tests.factories import CohortFactory, MembershipFactory, PlaceFactory
from tests.factories.funnel import DECLINED, applied, closed_call

from kith.foundation.faults import KithError
from kith.service.cohorts.models import Place
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.permissions import Role
from kith.service.core.models import AuditEvent
from kith.service.recruitment.domain.funnel.funnel import Asked, make_funnel
from kith.service.recruitment.domain.funnel.funnel_groups import dimensions_of
from kith.service.recruitment.domain.funnel.funnel_rows import read_rows
from kith.service.recruitment.domain.pseudonyms import marker, pseudonym
from kith.service.recruitment.models import Application, Channel, ChannelDay, EqualityAnswer, FunnelRelease

pytestmark = pytest.mark.django_db
USUAL = (
    ("female", 1, 40),
    ("female", 3, 30),
    ("female", 6, 20),
    ("male", 1, 20),
    ("male", 3, 30),
    ("male", 6, 30),
)


@pytest.fixture
def world():
    """A call that has closed with 170 people who applied, and its lead."""
    starts = timezone.localdate() + timedelta(days=60)
    cohort = CohortFactory(starts_on=starts, ends_on=starts + timedelta(days=180))
    call = closed_call(cohort=cohort)
    applied(call, USUAL)
    lead = MembershipFactory(organisation=cohort.organisation, role=Role.LEAD).person
    return SimpleNamespace(call=call, organisation=cohort.organisation, by=Actor.of_person(lead))


def make(world, characteristic="sex", call="own", **more) -> FunnelRelease:
    call = world.call if call == "own" else call
    asked = Asked(world.organisation, characteristic, call=call, **more)
    return make_funnel(by=world.by, asked=asked)


def codes(refused: pytest.ExceptionInfo[KithError]) -> list[str]:
    return [fault.code for fault in refused.value.faults]


def figures(release: FunnelRelease) -> dict[str, list[object]]:
    """Stage to what its table shows."""
    return {stage: table["figures"] for stage, table in release.guarded["tables"].items()}


def dimension(call, key):
    return next(one for one in dimensions_of([call]) if one.key == key)


def counted(call, key):
    """Group to how far its people came, as plain text and numbers."""
    found = read_rows([call], [dimension(call, key)], timezone.now())
    (grouping,) = found.groupings
    names = [grouping.groups[code].key for code in grouping.codes]
    return sorted(zip(names, (found.stages[place] for place in found.furthest), strict=True))


def test_each_application_counts_at_the_furthest_it_came_in_the_group_it_told_of():
    call = closed_call()
    now = timezone.now()
    applied(call, [("female", 0, 1), ("male", 3, 2), (DECLINED, 1, 1), (None, 6, 1)])
    applied(call, [("female", 6, 1)], example="good")
    applied(call, [(None, 0, 1)], opened_at=None)
    place = PlaceFactory(
        cohort=call.cohort, state=Place.State.CONFIRMED, confirmed_at=now - timedelta(days=400)
    )
    Application.objects.filter(call=call, accepted_at__isnull=False, example="").update(place=place)
    assert counted(call, "sex") == [
        ("female", "started"),
        ("male", "shortlisted"),
        ("male", "shortlisted"),
        ("not_known", "began"),
        ("prefer_not", "applied"),
    ]


def test_operational_groups_come_from_the_application_and_its_channel():
    call = closed_call()
    newsletter = Channel.objects.create(call=call, name="Newsletter", code="newsletter")
    ChannelDay.objects.create(channel=newsletter, day="2026-01-05", visits=12)
    applied(call, [(None, 1, 2)], answers={"site": " north  gate"}, channel=newsletter)
    applied(call, [(None, 3, 1)], answers={"site": "North Gate"}, side="manager")
    assert counted(call, "side") == [("clinician", "applied")] * 2 + [("manager", "shortlisted")]
    assert counted(call, "application.site") == [("north gate", "applied")] * 2 + [
        ("north gate", "shortlisted")
    ]
    assert counted(call, "channel") == [("newsletter", "applied")] * 2 + [("own_address", "shortlisted")]
    found = read_rows([call], [dimension(call, "channel")], timezone.now())
    assert (found.visits, found.visits_by_channel) == (12, {"newsletter": 12})


def test_a_release_shows_rounded_counts_is_audited_and_is_made_once(world):
    release = make(world)
    assert figures(release)["applied"][:2] == [90, 80]
    assert figures(release)["accepted"][:2] == [20, 30]
    event = AuditEvent.objects.get(action="recruitment.make_funnel")
    assert (event.subject_id, event.detail) == (str(release.pk), {"characteristic": "sex", "calls": 1})
    assert make(world).pk == release.pk
    assert AuditEvent.objects.filter(action="recruitment.make_funnel").count() == 1


def test_one_more_applicant_with_a_rare_answer_makes_no_second_release(world):
    make(world)
    applied(world.call, [(DECLINED, 1, 1)])
    with pytest.raises(KithError) as refused:
        make(world)
    assert codes(refused)[-1] == "recruitment.funnel_wait"
    assert "publishing.differencing" in codes(refused)
    assert FunnelRelease.objects.count() == 1


def test_a_changed_answer_makes_no_second_table_of_the_same_people(world):
    make(world)
    some = EqualityAnswer.objects.filter(answers__sex="female")[:10]
    EqualityAnswer.objects.filter(pk__in=[row.pk for row in some]).update(answers={"sex": "male"})
    with pytest.raises(KithError) as refused:
        make(world)
    assert "publishing.republished" in codes(refused)


def test_enough_newcomers_make_a_second_release(world):
    make(world)
    applied(world.call, [("female", 6, 10), ("male", 6, 10)])
    assert figures(make(world))["applied"][:2] == [100, 90]


@pytest.mark.parametrize("first", ["single", "pooled"])
def test_a_small_call_is_not_what_pooled_leaves_when_another_is_taken_away(world, first):
    """And the other way round: single after pooled."""
    small = closed_call(cohort=CohortFactory(organisation=world.organisation))
    applied(small, [("female", 1, 5)])
    calls = {"single": world.call, "pooled": None}
    second = "pooled" if first == "single" else "single"
    make(world, call=calls[first])
    with pytest.raises(KithError) as refused:
        make(world, call=calls[second])
    assert "publishing.differencing" in codes(refused)


def test_pooling_makes_readable_what_one_call_cannot_show(world):
    little = [closed_call(cohort=CohortFactory(organisation=world.organisation)) for _number in range(3)]
    for call in little:
        applied(call, [("female", 1, 3), ("male", 1, 3)])
    with pytest.raises(KithError) as refused:
        make(world, call=little[0])
    assert codes(refused) == ["recruitment.funnel_too_few"]
    release = make(world, call=None)
    assert figures(release)["applied"][:2] == [100, 90]


def test_an_open_call_is_not_counted_by_group(world):
    world.call.closes_at = timezone.now() + timedelta(days=1)
    world.call.save()
    with pytest.raises(KithError) as refused:
        make(world)
    assert codes(refused) == ["recruitment.funnel_open"]
    with pytest.raises(KithError) as refused:
        make(world, call=None)
    assert codes(refused) == ["recruitment.funnel_no_calls"]


def test_many_pseudonyms_are_those_of_one_at_a_time():
    ids = [uuid.uuid4() for _number in range(5)]
    key = bytes(range(32))
    mark = marker(key)
    assert [mark(one.bytes) for one in ids] == [pseudonym(key, one) for one in ids]


def test_what_few_wrote_in_words_of_their_own_is_named_to_no_reader(world):
    for site, many in (("North Gate", 30), ("The practice of Dr Amina Rahman", 3), ("South Gate", 20)):
        applied(world.call, [(None, 1, many)], answers={"site": site})
    release = make(world, "application.site")
    assert release.guarded["tables"]["applied"]["groups"] == [
        "north gate",
        "south gate",
        "other_answers",
        "not_known",
    ]
    assert "Amina" not in json.dumps([release.shown, release.asked, release.guarded])
