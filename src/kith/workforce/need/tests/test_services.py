"""Need worked out by hand."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kith.foundation.words import Text
from kith.workforce.need.population import People, people_of, weights_of
from kith.workforce.need.services import fte_needed, services_needed, spread_of, work_of
from kith.workforce.need.types import Method, NeedOf, Rate, Service, Work
from kith.workforce.scenario.numbers import Number, Steps
from kith.workforce.scenario.types import Row

NAME = Text.of("A service")
FIFTH = Steps((0,), (0.2,))
PEOPLE = People(np.array([[[1000.0, 500.0], [200.0, 100.0]]]), ((0, 64), (65, 130)))
"""One year, two regions, two ages."""


def service(key: str, *work: Work, cases: Steps = FIFTH, per_case: float = 3.0) -> Service:
    return Service(key, NAME, Method.NEEDS, Rate(cases), Number(per_case), work)


def of(profession: str, focus: float = 1.0) -> NeedOf:
    return NeedOf(profession, Method.NEEDS, clinical_focus=Number(focus))


def test_four_factors_are_one_service_of_one_profession() -> None:
    """People x cases a person x services a case x staff a service: 1,500 x 0.2 x 3 / 450 = 2 and 300 x ... = 0.4."""
    one = service("visits", Work("nurse", Number(1.0), Number(450.0)))
    services = services_needed([one], PEOPLE, ("town", "hills"))
    assert np.allclose(services, [[[900.0, 180.0]]], rtol=0, atol=1e-9)
    work = work_of([one], [of("nurse")], ("nurse",), 2, (2026,))
    assert np.allclose(fte_needed(services, work), [[[2.0, 0.4]]], rtol=0, atol=1e-12)


def test_two_services_divided_between_two_professions_by_hand() -> None:
    """Visits: 900 in town. Nurse 70% at 1,000 a year and focus 0.8: 630 / 800 = 0.7875; doctor 30% at 900: 0.3.

    Tests: 0.5 a person over 65 only, one each: 250 in town, all the doctor's, at 500 a year: 0.5.
    """
    visits = service(
        "visits", Work("nurse", Number(0.7), Number(1000.0)), Work("doctor", Number(0.3), Number(900.0))
    )
    tests = service(
        "tests", Work("doctor", Number(1.0), Number(500.0)), cases=Steps((65,), (0.5,)), per_case=1.0
    )
    both = [visits, tests]
    services = services_needed(both, PEOPLE, ("town", "hills"))
    assert services[0, 1].tolist() == [250.0, 50.0]
    work = work_of(both, [of("nurse", 0.8), of("doctor")], ("nurse", "doctor"), 2, (2026,))
    found = fte_needed(services, work)
    assert np.allclose(found[0, :, 0], [0.7875, 0.8], rtol=0, atol=1e-12)


def test_productivity_and_a_region_of_its_own_by_hand() -> None:
    """A tenth more productive from 2027 on; the hills have half as many cases again."""
    one = Service(
        "visits",
        NAME,
        Method.NEEDS,
        Rate(Steps((0,), (0.2,)), (("hills", 1.5),)),
        Number(3.0),
        (Work("nurse", Number(1.0), Number(450.0)),),
    )
    two_years = People(np.repeat(PEOPLE.counts, 2, axis=0), PEOPLE.spans)
    services = services_needed([one], two_years, ("town", "hills"))
    need = NeedOf("nurse", Method.NEEDS, productivity=Steps((2026, 2027), (1.0, 1.1)))
    found = fte_needed(services, work_of([one], [need], ("nurse",), 2, (2026, 2027)))
    assert np.allclose(found[:, 0], [[2.0, 0.6], [2.0 / 1.1, 0.6 / 1.1]], rtol=0, atol=1e-12)


def test_rates_by_age_over_spans() -> None:
    steps = Steps((20, 40), (1.0, 2.0))
    assert weights_of(steps, [(0, 19), (10, 29), (30, 49), (85, 130)]).tolist() == [0.0, 0.5, 1.5, 2.0]
    assert PEOPLE.between(0, 12).tolist() == [[200.0, 40.0]]
    assert PEOPLE.between(65, 200).tolist() == [[500.0, 100.0]]


def test_people_between_two_years_lie_on_the_straight_line() -> None:
    rows = [Row(2, 100.0, region="town", year=2026), Row(3, 140.0, region="town", year=2030)]
    assert people_of(rows, ("town",), (2026, 2027, 2029, 2030)).total.ravel().tolist() == [100, 110, 130, 140]


def test_how_sure_a_need_is_adds_up_services_as_independent() -> None:
    """Two services of equal size, each with a standard deviation of 0.2: 0.2 / sqrt 2; with 0.1 on the whole."""
    z = 1.2815515655446004
    ranged = Number(10.0, 10.0 * np.exp(-0.2 * z), 10.0 * np.exp(0.2 * z))
    parts = [service(key, Work("nurse", Number(1.0), ranged)) for key in ("a", "b")]
    assert np.isclose(spread_of(of("nurse"), parts, [5.0, 5.0]), 0.2 / np.sqrt(2), rtol=0, atol=1e-12)
    whole = NeedOf("nurse", Method.NEEDS, times=Number(1.0, np.exp(-0.1 * z), np.exp(0.1 * z)))
    assert np.isclose(spread_of(whole, parts, [5.0, 5.0]), np.sqrt(0.02 + 0.01), rtol=0, atol=1e-12)


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(1, 5000)), min_size=1, max_size=5).filter(
        lambda parts: any(weight for weight, _ in parts)
    ),
    st.integers(1, 400),
)
def test_what_is_divided_is_done_once_whoever_does_it(parts: list[tuple[int, int]], cases: int) -> None:
    """FTE times what an FTE gives, summed over professions, are the services, in whatever order they are named."""
    whole = sum(weight for weight, _ in parts)
    names = tuple(f"p{number}" for number in range(len(parts)))
    works = [
        Work(name, Number(weight / whole), Number(float(gives)))
        for name, (weight, gives) in zip(names, parts, strict=True)
    ]
    needs = [of(name) for name in names]
    gives = np.array([float(gives) for _, gives in parts])
    for ordered in (works, works[::-1]):
        one = service("visits", *ordered, cases=Steps((0,), (cases / 100,)))
        services = services_needed([one], PEOPLE, ("town", "hills"))
        found = fte_needed(services, work_of([one], needs, names, 2, (2026,)))
        assert (found >= 0.0).all()
        assert np.allclose((found[0] * gives[:, None]).sum(0), services[0, 0], rtol=1e-12, atol=0)
