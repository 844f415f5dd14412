"""Both of a pair act in the same moment, each on their own connection: nothing is lost, nothing happens twice."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone
from tests.factories.learning import RelationshipFactory
from tests.integration.test_matches_two_leads import at_once

from kith.service.cohorts.domain import places
from kith.service.cohorts.models import Place
from kith.service.core.domain.actors import Actor
from kith.service.core.models import AuditEvent, Mail
from kith.service.learning.domain.relating import agreements, blocking, ending, pausing, queries, writing
from kith.service.learning.models import AgreementVersion, Relationship
from kith.service.matches.models import Pair

BY = Actor.system("tests")
LATER = timezone.localdate() + dt.timedelta(days=90)


@pytest.fixture
def pair(transactional_db):
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads share the one connection of a database in memory")
    return RelationshipFactory(cohort__starts_on=timezone.localdate())


def members(pair):
    """Read anew, as each request does."""
    row = Relationship.objects.select_related("cohort__organisation", "cohort__definition").get(pk=pair.pk)
    return [
        queries.membership(row, one) for one in row.members.order_by("id").values_list("person", flat=True)
    ]


def write(member, text, number, seen):
    words = writing.Words({"frequency": text}, "", LATER)
    return writing.save_words(by=BY, member=member, words=words, number=number, seen=seen) or "saved"


def sign(member, number):
    name = member.person.name
    return agreements.sign(by=BY, member=member, number=number, typed_name=name) and "signed"


def propose(member, number, seen):
    return agreements.propose(by=BY, member=member, number=number, seen=seen) and "proposed"


def test_two_who_write_propose_and_sign_at_once(pair):
    one, other = members(pair)
    ended = at_once(lambda: write(one, "Mondays.", 1, 0), lambda: write(other, "Tuesdays.", 1, 0))
    assert sorted(ended) == ["learning.agreement.changed_meanwhile", "saved"]
    one, other = members(pair)
    ended = at_once(lambda: propose(one, 1, 1), lambda: propose(other, 1, 1))
    assert sorted(ended) == ["learning.agreement.proposed_meanwhile", "proposed"]
    assert Mail.objects.filter(purpose="learning.agreement_proposed").count() == 1
    one, other = members(pair)
    assert at_once(lambda: sign(one, 1), lambda: sign(other, 1), lambda: sign(one, 1)) == ["signed"] * 3
    assert AgreementVersion.objects.get().in_force_at is not None
    assert AuditEvent.objects.filter(action="learning.sign_agreement").count() == 2


def test_one_signs_while_the_other_proposes_the_next(pair):
    one, other = members(pair)
    write(one, "Mondays.", 1, 0)
    propose(one, 1, 1)
    write(other, "Tuesdays.", 2, 0)
    one, other = members(pair)
    signed, proposed = at_once(lambda: sign(one, 1), lambda: propose(other, 2, 1))
    assert proposed == "proposed"
    first = AgreementVersion.objects.get(number=1)
    assert (signed == "signed") == first.parts.exclude(signed_at=None).exists()
    assert signed in {"signed", "learning.agreement.newer"}
    assert AgreementVersion.objects.get(number=2).proposed_by == other.person


def test_everything_that_ends_a_pair_ends_it_once(pair):
    one, other = members(pair)
    place = Place.objects.select_related("cohort__organisation", "person").get(pk=other.place_id)
    pausing.pause(by=BY, relationship=one.relationship, until=timezone.localdate() + dt.timedelta(days=2))
    later = timezone.now() + dt.timedelta(days=9)
    given = {"reason": "no_time"}
    at_once(
        lambda: ending.end(by=BY, relationship=members(pair)[0].relationship, member=one, **given),
        lambda: ending.end(by=BY, relationship=members(pair)[1].relationship, member=other, **given),
        lambda: blocking.block(by=BY, member=members(pair)[0]),
        lambda: places.withdraw(by=BY, place=place),
        lambda: pausing.resume_due(later),
    )
    row = Relationship.objects.get(pk=pair.pk)
    assert row.state == Relationship.State.ENDED
    assert row.end_reason in {"no_time", "not_said", "moved_on"}
    assert Pair.objects.get().state == Pair.State.ENDED
    assert AuditEvent.objects.filter(action="matches.end_pair").count() == 1
    assert row.members.get(person=one.person).blocked_at is not None
