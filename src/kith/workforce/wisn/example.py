"""An invented example, to fill the template with and to learn from. No place or figure in it is real."""

from __future__ import annotations

from kith.workforce.wisn.types import (
    Activity,
    AllowanceUnit,
    CategoryAllowance,
    Facility,
    IndividualAllowance,
    Norms,
    Period,
    Places,
    Post,
    Ranged,
    Standard,
    Unit,
    Volume,
    WisnData,
    WorkingTime,
)

NURSE, DOCTOR = "Nurse", "Doctor"


def example() -> WisnData:
    """Two cadres at four invented facilities in two districts."""
    return WisnData(_norms(), _places(), synthetic=True)


def _norms() -> Norms:
    minutes, hours, percent = Unit.MINUTES, Unit.HOURS, AllowanceUnit.PERCENT
    return Norms(
        (WorkingTime(NURSE, 5, 8, 11, 21, 8, 5), WorkingTime(DOCTOR, 5, 8, 11, 30, 6, 10)),
        (
            Activity(NURSE, "Antenatal visit", Standard.TIME, Ranged(20, 15, 30), minutes),
            Activity(NURSE, "Child vaccination session", Standard.RATE, Ranged(6, 5, 8), hours),
            Activity(NURSE, "Birth", Standard.TIME, Ranged(6, 5, 8), hours),
            Activity(NURSE, "Inpatient day", Standard.TIME, Ranged(70, 50, 90), minutes, "hospital"),
            Activity(DOCTOR, "Outpatient consultation", Standard.RATE, Ranged(30, 24, 36), Unit.DAYS),
            Activity(DOCTOR, "Operation", Standard.TIME, Ranged(2, 1.5, 3), hours, "hospital"),
        ),
        (
            CategoryAllowance(NURSE, "Records and reports", 10, percent),
            CategoryAllowance(NURSE, "Handover", 30, AllowanceUnit.MINUTES, Period.DAY),
            CategoryAllowance(NURSE, "Team meeting", 1, AllowanceUnit.HOURS, Period.WEEK),
            CategoryAllowance(NURSE, "Stock-taking", 2, AllowanceUnit.HOURS, Period.MONTH),
            CategoryAllowance(DOCTOR, "Records and reports", 8, percent),
            CategoryAllowance(DOCTOR, "Audit meeting", 3, AllowanceUnit.HOURS, Period.QUARTER),
        ),
    )


FACILITIES = (
    Facility("Ashdale hospital", "hospital", "Northfield", "Upland"),
    Facility("Brook centre", "centre", "Northfield", "Upland"),
    Facility("Cliff hospital", "hospital", "Southmoor", "Lowland"),
    Facility("Dell centre", "centre", "Southmoor", "Lowland"),
)
STAFF = {
    "Ashdale hospital": (24, 7, 30, 8),
    "Brook centre": (5, 2, 6, 2),
    "Cliff hospital": (15, 4, 26, 8),
    "Dell centre": (7, 1, 6, 2),
}
"""Nurses and doctors in post, then funded."""
DONE = {
    "Ashdale hospital": (9_000, 4_200, 1_450, 18_000, 21_000, 900),
    "Brook centre": (5_200, 3_900, 310, None, 9_500, None),
    "Cliff hospital": (8_100, 3_600, 1_600, 16_500, 24_000, 1_100),
    "Dell centre": (4_700, 4_100, 280, None, 8_200, None),
}
"""The activities in the order of the norms. None: not done at such a facility."""


def _places() -> Places:
    activities = [(each.cadre, each.name) for each in _norms().activities]
    posts = tuple(
        Post(facility, cadre, numbers[place], numbers[place + 2])
        for facility, numbers in STAFF.items()
        for place, cadre in enumerate((NURSE, DOCTOR))
    )
    volumes = tuple(
        Volume(facility, cadre, name, Ranged(done))
        for facility, numbers in DONE.items()
        for (cadre, name), done in zip(activities, numbers, strict=True)
        if done is not None
    )
    individual = (
        IndividualAllowance(NURSE, "Supervising students", 1, 6, Unit.HOURS, Period.WEEK, "Ashdale hospital"),
        IndividualAllowance(NURSE, "Ordering medicines", 1, 4, Unit.HOURS, Period.MONTH),
        IndividualAllowance(DOCTOR, "District board", 1, 1, Unit.DAYS, Period.QUARTER, "Cliff hospital"),
    )
    return Places(FACILITIES, posts, volumes, individual)
