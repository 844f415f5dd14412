"""The whole method against an example worked out by hand, and the laws it keeps."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.workforce.wisn import (
    Activity,
    AllowanceUnit,
    CategoryAllowance,
    Facility,
    IndividualAllowance,
    Level,
    Norms,
    Period,
    Places,
    Post,
    Ranged,
    Rounding,
    Standard,
    Unit,
    Volume,
    WisnData,
    WorkingTime,
    calculate,
    leave_effects,
    required_fte,
    staff_per_service,
    with_leave,
)

# 5 x 52 = 260 days, less 10 + 20 + 8 + 2 = 220 days; x 8 = 1,760 hours; 44 weeks.
NURSE = WorkingTime("Nurse", 5, 8, 10, 20, 8, 2)
# 5 x 52 = 260 days, less 60 = 200 days; x 7 = 1,400 hours.
DOCTOR = WorkingTime("Doctor", 5, 7, 10, 30, 10, 10)
NORMS = Norms(
    (NURSE, DOCTOR),
    (
        Activity("Nurse", "Antenatal visit", Standard.TIME, Ranged(20), Unit.MINUTES),  # 5,280 a year
        Activity("Nurse", "Vaccination", Standard.RATE, Ranged(6), Unit.HOURS),  # 6 an hour: 10,560 a year
        Activity("Doctor", "Consultation", Standard.RATE, Ranged(28), Unit.DAYS),  # 28 a day: 5,600 a year
    ),
    (
        CategoryAllowance("Nurse", "Recording", 10, AllowanceUnit.PERCENT),  # 10%
        CategoryAllowance("Nurse", "Handover", 24, AllowanceUnit.MINUTES, Period.DAY),  # 0.4 / 8 = 5%
        CategoryAllowance("Nurse", "Meeting", 1, AllowanceUnit.HOURS, Period.WEEK),  # 44 / 1,760 = 2.5%
        CategoryAllowance("Nurse", "Stock", 2, AllowanceUnit.HOURS, Period.MONTH),  # 24 / 1,760
        CategoryAllowance("Nurse", "Audit", 3, AllowanceUnit.HOURS, Period.QUARTER),  # 12 / 1,760
        CategoryAllowance("Nurse", "Review", 1, AllowanceUnit.DAYS, Period.YEAR),  # 8 / 1,760; with the two: 2.5%
        CategoryAllowance("Doctor", "Meetings", 20, AllowanceUnit.PERCENT),
    ),
)  # fmt: skip
PLACES = Places(
    (Facility("Hill", "centre", "East", "North"), Facility("Lake", "centre", "West", "North")),
    (Post("Hill", "Nurse", 4), Post("Lake", "Nurse", 2), Post("Hill", "Doctor", 1)),
    (
        Volume("Hill", "Nurse", "Antenatal visit", Ranged(10_560)),  # 2 nurses
        Volume("Hill", "Nurse", "Vaccination", Ranged(21_120)),  # 2 nurses
        Volume("Lake", "Nurse", "Antenatal visit", Ranged(5_280)),  # 1 nurse
        Volume("Lake", "Nurse", "Vaccination", Ranged(0)),
        Volume("Hill", "Doctor", "Consultation", Ranged(11_200)),  # 2 doctors
    ),
    (
        # 2 nurses x 88 hours x 4 = 704 of 1,760 hours = 0.4; 1 doctor x 1 day a week x 40 weeks x 7 = 280 / 1,400.
        IndividualAllowance("Nurse", "Outreach", 2, 88, Unit.HOURS, Period.QUARTER, "Hill"),
        IndividualAllowance("Doctor", "Supervision", 1, 1, Unit.DAYS, Period.WEEK),
    ),
)
DATA = WisnData(NORMS, PLACES)


def test_an_example_worked_out_by_hand():
    """Nurses: 20% of support work, so 4 / 0.8 + 0.4 = 5.4 and 1 / 0.8 = 1.25. Doctors: 2 / 0.8 + 0.2 = 2.7."""
    result = calculate(DATA)
    nurse, doctor = result.norms
    assert (nurse.days, nurse.hours, doctor.hours) == (220, 1760, 1400)
    assert [round(share.share, 10) for share in nurse.allowances[:3]] == [0.1, 0.05, 0.025]
    assert [share.hours for share in nurse.allowances[3:]] == [24, 12, 8]
    assert nurse.allowance_factor == pytest.approx(1.25, rel=1e-12)
    assert [standard.per_year for standard in nurse.standards] == pytest.approx([5280, 10560], rel=1e-12)
    assert doctor.standards[0].per_year == pytest.approx(5600, rel=1e-12)
    assert required_fte(result) == pytest.approx(
        {("Hill", "Nurse"): 5.4, ("Lake", "Nurse"): 1.25, ("Hill", "Doctor"): 2.7}, rel=1e-12
    )
    hill = result.requirements[0]
    assert (hill.service_staff, hill.individual) == pytest.approx((4, 0.4), rel=1e-12)
    assert (hill.difference, hill.ratio) == pytest.approx((-1.4, 4 / 5.4), rel=1e-12)
    assert (hill.interval, result.draws, result.provenance.seed) == (None, 0, None)


def test_sums_by_district_region_and_country_both_ways():
    found = {(each.level, each.name, each.cadre): each for each in calculate(DATA).aggregates}
    nurses = found[Level.COUNTRY, "", "Nurse"]
    assert (nurses.facilities, nurses.with_ratio, nurses.current) == (2, 2, 6)
    assert nurses.required == pytest.approx(6.65, rel=1e-12)
    assert nurses.ratio_of_sums == pytest.approx(6 / 6.65, rel=1e-12)
    assert nurses.mean_of_ratios == pytest.approx((4 / 5.4 + 2 / 1.25) / 2, rel=1e-12)
    assert found[Level.REGION, "North", "Nurse"].required == nurses.required
    assert found[Level.DISTRICT, "West", "Nurse"].required == pytest.approx(1.25, rel=1e-12)
    assert len(found) == 7


@pytest.mark.parametrize(
    ("policy", "posts"),
    [(Rounding.NEAREST, [5, 1, 3]), (Rounding.UP, [6, 2, 3]), (Rounding.TENTH, [5, 2, 3])],
)
def test_rounding_is_a_policy_and_the_exact_figure_stays(policy, posts):
    result = calculate(DATA, rounding=policy)
    assert [each.required for each in result.requirements] == posts
    assert required_fte(result) == required_fte(calculate(DATA))
    assert result.requirements[0].ratio == 4 / posts[0]
    assert result.rounding is policy


def test_more_leave_needs_more_staff_and_only_of_that_cadre():
    """22 days more leave: 198 days, 1,584 hours. Percentages and daily work stay shares; fixed hours weigh more."""
    changed = with_leave(NORMS, "Nurse", annual_leave=42)
    nurses, doctors = leave_effects(DATA, changed)
    assert (nurses.days_before, nurses.days_after, doctors.change) == (220, 198, 0)
    support = 0.1 + 0.05 + 0.025 + 44 / 1584
    service = (10_560 / 3 + 21_120 / 6 + 5_280 / 3) / 1584
    assert nurses.required_after == pytest.approx(service / (1 - support) + 704 / 1584, rel=1e-12)
    assert nurses.required_before == pytest.approx(6.65, rel=1e-12)


def test_staff_per_service_times_volume_is_the_requirement_without_individual_allowances():
    per = {(each.cadre, each.activity): each.fte_per_unit for each in staff_per_service(NORMS)}
    of_hill = 10_560 * per["Nurse", "Antenatal visit"] + 21_120 * per["Nurse", "Vaccination"]
    assert of_hill == pytest.approx(5.0, rel=1e-12)
    visits = staff_per_service(NORMS)[0]
    assert visits.per_fte_year == pytest.approx(5280 * 0.8, rel=1e-12)


def test_a_type_of_facility_may_have_a_standard_of_its_own():
    own = Activity("Nurse", "Night", Standard.TIME, Ranged(1), Unit.HOURS, "hospital")
    norms = replace(NORMS, activities=(*NORMS.activities, own))
    places = replace(
        PLACES,
        facilities=(PLACES.facilities[0], replace(PLACES.facilities[1], type="hospital")),
        volumes=(*PLACES.volumes, Volume("Lake", "Nurse", "Night", Ranged(1408))),
    )
    found = required_fte(calculate(WisnData(norms, places)))
    assert found["Hill", "Nurse"] == pytest.approx(5.4, rel=1e-12)
    assert found["Lake", "Nurse"] == pytest.approx(1.25 + 1, rel=1e-12)  # 1,408 hours / 1,760 / 0.8


def ranged(width):
    activities = tuple(
        replace(each, amount=Ranged(each.amount.value, each.amount.value * (1 - width), each.amount.value * (1 + width)))
        for each in NORMS.activities
    )  # fmt: skip
    return WisnData(replace(NORMS, activities=activities), PLACES)


def test_ranges_give_intervals_that_hold_the_figure_and_come_out_again():
    result = calculate(ranged(0.2), seed=7)
    hill = result.requirements[0]
    assert hill.interval.low < hill.exact < hill.interval.high
    assert hill.exact == pytest.approx(5.4, rel=1e-12)
    assert (result.draws, result.provenance.seed) == (2000, 7)
    assert calculate(ranged(0.2), seed=7).aggregates == result.aggregates
    assert calculate(ranged(0.2), seed=8).aggregates != result.aggregates
    narrow = calculate(ranged(0.05), seed=7).requirements[0].interval
    assert narrow.high - narrow.low < hill.interval.high - hill.interval.low


def test_another_facility_changes_nobody_elses_interval():
    data = ranged(0.2)
    more = replace(
        data.places,
        facilities=(*PLACES.facilities, Facility("Farm")),
        posts=(Post("Farm", "Doctor", 1), *PLACES.posts),
        volumes=(Volume("Farm", "Doctor", "Consultation", Ranged(90, 80, 100)), *PLACES.volumes),
    )
    found = {
        (each.facility, each.cadre): each.interval
        for each in calculate(replace(data, places=more)).requirements
    }
    for each in calculate(data).requirements:
        assert found[each.facility, each.cadre] == each.interval


amounts = st.floats(0.1, 1e5)


@given(factor=st.floats(0.01, 100))
def test_need_is_in_proportion_to_volume(factor):
    volumes = tuple(replace(each, amount=Ranged(each.amount.value * factor)) for each in PLACES.volumes)
    found = calculate(WisnData(NORMS, replace(PLACES, volumes=volumes, individual_allowances=())))
    before = calculate(WisnData(NORMS, replace(PLACES, individual_allowances=())))
    assert [each.exact for each in found.requirements] == pytest.approx(
        [each.exact * factor for each in before.requirements], rel=1e-9
    )


@given(first=amounts, second=amounts)
def test_need_of_two_volumes_is_the_sum_of_their_needs(first, second):
    def need(amount):
        volumes = (*PLACES.volumes[:4], Volume("Hill", "Doctor", "Consultation", Ranged(amount)))
        data = WisnData(NORMS, replace(PLACES, volumes=volumes, individual_allowances=()))
        return calculate(data).requirements[2].exact

    assert need(first + second) == pytest.approx(need(first) + need(second), rel=1e-9)


@given(minutes=st.floats(1, 200), rate_unit=st.sampled_from(list(Unit)))
def test_a_time_and_its_rate_are_one_standard(minutes, rate_unit):
    per = {Unit.MINUTES: 1 / minutes, Unit.HOURS: 60 / minutes, Unit.DAYS: 7 * 60 / minutes}[rate_unit]
    as_time = Activity("Doctor", "Consultation", Standard.TIME, Ranged(minutes), Unit.MINUTES)
    as_rate = Activity("Doctor", "Consultation", Standard.RATE, Ranged(per), rate_unit)
    need = [
        calculate(WisnData(replace(NORMS, activities=(*NORMS.activities[:2], each)), PLACES))
        .requirements[2]
        .exact
        for each in (as_time, as_rate)
    ]
    assert need[0] == pytest.approx(need[1], rel=1e-9)


@given(order=st.permutations(range(3)))
def test_the_order_of_rows_does_not_matter(order):
    posts = tuple(PLACES.posts[place] for place in order)
    times = tuple(reversed(NORMS.working_times))
    found = calculate(WisnData(replace(NORMS, working_times=times), replace(PLACES, posts=posts)))
    assert required_fte(found) == required_fte(calculate(DATA))
