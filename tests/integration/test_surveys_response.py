"""How many have answered, live and by side: the counts, and that a small side cannot be worked out."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories.people import PersonFactory
from tests.factories.running import running
from tests.integration.whole_shared import shared

from kith.service.surveys.domain import queries
from kith.service.surveys.models import Response, Wave

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
    """The words of each row after its dates."""
    body = re.search(r"<tbody.*?</tbody>", page, re.DOTALL).group()
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
    assert rows_of(page)[:2] == [
        ("Clinicians", "6", "3 of 6 (50%)"),
        ("Managers", "1", "Not shown: fewer than 5 people"),
    ]
    assert {row[1:] for row in rows_of(page)[2:]} == {("0", "Nobody asked yet")}
    assert " of 7" not in page


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
    assert ("By one address", "Not known", "Fewer than 5 answers") in rows_of(page)
