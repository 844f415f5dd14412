"""A second interim report: refused where, laid beside the last one, it would tell what a few people answered."""

import pytest
from tests.factories.reports import CHANGES, answer, measured_cohort, new_cohort, people_of_side, points

from kith.foundation.faults import KithError
from kith.foundation.messages import words
from kith.service.core.domain.policies import set_threshold
from kith.service.core.models import JobState
from kith.service.reports.domain import actions
from kith.service.reports.domain.making import material_of, released_of
from kith.service.reports.models import Report
from kith.service.surveys.domain.pseudonyms import pseudonym_of
from kith.service.surveys.models import Response, Wave

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def not_drawn(monkeypatch):
    """Pages and documents take a second each, and nobody looks at them here."""
    monkeypatch.setattr("kith.publishing.pdf.render_pdf", lambda *_model, **_more: b"%PDF")
    for name in ("document", "fragment"):
        monkeypatch.setattr(f"kith.publishing.html.render_{name}", lambda *_model, **_more: "<p>")


def open_cohort():
    made = new_cohort()
    made.places = measured_cohort(made.cohort, CHANGES, is_closed=False)
    made.report = asked_for(made)
    keep_groups(made.report)
    return made


@pytest.fixture(scope="module")
def kept_open(keep):
    return keep(open_cohort)


@pytest.fixture
def made(kept_open, db):
    """With one interim report."""
    return kept_open()


def asked_for(made, audience="evaluator"):
    by = made.evaluator if audience == "evaluator" else made.by
    return actions.make_report(by=by, cohort=made.cohort, audience=audience, language="en", seed=7)


def keep_groups(report):
    """As its job would leave it, without the sums."""
    report.job.delete()
    report.job, report.content, report.released = None, {}, released_of(material_of(report))
    report.finished_at = report.created_at
    report.save()
    return report


def more_answers(made, side, count, *, keys=("before", "after")):
    for place in people_of_side(made.cohort, side, count):
        for key in keys:
            wave = made.cohort.waves.get(key=key)
            answer(wave, place, points(wave, 4))


def refusal(made):
    count = made.cohort.reports.count()
    with pytest.raises(KithError) as refused:
        asked_for(made)
    (fault,) = refused.value.faults
    assert made.cohort.reports.count() == count
    return fault


def test_nothing_has_changed_so_it_may_be_made_again(made):
    assert asked_for(made).is_interim


@pytest.mark.parametrize(("more", "is_refused"), [(1, True), (4, True), (5, False)])
def test_one_answer_more_would_be_told_and_five_hide_one_another(made, more, is_refused):
    more_answers(made, "manager", more)
    if is_refused:
        assert refusal(made).code == "reports.interim_too_soon"
    else:
        assert asked_for(made).is_interim


def test_enough_on_one_side_do_not_hide_one_on_the_other(made):
    more_answers(made, "manager", 5)
    more_answers(made, "clinician", 1)
    assert refusal(made).code == "reports.interim_too_soon"


def test_it_follows_the_last_report_not_the_first(made):
    more_answers(made, "manager", 5)
    keep_groups(asked_for(made))
    more_answers(made, "manager", 1)
    assert refusal(made).code == "reports.interim_too_soon"


def test_an_answer_that_is_changed_or_taken_back_would_be_told_too(made):
    first = pseudonym_of(made.places["manager"][0])
    row = Response.objects.get(wave__cohort=made.cohort, wave__key="after", pseudonym=first)
    row.answers = points(row.wave, 5)
    row.save()
    assert refusal(made).code == "reports.interim_too_soon"
    row.delete()
    assert refusal(made).code == "reports.interim_too_soon"


def test_the_organisations_own_number_counts(made):
    set_threshold(by=made.by, organisation=made.cohort.organisation, key="disclosure.min_matched", value=9)
    more_answers(made, "manager", 5)
    assert refusal(made).params == {"least": 9}


def test_the_sentence_tells_the_rule_and_neither_side_nor_number_of_answers(made):
    more_answers(made, "manager", 1)
    fault = refusal(made)
    said = words(fault.code, fault.params, str)
    assert "at least 5 more people must have answered" in said
    assert fault.params == {"least": 5}
    assert not any(word in said for word in ("Manager", "manager", "Clinician", " 8 ", " 9 ", " 1 "))


def test_a_final_report_is_made_whatever_came_before_and_holds_the_next_interim_back(made):
    more_answers(made, "manager", 1)
    made.cohort.waves.update(state=Wave.State.CLOSED)
    final = keep_groups(asked_for(made))
    assert not final.is_interim
    assert not asked_for(made, "public").is_interim
    made.cohort.waves.filter(key="after").update(state=Wave.State.OPEN)
    keep_groups(asked_for(made))
    more_answers(made, "manager", 1)
    assert refusal(made).code == "reports.interim_too_soon"


def test_an_answer_that_comes_while_it_waits_is_noticed_by_the_job(made, run_jobs):
    report = asked_for(made)
    more_answers(made, "manager", 1)
    (job,) = run_jobs()
    assert (job.state, [fault["code"] for fault in job.faults]) == (
        JobState.REFUSED,
        ["reports.interim_too_soon"],
    )
    report.refresh_from_db()
    assert (report.content, report.finished_at) == (None, None)


def test_five_who_answered_only_one_of_two_times_do_not_hide_one_who_answered_both(made, run_jobs):
    more_answers(made, "manager", 4, keys=("after",))
    (place,) = people_of_side(made.cohort, "manager", 1)
    wave = made.cohort.waves.get(key="after")
    answer(wave, place, points(wave, 4))
    more_answers(made, "manager", 4, keys=("before",))
    wave = made.cohort.waves.get(key="before")
    answer(wave, place, points(wave, 2))
    asked_for(made)
    (job,) = run_jobs()
    assert [fault["code"] for fault in job.faults] == ["reports.interim_too_soon"]


def test_what_is_kept_of_an_interim_report_names_nobody(made):
    kept = str(Report.objects.get(pk=made.report.pk).released)
    assert "sent/after/manager" in kept
    assert not any(pseudonym_of(place)[:6] in kept for side in made.places.values() for place in side)
