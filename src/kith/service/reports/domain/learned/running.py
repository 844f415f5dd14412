"""How the programme was run: what was planned and took place, who kept the log, who had to be reminded."""

from __future__ import annotations

from collections import Counter

from django.db.models import Count, Q

from kith.programmes.capabilities import Together
from kith.programmes.types import Definition
from kith.service.cohorts.models import Cohort
from kith.service.learning.models import Event, Meeting, Nudge, Relationship, SpinOff
from kith.service.reports.domain.learned.facts import Outcome, Running, Session


def running_facts(cohort: Cohort, definition: Definition) -> Running | None:
    """None where nothing was planned, logged or sent. A handful of queries."""
    sessions = _sessions(cohort, definition)
    relationships = Relationship.objects.filter(cohort=cohort)
    states: Counter[str] = Counter()
    for_them = 0
    meetings = Meeting.objects.filter(relationship__cohort=cohort)
    for state, is_for_them, count in (
        meetings.values_list("state", "is_logged_for_them").annotate(Count("pk")).order_by()
    ):
        states[state] += count
        for_them += count if is_for_them and state == Meeting.State.HELD else 0
    nudges = Nudge.objects.filter(relationship__cohort=cohort)
    sent = dict(nudges.values_list("sent_by").annotate(Count("pk")).order_by())
    if not (states or sent or any(one.held or one.planned or one.cancelled for one in sessions)):
        return None
    return Running(
        sessions=sessions,
        relationships=relationships.count(),
        held=states[Meeting.State.HELD],
        missed=states[Meeting.State.MISSED],
        cancelled=states[Meeting.State.CANCELLED],
        logged_for_them=for_them,
        nudges_by_itself=sent.get(Nudge.By.TICK, 0),
        nudges_by_lead=sent.get(Nudge.By.LEAD, 0),
        nudged=nudges.values("relationship").distinct().count(),
        paused=relationships.filter(~Q(pauses=[]) | Q(state=Relationship.State.PAUSED)).count(),
    )


def _sessions(cohort: Cohort, definition: Definition) -> tuple[Session, ...]:
    """Each activity of the whole cohort in the definition's order, then sessions of none that it still knows."""
    counted: dict[str, Counter[str]] = {}
    rows = Event.objects.filter(cohort=cohort).values_list("activity", "state").annotate(Count("pk"))
    for activity, state, count in rows.order_by():
        counted.setdefault(activity, Counter())[state] = count
    known = {one.key: one for one in definition.activities}
    keys = [key for key, one in known.items() if one.together is Together.COHORT or key in counted]
    rest = [key for key in sorted(counted) if key not in known]
    return tuple(
        Session(
            name=known[key].name if key in known else None,
            expected=known[key].times if key in known else None,
            held=(states := counted.get(key, Counter()))[Event.State.HELD],
            planned=states[Event.State.PLANNED],
            cancelled=states[Event.State.CANCELLED],
        )
        for key in [*keys, *rest]
    )


def outcomes(cohort: Cohort) -> tuple[Outcome, ...]:
    """What came out of the cohort, as far as the lead has confirmed it."""
    rows = SpinOff.objects.filter(cohort=cohort, is_confirmed=True)
    return tuple(
        Outcome(row.name, str(row.get_kind_display()), row.started_on, row.seen_on, row.ended_on)
        for row in rows
    )
