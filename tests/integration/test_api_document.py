"""What the API's own document says may be asked is asked, with made-up values: every answer is one it names."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.access_samples import new_world
from tests.factories import TokenFactory
from tests.integration.test_access import ALL

from kith.service.config.wsgi import application
from kith.service.core.web.access import Door

SECRET = "kith_for-the-document"
CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
EXAMPLES = 3
EVERY = list(HealthCheck)


@pytest.fixture(scope="module")
def kept_world(keep):
    return keep(_world)


def _world():
    world = new_world()
    TokenFactory(person=world.people["lead of the organisation"], secret=SECRET)
    for address in ALL:
        if address.access and address.access.door == Door.TOKEN:
            address.of(world)
    return world


@pytest.fixture
def world(kept_world, db):
    return kept_world()


@pytest.fixture(autouse=True)
def one_connection():
    """A server closes its connection between requests; the rows of a test live in one that stays open."""
    ends = (request_started, request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    yield
    for end in ends:
        end.connect(close_old_connections)


def asked(operation, own):
    """The statuses that made-up cases meet, each also with the world's own ids, so that what is behind them answers."""
    met = set()

    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, suppress_health_check=EVERY
    )
    @given(case=operation.as_strategy())
    def ask(case):
        for path_parameters in (
            case.path_parameters,
            {name: own[name] for name in case.path_parameters or {}},
        ):
            case.path_parameters = path_parameters
            answer = case.call(headers={"Authorization": f"Bearer {SECRET}"})
            case.validate_response(answer, checks=CHECKS)
            met.add(answer.status_code)

    ask()
    return met


def test_every_answer_is_one_that_the_document_names(world):
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    own = {name: str(world.argument("", name)) for name in ("cohort_id", "wave_id", "report_id")}
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) == 10
    for operation in operations:
        assert 200 in asked(operation, own), operation.path
