"""What an organisation takes with it of what people did together: row by row, and nothing that is their own."""

import csv
import datetime as dt
import io
import zipfile
from uuid import UUID

import pytest
from django.utils import timezone
from tests.factories import CohortFactory, OrganisationFactory
from tests.factories.learning import (
    AgreementVersionFactory,
    AlumnusFactory,
    CertificateFactory,
    ConcernFactory,
    EventFactory,
    EvidenceFactory,
    GoalFactory,
    JointProjectFactory,
    MeetingFactory,
    MentoringFactory,
    ReflectionFactory,
    RelationshipFactory,
    ResourceFactory,
    SeriesFactory,
    SeriesOrganiserFactory,
)

from kith.service.cohorts.models import HandOver
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.files import store_file
from kith.service.home.domain.export.packing import pack
from kith.service.learning.models import Attendance, Nudge, SeriesMeeting, SpinOff

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 2)
OWN = (
    "PLANTED-clause", "PLANTED-rule", "PLANTED-goal", "PLANTED-text", "PLANTED-title", "PLANTED-note", "PLANTED-aim",
    "PLANTED-concern", "PLANTED-reach", "PLANTED-where", "not_a_fit",
)  # fmt: skip
"""What belongs to persons."""


def test_that_people_met_is_in_it_row_by_row_and_nothing_that_they_wrote():
    organisation = OrganisationFactory()
    cohort = CohortFactory(organisation=organisation)
    pair = RelationshipFactory(cohort=cohort, started_on=DAY, state="ended", end_reason="not_a_fit")
    left, right = pair.pair.left, pair.pair.right
    mentoring = MentoringFactory(cohort=cohort, mentee=left, started_on=DAY)
    mentor = mentoring.members.get(part="mentor")
    met = MeetingFactory(
        relationship=pair, activity="conversation", on=DAY, minutes=45, where="PLANTED-where"
    )
    nudge = Nudge.objects.create(relationship=pair, sent_by="tick", occasion="2026-03-30")
    event = EventFactory(cohort=cohort, title="Money")
    there = Attendance.objects.create(event=event, place=left, state="attended", minutes=30)
    file = store_file(
        by=Actor.system("tests"),
        organisation=organisation,
        name="slides.pdf",
        stream=io.BytesIO(b"%PDF-1.7 slides"),
        limit=99,
    )
    resource = ResourceFactory(cohort=cohort, event=event, title="Slides", address="", file=file)
    certificate = CertificateFactory(place=left)
    alumnus = AlumnusFactory(organisation=organisation, person=right.person, line="Runs a ward")
    AlumnusFactory(organisation=organisation, left_at=timezone.now())
    forum = SpinOff.objects.create(cohort=cohort, name="Ward forum", kind="forum", started_on=DAY)
    SpinOff.objects.create(cohort=cohort, name="Unread", kind="other", started_on=DAY, is_confirmed=False)
    series = SeriesFactory(organisation=organisation, spin_off=forum, name="Ward forum")
    organiser = SeriesOrganiserFactory(series=series)
    evening = SeriesMeeting.objects.create(series=series, title="First", on=DAY, minutes=90)
    given = HandOver.objects.create(
        cohort=cohort, from_person=left.person, to_person=mentor.person, on=DAY, note="All is well."
    )
    _what_is_their_own(cohort, pair, left.person)
    packed = packed_of(organisation)

    partners = {one.person_id: one for one in pair.members.all()}
    assert ids(packed, "relationships.csv", "kind", "state", "started_on") == [
        (pair.pk, "pair", "ended", "2026-03-02"),
        (mentoring.pk, "mentoring", "active", "2026-03-02"),
    ]
    assert {row[1:] for row in ids(packed, "relationship-members.csv", "person_id", "part")} == {
        (str(left.person_id), "partner"),
        (str(right.person_id), "partner"),
        (str(left.person_id), "mentee"),
        (str(mentor.person_id), "mentor"),
    }
    assert ids(packed, "meetings.csv", "relationship_id", "activity", "state", "on", "minutes") == [
        (met.pk, str(pair.pk), "conversation", "held", "2026-03-02", "45")
    ]
    assert ids(packed, "reminders-to-meet.csv", "sent_by") == [(nudge.pk, "tick")]
    assert ids(packed, "sessions.csv", "title", "state") == [(event.pk, "Money", "planned")]
    assert ids(packed, "attendance.csv", "state", "minutes") == [(there.pk, "attended", "30")]
    assert ids(packed, "resources.csv", "title", "file_id") == [(resource.pk, "Slides", str(file.pk))]
    assert packed.read(f"resources/{resource.pk}-slides.pdf") == b"%PDF-1.7 slides"
    assert ids(packed, "certificates.csv", "code") == [(certificate.pk, certificate.code)]
    assert ids(packed, "alumni.csv", "person_id", "line") == [
        (alumnus.pk, str(right.person_id), "Runs a ward")
    ]
    assert ids(packed, "spin-offs.csv", "name", "kind") == [(forum.pk, "Ward forum", "forum")]
    assert ids(packed, "series.csv", "name") == [(series.pk, "Ward forum")]
    assert ids(packed, "series-organisers.csv", "person_id") == [(organiser.pk, str(organiser.person_id))]
    assert ids(packed, "series-meetings.csv", "title", "on") == [(evening.pk, "First", "2026-03-02")]
    assert ids(packed, "hand-overs.csv", "note") == [(given.pk, "All is well.")]
    known = {str(row["id"]) for row in rows_of(packed, "people.csv")}
    assert {str(one) for one in (*partners, mentor.person_id, organiser.person_id)} <= known
    _told_apart(packed)


def _what_is_their_own(cohort, pair, person):
    AgreementVersionFactory(
        relationship=pair, clauses={"frequency": "PLANTED-clause"}, ground_rules="PLANTED-rule"
    )
    GoalFactory(relationship=pair, words="PLANTED-goal")
    JointProjectFactory(relationship=pair, title="PLANTED-title", aim="PLANTED-aim")
    ReflectionFactory(cohort=cohort, person=person, text="PLANTED-text")
    EvidenceFactory(cohort=cohort, person=person, title="PLANTED-title", note="PLANTED-note")
    ConcernFactory(cohort=cohort, person=person, text="PLANTED-concern", reach_by="PLANTED-reach")
    pair.members.filter(person=person).update(blocked_at=timezone.now())


def _told_apart(packed):
    everything = b"".join(packed.read(path) for path in packed.namelist()).decode(errors="replace")
    assert [word for word in OWN if word in everything] == []
    assert not [path for path in packed.namelist() if b"blocked_at" in packed.read(path)]
    words = {(row["table"], row["column"], row["value"]) for row in rows_of(packed, "learning-codebook.csv")}
    used = {
        (path, column, row[column])
        for path, column in {(table, column) for table, column, _value in words}
        for row in rows_of(packed, path)
    }
    assert used <= words
    named = packed.read("README.txt").decode()
    assert [
        path for path in packed.namelist() if "/" not in path and path not in named and path != "README.txt"
    ] == []


def packed_of(organisation):
    content = io.BytesIO()
    pack(organisation, content, lambda *_told: None)
    return zipfile.ZipFile(content)


def rows_of(packed, path):
    return list(csv.DictReader(io.StringIO(packed.read(path).decode("utf-8-sig"))))


def ids(packed, path, *fields):
    """The id of each row, and some of its fields as they are written."""
    rows = rows_of(packed, path)
    return [(UUID(row["id"]), *(row[name] for name in fields)) for row in rows]
