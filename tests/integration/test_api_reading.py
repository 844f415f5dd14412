"""What programs are given: pages that do not shift, filters, counts under the policy, published things only."""

import datetime as dt
import json

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.factories import CohortFactory, MembershipFactory, PersonFactory, PlaceFactory, TokenFactory
from tests.factories.running import running
from tests.integration.test_query_counts import add_cohorts, add_places

from kith.service.core.domain.actors import Actor
from kith.service.matches.domain import actions as matching
from kith.service.matches.models import MatchRun, Pair, Publication
from kith.service.people.domain.erasure import erase
from kith.service.people.models import Membership
from kith.service.reports.models import Report
from kith.service.surveys.models import Invitation, Response, Wave

pytestmark = pytest.mark.django_db
SECRET = "kith_for-these-tests"
BY = Actor.system("tests")


@pytest.fixture
def lead():
    lead = MembershipFactory()
    TokenFactory(person=lead.person, secret=SECRET)
    return lead


@pytest.fixture
def cohort(lead):
    return CohortFactory(organisation=lead.organisation)


def get(address, *args, language="en", **query):
    headers = {"Authorization": f"Bearer {SECRET}", "Accept-Language": language}
    return Client().get(reverse(f"api:v1:{address}", args=args), query, headers=headers)


def items(address, *args, **query):
    answer = get(address, *args, **query)
    assert answer.status_code == 200, answer.content
    return answer.json()["items"]


def walk(address, *args, **query):
    """Every page, as a program fetches them."""
    found, cursor = [], {}
    while True:
        page = get(address, *args, **query, **cursor).json()
        found.append([item["id"] for item in page["items"]])
        if page["next_cursor"] is None:
            return found
        cursor = {"cursor": page["next_cursor"]}


def test_a_program_learns_what_its_token_is(lead):
    said = get("me").json()
    assert (said["id"], said["name"]) == (str(lead.person_id), lead.person.name)
    assert said["token"]["prefix"] == SECRET[:11]
    assert said["token"]["organisation_id"] is None
    assert dt.datetime.fromisoformat(said["token"]["expires_at"]).tzinfo is not None


def test_pages_neither_repeat_nor_leave_out_while_rows_come_and_go(cohort):
    places = add_places(cohort, 0, 5)
    first = get("places", cohort.pk, limit=2).json()
    ids = sorted(str(place.pk) for place in places)
    cohort.places.get(pk=first["items"][0]["id"]).delete()
    late = PlaceFactory(cohort=cohort, side="clinician")
    rest = get("places", cohort.pk, limit=9, cursor=first["next_cursor"]).json()
    assert [item["id"] for item in first["items"] + rest["items"]] == [*ids, str(late.pk)]
    assert [len(page) for page in walk("places", cohort.pk, limit=5)] == [5]
    assert [len(page) for page in walk("places", cohort.pk, limit=2)] == [2, 2, 1]


def test_places_are_told_by_name_side_and_state_and_nothing_more(cohort):
    clinician = PlaceFactory(
        cohort=cohort, side="clinician", state="confirmed", attributes={"site": "Secret"}
    )
    manager = PlaceFactory(cohort=cohort, side="manager", state="invited")
    told = {"id": str(clinician.pk), "name": clinician.person.name, "side": "clinician", "state": "confirmed"}
    assert items("places", cohort.pk, state="confirmed") == [told]
    assert [item["id"] for item in items("places", cohort.pk, side="manager")] == [str(manager.pk)]
    assert items("places", cohort.pk, side="manager", state="declined") == []
    erase(by=BY, person=clinician.person)
    assert {item["name"] for item in items("places", cohort.pk)} == {"", manager.person.name}


@pytest.mark.parametrize(
    ("query", "code", "words"),
    [
        ({"limit": 0}, "api.parameter", "“limit” does not take this value"),
        ({"limit": 201}, "api.parameter", "“limit” does not take this value"),
        ({"cursor": "x"}, "api.parameter", "“cursor” does not take this value"),
        ({"state": "gone"}, "api.parameter", "'invited', 'confirmed', 'declined' or 'withdrawn'"),
        ({"side": "nobody"}, "api.side", "Choose one of: clinician, manager."),
        ({"limit": "a", "cursor": "b"}, "api.parameter", "“cursor” does not take"),
    ],
)
def test_a_parameter_that_makes_no_sense_is_named_with_the_rule(cohort, query, code, words):
    answer = get("places", cohort.pk, **query)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert words in answer.json()["message"]


def test_cohorts_by_organisation_and_state_in_the_readers_language(lead, cohort):
    other = CohortFactory(organisation=MembershipFactory(person=lead.person).organisation, state="closed")
    assert [item["id"] for item in items("cohorts", state="closed")] == [str(other.pk)]
    mine = items("cohorts", organisation_id=str(lead.organisation_id))
    assert [(item["id"], item["roles"], item["starts_on"]) for item in mine] == [
        (str(cohort.pk), ["lead"], cohort.starts_on.isoformat())
    ]
    PlaceFactory(cohort=cohort, side="clinician", state="confirmed")
    whole = get("cohort", cohort.pk).json()
    sides = {side["key"]: (side["name"], side["confirmed"], side["invited"]) for side in whole["sides"]}
    assert sides == {"clinician": ("Clinicians", 1, 0), "manager": ("Managers", 0, 0)}
    stages = {stage["key"]: (stage["name"], stage["progress"]) for stage in whole["stages"]}
    assert stages["people"] == ("People", "1 of 1 confirmed")
    chinese = get("cohort", cohort.pk, language="zh-Hans").json()
    assert chinese["sides"][0]["name"] != whole["sides"][0]["name"]


def test_pairs_are_told_after_publication_without_points_or_reasons():
    made = running()
    TokenFactory(person=made.lead, secret=SECRET)
    run = made.draft()
    assert items("pairs", made.cohort.pk) == []
    matching.publish(by=made.by, run=run, seen_revision=0)
    found = items("pairs", made.cohort.pk)
    assert {frozenset([item["left"]["name"], item["right"]["name"]]) for item in found} == {
        frozenset([pair.left.person.name, pair.right.person.name]) for pair in made.cohort.pairs.all()
    }
    assert set(found[0]) == {"id", "state", "left", "right", "made_at", "ended_at"}
    assert set(found[0]["left"]) == {"place_id", "name", "side"}
    assert items("pairs", made.cohort.pk, state="ended") == []


def test_a_wave_tells_counts_and_keeps_back_what_would_point_at_people(cohort):
    dates = {"opens_at": timezone.now(), "closes_at": timezone.now(), "state": "open"}
    sides = {"sides": ["clinician", "manager"], "instrument": {}}
    wave = Wave.objects.create(cohort=cohort, key="before", name={"en": "Before"}, **dates, **sides)
    for side, asked in (("clinician", 6), ("manager", 5)):
        places = add_places(cohort, 0, asked, side)
        Invitation.objects.bulk_create(Invitation(wave=wave, place=place) for place in places)
        sent = {"submitted_on": timezone.localdate(), "may_be_reported": True, "answers": {"a": "b"}}
        Response.objects.create(wave=wave, pseudonym=side, side=side, **sent)
    one = get("wave", cohort.pk, wave.pk).json()
    assert (one["asked"], one["answered"], one["name"]) == (11, 2, "Before")
    assert one["sides"] == [
        {"side": "clinician", "asked": 6, "answered": 1},
        {"side": "manager", "asked": 5, "answered": 1},
    ]
    Invitation.objects.filter(place__side="manager").first().delete()
    one = get("wave", cohort.pk, wave.pk).json()
    assert (one["asked"], one["answered"]) == (10, None)
    assert one["sides"][1] == {"side": "manager", "asked": 4, "answered": None}
    (listed,) = items("waves", cohort.pk)
    assert (listed["asked"], listed["answered"]) == (10, None)
    assert set(listed) == {"id", "key", "name", "state", "opens_at", "closes_at", "asked", "answered"}
    assert items("waves", cohort.pk, state="closed") == []


def test_only_what_is_published_for_everybody_is_a_report_here(lead, cohort):
    """An evaluator, who sees drafts and lines on the pages, is given no more by a program."""
    Membership.objects.create(person=lead.person, organisation=lead.organisation, role="evaluator")
    content = {"format": "kith-report", "version": 1, "report": {}}
    given = {"cohort": cohort, "seed": 1, "content": content}
    published = {"published_at": timezone.now(), "audience": "public"}
    out = Report.objects.create(number=1, **given, **published)
    draft = Report.objects.create(number=2, audience="public", **given)
    lines = Report.objects.create(number=3, audience="evaluator", **given)
    (listed,) = items("reports", cohort.pk)
    assert (listed["id"], listed["number"], listed["links"]["pdf"]) == (str(out.pk), 1, None)
    whole = get("report", cohort.pk, out.pk).json()
    assert whole == listed | {"content": content}
    assert listed["links"]["content"].endswith(reverse("api:v1:report", args=[cohort.pk, out.pk]))
    for hidden in (draft, lines):
        assert get("report", cohort.pk, hidden.pk).status_code == 404


def test_a_bug_is_told_with_a_reference_and_nothing_of_itself(lead, monkeypatch, caplog):
    monkeypatch.setattr("kith.service.api.web.endpoints.own.organisations_seen", lambda token: 1 / 0)
    answer = get("organisations")
    assert (answer.status_code, answer.json()["code"]) == (500, "api.problem")
    assert "division" not in answer.content.decode()
    reference = answer.json()["message"].rstrip(".").rpartition(" ")[2]
    assert f"[{reference}]" in caplog.text


@pytest.mark.parametrize("address", ["/api/", "/api/v1/", "/api/v1/nothing", "/api/v2/me"])
def test_an_address_that_is_none_is_told_so_as_json(db, address):
    answer = Client().get(address)
    assert (answer.status_code, answer.json()["code"]) == (404, "api.not_there")


def add_pairs(cohort, publication, first, last):
    both = zip(add_places(cohort, first, last), add_places(cohort, first, last, "manager"), strict=True)
    Pair.objects.bulk_create(
        Pair(cohort=cohort, publication=publication, left=left, right=right, points=1) for left, right in both
    )


def add_waves(cohort, first, last):
    now = timezone.now()
    Wave.objects.bulk_create(
        Wave(cohort=cohort, key=f"w{n}", name={"en": f"{n}"}, instrument={}, opens_at=now, closes_at=now)
        for n in range(first, last)
    )


def add_reports(cohort, first, last):
    Report.objects.bulk_create(
        Report(cohort=cohort, number=n, audience="public", seed=1, content={}, published_at=timezone.now())
        for n in range(first, last)
    )


@time_machine.travel("2026-03-02 09:00:20Z", tick=False)
def test_every_list_asks_as_often_for_one_row_as_for_three(lead, cohort):
    run = MatchRun.objects.create(cohort=cohort, number=1, seed=1)
    publication = Publication.objects.create(cohort=cohort, run=run)
    get("me")  # the first request of a minute writes one row more
    counts = {}
    for first, last in ((0, 1), (1, 3)):
        for _number in range(first, last):
            MembershipFactory(person=lead.person)
        add_cohorts(lead.organisation, first, last)
        add_pairs(cohort, publication, first, last)
        add_waves(cohort, first, last)
        add_reports(cohort, first, last)
        for name in ("organisations", "cohorts", "cohort", "places", "pairs", "waves", "reports"):
            args = [] if name in {"organisations", "cohorts"} else [cohort.pk]
            with CaptureQueriesContext(connection) as asked:
                assert get(name, *args).status_code == 200
            counts.setdefault(name, []).append(len(asked))
    assert {name for name, (one, three) in counts.items() if one != three} == set(), counts
    assert max(max(few) for few in counts.values()) <= 25, counts


def test_the_document_names_no_other_host(db):
    answer = Client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert "http" not in json.dumps(answer.json()["paths"]).replace("https", "")
    assert answer.json()["components"]["securitySchemes"] == {"Bearer": {"type": "http", "scheme": "bearer"}}
    assert PersonFactory.build().name not in answer.content.decode()
