"""How many have answered, live, by side and by site: the counts, and that a few people cannot be worked out."""

import re
from itertools import product

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.people import PersonFactory
from tests.factories.running import running
from tests.integration.whole_shared import shared

from kith.service.surveys.domain import queries
from kith.service.surveys.domain.by_site import grouped
from kith.service.surveys.domain.pseudonyms import pseudonym_of
from kith.service.surveys.models import PseudonymKey, Response, Wave

pytestmark = pytest.mark.django_db
CLINICIANS = tuple((f"Person{n} X", "clinician", "St Anne's", "Medicine") for n in range(6))
MANAGER = ("Ben Okafor", "manager", "St Anne's", "Operations")


@pytest.fixture
def made():
    """Six clinicians, of whom four have sent answers, one of them not for reports; one manager, who has."""
    found = running((*CLINICIANS, MANAGER))
    wave = found.opened()
    today = timezone.localdate()
    sides = ["clinician"] * 5 + ["manager"]
    Response.objects.bulk_create(
        Response(
            wave=wave,
            pseudonym=f"{n}",
            side=side,
            submitted_on=today if n != 4 else None,
            may_be_reported=n != 3,
        )
        for n, side in enumerate(sides)
    )
    return found


def page_of(made, person=None):
    client = Client()
    client.force_login(person or made.lead)
    return client.get(reverse("surveys:response", args=[made.cohort.pk]))


def rows_of(page):
    """The words of each row."""
    body = " ".join(re.findall(r"<tbody.*?</tbody>", page, re.DOTALL))
    rows = []
    for row in re.findall(r"<tr.*?</tr>", body, re.DOTALL):
        cells = re.findall(r"<(?:td|th)[^>]*>(.*?)</(?:td|th)>", row, re.DOTALL)
        words = [
            re.sub(r"\s+", " ", re.sub(r"<span[^>]*>[^<]*</span>|<[^>]+>", "", cell)).strip()
            for cell in cells
        ]
        rows.append(tuple(words[-3:]))
    return rows


def test_each_side_is_counted_over_those_asked_and_a_small_one_is_not_shown(made):
    page = page_of(made).content.decode()
    assert rows_of(page) == [
        ("Clinicians", "6", "3 of 6 (50%)"),
        ("Managers", "1", "Not shown: fewer than 5 people"),
    ]
    assert "After: opens on" in page
    assert "Nothing is shown by site" in page
    assert " of 7" not in page


@pytest.fixture
def at_sites():
    """Two sides of ten, half of each at one site and half at the other; the first three of each have answered."""
    people = [
        (f"{side[0]}{n} X", side, ("Northgate", "Riverside")[n % 2], f"Line{side}")
        for side in ("clinician", "manager")
        for n in range(10)
    ]
    found = running(tuple(people))
    wave = found.opened()
    for side in ("c", "m"):
        for n in range(3):
            place = found.places[f"{side}{n}"]
            Response.objects.create(
                wave=wave,
                pseudonym=pseudonym_of(place),
                side=place.side,
                submitted_on=timezone.localdate(),
                may_be_reported=True,
            )
    return found


def test_each_site_is_counted_where_that_tells_of_nobody(at_sites):
    page = page_of(at_sites).content.decode()
    assert rows_of(page) == [
        ("Clinicians", "10", "3 of 10 (30%)"),
        ("Managers", "10", "3 of 10 (30%)"),
        ("Northgate", "10", "4 of 10 (40%)"),
        ("Riverside", "10", "2 of 10 (20%)"),
    ]
    assert "Nothing is shown by site" not in page
    PseudonymKey.objects.update(secret=None)
    assert "Nothing is shown by site" in page_of(at_sites).content.decode()


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({("c", "N"): 6, ("m", "R"): 6}, [{"N"}, {"R"}]),
        (
            {("c", "N"): 6, ("m", "N"): 5, ("c", "R"): 6, ("m", "S"): 3, ("m", "T"): 2},
            [{"N"}, {"R"}, {"S", "T"}],
        ),
        # Two small ones are still too few: the smallest of the large goes with them.
        ({("c", "N"): 9, ("c", "R"): 6, ("m", "S"): 2, ("m", "N"): 5}, [{"N"}, {"R", "S"}]),
        # Managers less Riverside would be the one manager at Northgate.
        ({("c", "N"): 6, ("m", "N"): 1, ("m", "R"): 6}, []),
        # The sites together less the clinicians would be the managers, who are not shown.
        ({("c", "N"): 6, ("c", "R"): 6, ("m", "N"): 4}, []),
        ({("c", "N"): 6, ("m", "N"): 6}, []),
        ({}, []),
    ],
)
def test_which_sites_may_be_shown(asked, shown):
    assert [set(group) for group in grouped(asked, least=5)] == shown


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("cmx"), st.sampled_from("NRS")), st.integers(1, 9), min_size=2, max_size=7
    )
)
def test_no_sum_and_difference_of_what_is_shown_is_about_a_few(asked):
    """Every way to add and take off sides and sites that leaves some people counted once and the rest not at all."""
    groups = grouped(asked, least=4)
    if not groups:
        return
    sides = sorted({side for side, _site in asked})
    for times in product((-1, 0, 1), repeat=len(sides) + len(groups)):
        of_side = dict(zip(sides, times, strict=False))
        of_site = dict(zip(groups, times[len(sides) :], strict=True))
        left = 0
        for (side, site), count in asked.items():
            each = of_side[side] + next(of_site[group] for group in groups if site in group)
            if each not in (0, 1):
                break
            left += each * count
        else:
            assert left == 0 or left >= 4


def test_the_figures_for_all_waves_are_those_of_each(made):
    for least in (1, 5):
        every = queries.rates_of(made.cohort, least=least)
        assert every == {wave.pk: queries.rates(wave, least=least) for wave in made.cohort.waves.all()}


def test_it_asks_for_itself_again_only_while_a_questionnaire_is_open(made):
    page = page_of(made).content.decode()
    address = reverse("surveys:response", args=[made.cohort.pk])
    assert f'hx-get="{address}" hx-trigger="every 30s" hx-select="#response"' in page
    Wave.objects.filter(cohort=made.cohort, state="open").update(state="closed")
    assert "hx-trigger" not in page_of(made).content.decode()


def test_nobody_who_is_named_and_nobody_from_elsewhere(made):
    page = page_of(made).content.decode()
    assert not [name for name in made.places if name in page]
    assert page_of(made, PersonFactory()).status_code == 404
    assert page_of(made, made.places["Ben"].person).status_code in {403, 404}


def test_it_is_linked_from_the_list(made):
    client = Client()
    client.force_login(made.lead)
    listed = client.get(reverse("surveys:waves", args=[made.cohort.pk])).content.decode()
    assert reverse("surveys:response", args=[made.cohort.pk]) in listed


def test_a_survey_by_one_address_has_no_side_and_nobody_who_was_asked(made):
    shared(made)
    page = page_of(made).content.decode()
    assert "By one address, so nobody knows how many were asked: Fewer than 5 answers." in page
