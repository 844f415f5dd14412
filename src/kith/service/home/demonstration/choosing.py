"""Hazel: applications are read and scored, people interviewed, places offered, one taken, one given back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import numpy as np
from django.db.models import F
from django.utils import timezone

from kith.foundation.seeds import generator
from kith.service.cohorts.models import Cohort, CohortRole
from kith.service.core.domain.actors import Actor
from kith.service.home.demonstration.applicants import BEST, Applicants, Manager
from kith.service.home.demonstration.names import DOMAIN, Invented
from kith.service.home.demonstration.recruiting import SEED, publish, put_back, some_channel
from kith.service.home.demonstration.written import COMMENTS
from kith.service.people.models import Person
from kith.service.recruitment.domain import (
    deciding,
    interviewing,
    offers,
    ranking,
    reviewers,
    reviewing,
    sharing_out,
)
from kith.service.recruitment.models import Application, Call, Decision, Panel, Review, Slot

APPLY = {"clinician": 21, "manager": 17}
SHORTLIST, PLACES = 10, 6
READS, INTERVIEWS = CohortRole.Kind.REVIEWER, CohortRole.Kind.INTERVIEWER
JUDGES = (
    ("Ines Carvalho", (READS,), ("medicine",), 0.4),
    ("Toby Marsh", (READS,), (), -0.5),
    ("Lena Frost", (READS, INTERVIEWS), ("nursing", "midwifery"), 0.0),
    ("Ravi Menon", (READS, INTERVIEWS), (), 0.2),
    ("Kit Sharpe", (INTERVIEWS,), (), -0.2),
    ("Dana Whyte", (INTERVIEWS,), (), 0.1),
)
"""Who reads or interviews, what they know best, and how much milder than the others they are."""
MILD = {name: mild for name, _roles, _known, mild in JUDGES}
NOISE = {Review.Kind.PAPER: 0.55, Review.Kind.INTERVIEW: 0.4}
LEFT = 3
"""Managers whose applications the reviewer who can be signed in as has still to read."""


class Choosing:
    """Everything that has happened in the cohort so far. ``reader`` and ``member`` have work left."""

    def __init__(self, cohort: Cohort, supply: Iterator[Invented], lead: Person) -> None:
        self.rng = generator(SEED, "choosing", cohort.name)
        self.by = Actor.of_person(lead)
        self.call = publish(cohort)
        self.people = Applicants(self.call, supply, generator(SEED, "applicants", cohort.name))
        self.reader: Person
        self.member: Person

    def all_of_it(self) -> None:
        self._apply()
        self._read()
        for side in APPLY:
            self._shortlist(side)
        for number, side in enumerate(APPLY):
            self._interview(side, dt.time(9 + 4 * number, 0), is_over=side == "clinician")
        self._offer("clinician")

    def _apply(self) -> None:
        for side, count in APPLY.items():
            for number in range(count):
                manager = Manager.SILENT if number % 9 == 7 else Manager.AGREES
                is_sent = number % 10 != 8
                self.people.applies(side, some_channel(self.call, number), is_sent=is_sent, manager=manager)
        self.people.answer_equality()
        today = timezone.localdate()
        put_back(self.call, today - dt.timedelta(days=56), today - dt.timedelta(days=22))
        self.people.move_clocks(self.call.opens_at, self.call.closes_at)
        self.quality = {one.application.pk: one.quality for one in self.people.all}

    def _read(self) -> None:
        for name, roles, known, _mild in JUDGES:
            address = f"{name.replace(' ', '.')}@{DOMAIN}".lower()
            one = reviewers.add_reviewer(
                by=self.by, call=self.call, name=name, email=address, roles=roles, specialities=known
            )
            if name == JUDGES[0][0]:
                self.reader = one.person
            elif name == JUDGES[4][0]:
                self.member = one.person
        sharing_out.share_out(by=self.by, call=self.call)
        self._score(self._waiting(is_example=True))
        first, *others = self._waiting(is_example=False)
        reviewing.stand_down(
            by=Actor.of_person(first.reviewer.person), review=first, reason="We trained together."
        )
        mine = [
            one for one in others if one.reviewer.person == self.reader and one.application.side == "manager"
        ]
        self._score([one for one in others if one not in mine[-LEFT:]])

    def _waiting(self, *, is_example: bool) -> list[Review]:
        rows = Review.objects.filter(application__call=self.call, state=Review.State.ASSIGNED)
        rows = (
            rows.filter(application__example="") if not is_example else rows.exclude(application__example="")
        )
        rows = rows.select_related("application__call__cohort__definition", "reviewer__person")
        return list(rows.order_by("application__email", "application__example", "reviewer__person__email"))

    def _score(self, waiting: Sequence[Review]) -> None:
        for review in waiting:
            quality = self.quality.get(review.application_id, 2.4)
            scores = {one.key: self._points(review, quality) for one in reviewing.criteria_of(review)}
            comment = COMMENTS[int(np.clip(round(float(np.mean(list(scores.values())))), 0, BEST))]
            reviewing.submit(
                by=Actor.of_person(review.reviewer.person), review=review, scores=scores, comment=comment
            )

    def _points(self, review: Review, quality: float) -> int:
        seen = (
            quality + MILD[review.reviewer.person.name] + self.rng.normal(0, NOISE[Review.Kind(review.kind)])
        )
        return int(np.clip(round(seen), 0, BEST))

    def _shortlist(self, side: str) -> None:
        """Those whom everybody has read; who does not meet a rule comes last."""
        found = ranking.ranking_of(self.call, side).standings
        rows = [one.application for one in found if not one.reviews_due]
        sent = sorted((row for row in rows if row.state == Application.State.SUBMITTED), key=_breaks_a_rule)
        self._decide(sent[:SHORTLIST], Decision.Kind.SHORTLIST, "The ten highest totals of the side.")
        self._decide(
            sent[SHORTLIST:], Decision.Kind.NOT_SHORTLIST, "Below the ten highest totals of the side."
        )

    def _decide(self, rows: Sequence[Application], kind: str, reason: str) -> None:
        deciding.decide(by=self.by, call=self.call, applications=rows, kind=kind, reason=reason)

    def _interview(self, side: str, first: dt.time, *, is_over: bool) -> None:
        """The clinicians have been seen; the managers are seen next week, and two have not chosen a time."""
        members = self.call.reviewers.filter(person__name__in=[JUDGES[3][0], JUDGES[4][0], JUDGES[5][0]])
        panel = interviewing.make_panel(
            by=self.by, call=self.call, name=f"Panel for {side}s", members=members, side=side, where="Board room, Northgate"
        )  # fmt: skip
        day = timezone.localdate() + dt.timedelta(days=5)
        for part in range(2):
            interviewing.add_slots(
                by=self.by, panel=panel, day=day + dt.timedelta(days=part), first=first, minutes=30, pause=10, count=6
            )  # fmt: skip
        interviewing.invite_to_book(by=self.by, call=self.call)
        self._book(panel, side, but=0 if is_over else 2)
        if is_over:
            rows = Review.objects.filter(
                application__side=side, application__call=self.call, kind="interview"
            )
            rows = rows.select_related("application__call__cohort__definition", "reviewer__person")
            self._score(list(rows.order_by("application__email", "reviewer__person__email")))
            Slot.objects.filter(panel=panel).update(starts_at=F("starts_at") - dt.timedelta(days=12))

    def _book(self, panel: Panel, side: str, *, but: int) -> None:
        chosen = list(_shortlisted(self.call, side))
        slots = list(panel.slots.select_related("panel__call__cohort"))
        for application, slot in zip(chosen[: len(chosen) - but], slots, strict=False):
            application.call = self.call
            interviewing.book(by=Actor.of_person(application.person), application=application, slot=slot)

    def _offer(self, side: str) -> None:
        """Places to the best of those who may come; the next wait, and one moves up when one declines."""
        rows = [one.application for one in ranking.ranking_of(self.call, side).standings]
        seen = [row for row in rows if row.state == Application.State.INTERVIEWED]
        ready = [row for row in seen if row.permitted_at is not None]
        offers.make_offers(
            by=self.by, call=self.call, applications=ready[:PLACES], reason="The six highest totals at the interview."
        )  # fmt: skip
        self._decide(ready[PLACES : PLACES + 3], Decision.Kind.WAIT, "Next in the ranking.")
        offered = Application.objects.filter(call=self.call, state=Application.State.OFFERED)
        yes, no = offered.select_related("call__cohort__organisation", "person").order_by("email")[:2]
        offers.accept_offer(by=Actor.of_person(yes.person), application=yes)
        offers.decline_offer(
            by=Actor.of_person(no.person), application=no, reason="I change hospitals in spring."
        )


def _breaks_a_rule(row: Application) -> bool:
    return bool(row.unmet)


def _shortlisted(call: Call, side: str) -> Sequence[Application]:
    rows = call.applications.filter(side=side, state=Application.State.SHORTLISTED)
    return rows.select_related("person", "call__cohort__organisation").order_by("email")
