"""A cohort in which everybody wrote something of their own: each text has a word that stands nowhere else.

All of it is written by the actions themselves, so that the mails, the history and the log that they leave behind
are there to be searched too.
"""

from __future__ import annotations

import datetime as dt
import io
import logging
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.utils import timezone
from tests.access_samples import (
    ALUMNUS,
    MEMBERS,
    OTHER_PARTICIPANT,
    PARTICIPANT,
    TEAM,
    World,
    new_world,
)
from tests.asking import sign_in_once
from tests.factories import (
    CohortFactory,
    CohortRoleFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    SecondFactorFactory,
)
from tests.factories.learning import MentoringFactory, RelationshipFactory
from tests.integration.planted_words import (
    CONTACT,
    ELSEWHERE,
    EX,
    GONE,
    LEAD,
    MENTOR,
    NEIGHBOUR,
    OTHER_NEIGHBOUR,
    PAIR,
)

from kith.service.cohorts.domain import places
from kith.service.cohorts.domain.handing_over import hand_over
from kith.service.cohorts.models import Place
from kith.service.core.domain.actors import Actor
from kith.service.learning.domain.after import alumni, asking, spin_offs
from kith.service.learning.domain.health import concerns
from kith.service.learning.domain.meeting import feed, logbook, planning, proposing
from kith.service.learning.domain.meeting.entry import Entry
from kith.service.learning.domain.reflecting import certificates, evidence, goals, sharing, writing
from kith.service.learning.domain.relating import agreements, blocking, pausing
from kith.service.learning.domain.relating import writing as agreeing
from kith.service.learning.domain.teaching import projects
from kith.service.learning.models import Alumnus, Concern, Meeting, ReflectionShare, Relationship
from kith.service.people.models import Person


@dataclass
class Planted:
    world: World
    pair: Relationship
    before: Relationship
    mentoring: Relationship
    neighbours: Relationship
    entries: list[Any]
    concerns: list[Concern]
    feeds: dict[str, str]
    logged: str
    seconds: list[dict[str, Any]] = field(default_factory=list)
    """What else can stand in the addresses: other rows of the kinds that were planted more than once."""


class _Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.words: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if not record.name.startswith(("django.db", "factory", "faker")):
            self.words.append(f"{record.getMessage()} {record.exc_text or ''}")


def planted() -> Planted:
    heard, root = _Heard(), logging.getLogger()
    level = root.level
    root.addHandler(heard)
    root.setLevel(logging.DEBUG)
    try:
        made = _planted()
    finally:
        root.setLevel(level)
        root.removeHandler(heard)
    made.logged = " ".join(heard.words)
    sign_in_once(made.world.people.values())
    return made


def _planted() -> Planted:
    world = new_world()
    world.cohort.refresh_from_db()
    people = world.people
    _others(world)
    before = _pair(world, people[PARTICIPANT], people[EX])
    _agree(before, PARTICIPANT, world, goals="Learn ochreclay.")
    goals.add_goal(by=_by(world, EX), relationship=before, words="Reach fuchsia.")
    _meet(world, before, PARTICIPANT, EX, "Room saffron")
    to_leads = _concern(world, EX, before, "coordinator", "He says safflower.", "")
    blocking.block(by=_by(world, PARTICIPANT), member=_member(before, world, PARTICIPANT))
    gone = _pair(world, people[NEIGHBOUR], people[GONE])
    _agree(gone, GONE, world, goals="Learn carmine.")
    _suggest(world)
    places.withdraw(by=_by(world, GONE), place=_place(world, GONE))
    neighbours = _pair(world, people[NEIGHBOUR], people[OTHER_NEIGHBOUR])
    _agree(neighbours, NEIGHBOUR, world, goals="Learn malachite.")
    pair = world.relationship
    _together(world, pair)
    mentoring = MentoringFactory(cohort=world.cohort, mentee=world.place, mentor=people[MENTOR])
    _meet(world, mentoring, MENTOR, PARTICIPANT, "Room taupegrey")
    entries = _reflect(world, pair, mentoring)
    told = [_answered(world, pair, *one) for one in CONCERNS] + [to_leads]
    _afterwards(world)
    feeds = {name: feed.make_feed(by=_by(world, name), person=people[name]) for name in (PARTICIPANT, EX)}
    made = Planted(world, pair, before, mentoring, neighbours, entries, told, feeds, "")
    _samples(made)
    return made


CONCERNS = (
    ("coordinator", LEAD, "He says madder.", "Ring alizarin.", "Come to bistre."),
    ("second_contact", CONTACT, "He says cinnabar.", "Ring dyerswoad.", "Come to orpiment."),
)


def _by(world: World, name: str) -> Actor:
    return Actor.of_person(world.people[name])


def _others(world: World) -> None:
    """Those whom the table of roles does not know: who was, who mentors, another pair, another organisation."""
    confirmed = {"cohort": world.cohort, "state": Place.State.CONFIRMED}
    for name, side in (
        (NEIGHBOUR, "clinician"),
        (OTHER_NEIGHBOUR, "manager"),
        (GONE, "manager"),
        (EX, "manager"),
    ):
        world.people[name] = PlaceFactory(**confirmed, side=side).person
    world.people[MENTOR] = PersonFactory()
    person, organisation = PersonFactory(), OrganisationFactory()
    cohort = CohortFactory(organisation=organisation)
    for role in MEMBERS.values():
        MembershipFactory(organisation=organisation, person=person, role=role)
    for role in TEAM.values():
        CohortRoleFactory(cohort=cohort, person=person, role=role)
    PlaceFactory(cohort=cohort, person=person, state=Place.State.CONFIRMED)
    SecondFactorFactory(user=person)
    world.people[ELSEWHERE] = person


def _place(world: World, name: str) -> Place:
    rows = Place.objects.select_related("cohort__organisation", "cohort__definition", "person")
    return rows.get(cohort=world.cohort, person=world.people[name])


def _pair(world: World, one: Person, other: Person) -> Relationship:
    left, right = (Place.objects.get(cohort=world.cohort, person=person) for person in (one, other))
    return RelationshipFactory(cohort=world.cohort, pair__left=left, pair__right=right)


def _member(relationship: Relationship, world: World, name: str) -> Any:
    rows = relationship.members.select_related("person", "place", "relationship__cohort__organisation")
    return rows.get(person=world.people[name])


def _agree(relationship: Relationship, name: str, world: World, **own: str) -> None:
    member, by = _member(relationship, world, name), _by(world, name)
    agreeing.save_own(by=by, member=member, own=agreeing.Own(**own))
    agreements.propose(by=by, member=member, number=1, seen=relationship.agreements.get().revision)


def _soon(days: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=days)


def _meet(world: World, relationship: Relationship, name: str, other: str, where: str) -> Meeting:
    activity = "conversation" if relationship.kind == Relationship.Kind.PAIR else ""
    wanted = proposing.Wanted(activity, 60, [(_soon(7), dt.time(12))], "Europe/London", where)
    meeting = proposing.propose(
        by=_by(world, name), relationship=relationship, wanted=wanted, sent_once=uuid4()
    )
    choice = meeting.choices.get()
    proposing.answer(by=_by(world, other), meeting=meeting, can=[choice.pk])
    meeting.refresh_from_db()
    if meeting.state == Meeting.State.PROPOSED:
        planning.fix(by=_by(world, other), meeting=meeting, choice=choice)
    return meeting


def _together(world: World, pair: Relationship) -> None:
    me, by = _member(pair, world, PARTICIPANT), _by(world, PARTICIPANT)
    agreeing.save_own(by=by, member=me, own=agreeing.Own("Learn magenta.", "I bring turquoise."))
    words = agreeing.Words({"frequency": "Each indigo Monday."}, "We keep to mauvepink.", _soon(60))
    agreeing.save_words(by=by, member=me, words=words, number=1, seen=pair.agreements.get().revision)
    agreements.propose(by=by, member=me, number=1, seen=pair.agreements.get().revision)
    for name in PAIR:
        agreements.sign(
            by=_by(world, name),
            member=_member(pair, world, name),
            number=1,
            typed_name=world.people[name].name,
        )
    next_words = agreeing.Words({"frequency": "Each damask Monday."}, "We keep to mauvepink.", _soon(60))
    agreeing.save_words(by=by, member=me, words=next_words, number=2, seen=0)
    _meet(world, pair, PARTICIPANT, OTHER_PARTICIPANT, "Room sienna")
    held = Entry("conversation", _soon(-3), 60)
    logbook.log(by=by, relationship=pair, entry=held, sent_once=uuid4())
    goal = goals.add_goal(by=by, relationship=pair, words="Reach vermilion.")
    goals.step_goal(by=by, goal=goal, progress="started", note="On the way to cerulean.")
    written = projects.Written("Discharges", "Less verdigris.", "More cochineal.", "under_way")
    projects.begin(by=by, relationship=pair, activity="project", written=written, sent_once=uuid4())
    pausing.pause(by=by, relationship=pair, until=_soon(20), member=me)
    pausing.resume(by=by, relationship=pair)


def _reflect(world: World, pair: Relationship, mentoring: Relationship) -> list[Any]:
    by, place = _by(world, PARTICIPANT), _place(world, PARTICIPANT)
    words = ("heliotrope", "periwinkle", "aubergine", "amaranthine")
    entries = [writing.write(by=by, place=place, text=f"I thought of {word}.") for word in words]
    With = ReflectionShare.With
    sharing.share(by=by, reflection=entries[1], reader=With.PARTNER, relationship_id=pair.pk)
    sharing.share(by=by, reflection=entries[2], reader=With.MENTOR, relationship_id=mentoring.pk)
    sharing.share(by=by, reflection=entries[3], reader=With.LEAD)
    evidence.add_evidence(
        by=by, place=place, title="About ultramarine", note="It shows celadon.",
        file_name="gamboge.txt", stream=io.BytesIO(b"All of chartreuse."),
    )  # fmt: skip
    given = certificates.issue(
        by=_by(world, LEAD), cohort=place.cohort, places=[place], reason="They move abroad."
    )
    world.made["certificate"] = given.new[0]
    return entries


def _concern(
    world: World, name: str, relationship: Relationship, to: str, text: str, reach_by: str
) -> Concern:
    given = {"cohort": world.cohort, "person": world.people[name], "relationship": relationship}
    return concerns.raise_concern(by=_by(world, name), **given, to=to, text=text, reach_by=reach_by)


def _answered(
    world: World, pair: Relationship, to: str, reader: str, text: str, reach_by: str, answer: str
) -> Concern:
    row = _concern(world, PARTICIPANT, pair, to, text, reach_by)
    return concerns.answer(by=_by(world, reader), concern=row, words=answer)


def _suggest(world: World) -> None:
    spin_offs.suggest_spin_off(
        by=_by(world, GONE),
        place=_place(world, GONE),
        name="Forum sepiabrown",
        kind="forum",
        about="",
        started_on=_soon(-9),
    )


def _afterwards(world: World) -> None:
    own = Alumnus.objects.get(person=world.people[ALUMNUS])
    entry = alumni.Entry(line="Keeper of gallnut", would_mentor=True)
    alumni.change_entry(by=_by(world, ALUMNUS), alumnus=own, entry=entry)
    asked = asking.ask_alumnus(
        by=_by(world, LEAD), cohort=world.cohort, alumnus=own, ask="mentor", words="Think of litmus."
    )
    hidden = Alumnus.objects.create(
        organisation=world.organisation,
        person=PersonFactory(),
        line="Keeper of realgar",
        is_for_leads_only=True,
    )
    note = hand_over(
        by=_by(world, LEAD), cohort=world.cohort, of=world.people[LEAD], email="next@example.org", name="Nia Ext",
        on=_soon(5), note="Mind byssus.",
    )  # fmt: skip
    world.made |= {"alumnus": own, "alumnus_id": hidden.pk, "asked_id": asked.pk, "hand_over_id": note.pk}


def _samples(made: Planted) -> None:
    """The addresses lead to what was planted; where there are several of a kind, to each of them."""
    pair, entries, told = made.pair, made.entries, made.concerns
    seconds = [_of(one) for one in (made.before, made.mentoring, made.neighbours)]
    seconds += [{"reflection_id": one.pk} for one in (entries[0], *entries[2:])]
    made.seconds = [*seconds, *({"concern_id": one.pk} for one in told[1:])]
    made.world.made |= {
        **_of(pair),
        "evidence_id": made.world.people[PARTICIPANT].evidence.get().pk,
        "project_id": pair.projects.get().pk,
        "mentoring_id": made.mentoring.pk,
        "reflection_id": entries[1].pk,
        "concern_id": told[0].pk,
        "learning:agreement_version:number": 1,
        "learning:agreement_pdf:number": 1,
    }


def _of(relationship: Relationship) -> dict[str, Any]:
    """What stands in the addresses of one relationship."""
    found = {"relationship_id": relationship.pk}
    planned = relationship.meetings.exclude(where="").first()
    goal = relationship.goals.first()
    found |= {"meeting_id": planned.pk} if planned else {}
    return found | ({"goal_id": goal.pk} if goal else {})
