"""An interim report and the final one with one person more: laid beside one another they tell nobody's answer."""

import pytest
from tests.factories.reports import CHANGES, answer, measured_cohort, new_cohort, people_of_side, points

from kith.service.reports import bridge
from kith.service.reports.domain.agreed import lines_shown
from kith.service.reports.domain.making import material_of, released_of
from kith.service.reports.models import Report
from kith.service.surveys.domain.pseudonyms import pseudonym_of
from kith.service.surveys.models import Response, Wave

pytestmark = pytest.mark.django_db


def row_of(made, *, is_interim, audience="evaluator"):
    number = made.cohort.reports.count() + 1
    return Report.objects.create(
        cohort=made.cohort,
        number=number,
        audience=audience,
        is_interim=is_interim,
        seed=7,
        made_by=made.by.person,
    )


def shown(report):
    """The report as a reader has it: each side's numbers of the first comparison."""
    material = material_of(report)
    report.released, report.finished_at = released_of(material), report.created_at
    report.save()
    result = bridge.modelled(material, lambda *_done: None).result
    return {(cell.side, cell.outcome): cell for cell in result.cells}, material


def told(before, after):
    """What somebody with both reports works out of whoever came in between: n·mean less n·mean."""
    found = {}
    for key, later in after.items():
        first = before[key]
        if abs(later.n_matched - first.n_matched) in range(1, 5) and hasattr(later.found, "mean_later"):
            total = later.n_matched * later.found.mean_later - first.n_matched * first.found.mean_later
            found[key] = total / (later.n_matched - first.n_matched)
    return found


@pytest.fixture
def made(db):
    made = new_cohort()
    changes = {"clinician": CHANGES["clinician"], "manager": [*CHANGES["manager"]] * 2}
    made.places = measured_cohort(made.cohort, changes, is_closed=False)
    return made


@pytest.fixture
def before(made):
    return shown(row_of(made, is_interim=True))[0]


def one_more(made, side, *, is_read):
    """The planted person: the only one who ends at 5."""
    (place,) = people_of_side(made.cohort, side, 1)
    for key, value in (("before", 1), ("after", 5)):
        wave = made.cohort.waves.get(key=key)
        answer(wave, place, points(wave, value))
    Response.objects.filter(pseudonym=pseudonym_of(place)).update(may_be_read=is_read)
    made.cohort.waves.update(state=Wave.State.CLOSED)


@pytest.mark.parametrize("audience", ["evaluator", "public"])
def test_the_answer_of_one_who_came_after_the_interim_report_cannot_be_subtracted(made, before, audience):
    one_more(made, "manager", is_read=False)
    after, material = shown(row_of(made, is_interim=False, audience=audience))
    assert told(before, after) == {}
    assert {cell.n_matched for key, cell in after.items() if key[0] == "manager"} == {16}
    assert {cell.n_matched for key, cell in after.items() if key[0] == "clinician"} == {8}
    said = str(bridge.own_sections(material)["left-out"])
    assert "An interim report was made of nearly the same answers" in said
    assert "until 5 more people" in said


def test_neither_can_it_with_the_lines_of_those_who_may_be_read(made):
    """One could not be read from the first: with the lines, both reports leave five or more unknown, or nobody."""
    Response.objects.filter(pseudonym=pseudonym_of(made.places["manager"][5])).update(may_be_read=False)
    first = shown(row_of(made, is_interim=True))[1].gathered
    one_more(made, "manager", is_read=False)
    last = shown(row_of(made, is_interim=False))[1].gathered
    hidden = [
        {
            who
            for who, is_shown in zip(each.people, lines_shown(each, least=5), strict=True)
            if not is_shown and who.startswith("P")
        }
        for each in (first, last)
    ]
    assert len(hidden[0]) == 5
    assert not hidden[1]
    assert hidden[0] == set(first.people) - set(last.people)  # so no line in one was hidden in the other


def test_without_the_rule_the_attack_tells_exactly_what_was_answered(made, before, monkeypatch):
    monkeypatch.setattr("kith.service.reports.domain.settling._interim_before", lambda _report: [])
    one_more(made, "manager", is_read=False)
    after, _material = shown(row_of(made, is_interim=False))
    assert {round(value, 9) for value in told(before, after).values()} == {5.0}


def test_where_everybody_may_be_read_nothing_is_left_out(made, before):
    one_more(made, "manager", is_read=True)
    after, material = shown(row_of(made, is_interim=False))
    assert material.held_back == 0
    assert {cell.n_matched for key, cell in after.items() if key[0] == "manager"} == {17}


def test_one_who_took_their_answers_back_cannot_be_subtracted_either(made, before):
    gone = pseudonym_of(made.places["manager"][3])
    Response.objects.filter(pseudonym=pseudonym_of(made.places["manager"][4])).update(may_be_read=False)
    Response.objects.filter(pseudonym=gone).delete()
    made.cohort.waves.update(state=Wave.State.CLOSED)
    after, material = shown(row_of(made, is_interim=False))
    assert told(before, after) == {}
    assert material.held_back == 4


def test_with_nobody_more_the_final_report_counts_everybody(made, before):
    Response.objects.filter(side="manager").update(may_be_read=False)
    made.cohort.waves.update(state=Wave.State.CLOSED)
    after, material = shown(row_of(made, is_interim=False))
    assert material.held_back == 0
    assert {key: cell.n_matched for key, cell in after.items()} == {
        key: cell.n_matched for key, cell in before.items()
    }
