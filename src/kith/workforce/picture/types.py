"""What a country picture is made of, and what it gives back.

Staff are counted as the tables count them: mostly heads, with fractions where a source spread staff over places.
Minutes are those of a day that the tables give; only minutes of one day are ever compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kith.foundation.provenance import Provenance


@dataclass(frozen=True, slots=True)
class Staffing:
    """Staff of a cadre at one facility. Without a district it is a central facility, such as a headquarters."""

    facility: str
    level: str
    district: str | None
    region: str | None
    cadre: str
    minutes: float
    staff: float


@dataclass(frozen=True, slots=True)
class Appointment:
    """The minutes of a cadre that one appointment of a type takes at a level of facility."""

    type: str
    level: str
    cadre: str
    minutes: float


@dataclass(frozen=True, slots=True)
class Workload:
    """Appointments of a type a day at a level in a district; the same kind of day as the minutes in post."""

    district: str
    level: str
    type: str
    per_day: float


@dataclass(frozen=True, slots=True)
class Country:
    """Everything that a picture is drawn from.

    ``population`` and ``classes`` (urban, rural, remote ... by district) are empty where none were given: nothing is
    guessed. ``workload_invented`` says that the appointments are made up, ``tables_invented`` that other tables are.
    """

    in_post: tuple[Staffing, ...]
    funded: tuple[Staffing, ...]
    population: Mapping[str, float] = field(default_factory=dict)
    classes: Mapping[str, str] = field(default_factory=dict)
    appointments: tuple[Appointment, ...] = ()
    workload: tuple[Workload, ...] = ()
    workload_invented: bool = False
    tables_invented: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """In post against funded, for whatever the names say: a cadre, a district, a cell of both and a level.

    ``empty`` sums the posts that nobody fills, place by place; ``above`` the staff above funded posts, place by
    place. ``vacancies`` is funded less in post, so ``empty`` less ``above``: the two are never mixed.
    """

    names: tuple[str, ...]
    in_post: float
    funded: float
    minutes_in_post: float
    minutes_funded: float
    empty: float
    above: float

    @property
    def vacancies(self) -> float:
        return self.funded - self.in_post

    @property
    def share(self) -> float | None:
        """Staff in post over funded posts; ``None`` where none are funded."""
        return self.in_post / self.funded if self.funded > 0 else None


@dataclass(frozen=True, slots=True)
class Inequality:
    """How unevenly staff lie over districts, for what each weighs.

    ``theil`` = ``between`` + ``within`` regions exactly. ``worst`` is the rate in the tenth of the weight that has
    least, ``overall`` the rate of all; ``left_out`` names districts without weight.
    """

    of: str
    districts: int
    theil: float
    between: float
    within: float
    gini: float
    overall: float
    worst: float
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rate:
    """Staff per 10,000 people of a district."""

    district: str
    cadre: str
    staff: float
    population: float

    @property
    def per_10_000(self) -> float:
        return self.staff * 10_000 / self.population


@dataclass(frozen=True, slots=True)
class WorkNeed:
    """Staff that the appointments of a district need of a cadre, at the levels where the cadre has work.

    ``required`` is minutes needed over the minutes a day that one member gives.
    """

    district: str
    cadre: str
    minutes_needed: float
    required: float
    in_post: float

    @property
    def ratio(self) -> float | None:
        return self.in_post / self.required if self.required > 0 else None


@dataclass(frozen=True, slots=True)
class WorkSum:
    """A cadre over all districts: the ratio of sums and the mean of the districts' ratios."""

    cadre: str
    districts: int
    in_post: float
    required: float
    ratio_of_sums: float | None
    mean_of_ratios: float | None


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole picture."""

    total: Group
    by_cadre: tuple[Group, ...]
    by_level: tuple[Group, ...]
    by_region: tuple[Group, ...]
    by_district: tuple[Group, ...]
    by_cadre_district: tuple[Group, ...]
    by_class: tuple[Group, ...]
    """Cadre by class of district; empty without a classification."""
    central: tuple[Group, ...]
    """Facilities without a district, by facility and cadre: in the total, in no district."""
    cells: tuple[Group, ...]
    """Cadre, district, level."""
    filling: tuple[Inequality, ...]
    """Of staff in post for each funded post, by cadre."""
    density: tuple[Inequality, ...]
    """Of staff for each person, by cadre; empty without a population."""
    rates: tuple[Rate, ...]
    needs: tuple[WorkNeed, ...]
    need_sums: tuple[WorkSum, ...]
    without_work: tuple[str, ...]
    """Cadres that no appointment asks for: the work says nothing about them."""
    workload_invented: bool
    tables_invented: bool
    provenance: Provenance
