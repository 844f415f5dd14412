"""Moving an invented cohort's call on: people apply, judge, choose times and answer offers, all at once.

Behind the buttons that a lead of the invented organisation has on a laptop.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from kith.foundation.seeds import generator
from kith.service.cohorts.models import Cohort
from kith.service.home.demonstration.applicants import Applicants, Manager, themselves
from kith.service.home.demonstration.judging import judge, to_do
from kith.service.home.demonstration.names import DOMAIN, people
from kith.service.home.demonstration.time import must_be_invented
from kith.service.people.models import Person
from kith.service.recruitment.domain.calling.calls import call_of
from kith.service.recruitment.domain.reviewing import interviewing
from kith.service.recruitment.domain.selecting import offers
from kith.service.recruitment.models import Application, Call, Review

APPLY_EACH = 8
"""On each side, each time the button is pressed."""
State = Application.State


@transaction.atomic
def people_apply(cohort: Cohort) -> int:
    """So many on each side apply by the call's channels in turn, and their managers agree; how many."""
    must_be_invented(cohort)
    call = call_of(cohort)
    if call is None:
        return 0
    before = call.applications.filter(example="").count()
    known = set(Person.objects.filter(email__endswith=DOMAIN).values_list("email", flat=True))
    supply = people(generator(0, "apply", cohort.name))
    crowd = Applicants(
        call,
        (one for one in supply if one.email not in known),
        generator(0, "applicants", cohort.name, str(before)),
    )
    ways = list(call.channels.filter(ended_at=None))
    for side in call.instruments:
        for number in range(APPLY_EACH):
            crowd.applies(side, ways[number % len(ways)], is_sent=True, manager=Manager.AGREES)
    crowd.answer_equality()
    return len(crowd.all)


@transaction.atomic
def judges_judge(cohort: Cohort) -> int:
    """Everybody scores what waits for them, on paper and after interviews; how many reviews."""
    must_be_invented(cohort)
    call = call_of(cohort)
    if call is None:
        return 0
    return sum(judge(to_do(call, kind)) for kind in (Review.Kind.PAPER, Review.Kind.INTERVIEW))


@transaction.atomic
def applicants_answer(cohort: Cohort) -> int:
    """Whoever is on the shortlist takes a free time; whoever has an offer takes the place, apart from the last,
    who gives it back; how many."""
    must_be_invented(cohort)
    call = call_of(cohort)
    return _book(call) + _answer_offers(call) if call is not None else 0


def _book(call: Call) -> int:
    count = 0
    for row in _people(call, State.SHORTLISTED).filter(interview_slots=None):
        free = interviewing.open_slots(row)
        if free:
            interviewing.book(by=themselves(row), application=row, slot=free[0])
            count += 1
    return count


def _answer_offers(call: Call) -> int:
    rows = list(_people(call, State.OFFERED))
    for row in rows[:-1]:
        offers.accept_offer(by=themselves(row), application=row)
    for row in rows[-1:]:
        offers.decline_offer(by=themselves(row), application=row, reason="I change hospitals.")
    return len(rows)


def _people(call: Call, state: str) -> QuerySet[Application]:
    rows = call.applications.filter(state=state, example="").order_by("email")
    return rows.select_related("call__cohort__organisation", "call__cohort__definition", "person")
