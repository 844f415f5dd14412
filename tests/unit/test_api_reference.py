"""The reference of the API is whole and of today, and its document says nothing twice."""

from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
from django.urls import get_resolver
from tests.integration.test_access import addresses

from kith.foundation.messages import catalogue
from kith.service.api.domain.scopes import SCOPES
from kith.service.api.web import schemas
from kith.service.api.web.access import doors
from kith.service.api.web.problems import SAID
from kith.service.api.web.reference import reference
from kith.service.api.web.v1 import document
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.permissions import Permission
from kith.service.core.web.access import Door
from kith.service.matches.models import Pair
from kith.service.surveys.models import Wave

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "api.md"
MAKING = {
    "name_missing",
    "name_taken",
    "no_scope",
    "scope_not_yours",
    "expiry",
    "organisation_not_yours",
    "too_many",
}
"""What is said on the page where a token is made, never to a program."""


def test_the_page_is_what_the_command_writes():
    assert PAGE.read_text("utf-8") == reference(), "run: kith-manage api_reference > docs/reference/api.md"


def test_every_address_and_every_field_stands_in_it():
    words = PAGE.read_text("utf-8")
    served = [
        one for one in addresses(get_resolver().url_patterns) if one.access and one.access.door == Door.TOKEN
    ]
    assert len(document()["paths"]) == len(served) == len(doors) == 10
    for path in document()["paths"]:
        assert f"## GET {path}\n" in words
    for schema in document()["components"]["schemas"].values():
        for field in schema.get("properties", {}):
            assert f"| `{field}` |" in words or field in {"code", "message"}, field


def test_every_sentence_to_a_program_stands_in_it_with_its_status():
    said = [code for codes in SAID.values() for code in codes]
    ours = {code for code in catalogue() if code.startswith("api.")}
    assert Counter(said) == Counter(ours - {f"api.token.{code}" for code in MAKING})


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        (schemas.CohortState, Cohort.State),
        (schemas.PlaceState, Place.State),
        (schemas.PairState, Pair.State),
        (schemas.WaveState, Wave.State),
    ],
)
def test_the_words_for_states_are_the_models_own(told, kept):
    assert list(get_args(told)) == kept.values


def test_no_scope_writes_or_sees_lines():
    assert {scope.value.rpartition(".")[2] for scope in SCOPES} == {"see"}
    assert not {Permission.REPORT_SEE_LINES, Permission.AUDIT_SEE, Permission.MAIL_SEE} & set(SCOPES)
