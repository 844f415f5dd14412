"""The picture of a small country, worked out by hand; its files, and everything that can be wrong with them."""

from datetime import UTC, datetime

import pytest

from kith.foundation.faults import KithError
from kith.publishing.blocks import Callout, Finding
from kith.publishing.html import render_document
from kith.tables.reading import read_table
from kith.workforce.picture import draw_picture
from kith.workforce.picture.reading import Files, read_country
from kith.workforce.picture.report import PictureFacts, picture_report
from kith.workforce.picture.results_out import picture_json, picture_workbook

HEADINGS = "Facility_Name,Facility_Level,District,Region,Officer_Category,Total_Mins_Per_Day,Staff_Count\n"
IN_POST = """Hill,1,East,North,Nurse,1200,6
Hill,1,East,North,Doctor,0,0
Lake,1,West,North,Nurse,1600,8
Lake,1,West,North,Doctor,400,2
Bay,1,Coast,South,Nurse,200,1
Bay,1,Coast,South,Doctor,200,1
Capital,4,,,Doctor,600,3
"""
FUNDED = """Hill,1,East,North,Nurse,800,4
Hill,1,East,North,Doctor,200,1
Lake,1,West,North,Nurse,2000,10
Lake,1,West,North,Doctor,400,2
Bay,1,Coast,South,Nurse,800,4
Bay,1,Coast,South,Doctor,200,1
Capital,4,,,Doctor,1000,5
"""
TABLES = {
    "in_post": HEADINGS + IN_POST,
    "funded": HEADINGS + FUNDED,
    "population": "District,Population\nEast,10000\nWest,20000\nCoast,10000\n",
    "classes": "District,Class\nCoast,remote\n",
    "appointments": (
        "Appt_Type_Code,Facility_Level,Officer_Category,Time_Taken_Mins\nVisit,1,Nurse,20\nVisit,1,Doctor,10\n"
    ),
    "workload": (
        "District,Facility_Level,Appt_Type_Code,Appointments_Per_Day\nEast,1,Visit,50\nWest,1,Visit,100\n"
        "Coast,1,Visit,20\n"
    ),
}


def files(folder, **changed):
    paths = {}
    for name, text in {**TABLES, **changed}.items():
        if text is not None:
            paths[name] = folder / f"{name}.csv"
            paths[name].write_text(text)
    return Files(**paths)


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    return read_country(files(tmp_path_factory.mktemp("picture")))


@pytest.fixture(scope="module")
def picture(read):
    return draw_picture(read.country, inputs=read.inputs)


def named(groups):
    return {each.names: (each.in_post, each.funded, each.empty, each.above) for each in groups}


def test_totals_by_hand_with_empty_posts_and_surplus_apart(picture):
    """21 in post against 27: 1 + 2 + 3 + 2 empty, 2 nurses above funding in East; the capital in no district."""
    total = picture.total
    assert (total.in_post, total.funded, total.vacancies, total.empty, total.above) == (21, 27, 6, 8, 2)
    assert (total.minutes_in_post, total.minutes_funded) == (4200, 5400)
    assert named(picture.by_cadre) == {("Nurse",): (15, 18, 5, 2), ("Doctor",): (6, 9, 3, 0)}
    assert named(picture.by_region) == {("North",): (16, 17, 3, 2), ("South",): (2, 5, 3, 0)}
    assert named(picture.central) == {("Capital", "Doctor"): (3, 5, 2, 0)}
    assert [each.names for each in picture.cells if each.above] == [("Nurse", "East", "1")]
    assert named(picture.by_class)["Nurse", "remote"] == (1, 4, 3, 0)
    assert named(picture.by_class)["Nurse", ""] == (14, 14, 2, 2)


def test_staff_per_10_000_and_their_inequality(picture):
    rates = {(each.district, each.cadre): each.per_10_000 for each in picture.rates}
    assert (rates["East", "Nurse"], rates["West", "Nurse"], rates["Coast", "Doctor"]) == (6, 4, 1)
    nurses = next(each for each in picture.density if each.of == "Nurse")
    assert nurses.overall == 15 / 40_000
    assert nurses.worst == pytest.approx(1 / 10_000, rel=1e-12)
    assert nurses.theil == pytest.approx(nurses.between + nurses.within, rel=1e-12)


def test_what_the_appointments_need(picture):
    """One member gives 200 minutes: 50 visits x 20 minutes need 5 nurses in East, 10 in West, 2 on the coast."""
    needs = {(each.district, each.cadre): (each.required, each.in_post) for each in picture.needs}
    assert needs["East", "Nurse"] == (5, 6)
    assert needs["Coast", "Doctor"] == (1, 1)
    nurses = next(each for each in picture.need_sums if each.cadre == "Nurse")
    assert (nurses.in_post, nurses.required) == (15, 17)
    assert nurses.ratio_of_sums == 15 / 17
    assert nurses.mean_of_ratios == pytest.approx((6 / 5 + 8 / 10 + 1 / 2) / 3, rel=1e-12)


def test_an_invented_workload_says_so_everywhere_and_comes_out_again(tmp_path):
    given = files(tmp_path, workload=None, population=None, classes=None)
    with pytest.raises(KithError) as refused:
        read_country(given)
    assert [fault.code for fault in refused.value.faults] == ["workforce.picture.no_workload"]
    asked = Files(given.in_post, given.funded, appointments=given.appointments, invented=True, seed=3)
    country = read_country(asked).country
    assert country == read_country(asked).country
    picture = draw_picture(country, seed=3)
    report = picture_report(picture, PictureFacts("Picture", "x", datetime(2026, 11, 22, tzinfo=UTC)))
    assert isinstance(report.summary[0], Callout)
    assert isinstance(report.sections[-1].blocks[0], Callout)
    assert picture_json(picture)["workload_invented"] is True
    book = picture_workbook(picture, country)
    assert set(read_table(book, name="p.xlsx", sheet="Workload").column("Figures")) == {"invented"}
    assert set(read_table(book, name="p.xlsx", sheet="Needs").column("Workload")) == {"invented"}


def test_the_report_tells_net_and_gross_apart_and_names_what_it_was_not_given(picture, tmp_path):
    facts = PictureFacts("Picture", "x", datetime(2026, 11, 22, tzinfo=UTC))
    report = picture_report(picture, facts)
    first = next(block for block in report.summary if isinstance(block, Finding))
    assert first.headline == (
        "21 staff are in post against 27 funded posts, 77.8% of them. Net, 6 posts are vacant: 8 are empty, and"
        " elsewhere 2 staff are above the funded number."
    )
    assert "invented" not in render_document(report)
    bare = files(tmp_path, population=None, classes=None, appointments=None, workload=None)
    page = render_document(picture_report(draw_picture(read_country(bare).country), facts))
    assert "Staff per 10,000 people need a population table" in page
    assert "none was guessed" in page


HILL = "Hill,1,East,North,Nurse,1200,6\n"
BAD = [
    ({"in_post": HEADINGS + IN_POST + HILL}, "facility_twice", "in_post.csv", 9),
    ({"in_post": HEADINGS + IN_POST.replace("0,0\n", "9,0\n", 1)}, "minutes_of_nobody", "in_post.csv", 3),
    ({"funded": HEADINGS + FUNDED.replace("Bay,1,Coast,South,Nurse,800,4\n", "")}, "not_funded", "in_post.csv", 6),
    ({"in_post": HEADINGS + IN_POST.replace(HILL, "")}, "not_in_post", "funded.csv", 2),
    ({"in_post": HEADINGS + IN_POST.replace("Lake,1,West,North,N", "Lake,1,West,South,N")}, "elsewhere", "in_post.csv", 4),
    ({"in_post": HEADINGS + IN_POST.replace("Lake,1,West,North,N", "Lake,1,West,South,N")}, "two_regions", "in_post.csv", 5),
    ({"population": "District,Population\nEast,1\nWest,2\n"}, "population_missing", None, None),
    ({"population": TABLES["population"] + "Nowhere,5\n"}, "unknown_district", "population.csv", 5),
    ({"population": TABLES["population"].replace("East,10000", "East,0")}, "nobody_lives", "population.csv", 2),
    ({"classes": "District,Class\nCoast,remote\nCoast,rural\n"}, "district_twice", "classes.csv", 3),
    ({"appointments": None}, "no_appointments", None, None),
    ({"appointments": TABLES["appointments"] + "Visit,1,Dentist,5\n"}, "no_minutes", "appointments.csv", 4),
    ({"appointments": TABLES["appointments"] + "Visit,1,Nurse,5\n"}, "appointment_twice", "appointments.csv", 4),
    ({"workload": TABLES["workload"] + "East,2,Visit,5\n"}, "unknown_appointment", "workload.csv", 5),
    ({"workload": TABLES["workload"] + "East,1,Visit,5\n"}, "workload_twice", "workload.csv", 5),
    ({"in_post": HEADINGS + IN_POST.replace("1200,6", "1200,-6")}, "tables.too_low", "in_post.csv", 2),
    ({"in_post": HEADINGS + IN_POST.replace("1200,6", "1200,")}, "tables.blank", "in_post.csv", 2),
]  # fmt: skip


def test_everything_that_can_be_wrong_is_named_by_file_and_row(tmp_path):
    for changed, code, file, row in BAD:
        with pytest.raises(KithError) as refused:
            read_country(files(tmp_path, **changed))
        found = [
            (fault.code.removeprefix("workforce.picture."), fault.where.file, fault.where.row)
            for fault in refused.value.faults
        ]
        assert (code, file, row) in found, (code, found)
