"""The tables of a real country, added up again with the csv module alone."""

import csv
from collections import Counter

import pytest

from kith.workforce.picture import draw_picture
from kith.workforce.picture.reading import Files, read_country


@pytest.fixture(scope="module")
def folder(shared_data):
    return shared_data / "workforce"


@pytest.fixture(scope="module")
def picture(folder):
    files = Files(
        folder / "malawi_daily_capabilities.csv",
        folder / "malawi_daily_capabilities_funded.csv",
        appointments=folder / "malawi_appt_time_table.csv",
        invented=True,
    )
    read = read_country(files)
    return draw_picture(read.country, inputs=read.inputs, seed=files.seed)


def plain(folder, name, *keys):
    sums = Counter()
    with (folder / name).open() as file:
        for row in csv.DictReader(file):
            sums[tuple(row[key] for key in keys)] += float(row["Staff_Count"])
    return {key: round(value, 6) for key, value in sums.items()}


def test_the_totals_are_those_of_the_source(picture):
    assert (round(picture.total.in_post, 6), round(picture.total.funded, 6)) == (24_458, 38_404)
    found = {each.names[0]: (round(each.in_post), round(each.funded)) for each in picture.by_cadre}
    assert found["Nursing_and_Midwifery"] == (8_079, 16_228)
    assert found["Clinical"] == (3_819, 8_101)
    assert round(picture.total.empty - picture.total.above, 6) == 38_404 - 24_458


def test_every_cell_against_the_csv_module(folder, picture):
    keys = ("Officer_Category", "District", "Facility_Level")
    in_post = plain(folder, "malawi_daily_capabilities.csv", *keys)
    funded = plain(folder, "malawi_daily_capabilities_funded.csv", *keys)
    assert {each.names: (round(each.in_post, 6), round(each.funded, 6)) for each in picture.cells} == {
        key: (staff, funded[key]) for key, staff in in_post.items() if key[1]
    }
    assert {each.names[0] for each in picture.central} == {
        "Headquarter",
        "Zomba Mental Hospital",
        *(f"Referral Hospital_{region}" for region in ("Central", "Northern", "Southern")),
    }


def test_surplus_is_named_and_the_invented_work_asks_for_staff_in_every_district(picture):
    largest = max(picture.cells, key=lambda each: each.above)
    assert (largest.names[0], largest.names[2]) == ("DCSA", "0")
    assert len({each.district for each in picture.needs}) == 32
    assert picture.without_work == ("Nutrition",)
    for each in picture.filling:
        assert each.theil == each.between + each.within
