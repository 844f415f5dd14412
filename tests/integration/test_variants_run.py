"""The three public variants of Paired Learning, laid out as written: dates, what is asked, and until when links work."""

import datetime as dt

import pytest
from tests.factories.people import MembershipFactory

from kith.programmes import load_shipped
from kith.service.cohorts.domain import actions
from kith.service.core.domain.actors import Actor

pytestmark = pytest.mark.django_db
FIRST = dt.date(2027, 1, 4)
ENDS = {"lothian": dt.date(2027, 7, 4), "imperial": dt.date(2027, 10, 4), "york": dt.date(2027, 5, 4)}
"""The day after the last on which pairs meet: six, nine and four months."""


@pytest.mark.parametrize("variant", ENDS)
def test_a_variant_runs_as_long_as_it_is_described_and_asks_again(variant):
    lead = MembershipFactory(role="lead")
    cohort = actions.create_cohort(
        by=Actor.of_person(lead.person),
        organisation=lead.organisation,
        definition=load_shipped("paired-learning"),
        variant=variant,
        name="Spring",
        starts_on=FIRST,
        time_zone="Europe/London",
    )
    stages = {row.stage: (row.starts_on, row.ends_on) for row in cohort.stage_dates.all()}
    assert stages["running"] == (FIRST, ENDS[variant] - dt.timedelta(days=1))
    waves = {wave.key: wave for wave in cohort.waves.all()}
    assert list(waves) == ["before", "after", "experience", "half-a-year-on", "a-year-on"]
    months = [
        (wave.opens_at.year - ENDS[variant].year) * 12 + wave.opens_at.month - ENDS[variant].month
        for wave in (waves["half-a-year-on"], waves["a-year-on"])
    ]
    assert months == [6, 12]
    assert cohort.ends_on == stages["report"][1]
    assert cohort.last_day == stages["after"][1] > waves["a-year-on"].closes_at.date()
