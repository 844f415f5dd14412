"""Two invented people who learn together: they agree, meet, miss, plan."""

from __future__ import annotations

import datetime as dt

from kith.service.cohorts.models import Place
from kith.service.core.domain.actors import Actor
from kith.service.home.demonstration.moments import day, moment, put_back, weekday
from kith.service.home.demonstration.together_words import Said
from kith.service.learning.domain.meeting import contact, logbook, planning, proposing
from kith.service.learning.domain.meeting.entry import Entry
from kith.service.learning.domain.moments import starts_at
from kith.service.learning.domain.relating import agreements, writing
from kith.service.learning.models import (
    AgreementPart,
    AgreementVersion,
    Meeting,
    Member,
    Relationship,
)
from kith.service.people.models import Person

ZONE = "Europe/London"
AT = dt.time(14, 0)


class Two:
    """``members``: the clinician, then the manager."""

    def __init__(self, row: Relationship) -> None:
        self.row = row
        rows = row.members.select_related("person", "place", "relationship__cohort__organisation")
        self.members: list[Member] = sorted(rows, key=lambda one: one.place.side if one.place else "")

    def acts(self, number: int) -> Actor:
        return Actor.of_person(self.members[number].person)

    def place(self, number: int) -> Place:
        place = self.members[number].place
        assert place is not None
        place.cohort = self.row.cohort
        return place

    def agree(self, said: Said, *, ago: int, signatures: int) -> None:
        """The clinician proposes; with two signatures it is in force."""
        for number, member in enumerate(self.members):
            own = writing.Own(said.goals[number], said.brings[number])
            writing.save_own(by=self.acts(number), member=member, own=own)
        shared = writing.Words(said.clauses, said.ground_rules, day(-40))
        self._propose(shared, 0, number=1, ago=ago)
        for number in range(signatures):
            self._signs(number, version=1, ago=ago - 1 - number)
        found = AgreementVersion.objects.filter(relationship=self.row, in_force_at__isnull=False)
        found.update(in_force_at=moment(ago - signatures))

    def proposes_a_change(self, clauses: dict[str, str], *, ago: int) -> None:
        """The manager does, and has signed it."""
        rules = self.row.agreements.get(number=1).ground_rules
        self._propose(writing.Words(clauses, rules, day(-60)), 1, number=2, ago=ago)
        self._signs(1, version=2, ago=ago)

    def is_to_be_reviewed(self, ago: int) -> None:
        self.row.agreements.update(review_on=day(ago))

    def _propose(self, shared: writing.Words, who: int, *, number: int, ago: int) -> None:
        member = self.members[who]
        writing.save_words(by=self.acts(who), member=member, words=shared, number=number, seen=0)
        seen = self.row.agreements.get(number=number).revision
        agreements.propose(by=self.acts(who), member=member, number=number, seen=seen)
        put_back(AgreementVersion.objects.filter(relationship=self.row, number=number), ago, "proposed_at")

    def _signs(self, number: int, *, version: int, ago: int) -> None:
        member = self.members[number]
        agreements.sign(by=self.acts(number), member=member, number=version, typed_name=member.person.name)
        mine = AgreementPart.objects.filter(version__relationship=self.row, version__number=version)
        mine.filter(person=member.person).update(signed_at=moment(ago))

    def meets(
        self, activity: str, ago: int, minutes: int, *, watcher: Person | None = None, took_place: bool = True
    ) -> Meeting:
        """They did, or had meant to, and one of them said so."""
        watcher_id = watcher.pk if watcher else None
        entry = Entry(activity, weekday(ago), minutes, took_place, watcher_id, is_another=True)
        made = logbook.log(by=self.acts(ago % 2), relationship=self.row, entry=entry, sent_once=None)
        put_back(Meeting.objects.filter(pk=made.pk), ago)
        return made

    def plans(self, ahead: int) -> Meeting:
        """One proposes, the other can, and it is fixed."""
        on = weekday(-ahead)
        if on <= day(0):
            on = weekday(-ahead - 2)
        wanted = proposing.Wanted("conversation", 60, [(on, AT)], ZONE, "Tea room, St Anne's")
        meeting = proposing.propose(by=self.acts(1), relationship=self.row, wanted=wanted, sent_once=None)
        choice = meeting.choices.get()
        proposing.answer(by=self.acts(0), meeting=meeting, can={choice.pk})
        return planning.fix(by=self.acts(0), meeting=meeting, choice=choice)

    def planned_for(self, ago: int) -> None:
        """A meeting whose day has passed, and nobody has said whether it took place."""
        meeting = self.plans(7)
        on = weekday(ago)
        Meeting.objects.filter(pk=meeting.pk).update(
            on=on, starts_at=starts_at(on, AT, ZONE), created_at=moment(ago + 9)
        )
        contact.recount([self.row.pk], by=self.acts(0))
