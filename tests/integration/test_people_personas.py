"""One-click personas: there in the demonstration, nowhere else."""

import importlib
import os
import subprocess
import sys

import pytest
from tests.factories import OrganisationFactory, PersonFactory

from kith.service.core.domain.actors import Actor
from kith.service.core.models import AuditEvent
from kith.service.people.domain.personas import personas, personas_are_open, register_persona
from kith.service.people.models import DemoPersona

pytestmark = pytest.mark.django_db


@pytest.fixture
def persona():
    return register_persona(
        by=Actor.system("demo"), person=PersonFactory(name="Lee"), label="Lead", description="Runs a cohort."
    )


@pytest.fixture
def demonstration(settings):
    settings.ENVIRONMENT = "development"
    OrganisationFactory(is_synthetic=True)


@pytest.mark.parametrize("environment", ["test", "production", "", "Development"])
def test_elsewhere_there_is_nothing_at_the_address(client, settings, persona, environment):
    settings.ENVIRONMENT = environment
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/", {"persona": persona.pk}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_the_settings_of_this_suite_and_of_production_shut_them_off(settings):
    assert not personas_are_open()
    source = (
        "import kith.service.config.settings.production as s; print(s.ENVIRONMENT in s.PERSONA_ENVIRONMENTS)"
    )
    environment = {**os.environ, "KITH_SECRET_KEY": "x" * 60, "KITH_HOSTS": "kith.example"}
    found = subprocess.run(
        [sys.executable, "-c", source], env=environment, capture_output=True, text=True, check=True
    )
    assert found.stdout == "False\n"


def test_development_opens_them():
    development = importlib.import_module("kith.service.config.settings.development")
    assert development.ENVIRONMENT in development.PERSONA_ENVIRONMENTS


def test_one_real_organisation_shuts_them_off(client, persona, demonstration):
    OrganisationFactory(is_synthetic=False)
    assert client.post("/demo/", {"persona": persona.pk}).status_code == 404


def test_one_click_signs_in(client, persona, demonstration):
    assert client.post("/demo/", {"persona": persona.pk}).headers["Location"] == "/"
    assert client.session["_auth_user_id"] == str(persona.person.pk)


def test_a_click_on_another_leaves_nothing_of_the_first(client, persona, demonstration):
    client.post("/demo/", {"persona": persona.pk})
    session = client.session
    session["mine"] = "x"
    session.save()
    other = register_persona(by=Actor.system("demo"), person=PersonFactory(), label="Viewer", description="x")
    client.post("/demo/", {"persona": other.pk})
    assert client.session["_auth_user_id"] == str(other.person.pk)
    assert "mine" not in client.session


@pytest.mark.parametrize("wanted", ["", "nonsense", "0190c3a0-0000-7000-8000-000000000000"])
def test_only_a_persona_can_be_clicked(client, persona, demonstration, wanted):
    assert client.post("/demo/", {"persona": wanted}).status_code == 404


def test_nobody_who_is_no_persona_can_be_had_by_their_id(client, demonstration):
    assert client.post("/demo/", {"persona": PersonFactory().pk}).status_code == 404


def test_a_click_wants_the_token_of_the_page(persona, demonstration):
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post("/demo/", {"persona": persona.pk}).status_code == 403


def test_registering_again_changes_the_words(persona):
    again = register_persona(
        by=Actor.system("demo"), person=persona.person, label="Programme lead", description="x", order=2
    )
    assert list(personas()) == [again]
    assert DemoPersona.objects.get().label == "Programme lead"
    assert AuditEvent.objects.filter(action="people.register_persona").count() == 2
