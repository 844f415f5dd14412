"""Pairs that met, ended and were brought together anew, and a report of them: for the tests of its sections."""

import datetime as dt

import pytest
from django.utils import translation
from tests.factories.learning import MeetingFactory, MentoringFactory, PairFactory, RelationshipFactory
from tests.factories.reports import CHANGES, measured_cohort, new_cohort

from kith.publishing.report_json import report_to_json
from kith.service.cohorts.models import Cohort
from kith.service.learning.models import (
    Meeting,
    Nudge,
    Relationship,
)
from kith.service.reports import bridge
from kith.service.reports.domain import actions
from kith.service.reports.domain.making import material_of

PAST = dt.date(2026, 3, 2)


State, Reason = Relationship.State, Relationship.EndReason


def asked_world():
    made = new_cohort()
    made.places = measured_cohort(made.cohort, CHANGES)
    return made


def lived_world():
    """Eight pairs. The first never talks, the second talks once, ... the last seven times, once for nobody knows how
    long. The third and fourth end, and two of their people are brought together anew."""
    made = asked_world()
    pairs = list(zip(made.places["clinician"], made.places["manager"], strict=True))
    together = [made_pair(made.cohort, left, right) for left, right in pairs]
    for times, one in enumerate(together):
        for number in range(times):
            minutes = None if (times, number) == (7, 0) else 60
            MeetingFactory(relationship=one, activity="conversation", minutes=minutes)
    watched(together[0], pairs[0][0].person, times=2)
    MeetingFactory(relationship=together[1], activity="", is_logged_for_them=True, minutes=30)
    MeetingFactory(relationship=together[1], activity="conversation", state=Meeting.State.MISSED)
    MeetingFactory(relationship=together[1], activity="conversation", state=Meeting.State.PLANNED)
    for one, reason in ((together[2], Reason.NO_TIME), (together[3], Reason.NOT_A_FIT)):
        Relationship.objects.filter(pk=one.pk).update(state=State.ENDED, end_reason=reason)
    Relationship.objects.filter(pk=together[4].pk).update(state=State.ENDED, end_reason=Reason.COMPLETED)
    Relationship.objects.filter(pk=together[5].pk).update(state=State.PAUSED)
    Relationship.objects.filter(pk=together[6].pk).update(pauses=[["2026-03-02", "2026-04-01"]])
    made_pair(made.cohort, pairs[2][0], pairs[3][1])
    for occasion in ("a", "b"):
        Nudge.objects.create(relationship=together[0], sent_by=Nudge.By.TICK, occasion=occasion)
    Nudge.objects.create(relationship=together[1], sent_by=Nudge.By.LEAD, occasion="c")
    mentored = MentoringFactory(cohort=made.cohort, mentee=pairs[0][0])
    MeetingFactory(relationship=mentored, minutes=45)
    return made


def made_pair(cohort, left, right):
    return RelationshipFactory(cohort=cohort, pair=PairFactory(cohort=cohort, left=left, right=right))


def watched(relationship, watcher, times):
    for _number in range(times):
        MeetingFactory(relationship=relationship, activity="shadowing", watcher=watcher, minutes=240)


@pytest.fixture(scope="module")
def kept_lived(keep):
    return keep(lived_world)


@pytest.fixture
def lived(kept_lived, db):
    return kept_lived()


@pytest.fixture(scope="module")
def kept_asked(keep):
    return keep(asked_world)


@pytest.fixture
def asked(kept_asked, db):
    return kept_asked()


def sections_of(made, **wanted):
    return {one["key"]: one for one in modelled(made, **wanted)["sections"]}


def modelled(made, *, language="en", audience="public"):
    """The report's model, without drawing anything."""
    by = made.evaluator if audience == "evaluator" else made.by
    report = actions.make_report(by=by, cohort=made.cohort, audience=audience, language=language, seed=7)
    with translation.override(language):
        model = bridge.model_of(material_of(report), lambda *_told: None)
    return report_to_json(model)["report"]


def rows_of(section, table=0):
    return [
        [cell if isinstance(cell, str) else cell["reason"] for cell in row]
        for row in section["blocks"][table]["rows"]
    ]


def dose_of(section):
    """What stands of a line in each of the two tables, after one another."""
    both = list(zip(rows_of(section), rows_of(section, 1), strict=True))
    assert all(one[:2] == other[:2] for one, other in both)
    return [[*one, *other[2:]] for one, other in both]


def imperial(made):
    """The same cohort, as if it had begun as that variant."""
    Cohort.objects.filter(pk=made.cohort.pk).update(variant="imperial")
    made.cohort = Cohort.objects.get(pk=made.cohort.pk)
    return made.cohort
