"""Alder: over. Its people met, wrote, got a certificate, stay in touch, and something goes on without the programme."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

from django.db.models import QuerySet

from kith.foundation.seeds import generator
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.actors import Actor
from kith.service.home.demonstration import together_words as words
from kith.service.home.demonstration.moments import day, moment, put_back, weekday
from kith.service.home.demonstration.two import AT, ZONE, Two
from kith.service.learning.domain.after import alumni, series, series_meetings, spin_offs
from kith.service.learning.domain.moments import starts_at
from kith.service.learning.domain.reflecting import certificates, evidence
from kith.service.learning.domain.reflecting import writing as own
from kith.service.learning.models import (
    Alumnus,
    Certificate,
    Evidence,
    Meeting,
    Reflection,
    Relationship,
    SeriesMeeting,
    SpinOff,
)
from kith.service.matches.models import MatchRun, Pair, Publication
from kith.service.people.models import Person
from kith.service.surveys.models import Wave

BEGAN = 392
"""Days ago: half a year after the end is some days past, so that the questionnaire of then is open."""
OVER = BEGAN - 183
STOPPED = 5
"""A pair that stopped after two months."""
ALUMNI = (1, 3, 4, 6, 8, 11)


class Afterwards:
    """``holder``: somebody with a portfolio who organises the forum. ``shown``: the holder and the partner."""

    def __init__(self, cohort: Cohort, lead: Person) -> None:
        self.cohort, self.by = cohort, Actor.of_person(lead)
        self._pairs_were_published()
        rows = Relationship.objects.filter(cohort=cohort).select_related("cohort__organisation", "pair")
        self.two = [Two(row) for row in rows.order_by("pair__left__person__email")]
        self.shown: Two

    def they_met(self) -> None:
        """What they did in their months; before the report is made."""
        rng = generator(20261122, "alder", "met")
        for number, two in enumerate(self.two):
            months = 2 if number == STOPPED else 4 + int(rng.integers(0, 3))
            for month in range(months):
                ago = BEGAN - 12 - 28 * month - int(rng.integers(0, 9))
                two.meets("conversation", ago, int(rng.choice([45, 60, 60, 75, 90])))
            for index in range(0 if number == STOPPED else int(rng.integers(1, 4))):
                watcher = two.members[(index + (number % 3 == 2)) % 2].person
                two.meets("shadowing", BEGAN - 40 - 41 * index, 240, watcher=watcher)

    @property
    def holder(self) -> Person:
        return self.shown.members[0].person

    def it_is_over(self, asked: Wave) -> None:
        """After ``asked`` was opened: the holder is somebody who has not answered it yet."""
        waiting = set(asked.invitations.filter(is_finished=False).values_list("place_id", flat=True))
        lasted = [two for two in self.two if two is not self.two[STOPPED] and _watched(two).exists()]
        self.shown = next(two for two in lasted if two.place(0).pk in waiting)
        self.shown.agree(words.FIRST, ago=BEGAN - 10, signatures=2)
        self.shown.row.agreements.update(review_on=day(BEGAN - 70), reviewed_at=moment(BEGAN - 72))
        self._portfolio()
        self._certificates()
        self._directory()
        self._forum()

    def _pairs_were_published(self) -> None:
        ago = BEGAN + 7
        put_back(Publication.objects.filter(cohort=self.cohort), ago)
        put_back(MatchRun.objects.filter(cohort=self.cohort), ago, "finished_at")
        put_back(Pair.objects.filter(cohort=self.cohort), ago)
        Place.objects.filter(cohort=self.cohort).update(invited_at=moment(ago + 40))
        Place.objects.filter(cohort=self.cohort, state=Place.State.CONFIRMED).update(
            confirmed_at=moment(ago + 35)
        )
        Relationship.objects.filter(cohort=self.cohort).update(started_on=day(ago))

    def _portfolio(self) -> None:
        two = self.shown
        by, place = two.acts(0), two.place(0)
        written = []
        for number, (prompt, text) in enumerate(words.LOOKING_BACK):
            row = own.write(by=by, place=place, text=text, prompt=prompt)
            ago = OVER + 20 - 9 * number
            Reflection.objects.filter(pk=row.pk).update(written_on=day(ago), created_at=moment(ago))
            written.append(f"reflection:{row.pk}")
        watched = _watched(two)[0]
        sources = [written[1], written[0], f"meeting:{watched.pk}"]
        for source, (title, note, dimensions) in zip(sources, words.EVIDENCE, strict=True):
            made = evidence.add_evidence(
                by=by, place=place, title=title, note=note, source=source, dimensions=dimensions
            )
            put_back(Evidence.objects.filter(pk=made.pk), OVER - 4)

    def _certificates(self) -> None:
        rows = list(self.cohort.places.filter(state=Place.State.CONFIRMED))
        certificates.issue(by=self.by, cohort=self.cohort, places=rows)
        put_back(Certificate.objects.filter(place__cohort=self.cohort), OVER - 10, "issued_at")

    def _directory(self) -> None:
        offers = (
            ("would_mentor",),
            ("would_speak",),
            (),
            ("would_review",),
            ("would_mentor", "would_speak"),
            (),
        )
        others = [two for two in self.two if two is not self.shown]
        for number, line, given in zip(ALUMNI, words.LINES, offers, strict=True):
            self._joins(others[number], number % 2, line, *given)
        self._joins(self.shown, 0, "Runs the Ward and Office Forum.", "would_mentor", "shows_address")
        put_back(Alumnus.objects.filter(cohort=self.cohort), OVER - 14)

    def _joins(self, two: Two, who: int, line: str, *given: str) -> None:
        entry = alumni.Entry(line=line, **dict.fromkeys(given, True))
        alumni.join_alumni(by=two.acts(who), place=two.place(who), entry=entry)

    def _forum(self) -> None:
        name, about = words.FORUM
        made = spin_offs.record_spin_off(
            by=self.by,
            cohort=self.cohort,
            name=name,
            kind=SpinOff.Kind.FORUM,
            about=about,
            started_on=day(OVER - 25),
        )
        spin_offs.say_still_runs(by=self.by, spin_off=made, on=day(31))
        organisers = (self.holder, self.two[-1].members[1].person)
        for person in organisers:
            run = series.start_series(by=self.by, spin_off=made, email=person.email, name=person.name)
        series_meetings.plan_meetings(
            by=Actor.of_person(self.holder),
            series=run,
            title="Forum: handover at weekends",
            on=weekday(-11),
            at=dt.time(12, 30),
            zone=ZONE,
            minutes=60,
            where="Lecture theatre, Old Mill",
            times=3,
        )
        for ago, title in ((45, "Forum: who answers the telephone"), (17, "Forum: forms that nobody reads")):
            on = weekday(ago)
            SeriesMeeting.objects.create(
                series=run, title=title, on=on, at=AT, zone=ZONE, starts_at=starts_at(on, AT, ZONE),
                minutes=60, where="Lecture theatre, Old Mill", sent_once=uuid4(),
            )  # fmt: skip
        two = self.two[6]
        suggested, why = words.SUGGESTED
        spin_offs.suggest_spin_off(
            by=two.acts(0),
            place=two.place(0),
            name=suggested,
            kind=SpinOff.Kind.CHANGE,
            about=why,
            started_on=day(40),
        )


def _watched(two: Two) -> QuerySet[Meeting]:
    """Shadowing days at which the clinician watched."""
    return two.row.meetings.filter(activity="shadowing", watcher=two.members[0].person)
