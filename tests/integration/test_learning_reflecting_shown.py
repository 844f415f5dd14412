"""Goals, portfolio, certificate, and the quiet line on one's home."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.factories import CohortRoleFactory, PlaceFactory, SecondFactorFactory
from tests.factories.learning import (
    CertificateFactory,
    EvidenceFactory,
    GoalFactory,
    MeetingFactory,
    ReflectionFactory,
    RelationshipFactory,
)

from kith.foundation.faults import KithError
from kith.service.cohorts.domain.stages import is_over
from kith.service.cohorts.models import Cohort, Place, StageDate
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.personal_data import erase_person
from kith.service.core.models import Mail, StoredFile
from kith.service.learning.domain.reflecting import certificates, evidence, goals, reading, reminding
from kith.service.learning.domain.reflecting.evidence import dimension_keys
from kith.service.learning.domain.reflecting.portfolio import portfolio_of
from kith.service.learning.models import Certificate, Evidence, Goal, GoalStep
from kith.service.learning.web.reflecting import papers, reflecting_places

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def pair():
    return RelationshipFactory()


@pytest.fixture
def place(pair):
    return pair.pair.left


@pytest.fixture
def by(place):
    return Actor.of_person(place.person)


def code(refused):
    return [fault.code for fault in refused.value.faults]


def test_both_see_a_goal_and_its_history_and_only_its_owner_writes_it(client, pair, place, by):
    partner = pair.pair.right.person
    goal = goals.add_goal(by=by, relationship=pair, words="Read a budget.", by_when=TODAY)
    with pytest.raises(PermissionDenied):
        goals.step_goal(by=Actor.of_person(partner), goal=goal, progress="done")
    for person, can_write in ((place.person, True), (partner, False)):
        client.force_login(person)
        if can_write:
            address = f"/together/{pair.pk}/goals/{goal.pk}/progress/"
            client.post(address, {"progress": "started", "note": "I asked for last year’s."})
        page = client.get(f"/together/{pair.pk}/goals/").content.decode()
        assert "Read a budget." in page
        assert "I asked for last year’s." in page
        assert ("/progress/" in page) is can_write
    goals.step_goal(by=by, goal=goal, progress="let_go")
    assert [step.progress for step in GoalStep.objects.all()] == ["started", "let_go"]
    assert Goal.objects.get().progress == "let_go"


def test_what_a_goal_refuses(pair, by):
    refusals = (
        ({"words": " "}, "learning.goal_without_words"),
        ({"words": "x" * 301}, "learning.goal_too_long"),
    )
    for given, said in refusals:
        with pytest.raises(KithError) as refused:
            goals.add_goal(by=by, relationship=pair, **given)
        assert code(refused) == [said]
    GoalFactory.create_batch(goals.MOST, relationship=pair, person=by.person)
    with pytest.raises(KithError) as refused:
        goals.add_goal(by=by, relationship=pair, words="One more.")
    assert code(refused) == ["learning.too_many_goals"]
    type(pair).objects.update(state="ended")
    with pytest.raises(KithError) as refused:
        goals.step_goal(by=by, goal=Goal.objects.first(), progress="done")
    assert code(refused) == ["learning.goals_ended"]


def test_a_portfolio_by_dimension_with_what_is_open_and_everything_to_take_away(client, pair, place):
    client.force_login(place.person)
    entry = ReflectionFactory(person=place.person, cohort=place.cohort)
    MeetingFactory(relationship=pair, activity="conversation", minutes=90)
    MeetingFactory(relationship=pair, activity="conversation", minutes=None)
    key, name = next(iter(dimension_keys(place.cohort).items()))
    framework = key.partition(":")[0]
    address = f"/portfolio/{place.pk}/"
    sent = {"source": f"reflection:{entry.pk}", "title": "Ward rounds", f"dimensions-{framework}": [key]}
    assert client.post(f"{address}add/", sent)["Location"] == address
    file = SimpleUploadedFile("poster.txt", b"What we changed.")
    assert client.post(f"{address}add/", {"title": "A poster", "file": file})["Location"] == address
    page = client.get(address).content.decode()
    for words in (
        "Ward rounds",
        "A poster",
        name,
        "You need not fill them all",
        "and 1 time of unknown length",
    ):
        assert words in page
    with zipfile.ZipFile(io.BytesIO(b"".join(client.get(f"{address}portfolio.zip")))) as archive:
        told = json.loads(archive.read("portfolio.json"))
        assert b"Ward rounds" in archive.read("evidence.csv")
    assert [piece["dimensions"] for piece in told["evidence"]] == [[key], []]
    assert told["hours"] == [{"activity": "conversation", "times": 2, "minutes": 90, "unknown": 1}]
    piece = Evidence.objects.get(title="A poster")
    got = client.get(f"{address}evidence/{piece.pk}/file/")
    assert b"".join(got) == b"What we changed."
    client.post(f"{address}evidence/{piece.pk}/remove/")
    assert not StoredFile.objects.exists()


def test_the_papers_are_tagged_pdfs_in_the_persons_language(place):
    place.person.language = "zh-hans"
    place.person.save()
    piece = EvidenceFactory(person=place.person, cohort=place.cohort, note="#set page(width: 1cm)")
    row = CertificateFactory(place=place, reason="早退")
    for content in (papers.certificate_pdf(row), papers.portfolio_pdf(portfolio_of(place))):
        assert content.startswith(b"%PDF")
        assert b"pdfuaid" in content
    assert b"zh" in papers.certificate_pdf(row)
    assert piece.pk


def test_what_evidence_refuses(place, by):
    theirs = ReflectionFactory(cohort=place.cohort)
    refusals = (
        ({"title": "A"}, ["learning.evidence_from_nothing"]),
        ({"title": " ", "source": "reflection:x"}, ["learning.evidence_without_title", "learning.no_such_source"]),
        ({"title": "A", "source": f"reflection:{theirs.pk}"}, ["learning.no_such_source"]),
        ({"title": "A", "source": "place:1", "dimensions": ["x:y"]}, ["learning.no_such_dimension", "learning.no_such_source"]),
    )  # fmt: skip
    for given, said in refusals:
        with pytest.raises(KithError) as refused:
            evidence.add_evidence(by=by, place=place, **given)
        assert code(refused) == said
    empty = {"file_name": "a.txt", "stream": io.BytesIO(b"")}
    with pytest.raises(KithError) as refused:
        evidence.add_evidence(by=by, place=place, title="A", **empty)
    assert code(refused) == ["core.file.empty"]
    assert not StoredFile.objects.exists()


@pytest.fixture
def lead(place):
    person = CohortRoleFactory(cohort=place.cohort, role="lead").person
    SecondFactorFactory(user=person)
    return person


def over(cohort):
    StageDate.objects.create(
        cohort=cohort,
        stage="running",
        starts_on=TODAY - timedelta(days=90),
        ends_on=TODAY - timedelta(days=1),
    )


def test_certificates_for_all_at_once_with_the_hours_of_that_day(client, pair, place, lead):
    MeetingFactory(relationship=pair, activity="conversation", minutes=60)
    MeetingFactory(relationship=pair, activity="conversation", minutes=None)
    PlaceFactory(cohort=place.cohort, state=Place.State.WITHDRAWN)
    over(place.cohort)
    client.force_login(lead)
    address = f"/cohorts/{place.cohort_id}/certificates/"
    assert "Issue all 2 that are waiting" in client.get(address).content.decode()
    (notice,) = reflecting_places.notices([place.cohort], timezone.now())
    assert (notice.words, notice.address) == ("2 people can have a certificate", address)
    client.post(address, {"all": "1"})
    assert Certificate.objects.count() == Mail.objects.filter(purpose="learning.certificate").count() == 2
    row = certificates.certificate_of(place)
    MeetingFactory(relationship=pair, activity="conversation", minutes=600)
    assert row.hours == [{"activity": "conversation", "times": 2, "minutes": 60, "unknown": 1}]
    assert reflecting_places.notices([place.cohort], timezone.now()) == []
    client.post(address, {"all": "1"})
    assert Certificate.objects.count() == 2
    assert row.code not in Mail.objects.filter(person=place.person).get().body


def test_early_or_for_who_left_only_with_a_reason(lead, place):
    gone = PlaceFactory(cohort=place.cohort, state=Place.State.WITHDRAWN, confirmed_at=timezone.now())
    given = {"by": Actor.of_person(lead), "cohort": place.cohort}
    with pytest.raises(KithError) as refused:
        certificates.issue(**given, places=[place, gone])
    assert code(refused) == ["learning.certificate_too_early", "learning.certificate_not_theirs"]
    certificates.issue(**given, places=[place, gone], reason="They move abroad.")
    assert Certificate.objects.count() == 2
    never = PlaceFactory(cohort=place.cohort, state=Place.State.DECLINED)
    with pytest.raises(KithError) as refused:
        certificates.issue(**given, places=[never], reason="A friend.")
    assert code(refused) == ["learning.nobody_for_certificate"]
    assert not is_over(place.cohort, "running")


def test_whoever_holds_the_paper_checks_it_and_learns_no_more_than_the_paper_says(place, lead):
    by = Actor.of_person(lead)
    row = certificates.issue(by=by, cohort=place.cohort, places=[place], reason="Early.").new[0]
    nobody = Client()
    typed = row.code.replace("-", " ").lower()
    to = nobody.get("/certificates/", {"code": typed})["Location"]
    page = nobody.get(to)
    assert (to, page.status_code) == (f"/certificates/{row.code}/", 200)
    assert "This certificate is genuine" in page.content.decode()
    assert place.person.name in page.content.decode()
    assert place.person.email not in page.content.decode()
    with CaptureQueriesContext(connection) as genuine:
        nobody.get(to)
    certificates.revoke(by=by, certificate=row, reason="A mistake.")
    with CaptureQueriesContext(connection) as withdrawn:
        page = nobody.get(to).content.decode()
    assert "was withdrawn" in page
    assert place.person.name not in page
    assert "A mistake" not in page
    with CaptureQueriesContext(connection) as unknown:
        none = nobody.get("/certificates/2222-2222-2222/")
    assert (none.status_code, "We do not know this certificate" in none.content.decode()) == (404, True)
    assert len(genuine) == len(withdrawn) == len(unknown)
    again = certificates.issue(by=by, cohort=place.cohort, places=[place], reason="Right now.").new[0]
    assert again.code != row.code
    Cohort.objects.update(state=Cohort.State.ARCHIVED)
    assert "is genuine" in nobody.get(f"/certificates/{again.code}/").content.decode()


def test_whoever_is_forgotten_leaves_a_code_and_nothing_else(place, lead, by):
    ReflectionFactory(person=place.person, cohort=place.cohort)
    given = {"file_name": "a.txt", "stream": io.BytesIO(b"Mine.")}
    evidence.add_evidence(by=by, place=place, title="Mine", **given)
    row = CertificateFactory(place=place, reason="She moves.")
    erase_person(by=Actor.system("tests"), person=place.person)
    row.refresh_from_db()
    assert (row.hours, row.reason, row.code != "") == ([], "", True)
    assert not Evidence.objects.exists()
    assert StoredFile.objects.get().delete_after is not None
    page = Client().get(f"/certificates/{row.code}/").content.decode()
    assert "is genuine" in page
    assert "Given to" not in page


def tasks(place, today=TODAY):
    return [(one.prompt, one.on, one.written) for one in reminding.due([place], today)]


def test_one_quiet_line_after_a_meeting_until_something_is_written(place, pair):
    place.cohort.starts_on, place.cohort.ends_on = TODAY, TODAY + timedelta(days=300)
    assert tasks(place) == []
    on = TODAY - timedelta(days=2)
    MeetingFactory(relationship=pair, activity="conversation", on=on)
    MeetingFactory(relationship=pair, activity="conversation", on=on - timedelta(days=1))
    assert tasks(place) == [("not-expected", on, 0)]
    assert tasks(place, TODAY + timedelta(days=13)) == []
    ((_key, (task,)),) = reflecting_places.tasks([place], None).items()
    assert "prompt=not-expected" in task.address
    assert reflecting_places.tasks([place], "secret") == {}
    ReflectionFactory(person=place.person, cohort=place.cohort, written_on=on)
    assert tasks(place) == []


def test_the_suggested_number_comes_evenly_and_stops_at_the_end(place):
    place.cohort.starts_on, place.cohort.ends_on = TODAY, TODAY + timedelta(days=90)
    due = [len(tasks(place, TODAY + timedelta(days=days))) for days in (0, 29, 30, 89, 90, 200)]
    assert due == [0, 0, 1, 1, 0, 0]
    ReflectionFactory.create_batch(2, person=place.person, cohort=place.cohort, written_on=TODAY)
    assert tasks(place, TODAY + timedelta(days=89)) == []
    assert reading.reflections_written([place]) == {place.pk: 2}


def test_many_places_cost_two_queries_and_none_where_nothing_is_asked(place, django_assert_num_queries):
    many = [place, *PlaceFactory.create_batch(4, cohort=place.cohort, state=Place.State.CONFIRMED)]
    reminding.due(many, TODAY)
    with django_assert_num_queries(2):
        reminding.due(many, TODAY)
    Cohort.objects.update(state=Cohort.State.CLOSED)
    place.cohort.refresh_from_db()
    with django_assert_num_queries(0):
        reminding.due([place], TODAY)
