"""Birch: pairs that run. Most meet, one fades, one pauses, one ended and found other partners, two people wait.

Everything goes through the same actions as for real people; the moments are moved to their days afterwards.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from itertools import islice
from uuid import uuid4

from kith.programmes import load_shipped
from kith.programmes.read import read_definition
from kith.programmes.types import Definition
from kith.service.cohorts.domain import actions as cohorts
from kith.service.cohorts.domain import places
from kith.service.cohorts.models import Cohort, CohortRole, Place
from kith.service.core.domain.actors import Actor
from kith.service.home.demonstration import together_words as words
from kith.service.home.demonstration.moments import day, moment, put_back, weekday
from kith.service.home.demonstration.names import DOMAIN, Invented
from kith.service.home.demonstration.rematched import Rematched
from kith.service.home.demonstration.time import everybody_says_yes
from kith.service.home.demonstration.two import Two
from kith.service.home.demonstration.writing import Writing
from kith.service.learning.domain.health import concerns, nudging
from kith.service.learning.domain.meeting import logbook
from kith.service.learning.domain.meeting.entry import Entry
from kith.service.learning.domain.relating import pausing
from kith.service.learning.domain.teaching import attending, mentoring, planning, resources
from kith.service.learning.models import Concern, Event, MentorRequest, Nudge, Relationship
from kith.service.matches.models import MatchRun, Pair, Publication
from kith.service.people.models import Person

BY = Actor.system("demonstration")
BEGAN = 112
"""Days ago."""
MET = (
    (98, 70, 38, 12), (100, 72, 45, 20), (95, 66, 33), (90, 62), (80, 34), (97,),
    (88, 58, 30, 3), (101,), (99, 69, 41, 10), (85, 57, 26), (93, 64, 36, 8), (78, 49, 22),
)  # fmt: skip
"""Days ago on which each pair met, in the order of the clinicians' addresses."""
WATCHED = {0: (84, 56), 1: (60, 15), 6: (40, 19), 8: (75, 25), 11: (35,)}
MISSED = {4: (50,), 7: (61,)}
AHEAD = {1: 9, 2: 4, 4: 2}
HOURS = (60, 45, 60, 90, 30)
SHOWN, REVIEWED, PAUSED, ENDED, FADING = 0, 2, 3, 5, 7
UNSIGNED = 9
MENTORS = (("Marion Achebe", (0, 2), (71, 28)), ("Paul Lindgren", (6,), (44,)))
GROUP_AGO, GROUP_AHEAD, COMES = 52, -16, 8


GROUP_MEETING = """
[[activity]]
key = "group"
kind = "group_meeting"
together = "cohort"
name = { en = "Group meeting", "zh-Hans" = "全体集会" }
expected = { times = 3 }
"""
"""As the York variant has it."""


def with_group_meetings() -> Definition:
    """The programme as Northern Vale runs it in Birch: with shadowing, mentors, and meetings of everybody."""
    return read_definition(load_shipped("paired-learning").text + GROUP_MEETING, "paired-learning.toml")


class Together:
    """Everything that has happened in the cohort since its pairs were published."""

    def __init__(self, cohort: Cohort, supply: Iterator[Invented], lead: Person) -> None:
        self.cohort, self.supply, self.lead = cohort, supply, lead
        self.by = Actor.of_person(lead)
        self._pairs_were_published()
        rows = Relationship.objects.filter(cohort=cohort).select_related("cohort__organisation", "pair")
        self.two = [Two(row) for row in rows.order_by("pair__left__person__email")]
        self.mentor: Person
        self.contact: Person

    def all_of_it(self, contact: Person) -> None:
        self.contact = contact
        self._agree()
        for number, two in enumerate(self.two):
            self._meet(number, two)
        Rematched(self.cohort, self.two[ENDED], self.by).all_of_it(self._late)
        self._pause()
        self._fade()
        self._mentors()
        self._group()
        Writing(self.two[SHOWN], self.two[FADING]).all_of_it()
        self._concerns()
        self._wait()

    def _pairs_were_published(self) -> None:
        ago = BEGAN + 7
        put_back(Publication.objects.filter(cohort=self.cohort), ago)
        put_back(MatchRun.objects.filter(cohort=self.cohort), ago, "finished_at")
        put_back(Pair.objects.filter(cohort=self.cohort), ago)
        Place.objects.filter(cohort=self.cohort).update(
            invited_at=moment(ago + 40), confirmed_at=moment(ago + 35)
        )
        Relationship.objects.filter(cohort=self.cohort).update(started_on=day(ago))

    def _agree(self) -> None:
        for number, two in enumerate(self.two):
            said = words.FIRST if number == SHOWN else words.SHORT
            two.agree(said, ago=BEGAN - 14 + number % 5, signatures=1 if number == UNSIGNED else 2)
        self.two[REVIEWED].is_to_be_reviewed(3)
        self.two[SHOWN].proposes_a_change(words.CHANGED, ago=2)

    def _meet(self, number: int, two: Two) -> None:
        for index, ago in enumerate(MET[number]):
            two.meets("conversation", ago, HOURS[(number + index) % len(HOURS)])
        for index, ago in enumerate(WATCHED.get(number, ())):
            two.meets("shadowing", ago, 240, watcher=two.members[index % 2].person)
        for ago in MISSED.get(number, ()):
            two.meets("conversation", ago, 60, took_place=False)
        if number in AHEAD:
            two.plans(AHEAD[number])
        if number == SHOWN:
            two.planned_for(1)

    def _late(self, how_many: int, ago: int) -> list[Place]:
        """So many on each side join late, and say yes."""
        sides = ("clinician", "manager") * how_many
        example = {one.side: one.attributes for one in self.cohort.places.order_by("pk")}
        rows = [
            places.add_person(
                by=BY,
                cohort=self.cohort,
                name=one.name,
                email=one.email,
                side=side,
                attributes=example[side],
            )
            for side, one in zip(sides, islice(self.supply, len(sides)), strict=True)
        ]
        places.invite(by=BY, cohort=self.cohort, held=False)
        everybody_says_yes(self.cohort)
        found = Place.objects.filter(pk__in=[row.pk for row in rows])
        put_back(found, ago, "invited_at", "confirmed_at")
        return list(found)

    def _pause(self) -> None:
        two = self.two[PAUSED]
        first, last = day(17), day(-11)
        pausing.pause(by=two.acts(1), relationship=two.row, until=last, member=two.members[1])
        Relationship.objects.filter(pk=two.row.pk).update(
            paused_from=first, pauses=[[first.isoformat(), last.isoformat()]]
        )

    def _fade(self) -> None:
        """They have been reminded twice: by itself, and by the lead."""
        row = self.two[FADING].row
        for ago in (50, 8):
            made = nudging.nudge(by=self.by, relationship=row)
            Nudge.objects.filter(pk=made.pk).update(occasion=day(ago).isoformat(), created_at=moment(ago))
            Relationship.objects.filter(pk=row.pk).update(nudged_at=moment(ago))
            row.refresh_from_db()

    def _mentors(self) -> None:
        for name, pairs, talks in MENTORS:
            mentees = [self.two[number].place(0) for number in pairs]
            request = mentoring.ask(
                by=self.by,
                cohort=self.cohort,
                kind="mentor",
                name=name,
                email=f"{name.replace(' ', '.')}@{DOMAIN}".lower(),
                mentees=mentees,
                sent_once=uuid4(),
            )
            person = request.person
            made = mentoring.accept(
                by=Actor.of_person(person), request=request, place_ids=[one.pk for one in mentees]
            )
            put_back(MentorRequest.objects.filter(pk=request.pk), 90, "asked_at", "answered_at")
            Relationship.objects.filter(pk__in=[row.pk for row in made]).update(started_on=day(88))
            for row in made:
                self._talk(row, person, talks)
            if name == MENTORS[0][0]:
                self.mentor = person

    def _talk(self, row: Relationship, mentor: Person, talks: Sequence[int]) -> None:
        row.refresh_from_db()
        for ago in talks:
            entry = Entry("", weekday(ago), 45)
            logbook.log(by=Actor.of_person(mentor), relationship=row, entry=entry, sent_once=None)

    def _group(self) -> None:
        held, ahead = (
            planning.Planned(
                activity="group",
                on=weekday(ago),
                at=dt.time(15, 30),
                minutes=90,
                title=title,
                about=about,
                where=where,
            )
            for ago, (title, about, where) in ((GROUP_AGO, words.GROUP), (GROUP_AHEAD, words.NEXT_GROUP))
        )
        first, second = planning.plan(
            by=self.by, cohort=self.cohort, sessions=[held, ahead], sent_once=uuid4()
        )
        put_back(Event.objects.filter(pk=first.pk), GROUP_AGO + 20)
        here = list(attending.expected_at(first).order_by("person__email"))
        absent = [attending.Mark(place.pk, attending.State.MISSED) for place in here[2::9]]
        attending.note(by=self.by, event=first, marks=absent)
        attending.everybody(by=self.by, event=first)
        for number, place in enumerate(here[1 : COMES + 1]):
            attending.answer(
                by=Actor.of_person(place.person), place=place, event=second, is_coming=number != 5
            )
        for name, note, content in words.READING:
            resources.add(
                by=self.by,
                cohort=self.cohort,
                title=name.removesuffix(".txt"),
                note=note,
                file=(name, io.BytesIO(content)),
                event=first if name == words.READING[0][0] else None,
                sent_once=uuid4(),
            )

    def _concerns(self) -> None:
        cohorts.give_role(
            by=BY,
            cohort=self.cohort,
            person=self.contact,
            role=CohortRole.Kind.SECOND_CONTACT,
            starts_on=day(BEGAN + 30),
            ends_on=None,
        )
        for number, to, text, wishes, ago in (
            (FADING, Concern.To.COORDINATOR, words.TO_THE_LEAD, True, 3),
            (8, Concern.To.SECOND_CONTACT, words.IN_CONFIDENCE, False, 2),
        ):
            two = self.two[number]
            made = concerns.raise_concern(
                by=two.acts(0),
                cohort=self.cohort,
                person=two.members[0].person,
                relationship=two.row,
                to=to,
                text=text,
                wants_new_partner=wishes,
            )
            put_back(Concern.objects.filter(pk=made.pk), ago)

    def _wait(self) -> None:
        """One on each side has just come, so that a re-match has somebody to offer."""
        self._late(1, ago=4)
