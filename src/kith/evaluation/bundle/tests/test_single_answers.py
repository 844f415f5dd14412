"""A bundle that carries answers to single questions gives back reliability and both sides, of real numbers too."""

import csv
from datetime import UTC, datetime

import numpy as np
import pytest

from kith.evaluation.both_sides import Kind
from kith.evaluation.bundle import Contents, read_bundle, rerun, write_bundle
from kith.evaluation.bundle.answers import Answers, Sent, read_answers, write_answers
from kith.evaluation.bundle.asked import AskedQuestion, AskedScale, BesideAsked, ItemsAsked, Named, Twice
from kith.evaluation.bundle.question_analyses import (
    beside_again,
    beside_section_again,
    items_again,
    items_section_again,
)
from kith.evaluation.bundle.tests.bundles import changed, refused
from kith.evaluation.bundle.types import Again
from kith.evaluation.change import analyse_change
from kith.evaluation.facts import ReportFacts
from kith.evaluation.plan import ChangePlan, Outcome, Side, Wave, WaveRole
from kith.evaluation.report import change_report
from kith.evaluation.result_json import jsonable
from kith.evaluation.speaker import Speaker
from kith.evaluation.types import ChangeData
from kith.foundation.faults import Faults, Where
from kith.foundation.words import Text
from kith.statistics.reliability import cronbach_alpha

WAVES = ("1", "2", "3")
ITEMS = ("JOBSAT", "COMMIT", "READY")
SIDES = ("male", "female")


def asked_of():
    """The three measures taken as three questions of one scale: their own questions are not in the file."""
    items = ItemsAsked(
        scales=(AskedScale("all", Text.of("All three"), ITEMS, (), 1.0, 7.0),),
        times=tuple(Named(wave, Text.of(f"Time {wave}")) for wave in WAVES),
        labels=(),
        left_out=(),
        again=(Twice("1", "2"),),
        least=5,
        each_question=True,
        without=0,
    )
    score = AskedQuestion("JOBSAT", "1", Text.of("JOBSAT"), Text.of("Time 1"), Kind.SCORE, (), (), 1, 7, True)
    number = AskedQuestion("READY", "3", Text.of("READY"), Text.of("Time 3"), Kind.NUMBER, (), (), 1, 7, True)
    sides = tuple(Named(side, Text.of(side)) for side in SIDES)
    return items, BesideAsked(sides, (score, number), 5, 0)


@pytest.fixture(scope="module")
def made(shared_data):
    """The people of univbct, who stand in three rows each, as data, answers and a plan."""
    with (shared_data / "surveys" / "univbct.csv").open() as file:
        rows = list({row["SUBNUM"]: row for row in csv.DictReader(file)}.values())
    rows = [row for row in rows if row["GENDER"] in ("1.0", "2.0")]
    plan = ChangePlan(
        outcomes=(Outcome("JOBSAT", Text.of("JOBSAT"), low=1, high=7, step=1 / 3),),
        waves=tuple(
            Wave(key, Text.of(f"Time {key}"), WaveRole.AFTER if key > "1" else WaveRole.BEFORE)
            for key in WAVES
        ),
        sides=tuple(Side(side, Text.of(side)) for side in SIDES),
        resamples=99,
    )
    column = {wave: np.array([float(row[f"JOBSAT{wave}"] or "nan") for row in rows]) for wave in WAVES}
    sides = tuple(SIDES[int(float(row["GENDER"])) - 1] for row in rows)
    data = ChangeData(tuple(f"P{row['SUBNUM']}" for row in rows), sides, {"JOBSAT": column})
    sent = tuple(
        Sent(f"Q{place}", side, wave, {item: (row[item + wave],) for item in ITEMS if row[item + wave]})
        for wave in WAVES
        for place, (row, side) in enumerate(zip(rows, sides, strict=True))
    )
    return rows, plan, data, Answers(sent, dict.fromkeys(WAVES, ITEMS))


@pytest.fixture(scope="module")
def bundle(made):
    _rows, plan, data, answers = made
    items, beside = asked_of()
    more = {
        "reliability": items_section_again(items_again(answers, items, 3), items, Speaker()),
        "both_sides": beside_section_again(beside_again(data, answers, beside), beside, Speaker()),
    }
    now = datetime(2026, 11, 22, tzinfo=UTC)
    facts = ReportFacts(Text.of("univbct"), now)
    result = analyse_change(data, plan, seed=3)
    report = change_report(result, plan, facts, sections=("change", *more, "flow"), more=more)
    analyses = {"change": {}, "items": jsonable(items), "both_sides": jsonable(beside)}
    contents = Contents(report, plan, 3, now, result, data, analyses=analyses, answers=answers)
    return write_bundle(contents)


def test_every_number_of_reliability_and_both_sides_comes_out_the_same(made, bundle):
    read = read_bundle(bundle, "univbct.zip")
    found = rerun(read)
    assert found.differences == ()
    assert {one.key: one.again for one in found.sections} == {
        "change": Again.SAME,
        "reliability": Again.SAME,
        "both_sides": Again.SAME,
        "flow": Again.NOT,
        "limits": Again.PART,
        "method": Again.PART,
    }
    answers = np.array([[float(row[f"{item}1"] or "nan") for item in ITEMS] for row in made[0]])
    stated = read.results["items"]["found"][0]
    assert stated["n_whole"] == int((~np.isnan(answers)).all(axis=1).sum())
    assert stated["alpha"]["value"] == pytest.approx(cronbach_alpha(answers).value, rel=1e-12)
    assert read.results["items"]["again"][0]["n"] > 100
    assert read.results["both_sides"]["scores"][0]["sides"][0]["n"] == int(
        np.isfinite(made[2].scores["JOBSAT"]["1"][np.array(made[2].sides) == "male"]).sum()
    )


def test_one_answer_that_was_altered_is_found_in_the_numbers_and_in_the_section(bundle):
    def one_more(table):
        head, row, *rest = table.split("\r\n")
        cells = row.split(",")
        cells[-1] = "1" if "7" in cells[-1] else "7"
        return "\r\n".join((head, ",".join(cells), *rest))

    found = rerun(read_bundle(changed(bundle, "answers.csv", one_more), "b.zip"))
    assert any(one.place.startswith("items.found[0].alpha") for one in found.differences)
    assert {one.key for one in found.sections if one.again is Again.DIFFERENT} == {"reliability"}


def test_everything_wrong_with_the_answers_is_said_together(bundle):
    def broken(table):
        rows = table.split("\r\n")
        rows[1] = rows[1].rsplit(",", 1)[0] + ',"often"'
        rows[2] = rows[3]
        return "\r\n".join(rows)

    said = " ".join(refused(changed(bundle, "answers.csv", broken)))
    assert "has an answer to “READY” at the time “1” already" in said
    assert "has rows for other questions" in said
    said = " ".join(refused(changed(bundle, "answers.csv", lambda one: one.replace('"READY"', '"OTHER"'))))
    assert "There is no question “READY” at the time “3”" in said
    words = changed(bundle, "answers.csv", lambda one: one.replace('"JOBSAT","', '"JOBSAT","often', 1))
    assert "cannot be an answer to “JOBSAT”" in " ".join(refused(words))
    lost = changed(bundle, "settings.json", lambda one: one["analyses"]["items"].pop("least"))
    assert "analyses.items.least: This key is missing" in " ".join(refused(lost))


def test_answers_come_back_as_they_were_written():
    given = {"a": ("4",), "b": ("x", "y"), "c": ("prefer_not_to_say",), "d": ("-1.5",)}
    answers = Answers(
        (Sent("Q1", "s", "w", given), Sent("Q2", "", "w", {})), {"w": ("a", "b", "c", "d", "e")}
    )
    assert read_answers(write_answers(answers), Faults(), Where()) == answers


def test_codes_of_people_change_no_digit(made):
    """The order of people in the file is that of their codes, and omega's interval is resampled."""
    answers, items = made[3], asked_of()[0]
    turned = Answers(answers.sent[::-1], answers.questions)
    one, other = (items_again(each, items, 3).found for each in (answers, turned))
    assert one == other
