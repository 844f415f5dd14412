"""Every action about the funnel and the workforce it is laid beside: see ``whole_actions``."""

from __future__ import annotations

import datetime as dt

from tests.factories.funnel import applied, closed_call
from tests.factories.running import Running
from tests.integration.whole_actions import MORE, Action, Call

from kith.service.recruitment.domain.funnel import baselines, funnel_pages
from kith.service.recruitment.domain.funnel.funnel import Asked, make_funnel
from kith.service.recruitment.models import Baseline, FunnelRelease

CSV = b"characteristic,category,staff\nsex,female,700\nsex,male,300\n"


def _asked(made: Running) -> Asked:
    call = closed_call(cohort=made.cohort)
    applied(call, [("female", 1, 20), ("male", 3, 20)])
    return Asked(made.cohort.organisation, "sex", call=call)


def _make(made: Running) -> Call:
    asked = _asked(made)
    return lambda: make_funnel(by=made.by, asked=asked)


def _take(made: Running) -> Call:
    asked = _asked(made)
    row = FunnelRelease.objects.create(organisation=asked.organisation, call=asked.call)
    return lambda: funnel_pages.note_taken(by=made.by, release=row)


def add(made: Running, content: bytes = CSV) -> Baseline:
    return baselines.add_baseline(
        by=made.by,
        organisation=made.cohort.organisation,
        name="Our staff",
        as_of=dt.date(2026, 3, 31),
        file_name="staff.csv",
        content=content,
    )


def _delete(made: Running) -> Call:
    row = add(made)
    return lambda: baselines.delete_baseline(by=made.by, baseline=row)


FUNNEL: dict[str, Action] = {
    "make_funnel": Action("recruitment.make_funnel", _make),
    "take_funnel": Action("recruitment.take_funnel", _take),
    "add_baseline": Action("recruitment.add_baseline", lambda made: lambda: add(made), MORE),
    "delete_baseline": Action("recruitment.delete_baseline", _delete),
}
