"""A second report of one cohort: published only where nobody can be found by laying it beside the first."""

import pytest
from tests.factories.reports import answer, asked_cohort, people_of_side, points

from kith.foundation.faults import KithError
from kith.questionnaires.read import from_json
from kith.service.core.models import JobState
from kith.service.reports.domain import actions
from kith.service.reports.domain.making import material_of, released_of
from kith.service.reports.models import Report
from kith.service.surveys.domain.pseudonyms import pseudonym_of
from kith.service.surveys.models import Response

pytestmark = pytest.mark.django_db

WENT = {"times_met": 4, "shadowed": True, "recommend": 5}


@pytest.fixture(scope="module")
def kept_cohort(keep):
    return keep(asked_cohort)


@pytest.fixture
def asked(kept_cohort, db):
    return kept_cohort()


@pytest.fixture
def by(asked):
    return asked.by


@pytest.fixture
def cohort(asked):
    return asked.cohort


@pytest.fixture
def places(asked):
    return asked.places


@pytest.fixture
def made(by, cohort, places):
    """A report of the answers as they are, without the pages and files, which take seconds to draw."""

    def make(language="en"):
        report = actions.make_report(by=by, cohort=cohort, audience="public", language=language, seed=7)
        report.content, report.released = {}, released_of(material_of(report))
        report.save()
        return report

    return make


@pytest.fixture
def first(made, by):
    return actions.publish_report(by=by, report=made())


def refusals(by, report):
    with pytest.raises(KithError) as refused:
        actions.publish_report(by=by, report=report)
    report.refresh_from_db()
    assert report.published_at is None
    assert {fault.code for fault in refused.value.faults} == {"publishing.remade"}
    return [
        (fault.params["earlier"], fault.params["side"], fault.params["least"])
        for fault in refused.value.faults
    ]


def test_the_same_answers_may_be_published_in_a_second_language(by, made, first):
    assert actions.publish_report(by=by, report=made("zh-hans")).published_at is not None


def test_an_answer_that_went_would_be_told_by_the_difference(by, cohort, made, first, places):
    gone = Response.objects.filter(wave__key="after", pseudonym=pseudonym_of(places["manager"][0]))
    assert gone.delete()[0] == 1
    assert refusals(by, made()) == [("Report 1", "Managers", 5)]


def test_one_in_and_one_out_would_be_told_too(by, cohort, made, first, places):
    after = cohort.waves.get(key="after")
    Response.objects.get(wave=after, pseudonym=pseudonym_of(places["clinician"][0])).delete()
    (newcomer,) = people_of_side(cohort, "clinician", 1)
    for key, value in (("before", 3), ("after", 4)):
        wave = cohort.waves.get(key=key)
        answer(wave, newcomer, points(wave, value))
    assert refusals(by, made()) == [("Report 1", "Clinicians", 5)]


def test_an_answer_about_how_it_went_counts_as_well(by, cohort, made, first):
    (newcomer,) = people_of_side(cohort, "manager", 1)
    answer(cohort.waves.get(key="experience"), newcomer, WENT)
    assert refusals(by, made()) == [("Report 1", "Managers", 5)]


def test_what_people_wrote_is_not_shown_so_it_does_not_count(by, cohort, made, first):
    (newcomer,) = people_of_side(cohort, "manager", 1)
    answer(cohort.waves.get(key="experience"), newcomer, {"what_lasted": "I ask more now"})
    assert actions.publish_report(by=by, report=made()).published_at is not None


@pytest.mark.parametrize(("more", "is_refused"), [(4, True), (5, False)])
def test_enough_newcomers_hide_one_another(by, cohort, made, first, more, is_refused):
    for place in people_of_side(cohort, "manager", more):
        for key, value in (("before", 3), ("after", 4)):
            wave = cohort.waves.get(key=key)
            answer(wave, place, points(wave, value))
        answer(cohort.waves.get(key="experience"), place, WENT)
    report = made()
    if is_refused:
        assert refusals(by, report) == [("Report 1", "Managers", 5)]
    else:
        assert actions.publish_report(by=by, report=report).published_at is not None


def test_a_draft_that_was_never_published_is_no_hindrance(by, made, places):
    made()
    Response.objects.get(wave__key="after", pseudonym=pseudonym_of(places["manager"][0])).delete()
    assert actions.publish_report(by=by, report=made()).published_at is not None


def test_two_answers_that_change_alpha_and_no_score_are_seen_too(by, made, first, places):
    """Both questions of one score: one point up and one down leave the score as it was."""
    actions.publish_report(by=by, report=first)
    row = Response.objects.filter(wave__key="after", side="manager").first()
    scale = from_json(row.wave.instrument).scales[0]
    up, down = [item for item in scale.items if item not in scale.reversed_items][:2]
    row.answers = {**row.answers, up: row.answers[up] + 1, down: row.answers[down] - 1}
    row.save()
    with pytest.raises(KithError) as refused:
        actions.publish_report(by=by, report=made())
    assert [fault.code for fault in refused.value.faults] == ["publishing.remade_together"]


def test_publishing_twice_stays_publishing_once(by, made, first):
    assert actions.publish_report(by=by, report=first).published_at == first.published_at


def test_what_is_kept_holds_sizes_and_hashes_and_no_pseudonym(made, places):
    report = made()
    assert {tuple(sorted(one)) for one in report.released.values()} == {("digest", "n", "side")}
    assert {one["n"] for one in report.released.values()} == {8, 16}  # 16: both sides together, at one time
    assert not any(
        pseudonym_of(place)[:6] in str(report.released.keys()) for side in places.values() for place in side
    )


def test_the_job_keeps_it(by, cohort, places, run_jobs):
    report = actions.make_report(by=by, cohort=cohort, audience="public", language="en", seed=7)
    assert [row.state for row in run_jobs()] == [JobState.DONE]
    kept = Report.objects.get(pk=report.pk).released
    assert kept == released_of(material_of(report))
    assert {key.split("/")[0] for key in kept} == {"matched", "answered", "chose", "any", "whole"}
