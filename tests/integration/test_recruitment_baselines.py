"""The workforce from a file: read as people write it, every fault by row and column, laid beside who got in."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from tests.factories import CohortFactory, MembershipFactory
from tests.factories.funnel import applied, closed_call

from kith.foundation.faults import KithError
from kith.service.core.domain.actors import Actor
from kith.service.recruitment.domain.funnel import baselines
from kith.service.recruitment.domain.funnel.funnel import Asked, make_funnel
from kith.service.recruitment.models import Baseline
from kith.tables.reading import read_table
from kith.tables.writing import write_xlsx

pytestmark = pytest.mark.django_db


def counts(text: str) -> baselines.Counts:
    return baselines.counts_of(read_table(text.encode(), name="staff.csv"))


def faults(text: str) -> list[tuple[str, int | None, str | None]]:
    with pytest.raises(KithError) as refused:
        counts(text)
    return [
        (one.code.removeprefix("recruitment.baseline_"), one.where.row, one.where.column)
        for one in refused.value.faults
    ]


def test_the_empty_file_filled_in_is_read_back():
    table = read_table(baselines.template("en"), name="workforce.xlsx")
    assert len(table.rows) == sum(len(one.groups) for one in baselines.questions())
    filled = [(*row[:3], place) for place, row in enumerate(table.rows)]
    back = read_table(write_xlsx(baselines.COLUMNS, filled), name="workforce.xlsx")
    found = baselines.counts_of(back)
    assert list(found) == [one.key for one in baselines.questions()]
    assert found["ethnic_category"]["A"] == 0
    assert sum(len(answers) for answers in found.values()) == len(filled)


def test_codes_words_and_thousands_are_read_as_people_write_them():
    text = 'Characteristic,Category,Staff\nethnic_category,a,"5,200"\nEthnic_Category,White: Irish,140\nsex,女,12\nsex,male,\n'
    assert counts(text) == {"ethnic_category": {"A": 5200, "B": 140}, "sex": {"female": 12}}


def test_every_fault_is_told_by_row_and_column():
    text = "characteristic,category,staff\nheight,tall,3\nsex,cat,4\nsex,male,-1\nsex,female,2.5\nsex,female,3\nsex,Female,4\n"
    assert faults(text) == [
        ("question", 2, "characteristic"),
        ("answer", 3, "category"),
        ("staff", 4, "staff"),
        ("staff", 5, "staff"),
        ("twice", 7, "category"),
    ]
    assert faults("characteristic,group\nsex,male\n") == [("columns", 1, None)]
    assert faults("characteristic,category,staff\nsex,male,\n") == [("empty", None, None)]


def test_a_release_is_laid_beside_it_and_stays_when_it_is_deleted():
    call = closed_call(cohort=CohortFactory())
    organisation = call.cohort.organisation
    applied(call, [("female", 1, 60), ("female", 6, 40), ("male", 1, 20), ("male", 6, 30)])
    by = Actor.of_person(MembershipFactory(organisation=organisation).person)
    row = baselines.add_baseline(
        by=by,
        organisation=organisation,
        name="  Our   staff ",
        as_of=dt.date(2026, 3, 31),
        file_name="staff.csv",
        content=b"characteristic,category,staff\nsex,female,700\nsex,male,300\n",
    )
    assert row.name == "Our staff"
    plain = make_funnel(by=by, asked=Asked(organisation, "sex", call=call))
    beside = make_funnel(by=by, asked=Asked(organisation, "sex", call=call, baseline=row))
    assert "Beside the workforce" not in json.dumps(plain.shown)
    assert "Beside the workforce: Female are 57% of those" in json.dumps(beside.shown)
    assert beside.guarded == plain.guarded
    with pytest.raises(KithError) as refused:
        make_funnel(by=by, asked=Asked(organisation, "age_band", call=call, baseline=row))
    assert [fault.code for fault in refused.value.faults] == ["recruitment.baseline_other"]
    baselines.delete_baseline(by=by, baseline=row)
    assert not Baseline.objects.exists()
    beside.refresh_from_db()
