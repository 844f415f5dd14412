"""Hazel: applications are read and scored, people interviewed, places offered, one taken, one given back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from django.db.models import F, QuerySet
from django.utils import timezone

from kith.foundation.seeds import generator
from kith.service.cohorts.models import Cohort, CohortRole
from kith.service.core.domain.actors import Actor
from kith.service.home.demonstration.applicants import Applicants, Manager, themselves
from kith.service.home.demonstration.judging import judge, to_do
from kith.service.home.demonstration.names import DOMAIN, Invented
from kith.service.home.demonstration.recruiting import SEED, publish, put_back, some_channel
from kith.service.people.models import Person
from kith.service.recruitment.domain.reviewing import interviewing, reviewers, reviewing, sharing_out
from kith.service.recruitment.domain.selecting import deciding, offers, ranking
from kith.service.recruitment.models import Application, Call, Decision, Panel, Review, Slot

APPLY = {"clinician": 18, "manager": 15}
SHORTLIST, PLACES = 10, 6
READS, INTERVIEWS = CohortRole.Kind.REVIEWER, CohortRole.Kind.INTERVIEWER
JUDGES = (
    ("Ines Carvalho", (READS,), ("medicine",)),
    ("Toby Marsh", (READS,), ()),
    ("Lena Frost", (READS, INTERVIEWS), ("nursing", "midwifery")),
    ("Ravi Menon", (READS, INTERVIEWS), ()),
    ("Kit Sharpe", (INTERVIEWS,), ()),
    ("Dana Whyte", (INTERVIEWS,), ()),
)
"""Who reads or interviews, and what they know best."""
LEFT = 3
"""Managers whose applications the reviewer who can be signed in as has still to read."""


class Choosing:
    """Everything that has happened in the cohort so far. ``reader`` and ``member`` have work left."""

    def __init__(self, cohort: Cohort, supply: Iterator[Invented], lead: Person) -> None:
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

    def _read(self) -> None:
        for name, roles, known in JUDGES:
            address = f"{name.replace(' ', '.')}@{DOMAIN}".lower()
            one = reviewers.add_reviewer(
                by=self.by, call=self.call, name=name, email=address, roles=roles, specialities=known
            )
            if name == JUDGES[0][0]:
                self.reader = one.person
            elif name == JUDGES[4][0]:
                self.member = one.person
        sharing_out.share_out(by=self.by, call=self.call)
        waiting = list(to_do(self.call, Review.Kind.PAPER))
        knows = next(
            one for one in waiting if one.reviewer.person == self.reader and not one.application.example
        )
        reviewing.stand_down(by=Actor.of_person(self.reader), review=knows, reason="We trained together.")
        others = list(to_do(self.call, Review.Kind.PAPER))
        mine = [
            one for one in others if one.reviewer.person == self.reader and one.application.side == "manager"
        ]
        judge(one for one in others if one not in mine[-LEFT:])

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
            judge(list(to_do(self.call, Review.Kind.INTERVIEW)))
            Slot.objects.filter(panel=panel).update(starts_at=F("starts_at") - dt.timedelta(days=12))

    def _book(self, panel: Panel, side: str, *, but: int) -> None:
        chosen = list(_shortlisted(self.call, side))
        slots = list(panel.slots.select_related("panel__call__cohort"))
        for application, slot in zip(chosen[: len(chosen) - but], slots, strict=False):
            application.call = self.call
            interviewing.book(by=themselves(application), application=application, slot=slot)

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
        offers.accept_offer(by=themselves(yes), application=yes)
        offers.decline_offer(by=themselves(no), application=no, reason="I change hospitals in spring.")


def _breaks_a_rule(row: Application) -> bool:
    return bool(row.unmet)


def _shortlisted(call: Call, side: str) -> QuerySet[Application]:
    rows = call.applications.filter(side=side, state=Application.State.SHORTLISTED)
    return rows.select_related("person", "call__cohort__organisation").order_by("email")
