"""Kith's questionnaire of who does public health becomes an organisation's own."""

import re
from io import BytesIO

import pytest
from django.urls import reverse
from tests.integration.building_site import new_site

from kith.service.surveys.models import Questionnaire
from kith.workforce.functions.answers import QUESTIONNAIRE, questionnaire_file

pytestmark = pytest.mark.django_db
MARK = re.compile(r'name="(?:read|so_far)"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="(?:read|so_far)"')


@pytest.fixture(scope="module")
def kept_site(keep):
    return keep(new_site)


def test_the_builder_takes_the_file_and_keeps_its_words(kept_site, client):
    world = kept_site()
    client.force_login(world.lead)
    upload = BytesIO(questionnaire_file())
    upload.name = QUESTIONNAIRE
    there = reverse("surveys:building_file", args=[world.organisation.slug])
    page = client.post(there, {"file": upload}).content.decode()
    assert "What was read" in page
    assert "59 questions" in page
    token = MARK.search(page)
    client.post(there, {"read": token[1] or token[2], "title": "Who does what here"})
    made = Questionnaire.objects.order_by("pk").last()
    assert "public health" in str(made.draft).lower()
