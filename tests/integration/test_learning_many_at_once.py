"""Whatever touches many pairs at once, and whoever acts on one of them meanwhile: nobody waits for ever, nothing is
done twice, and what each was told holds."""

import datetime as dt

import pytest
from django.db import connection, transaction
from django.utils import timezone
from tests.factories import CohortFactory, PersonFactory
from tests.factories.learning import MentorRequestFactory, RelationshipFactory
from tests.factories.running import PEOPLE, running
from tests.integration.test_matches_two_leads import at_once

from kith.service.cohorts.domain.closing import close_cohort
from kith.service.cohorts.models import Cohort, StageDate
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.job_runs import perform
from kith.service.core.models import AuditEvent, Mail
from kith.service.learning.domain.health import nudging
from kith.service.learning.domain.meeting import contact, logbook
from kith.service.learning.domain.meeting.entry import Entry
from kith.service.learning.domain.relating import blocking, ending, pausing, queries
from kith.service.learning.domain.teaching import mentoring
from kith.service.learning.models import MentorRequest, Nudge, Relationship
from kith.service.matches.domain.actions import publish
from kith.service.matches.domain.rematching import publish_rematch, start_rematch
from kith.service.matches.models import Pair, Publication
from kith.service.people.domain.erasure import erase

BY = Actor.system("tests")
PAIRS = 12
EIGHT = (
    *PEOPLE,
    ("Fay Holt", "clinician", "Ashfield", "Theatres"),
    ("Gus Hart", "clinician", "Millbrook", "Imaging"),
    ("Ida Nash", "manager", "Ashfield", "Estates"),
    ("Jon Reed", "manager", "Millbrook", "People"),
)


@pytest.fixture
def threads(transactional_db):
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads share the one connection of a database in memory")


@pytest.fixture
def pairs(threads):
    """In one cohort, together for so long that each is due to be reminded."""
    today = timezone.localdate()
    days = {"starts_on": today - dt.timedelta(days=90), "ends_on": today + dt.timedelta(days=90)}
    cohort = CohortFactory(**days)
    StageDate.objects.update_or_create(cohort=cohort, stage="running", defaults=days)
    return [RelationshipFactory(cohort=cohort, started_on=days["starts_on"]) for _number in range(PAIRS)]


def fresh(row):
    return Relationship.objects.select_related("cohort__organisation", "cohort__definition").get(pk=row.pk)


def member(row, number=0):
    people = row.members.order_by("id").values_list("person", flat=True)
    return queries.membership(fresh(row), people[number])


def end(row):
    return ending.end(by=BY, relationship=fresh(row), reason="no_time", member=member(row))


def test_the_tick_the_end_of_the_cohort_and_its_people(pairs):
    cohort = Cohort.objects.select_related("organisation").get()
    now = timezone.now()
    Relationship.objects.filter(pk=pairs[-1].pk).update(next_meeting_at=now - dt.timedelta(hours=1))
    entry = Entry("conversation", timezone.localdate(), 45)
    at_once(
        lambda: nudging.nudge_due(now),
        lambda: nudging.nudge(by=BY, relationship=fresh(pairs[3])),
        lambda: contact.pass_on(now),
        lambda: [end(row) for row in pairs[8:5:-1]] and "ended",
        lambda: erase_all([pairs[10], pairs[9]]),
        lambda: blocking.block(by=BY, member=member(pairs[4])),
        lambda: logbook.log(
            by=person_of(pairs[4], 1), relationship=fresh(pairs[4]), entry=entry, sent_once=None
        ),
        lambda: close_cohort(by=BY, cohort=cohort),
    )
    assert set(Relationship.objects.values_list("state", flat=True)) == {Relationship.State.ENDED}
    assert not nudges_twice()
    assert not Mail.objects.filter(purpose="learning.nudge", state="queued").exists()
    assert AuditEvent.objects.filter(action="learning.complete_relationships").count() <= 1


def nudges_twice():
    seen = list(Nudge.objects.values_list("relationship", flat=True))
    return len(seen) != len(set(seen))


def person_of(row, number):
    return Actor.of_person(member(row, number).person)


def erase_all(rows):
    for row in rows:
        with transaction.atomic():
            erase(by=BY, person=member(row).person)


def test_the_tick_and_a_lead_remind_once_between_them(pairs):
    now = timezone.now()
    told = at_once(
        lambda: nudging.nudge_due(now) and "tick",
        lambda: nudging.nudge(by=BY, relationship=fresh(pairs[0])) and "lead",
        lambda: nudging.nudge(by=BY, relationship=fresh(pairs[0])) and "lead",
    )
    assert set(told) <= {"tick", "lead", "learning.nudged_today"}
    nudging.nudge_due(now + dt.timedelta(minutes=1))  # whoever was held at that moment
    assert not nudges_twice()
    assert Nudge.objects.count() == PAIRS
    assert Mail.objects.filter(purpose="learning.nudge", state="queued").count() == 2 * PAIRS


def test_a_mentor_says_yes_while_the_lead_takes_the_request_back(threads):
    made = running()
    asked = MentorRequestFactory(cohort=made.cohort, mentees=[made.places["Amina"]], person=PersonFactory())
    place_ids = [made.places["Amina"].pk]

    def request():
        return MentorRequest.objects.select_related("cohort__organisation", "person").get(pk=asked.pk)

    def yes():
        by = Actor.of_person(request().person)
        return mentoring.accept(by=by, request=request(), place_ids=place_ids) and "yes"

    def taken_back():
        return mentoring.take_back(by=made.by, request=request()) and "taken back"

    told = at_once(yes, yes, taken_back)
    together = Relationship.objects.count()
    if request().state == MentorRequest.State.ACCEPTED:
        assert (told, together) == (["yes", "yes", "learning.request_over"], 1)
    else:
        assert (told, together) == (["learning.request_over"] * 2 + ["taken back"], 0)


def test_two_rematches_are_published_while_people_end_and_leave(threads):
    made = running(EIGHT, starts_on=timezone.localdate())
    publish(by=made.by, run=made.draft(), seen_revision=0)
    given_up = [Pair.objects.get(left=made.places[name]).pk for name in ("Amina", "Chen")]
    drafts = [drafted(made, given_up, seed) for seed in (1, 2)]
    made.cohort.refresh_from_db()
    seen = made.cohort.revision
    others = list(Relationship.objects.exclude(pair__in=given_up).order_by("pk"))
    told = at_once(
        *(
            lambda run=run: publish_rematch(by=made.by, run=run, seen_revision=seen) and "published"
            for run in drafts
        ),
        lambda: end(others[-1]),
        lambda: erase_all([others[0]]),
        lambda: pausing.resume_due(timezone.now()),
        lambda: end(Relationship.objects.get(pair=given_up[1])),
    )
    assert told.count("published") <= 1
    assert Publication.objects.count() == 1 + told.count("published")
    living = Pair.objects.filter(state=Pair.State.ACTIVE)
    assert not living.filter(relationship__state="ended").exists()
    assert not living.filter(relationship=None).exists()
    places = [place for pair in living for place in (pair.left_id, pair.right_id)]
    assert len(places) == len(set(places))
    assert not Relationship.objects.exclude(state="ended").exclude(pair__in=living).exists()


def drafted(made, given_up, seed):
    run = start_rematch(by=made.by, cohort=made.cohort, give_up=given_up, seed=seed)
    perform(run.job_id)
    run.refresh_from_db()
    return run
