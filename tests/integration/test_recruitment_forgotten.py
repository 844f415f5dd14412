"""Somebody who applies asks to be forgotten, wherever their application stands: nothing of them is left, and
what they held is free for others."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.test import Client
from django.utils import timezone
from tests.factories import CohortFactory, MembershipFactory
from tests.factories.applying import address, secret_of
from tests.factories.evidence import KIND, link_to, permission_of, reference_of
from tests.factories.people import PersonFactory
from tests.factories.recruitment import ApplicationFactory, CallFactory, answers_for

from kith.service.cohorts.models import Place
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.files import delete_expired
from kith.service.core.domain.permissions import Role
from kith.service.core.domain.personal_data import export_person
from kith.service.core.models import Mail, MailState, StoredFile
from kith.service.people.domain.erasure import erase
from kith.service.recruitment.domain.applying import applying, equality
from kith.service.recruitment.domain.applying.starting import begin, start
from kith.service.recruitment.domain.evidence import checks, evidence
from kith.service.recruitment.domain.evidence.permission_answers import answer
from kith.service.recruitment.domain.funnel.funnel_groups import SIDE
from kith.service.recruitment.domain.funnel.funnel_stages import plain_dimensions, stage_counts
from kith.service.recruitment.domain.pseudonyms import equality_key, pseudonym
from kith.service.recruitment.domain.retention import KEPT_DAYS, expire_applications
from kith.service.recruitment.domain.reviewing import interviewing
from kith.service.recruitment.domain.selecting import deciding, offers
from kith.service.recruitment.models import (
    Application,
    Decision,
    EqualityAnswer,
    Offer,
    Panel,
    Review,
    Reviewer,
    Slot,
    Waiting,
)

pytestmark = pytest.mark.django_db
State, Kind = Application.State, Decision.Kind
BY = Actor.system("tests")
NAME, ADDRESS, OTHER = "Zenobia Quillfeather", "zenobia@example.org", "z.quill@example.org"
BOSS = {"name": "Hugo Hornbeam", "email": "hugo.hornbeam@example.org", "position": "Hornbeam’s chief"}
TOLD = ("zenobia", "quillfeather", "z.quill", "hornbeam", "wolfsbane", "mandrake", "foxglove", "PLANTED")
"""Their names and addresses, their manager's and referee's, what was answered, noted and reasoned."""


@pytest.fixture
def world():
    """A call with one place for a clinician, begun by somebody who types the second of their addresses."""
    starts = timezone.localdate() + timedelta(days=120)
    sides = {"clinician": {"min": 1, "max": 1}, "manager": {"min": 1, "max": 1}}
    cohort = CohortFactory(sides=sides, starts_on=starts, ends_on=starts + timedelta(days=180))
    lead = Actor.of_person(MembershipFactory(organisation=cohort.organisation, role=Role.LEAD).person)
    call = CallFactory(cohort=cohort)
    person = PersonFactory(name=NAME, email=ADDRESS)
    EmailAddress.objects.create(user=person, email=OTHER, verified=True)
    start(by=BY, call=call, side="clinician", name=NAME, email=OTHER, language="en", channel=None)
    return SimpleNamespace(cohort=cohort, call=call, lead=lead, person=person)


def mine() -> Application:
    rows = Application.objects.select_related("call__cohort__organisation", "person", "place")
    return rows.order_by("created_at").first()


def unopened(world):
    """Only the form with a name and an address was sent."""


def begun(world):
    begin(by=BY, application=mine())
    given = {**answers_for("clinician"), "why": "Wolfsbane"}
    Application.objects.update(answers=given)
    evidence.name_giver(by=BY, application=mine(), kind=KIND, **BOSS)
    key = equality_key(world.call)
    EqualityAnswer.objects.create(
        call=world.call, pseudonym=pseudonym(key, mine().pk), answers={"sex": "PLANTED"}
    )


def submitted(world):
    begun(world)
    applying.send(by=Actor.of_person(world.person), application=mine())
    Application.objects.update(changes={"why": "Wolfsbane again"}, late_reason="Zenobia was ill")


def reviewed(world):
    submitted(world)
    named = {"name": "Mia Mandrake", "position": "Chief", "note": "Wolfsbane"}
    answer(by=BY, permission=permission_of(mine()), is_given=True, **named)
    check = checks.check_of(
        mine(), reference_of(mine(), state="asked", of_name="M. Mandrake", of_email="mandrake@example.org").pk
    )
    checks.ask(by=world.lead, check=check)
    checks.receive(by=BY, check=check, stream=io.BytesIO(b"%PDF-1.7 foxglove"), name="foxglove.pdf")
    for state in ("submitted", "assigned"):
        reader = Reviewer.objects.create(call=world.call, person=PersonFactory())
        Review.objects.create(application=mine(), reviewer=reader, state=state, comment="Knows foxglove")


def booked(world):
    reviewed(world)
    decide(world, Kind.SHORTLIST)
    panel = Panel.objects.create(call=world.call, name="One")
    panel.members.set(Reviewer.objects.all())
    slot = Slot.objects.create(panel=panel, starts_at=timezone.now() + timedelta(days=5), minutes=30)
    interviewing.book(by=BY, application=mine(), slot=slot)


def on_the_list(world):
    booked(world)
    decide(world, Kind.WAIT)


def offered(world):
    booked(world)
    offers.make_offers(by=world.lead, call=world.call, applications=[mine()], reason="Foxglove")


def declined(world):
    offered(world)
    offers.decline_offer(by=BY, application=mine(), reason="Wolfsbane")


def accepted(world):
    offered(world)
    offers.accept_offer(by=BY, application=mine())


def decide(world, kind):
    deciding.decide(by=world.lead, call=world.call, applications=[mine()], kind=kind, reason="Foxglove")


STAGES = {
    unopened: State.WITHDRAWN, begun: State.WITHDRAWN, submitted: State.WITHDRAWN, reviewed: State.WITHDRAWN,
    booked: State.WITHDRAWN, on_the_list: State.WITHDRAWN, offered: State.WITHDRAWN,
    declined: State.DECLINED, accepted: State.ACCEPTED,
}  # fmt: skip
"""How far somebody has come, and where the application stands once they are forgotten."""


def told() -> list[str]:
    """Every row of the database that tells of them still."""
    found = []
    for model in apps.get_models():
        for row in model._base_manager.values():
            text = str(row).lower()
            found += [f"{model._meta.label}: {word}: {row}" for word in TOLD if word.lower() in text]
    return found


def funnel(call):
    side = next(one for one in plain_dimensions([call]) if one.key == SIDE)
    return stage_counts([call], side, timezone.now()).all


@pytest.mark.parametrize("stage", STAGES, ids=lambda one: one.__name__)
def test_nothing_is_left_and_the_counts_still_hold(world, stage):
    stage(world)
    assert told() != []
    row, counts = mine(), funnel(world.call)
    pages = [(link_to(permission)[1], permission) for permission in row.permissions.all()]
    secret = secret_of(row)
    erase(by=BY, person=world.person)
    delete_expired(timezone.now() + timedelta(seconds=1))
    assert told() == []
    assert mine().state == STAGES[stage]
    assert funnel(world.call) == counts
    assert Client().get(address(secret, "")).status_code in (404, 410)
    assert [Client().get(page).status_code for page, _row in pages] == [410] * len(pages)
    assert not Mail.objects.filter(state__in=(MailState.QUEUED, MailState.HELD)).exclude(body="").exists()
    assert not Offer.objects.filter(state="open").exists()
    assert not Slot.objects.filter(application__state=State.WITHDRAWN).exists()
    assert not StoredFile.objects.exists()


def test_whoever_asks_for_their_data_is_told_how_they_were_judged_when_it_is_decided(world):
    reviewed(world)
    assert b"Knows foxglove" not in exported(world)
    decide(world, Kind.NOT_SHORTLIST)
    assert exported(world).count(b"Knows foxglove") == 1
    assert b"PLANTED" in exported(world)


def exported(world) -> bytes:
    content = export_person(by=Actor.of_person(world.person), person=world.person)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("your-data.json")


def test_what_they_held_goes_to_the_next(world):
    offered(world)
    now = timezone.now()
    second = ApplicationFactory(call=world.call, state=State.WAITING, permitted_at=now, shortlisted_at=now)
    Waiting.objects.create(application=second, rank=1)
    erase(by=BY, person=world.person)
    second.refresh_from_db()
    assert second.state == State.OFFERED
    assert Mail.objects.get(purpose="recruitment.offer", state="queued").person == second.person


def test_a_year_after_the_start_what_was_written_goes_and_the_counts_still_hold(world):
    offered(world)
    offers.decline_offer(by=BY, application=mine(), reason="Wolfsbane")
    counts = funnel(world.call)
    year = timedelta(days=KEPT_DAYS) + (world.cohort.starts_on - timezone.localdate())
    assert expire_applications(timezone.now() + year - timedelta(days=2)) == 0
    assert [expire_applications(timezone.now() + year + timedelta(days=1)) for _tick in range(2)] == [1, 0]
    equality.expire(timezone.now() + year + timedelta(days=1))
    delete_expired(timezone.now() + timedelta(seconds=1))
    world.person.delete()  # nothing holds on to the account
    EmailAddress.objects.all().delete()
    left = [one for one in told() if not one.startswith("core.Mail")]  # mails have a time of their own
    assert left == []
    assert (mine().state, mine().person, funnel(world.call)) == (State.DECLINED, None, counts)


def test_the_place_of_one_who_had_accepted_ends(world):
    accepted(world)
    erase(by=BY, person=world.person)
    assert Place.objects.get().state == Place.State.WITHDRAWN


def test_a_reviewer_who_is_forgotten_keeps_nothing_from_others(world):
    reviewed(world)
    for reader in Reviewer.objects.all():
        erase(by=BY, person=reader.person)
    assert list(Review.objects.values_list("state", flat=True)) == ["submitted"]
    assert not Reviewer.objects.filter(ended_at=None).exists()


@pytest.mark.parametrize("decision", [Kind.NOT_SHORTLIST, Kind.WAIT])
def test_a_decision_frees_the_time_of_an_interview_that_is_needless(world, decision):
    booked(world)
    decide(world, decision)
    assert not Slot.objects.exclude(application=None).exists()
    assert not Review.objects.filter(kind=Review.Kind.INTERVIEW).exists()
