"""A definition or questionnaire that changes under a running cohort changes nothing for it."""

from dataclasses import replace

import pytest
from tests.factories.running import running

from kith.foundation.words import Text
from kith.programmes.shipped import load_instrument
from kith.questionnaires.logic import steps
from kith.service.cohorts.models import Place
from kith.service.matches.domain import preferences, questionnaires
from kith.service.matches.domain.questionnaires import pin, questionnaire_of
from kith.service.matches.models import PreferencesQuestionnaire
from kith.service.matches.web.presenters.participants import tasks_of_places

pytestmark = pytest.mark.django_db


TITLE = {"en": "Something else", "zh-Hans": "别的东西"}


def shipped_anew(key):
    """The questionnaire of the next version of Kith: another name, and only its first page."""
    now = load_instrument(key)
    return replace(now, version="99", title=Text.of(TITLE), pages=now.pages[:1])


def test_the_preferences_questionnaire_stays_as_it_was(monkeypatch):
    made = running()
    place = made.places["Amina"]
    asked = questionnaire_of(place)
    (first, *_rest) = steps(asked, preferences.answers_of(place, asked))
    raw = {first.field(item): "To learn" for item in first.page.items}
    preferences.save_step(by=made.by, place=place, step=first, raw=raw)
    monkeypatch.setattr(questionnaires, "load_instrument", shipped_anew)
    later = running(organisation=made.cohort.organisation, name="Autumn")
    assert questionnaire_of(place) == asked
    assert preferences.answers_of(place, asked).to_json() == raw
    assert questionnaire_of(later.places["Amina"]).version == "99"
    titles = [
        tasks_of_places([one.places["Amina"]], None)[one.places["Amina"].pk][0].title for one in (made, later)
    ]
    assert titles == [str(asked.title), "Something else"]
    assert pin(made.cohort) == 0
    assert PreferencesQuestionnaire.objects.filter(cohort=made.cohort).count() == 1


def test_many_places_are_asked_for_in_one_query(django_assert_num_queries):
    cohorts = [running(name=name) for name in ("One", "Two")]
    rows = Place.objects.filter(cohort__in=[made.cohort for made in cohorts])
    places = list(rows.select_related("cohort__definition"))
    with django_assert_num_queries(1):
        found = questionnaires.questionnaires_of(places)
    assert set(found) == {place.pk for place in places}
