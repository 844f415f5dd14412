"""Two leads change, or publish, one questionnaire in the same moment, each on their own connection to the database."""

import pytest
from django.db import connection
from tests.factories.running import running
from tests.integration.test_matches_two_leads import at_once
from tests.integration.whole_building import built

from kith.service.surveys.domain.building import actions, versions
from kith.service.surveys.models import Questionnaire, QuestionnaireVersion


@pytest.fixture
def made(transactional_db):
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads share the one connection of a database in memory")
    return running(people=())


def again(row):
    return Questionnaire.objects.select_related("organisation", "changed_by").get(pk=row.pk)


def test_of_two_changes_one_is_kept_and_the_other_told(made):
    row = built(made)
    seen = row.revision

    def changed(minutes):
        fresh = again(row)
        return lambda: actions.change_draft(
            by=made.by, questionnaire=fresh, seen_revision=seen, what="about",
            change=lambda draft: draft["instrument"].update(minutes=minutes),
        )  # fmt: skip

    ended = at_once(changed(11), changed(12))
    kept = [one for one in ended if isinstance(one, Questionnaire)]
    assert "surveys.building.changed_meanwhile" in ended
    assert [one.draft["instrument"]["minutes"] for one in kept] == [again(row).draft["instrument"]["minutes"]]
    assert again(row).revision == seen + 1


def test_published_once(made):
    row = built(made)
    seen = row.revision
    ended = at_once(
        *(
            lambda one=one: versions.publish_version(by=made.by, questionnaire=one, seen_revision=seen)
            for one in (again(row), again(row))
        )
    )
    assert sum(isinstance(one, QuestionnaireVersion) for one in ended) == 1
    assert "surveys.building.nothing_new" in ended
