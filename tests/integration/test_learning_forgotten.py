"""Somebody asks to be forgotten wherever they stand in what people learn together: nothing of them is left but ids,
nothing of the others is touched, and what was on its way to or about them does not arrive."""

from __future__ import annotations

import datetime as dt
import io
import json
import uuid
import zipfile
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories import CohortFactory, CohortRoleFactory
from tests.factories.learning import (
    AlumnusFactory,
    EventFactory,
    JointProjectFactory,
    MentoringFactory,
    MentorRequestFactory,
    SeriesFactory,
    SeriesOrganiserFactory,
)
from tests.factories.running import running

from kith.service.cohorts.domain.closing import close_cohort
from kith.service.cohorts.models import StageDate
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.files import delete_expired
from kith.service.core.domain.personal_data import export_person
from kith.service.core.domain.sending import send_due
from kith.service.core.models import Link, Mail, MailState, StoredFile
from kith.service.learning.domain.after import spin_offs
from kith.service.learning.domain.health import concerns, nudging
from kith.service.learning.domain.meeting import availability, feed, planning, proposing
from kith.service.learning.domain.reflecting import certificates, evidence, goals, sharing, writing
from kith.service.learning.domain.relating import (
    agreements,
    blocking,
    ending,
    pausing,
    queries,
)
from kith.service.learning.domain.relating import writing as drafting
from kith.service.learning.domain.teaching import attending
from kith.service.learning.models import (
    AgreementPart,
    AlumnusAsked,
    Attendance,
    Certificate,
    Concern,
    Evidence,
    Goal,
    Meeting,
    Member,
    MentorRequest,
    Reflection,
    Relationship,
)
from kith.service.matches.domain.actions import publish
from kith.service.people.domain.erasure import erase

pytestmark = pytest.mark.django_db
BY = Actor.system("tests")
TODAY = timezone.localdate()
PEOPLE = (
    ("Zenobia Quillfeather", "clinician", "St Anne's", "Medicine"),
    ("Ben Okafor", "manager", "Northgate", "Operations"),
)
MINE = ("zenobia", "quillfeather", "wolfsbane")
"""Their name and address, and what they wrote."""
WROTE = "About wolfsbane."
"""Of the one who is forgotten."""
THEIRS = "About foxglove."
"""Of the other."""


def planted():
    """A pair that has done a little of everything, by the actions themselves."""
    made = running(PEOPLE, starts_on=TODAY - dt.timedelta(days=70))
    StageDate.objects.filter(cohort=made.cohort, stage="running").update(
        starts_on=TODAY - dt.timedelta(days=60), ends_on=TODAY + dt.timedelta(days=90)
    )
    publish(by=made.by, run=made.draft(), seen_revision=0)
    world = SimpleNamespace(
        made=made, cohort=made.cohort, pair=Relationship.objects.get(), zenobia=made.places["Zenobia"]
    )
    world.ben = made.places["Ben"]
    CohortRoleFactory(cohort=made.cohort, role="second_contact")
    for place, words in ((world.zenobia, WROTE), (world.ben, THEIRS)):
        _write(world, place, words)
    _meet(world)
    _around(world)
    return world


def member(world, place):
    return queries.membership(fresh(world.pair), place.person_id)


def fresh(row):
    return Relationship.objects.select_related("cohort__organisation", "cohort__definition").get(pk=row.pk)


def _write(world, place, words):
    by, pair = Actor.of_person(place.person), fresh(world.pair)
    drafting.save_own(by=by, member=member(world, place), own=drafting.Own(goals=words, brings=words))
    entry = writing.write(by=by, place=place, text=words)
    sharing.share(by=by, reflection=entry, reader="partner", relationship_id=pair.pk)
    goal = goals.add_goal(by=by, relationship=pair, words=words)
    goals.step_goal(by=by, goal=goal, progress="started", note=words)
    evidence.add_evidence(
        by=by,
        place=place,
        title=words,
        note=words,
        file_name=f"{words}.txt",
        stream=io.BytesIO(words.encode()),
    )
    said = {"cohort": place.cohort, "person": place.person, "relationship": pair, "text": words}
    concerns.raise_concern(by=by, to="second_contact", reach_by=words, **said)
    week = [availability.Window(0, dt.time(9), dt.time(12))]
    availability.save(by=by, person=place.person, windows=week)


def _meet(world):
    """Proposed, answered, fixed and moved; and a reminder before that."""
    first, second = (Actor.of_person(place.person) for place in (world.zenobia, world.ben))
    words = drafting.Words({"frequency": "Mondays."}, "", TODAY + dt.timedelta(days=30))
    who = member(world, world.zenobia)
    drafting.save_words(by=first, member=who, words=words, number=1, seen=0)
    agreements.propose(by=first, member=who, number=1, seen=1)
    for by, place in ((first, world.zenobia), (second, world.ben)):
        name = place.person.name
        agreements.sign(by=by, member=member(world, place), number=1, typed_name=name)
    Relationship.objects.update(started_on=TODAY - dt.timedelta(days=59))
    nudging.nudge_due(timezone.now())
    times = [(TODAY + dt.timedelta(days=day), dt.time(10)) for day in (3, 4)]
    wanted = proposing.Wanted("conversation", 60, times, "Europe/London", where="Wolfsbane ward")
    once = {"sent_once": None}
    meeting = proposing.propose(by=first, relationship=fresh(world.pair), wanted=wanted, **once)
    choices = list(meeting.choices.all())
    proposing.answer(by=second, meeting=meeting, can={one.pk for one in choices})
    planning.fix(by=first, meeting=meeting, choice=choices[0])
    planning.move(by=first, meeting=meeting, on=times[1][0], at=dt.time(15), zone="Europe/London")


def _around(world):
    """Sessions, a project, a certificate, mentors and being one, the time afterwards."""
    place, by = world.zenobia, Actor.of_person(world.zenobia.person)
    attending.answer(by=by, place=place, event=EventFactory(cohort=world.cohort), is_coming=True)
    JointProjectFactory(relationship=world.pair)
    for one, why in ((place, "She moves to Wolfsbane."), (world.ben, THEIRS)):
        certificates.issue(by=world.made.by, cohort=world.cohort, places=[one], reason=why)
    MentorRequestFactory(cohort=world.cohort, mentees=[place])
    MentoringFactory(cohort=world.cohort, mentee=place)
    elsewhere = CohortFactory(organisation=world.cohort.organisation)
    MentoringFactory(cohort=elsewhere, mentor=place.person)
    MentorRequestFactory(cohort=elsewhere, person=place.person)
    entry = AlumnusFactory(organisation=elsewhere.organisation, person=place.person, line=WROTE)
    AlumnusAsked.objects.create(alumnus=entry, cohort=elsewhere, ask="speaker", words="Come, Zenobia!")
    series = SeriesFactory(organisation=elsewhere.organisation)
    SeriesOrganiserFactory(series=series, person=place.person)
    spin_offs.suggest_spin_off(
        by=by,
        place=place,
        name="Ward forum",
        kind="forum",
        about="",
        started_on=TODAY,
        sent_once=uuid.uuid4(),
    )
    world.feed = feed.make_feed(by=by, person=place.person)


@pytest.fixture(scope="module")
def kept(keep):
    return keep(planted)


@pytest.fixture
def world(kept, db):
    return kept()


def together(world):
    """As they are."""


def paused(world):
    until = TODAY + dt.timedelta(days=9)
    who = member(world, world.zenobia)
    pausing.pause(by=BY, relationship=who.relationship, until=until, member=who)


def ended(world):
    who = member(world, world.zenobia)
    ending.end(by=BY, relationship=who.relationship, reason="no_time", member=who)


def blocked(world):
    blocking.block(by=BY, member=member(world, world.zenobia))


def blocked_by_the_other(world):
    blocking.block(by=BY, member=member(world, world.ben))


def over(world):
    close_cohort(by=world.made.by, cohort=world.cohort)


STATES = (together, paused, ended, blocked, blocked_by_the_other, over)


def told(words=MINE):
    """Every row of the database that tells of them still."""
    return [
        f"{model._meta.label}: {word}: {row}"
        for model in apps.get_models()
        for row in model._base_manager.values()
        for word in words
        if word in str(row).lower()
    ]


def of_the_other(world):
    """All that the other wrote or was given, as it stands."""
    person = world.ben.person_id
    rows = [
        Reflection.objects.filter(person=person),
        Goal.objects.filter(person=person),
        Evidence.objects.filter(person=person),
        Concern.objects.filter(person=person),
        AgreementPart.objects.filter(person=person),
        Certificate.objects.filter(place=world.ben),
        world.ben.person.availability.all(),
    ]
    return [list(found.order_by("pk").values()) for found in rows]


@pytest.mark.parametrize("stand", STATES, ids=lambda one: one.__name__)
def test_nothing_of_them_is_left_and_everything_of_the_other(world, stand):
    stand(world)
    assert {line.split(":")[0] for line in told()} >= {"core.Mail", "learning.Reflection", "learning.Concern"}
    before, minutes = of_the_other(world), world.pair.meetings.values_list("minutes", flat=True).get()
    erase(by=BY, person=world.zenobia.person)
    delete_expired(timezone.now() + dt.timedelta(seconds=1))
    assert told() == []
    assert of_the_other(world) == before
    assert all(before)
    assert world.pair.meetings.values_list("minutes", flat=True).get() == minutes
    assert fresh(world.pair).state == Relationship.State.ENDED
    assert set(Member.objects.exclude(left_at=None).values_list("person", flat=True)) == {
        world.zenobia.person_id
    }
    assert not Member.objects.filter(person=world.zenobia.person_id, left_at=None).exists()


def test_nothing_that_was_on_its_way_arrives(world, mailoutbox):
    erase(by=BY, person=world.zenobia.person)
    send_due(timezone.now() + dt.timedelta(days=2))
    assert not [mail for mail in mailoutbox if "zenobia" in f"{mail.to} {mail.subject} {mail.body}".lower()]
    assert not Mail.objects.filter(state=MailState.SENT, person=world.zenobia.person).exists()
    assert Client().get(world.feed).status_code == 404
    assert not Link.objects.filter(person_id=world.zenobia.person_id).exists()
    assert list(MentorRequest.objects.filter(person=world.zenobia.person_id).values_list("state")) == [
        ("withdrawn",)
    ]


def test_a_certificate_still_says_that_one_was_given_and_no_more_whose_it_was(world):
    code = Certificate.objects.get(place=world.zenobia).code
    erase(by=BY, person=world.zenobia.person)
    answer = Client().get(reverse("learning:check_certificate", args=[code]))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "enobia" not in page
    assert certificates.find(code) is not None


def test_what_was_attended_is_still_counted(world):
    erase(by=BY, person=world.zenobia.person)
    assert Attendance.objects.filter(place=world.zenobia).count() == 1
    assert Meeting.objects.filter(relationship=world.pair).count() == 1


def test_the_words_of_both_go_with_the_last(world):
    erase(by=BY, person=world.zenobia.person)
    version = world.pair.agreements.get()
    assert (version.clauses, version.proposed_by) == ({"frequency": "Mondays."}, None)
    erase(by=BY, person=world.ben.person)
    delete_expired(timezone.now() + dt.timedelta(seconds=1))
    version.refresh_from_db()
    assert version.clauses == {}
    assert world.pair.projects.get().title == "–"
    assert told(("foxglove", "okafor", *MINE)) == []
    files = StoredFile.objects.all()
    assert not [file for file in files if default_storage.exists(file.content.name)]


def copy_of(place):
    content = export_person(by=Actor.of_person(place.person), person=place.person)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        tables = json.loads(archive.read("your-data.json"))["tables"]
    return {table["table"]: table["rows"] for table in tables if table["rows"]}


def test_their_copy_holds_what_is_theirs_and_nothing_of_the_other(world):
    blocked(world)
    mine, theirs = copy_of(world.zenobia), copy_of(world.ben)
    assert {name for name in mine if name.startswith("learning.")} == {
        f"learning.{name}"
        for name in (
            "member", "agreementversion", "agreementpart", "meeting", "meetingreply", "availability", "reflection",
            "reflectionshare", "goal", "goalstep", "evidence", "certificate", "attendance", "mentorrequest",
            "jointproject", "concern", "alumnus", "alumnusasked", "spinoff", "seriesorganiser",
        )
    }  # fmt: skip
    said = [row for name, rows in mine.items() if name.startswith("learning.") for row in rows]
    assert THEIRS not in json.dumps(said)
    assert sum(json.dumps(row).count(WROTE) for row in said) >= 8
    pair = [row for row in mine["learning.member"] if row["part"] == "partner"]
    assert [row["blocked_at"] is not None for row in pair] == [True]
    assert [row["blocked_at"] for row in theirs["learning.member"]] == [None]
    others = [row for name, rows in theirs.items() if name.startswith("learning.") for row in rows]
    assert WROTE not in json.dumps(others)
