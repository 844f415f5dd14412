"""What WISN works on: working time, standards, allowances, and the places where the work is done.

Every amount says its unit and its period. Staff are full-time equivalents of the working time that is set for
their cadre; nothing here counts heads.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

WEEKS_A_YEAR = 52
"""WHO (2010), WISN user's manual: working days of a year are days a week times 52."""
MINUTES_AN_HOUR = 60


class Standard(StrEnum):
    """How an activity's standard is given: the time that one takes, or how many are done in a time."""

    TIME = "time"
    RATE = "rate"


class Unit(StrEnum):
    """What an amount of time is counted in. A day is the cadre's own working day."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"


class AllowanceUnit(StrEnum):
    """What an allowance is given in: a percentage of working time, or an amount of time in a period."""

    PERCENT = "percent"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"


class Period(StrEnum):
    """How often an amount of time recurs."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Ranged:
    """A number, with the lowest and highest that it may be where that is known. Both ends or neither."""

    value: float
    low: float | None = None
    high: float | None = None

    @property
    def has_range(self) -> bool:
        return self.low is not None and self.high is not None


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """The time that one member of a cadre is there for work in a year.

    ``days`` is days a week times 52, less public holidays, annual leave, sick leave and other leave such as
    training; ``hours`` is days times hours a day.

    >>> WorkingTime("Nurse", 5, 8, 10, 20, 10, 6).hours
    1712.0
    """

    cadre: str
    days_per_week: float
    hours_per_day: float
    public_holidays: float = 0.0
    annual_leave: float = 0.0
    sick_leave: float = 0.0
    other_leave: float = 0.0

    @property
    def days(self) -> float:
        away = self.public_holidays + self.annual_leave + self.sick_leave + self.other_leave
        return float(self.days_per_week * WEEKS_A_YEAR - away)

    @property
    def hours(self) -> float:
        return self.days * self.hours_per_day

    @property
    def weeks(self) -> float:
        """Weeks that are worked: available days over days a week."""
        return self.days / self.days_per_week


@dataclass(frozen=True, slots=True)
class Activity:
    """A health-service activity and its standard for one cadre.

    ``amount`` is the time that one takes (``TIME``: 20 minutes each) or how many are done in one ``unit``
    (``RATE``: 3 an hour). ``facility_type`` ``None``: the same everywhere.
    """

    cadre: str
    name: str
    standard: Standard
    amount: Ranged
    unit: Unit
    facility_type: str | None = None


@dataclass(frozen=True, slots=True)
class CategoryAllowance:
    """Support work that all members of a cadre do. A percentage has no period; an amount of time needs one."""

    cadre: str
    name: str
    amount: float
    unit: AllowanceUnit
    period: Period | None = None
    facility_type: str | None = None


@dataclass(frozen=True, slots=True)
class IndividualAllowance:
    """Additional work that some members of a cadre do: ``staff`` of them, each this amount in each period.

    ``facility`` ``None``: so many at every facility that has the cadre.
    """

    cadre: str
    name: str
    staff: float
    amount: float
    unit: Unit
    period: Period | None
    facility: str | None = None


@dataclass(frozen=True, slots=True)
class Facility:
    """A place of work. A type lets standards differ; a district and region let results be added up."""

    name: str
    type: str | None = None
    district: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """Staff of a cadre at a facility in FTE: in post, and funded where that is known."""

    facility: str
    cadre: str
    current: float
    funded: float | None = None


@dataclass(frozen=True, slots=True)
class Volume:
    """How often an activity was done by a cadre at a facility in a year. ``None``: not recorded, never zero."""

    facility: str
    cadre: str
    activity: str
    amount: Ranged | None


@dataclass(frozen=True, slots=True)
class Norms:
    """What holds for a cadre wherever it works."""

    working_times: tuple[WorkingTime, ...]
    activities: tuple[Activity, ...]
    category_allowances: tuple[CategoryAllowance, ...] = ()

    def working_time(self, cadre: str) -> WorkingTime:
        """Raises KeyError for a cadre without one."""
        for each in self.working_times:
            if each.cadre == cadre:
                return each
        raise KeyError(cadre)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the work is done, how much of it, and by whom."""

    facilities: tuple[Facility, ...]
    posts: tuple[Post, ...]
    volumes: tuple[Volume, ...]
    individual_allowances: tuple[IndividualAllowance, ...] = ()


@dataclass(frozen=True, slots=True)
class WisnData:
    """Everything one calculation needs. ``synthetic``: the figures are invented, and every output says so."""

    norms: Norms
    places: Places
    synthetic: bool = False


class Rounding(StrEnum):
    """How required staff become whole posts. The unrounded figure always stands beside.

    ``TENTH`` rounds down while that adds no more than a tenth to everybody's work (4.4 to 4, 4.5 to 5), else up;
    at least one. The other three say themselves what they do; ``NONE`` leaves the figure.
    """

    NONE = "none"
    NEAREST = "nearest"
    UP = "up"
    TENTH = "tenth"


class Pressure(StrEnum):
    """A word for the pressure of work that a ratio of staff to required staff stands for."""

    EXTREMELY_HIGH = "extremely_high"
    VERY_HIGH = "very_high"
    HIGH = "high"
    MODERATELY_HIGH = "moderately_high"
    SLIGHT = "slight"
    NONE = "none"
    NOT_DEFINED = "not_defined"
