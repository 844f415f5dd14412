"""From confirmed people to published pairs, in the pages a lead and a participant use."""

import datetime as dt

import pytest
from django.urls import reverse
from tests.factories import MembershipFactory

from kith.programmes.shipped import load_shipped
from kith.service.cohorts.domain import actions as cohort_actions
from kith.service.cohorts.domain import places
from kith.service.cohorts.models import Place
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Mail
from kith.service.matches.domain import actions, preferences
from kith.service.matches.models import Decision, MatchRun, Pair, Publication

pytestmark = pytest.mark.django_db

PEOPLE = [
    ("Amina Yusuf", "clinician", "St Anne's", "Medicine"),
    ("Chen Li", "clinician", "Northgate", "Surgery"),
    ("Devika Rao", "clinician", "Northgate", "Medicine"),
    ("Ben Okafor", "manager", "St Anne's", "Operations"),
    ("Eve Marsh", "manager", "Northgate", "Surgery"),
]


@pytest.fixture
def lead(db):
    return MembershipFactory(role="lead")


@pytest.fixture
def by(lead):
    return Actor.of_person(lead.person)


@pytest.fixture
def cohort(lead, by):
    cohort = cohort_actions.create_cohort(
        by=by,
        organisation=lead.organisation,
        definition=load_shipped("paired-learning"),
        variant=None,
        name="Spring 2027",
        starts_on=dt.date(2027, 1, 11),
        time_zone="Europe/London",
    )
    for name, side, site, line in PEOPLE:
        place = places.add_person(
            by=by,
            cohort=cohort,
            name=name,
            email=f"{name.split()[0].lower()}@example.org",
            side=side,
            attributes={"site": site, "line_of_management": line},
        )
        places.confirm(by=by, place=place)
    return cohort


@pytest.fixture
def signed_in(client, lead):
    client.force_login(lead.person)
    return client


def place_called(cohort, name):
    return Place.objects.get(cohort=cohort, person__name=name)


def draft(signed_in, cohort, run_jobs, **data):
    signed_in.post(reverse("matches:start", args=[cohort.pk]), {"best_for": "no_one_left_behind", **data})
    run_jobs()
    return MatchRun.objects.filter(cohort=cohort).first()


def test_a_lead_goes_from_the_workbench_to_published_pairs(signed_in, cohort, run_jobs):
    workbench = signed_in.get(reverse("matches:workbench", args=[cohort.pk])).content.decode()
    assert "Must have a different line of management" in workbench
    run = draft(signed_in, cohort, run_jobs)
    page = signed_in.get(reverse("matches:draft", args=[cohort.pk, run.number])).content.decode()
    assert "Matched 4 of 5 people" in page
    assert "proven best" in page
    pairs = {(one["left"], one["right"]) for one in run.result["pairs"]}
    assert (str(place_called(cohort, "Amina Yusuf").pk), str(place_called(cohort, "Ben Okafor").pk)) in pairs
    left, right = next(iter(pairs))
    assert (
        signed_in.get(reverse("matches:draft_pair", args=[cohort.pk, run.number, left, right])).status_code
        == 200
    )
    assert signed_in.get(reverse("matches:export", args=[cohort.pk, run.number])).status_code == 200
    address = reverse("matches:publish", args=[cohort.pk, run.number])
    assert "Publishing happens once" in signed_in.get(address).content.decode()
    signed_in.post(address, {"revision": "0"})
    assert Pair.objects.filter(cohort=cohort).count() == 2
    assert Mail.objects.filter(cohort_id=cohort.pk, purpose="matches.paired").count() == 4
    assert Mail.objects.filter(cohort_id=cohort.pk, purpose="matches.not_paired").count() == 1
    assert signed_in.get(reverse("matches:pairs", args=[cohort.pk])).status_code == 200


def test_of_two_leads_who_publish_at_once_the_second_is_told(signed_in, cohort, run_jobs):
    run = draft(signed_in, cohort, run_jobs)
    address = reverse("matches:publish", args=[cohort.pk, run.number])
    signed_in.post(address, {"revision": "0"})
    again = signed_in.post(address, {"revision": "0"})
    assert again.status_code == 422
    assert "already" in again.content.decode()
    assert Publication.objects.count() == 1
    assert Mail.objects.filter(purpose="matches.paired").count() == 4


def test_a_forbid_and_a_lock_change_the_next_draft(signed_in, cohort, run_jobs):
    run = draft(signed_in, cohort, run_jobs)
    amina, ben = place_called(cohort, "Amina Yusuf"), place_called(cohort, "Ben Okafor")
    address = reverse("matches:decide", args=[cohort.pk, amina.pk, ben.pk, "forbid"])
    assert signed_in.get(address).status_code == 200
    assert signed_in.post(address, {"reason": ""}).status_code == 422
    assert not Decision.objects.exists()
    signed_in.post(address, {"reason": "They worked together for years"})
    run = draft(signed_in, cohort, run_jobs)
    assert (str(amina.pk), str(ben.pk)) not in {(one["left"], one["right"]) for one in run.result["pairs"]}
    assert (
        "They worked together for years"
        in signed_in.get(reverse("matches:workbench", args=[cohort.pk])).content.decode()
    )
    signed_in.post(reverse("matches:undo", args=[cohort.pk, Decision.objects.get().pk]))
    assert Decision.objects.get().undone_at is not None


def test_partners_are_exchanged_with_a_reason(signed_in, cohort, run_jobs):
    run = draft(signed_in, cohort, run_jobs)
    (first, second) = ((one["left"], one["right"]) for one in run.result["pairs"])
    address = reverse("matches:swap", args=[cohort.pk, run.number, *first])
    assert signed_in.get(address).status_code == 200
    answer = signed_in.post(address, {"other": ":".join(second), "reason": "They asked for it"})
    if answer.status_code == 302:
        assert set(Decision.objects.values_list("kind", flat=True)) == {"lock"}
        assert Decision.objects.count() == 2


def test_a_private_never_with_is_honoured_and_shown_to_nobody(signed_in, cohort, by, run_jobs):
    amina, ben = place_called(cohort, "Amina Yusuf"), place_called(cohort, "Ben Okafor")
    preferences.set_never_with(by=Actor.of_person(ben.person), place=ben, addresses=["AMINA@example.org"])
    run = draft(signed_in, cohort, run_jobs)
    assert (str(amina.pk), str(ben.pk)) not in {(one["left"], one["right"]) for one in run.result["pairs"]}
    for page in ("workbench", "draft", "publish"):
        args = [cohort.pk] if page == "workbench" else [cohort.pk, run.number]
        assert (
            "amina@example.org" not in signed_in.get(reverse(f"matches:{page}", args=args)).content.decode()
        )


def test_a_participant_says_what_they_hope_for(client, cohort):
    amina = place_called(cohort, "Amina Yusuf")
    client.force_login(amina.person)
    start = reverse("matches:preferences", args=[amina.pk])
    assert client.get(start).status_code == 200
    address = reverse("matches:preferences_step", args=[amina.pk, "hopes"])
    assert client.get(address).status_code == 200
    answer = client.post(address, {"hopes": "See how budgets work", "learn": ""})
    assert answer.url == reverse("matches:preferences_step", args=[amina.pk, "interests"])
    answer = client.post(answer.url, {"interests": ["finance", "digital"]})
    for data in ({"travel_minutes": "30"}, {"availability": []}):
        answer = client.post(answer.url, data)
    assert answer.url.endswith("in-private/")
    answer = client.post(answer.url, {"address-0": "not an address"})
    assert answer.status_code == 422
    answer = client.post(
        reverse("matches:preferences_step", args=[amina.pk, "in-private"]), {"address-0": "eve@example.org"}
    )
    check = client.get(answer.url).content.decode()
    assert "See how budgets work" in check
    assert "In private you named 1 person" in check
    answer = client.post(answer.url)
    assert client.get(answer.url).status_code == 200
    amina.refresh_from_db()
    assert amina.preferences.submitted_at is not None


def test_a_participant_sees_their_own_partner_and_nobody_elses(client, signed_in, cohort, run_jobs, by):
    run = draft(signed_in, cohort, run_jobs)
    actions.publish(by=by, run=run, seen_revision=0)
    amina, ben = place_called(cohort, "Amina Yusuf"), place_called(cohort, "Ben Okafor")
    client.force_login(amina.person)
    assert (
        "Your partner is Ben Okafor"
        in client.get(reverse("matches:partner", args=[amina.pk])).content.decode()
    )
    assert client.get(reverse("matches:partner", args=[ben.pk])).status_code == 404
    assert client.get(reverse("matches:preferences", args=[ben.pk])).status_code == 404
    assert client.get(reverse("matches:workbench", args=[cohort.pk])).status_code == 403
