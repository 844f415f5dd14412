"""A lead builds a questionnaire in the browser."""

import pytest
from django.urls import reverse
from tests.access_samples import new_world
from tests.asking import ask

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def kept_world(keep):
    def make():
        world = new_world()
        world.argument("surveys:building", "questionnaire_id")
        return world

    return keep(make)


@pytest.fixture
def world(kept_world, db):
    return kept_world()


def test_every_page_opens(world):
    from kith.service.surveys.web.building.urls import urlpatterns

    lead = world.people["lead of the organisation"]
    for pattern in urlpatterns:
        names = pattern.pattern.converters
        view = f"surveys:{pattern.name}"
        address = reverse(view, args=[world.argument(view, name) for name in names])
        answer = ask(lead, address)
        assert answer.status_code in (200, 302), (view, answer.status_code)
