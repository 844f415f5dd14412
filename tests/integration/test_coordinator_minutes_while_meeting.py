"""How many taps it takes to keep a pair alive: counted, and printed in the documents."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.coordinator import Coordinator
from tests.integration.test_coordinator_minutes import PAGE, table
from tests.integration.test_matches_rematch import pair_of, published

from kith.service.cohorts.models import Cohort, StageDate
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import issue_link
from kith.service.core.models import LinkPurpose
from kith.service.learning.domain.relating import agreements, queries, writing
from kith.service.learning.models import AgreementVersion, Meeting, Member, Nudge, Relationship
from kith.service.matches.models import MatchRun, Pair

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture(scope="module")
def world(keep):
    return keep(published)


@pytest.fixture
def made(world):
    """The programme began three months ago, and nobody has logged a meeting since."""
    made, long_ago = world(), TODAY - dt.timedelta(days=90)
    Cohort.objects.filter(pk=made.cohort.pk).update(starts_on=long_ago)
    running = {"starts_on": long_ago, "ends_on": TODAY + dt.timedelta(days=90)}
    StageDate.objects.filter(cohort=made.cohort, stage="running").update(**running)
    Relationship.objects.filter(cohort=made.cohort).update(started_on=long_ago)
    return made


def hand_of(person):
    client = Client()
    client.force_login(person)
    return Coordinator(client)


def test_keeping_a_pair_alive(client, made, run_jobs):
    together = pair_of(made, "Amina").relationship
    counts = [
        *logs_from_a_mail(Coordinator(client), together),
        *signs(together),
        *reminds(made, pair_of(made, "Chen")),
        *rematches(made, pair_of(made, "Devi"), run_jobs),
    ]
    taps = [one.clicks + one.boxes for one in counts]
    assert taps == [3, 3, 4, 6], taps
    assert table(counts, is_summed=False) in PAGE.read_text("utf-8"), table(counts, is_summed=False)


def logs_from_a_mail(amina, together):
    person = together.members.get(place__person__name="Amina Yusuf").person
    expires = timezone.now() + dt.timedelta(days=30)
    purpose = LinkPurpose.LOG_MEETING
    _link, path = issue_link(purpose=purpose, subject=together, person_id=person.pk, expires=expires)
    with amina.part("A participant on a phone: log a meeting from the mail that reminds"):
        amina.opens_the_mails_link(path)
        amina.presses("Log it", length="60")
    assert (Meeting.objects.get().state, Meeting.objects.get().minutes) == ("held", 60)
    return amina.counts


def signs(together):
    """The partner has proposed it."""
    rows = Member.objects.filter(relationship=together).order_by("person__name")
    one, other = (queries.membership(together, row.person_id) for row in rows)
    by = Actor.of_person(other.person)
    words = writing.Words({"frequency": "Every second Monday."}, "", None)
    writing.save_words(by=by, member=other, words=words, number=1, seen=0)
    agreements.propose(by=by, member=other, number=1, seen=1)
    amina = hand_of(one.person)
    amina.comes_to("/")
    with amina.part("A participant: read and sign the agreement"):
        amina.follows("Read and sign your agreement: version 1")
        amina.presses("Sign version 1", typed_name=one.person.name)
    assert AgreementVersion.objects.get().parts.get(person=one.person).signed_at is not None
    return amina.counts


def reminds(made, pair):
    names = f"{pair.left.person.name} · {pair.right.person.name}"
    rowan = hand_of(made.lead)
    rowan.comes_to("/")
    with rowan.part("The lead: remind a pair that has gone quiet"):
        rowan.follows("2 pairs have not met for 42 days or more")
        rowan.unfolds(f"Actions ({names})")
        rowan.follows(f"Remind them now ({names})")
        rowan.presses("Send it")
    assert Nudge.objects.get().relationship == pair.relationship
    return rowan.counts


def rematches(made, pair, run_jobs):
    names = f"{pair.left.person.name} · {pair.right.person.name}"
    made.add("Gil Roy", "manager", site="Northgate", line_of_management="Estates")
    rowan = hand_of(made.lead)
    rowan.comes_to("/")
    with rowan.part("The lead: find other partners for the two of a pair"):
        rowan.follows("2 pairs have not met for 42 days or more")
        rowan.unfolds(f"Actions ({names})")
        rowan.follows(f"Find other partners ({names})")
        rowan.presses("Look for partners")
        run_jobs()
        number = MatchRun.objects.get(kind=MatchRun.Kind.REMATCH).number
        rowan.comes_to(reverse("matches:draft", args=[made.cohort.pk, number]))
        rowan.follows("Look at the mails and publish")
        rowan.presses("Publish and send the mails")
    assert Pair.objects.get(pk=pair.pk).state == Pair.State.ENDED
    return rowan.counts
