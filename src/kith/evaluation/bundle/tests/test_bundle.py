"""A bundle is written, read and worked out again, and any altered number is named."""

import json
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.evaluation.bundle import Contents, read_bundle, rerun, write_bundle
from kith.evaluation.bundle.lines import read_lines, write_lines
from kith.evaluation.bundle.plan_json import plan_from_json, plan_to_json
from kith.evaluation.bundle.tests.bundles import PLAN, changed, files_of
from kith.evaluation.bundle.types import HASHED, MANIFEST, RESPONSES
from kith.evaluation.change import data_hash
from kith.evaluation.plan import (
    ChangePlan,
    Outcome,
)
from kith.evaluation.types import ChangeData
from kith.foundation.faults import Faults, Where
from kith.foundation.words import Text


def test_a_plan_comes_back_equal():
    again = plan_from_json(json.loads(json.dumps(plan_to_json(PLAN))), Faults(), Where())
    assert again == PLAN
    assert repr(again) == repr(PLAN)  # what a plan's hash is worked out from: 1 is not 1.0


def test_the_lines_bundle_gives_the_same_numbers(lines, data, parts):
    bundle = read_bundle(lines, "b.zip")
    assert bundle.plan == PLAN
    assert data_hash(bundle.data) == data_hash(data)
    assert bundle.frozen is not None
    found = rerun(bundle)
    assert found.exact
    assert found.differences == ()
    assert found.numbers > 300
    assert [remark.code.rsplit(".", 1)[1] for remark in found.remarks] == ["report_fits", "frozen"]
    assert bundle.results["change"]["cells"][0]["found"]["counts"] == {
        "up": parts["result"].cells[0].found.counts.up,
        "same": parts["result"].cells[0].found.counts.same,
        "down": parts["result"].cells[0].found.counts.down,
    }


def test_the_same_contents_give_the_same_bytes(parts, public):
    assert write_bundle(Contents(**parts)) == public


def test_the_public_bundle_holds_no_line_and_no_figure_of_a_few(public, data):
    files = files_of(public)
    assert set(files) == {*HASHED, RESPONSES, MANIFEST}
    everything = b"".join(files.values()).decode()
    assert not any(person in everything for person in data.people)
    assert "Planted words" not in everything
    bundle = read_bundle(public, "b.zip")
    kept = [row for row in bundle.released if row.side == "few"]
    assert {(row.withheld, row.up, row.change, row.p) for row in kept} == {("too_few", None, None, None)}
    assert [one.answered for one in bundle.asked if one.side == "few"] == [None] * 3
    shown = next(row for row in bundle.released if not row.withheld)
    assert shown.change == round(shown.change, 2)  # no digit that the report does not print
    assert shown.p == round(shown.p, 3)


def test_what_the_public_tables_give_by_themselves(public):
    """Worked out by hand from the counts of the first row."""
    bundle = read_bundle(public, "b.zip")
    found = rerun(bundle)
    assert found.differences == ()
    assert [remark.code.rsplit(".", 1)[1] for remark in found.remarks] == ["needs_lines"]
    row, cell = bundle.released[0], bundle.results["released"]["cells"][0]
    assert row.up + row.same + row.down == row.people == cell["people"]
    assert cell["shares"]["up"]["value"] == row.up / row.people
    assert cell["smallest_p"] == 2 ** (1 - row.people)
    assert cell["holm_from"] <= row.p_holm + 0.0005
    assert row.p_holm - 0.0005 <= cell["holm_to"]
    assert {one["holds"] for one in bundle.results["released"]["checks"]} == {True}


def test_an_altered_table_does_not_agree_with_itself(public):
    def more(table):
        head, first, *rest = table.split("\r\n")
        cells = first.split(",")
        cells[6] = str(int(cells[6]) + 1)
        return "\r\n".join((head, ",".join(cells), *rest))

    found = rerun(read_bundle(changed(public, "data.csv", more), "b.zip"))
    assert {one.place for one in found.differences} >= {"released.cells[0].shares.up.value"}
    assert found.remarks[-1].params["checks"] == "counts_add_up"


def test_a_number_that_differs_is_named_with_its_place(lines):
    def one_more(results):
        results["change"]["cells"][0]["n_matched"] += 1

    (found,) = rerun(read_bundle(changed(lines, "results.json", one_more), "b.zip")).differences
    assert (found.place, found.stated) == ("change.cells[0].n_matched", found.found + 1)


def test_another_seed_gives_other_intervals(lines):
    found = rerun(read_bundle(changed(lines, MANIFEST, lambda one: one.update(seed=10)), "b.zip"))
    assert any(one.place.endswith("mean_change.low") for one in found.differences)
    assert not any(one.place.endswith("counts.up") for one in found.differences)


def test_elsewhere_the_last_digits_may_differ_and_whole_numbers_may_not(lines):
    def a_little(results):
        found = results["change"]["cells"][0]["found"]
        found["mean_change"]["high"] *= 1 + 1e-12

    other = changed(lines, "results.json", a_little)
    assert len(rerun(read_bundle(other, "b.zip")).differences) == 1
    other = changed(other, MANIFEST, lambda one: one["versions"].update(numpy="1.0"))
    found = rerun(read_bundle(other, "b.zip"))
    assert (found.exact, found.differences) == (False, ())


def test_people_without_a_line_are_said(parts, data):
    content = write_bundle(Contents(**parts, data=data, without_lines=6))
    readme = files_of(content)["README.txt"].decode()
    assert "counts 6 people whose line is not in this file" in readme
    assert rerun(read_bundle(content, "b.zip")).remarks[0].params == {"count": 6}


def test_words_of_people_are_not_passed_on(lines):
    report = files_of(lines)["report.json"].decode()
    assert "Planted words" not in report
    assert "own words is not passed on" in report


WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=8)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(WORDS, WORDS, st.floats(allow_nan=True, allow_infinity=False)),
        max_size=5,
        unique_by=lambda one: one[0],
    )
)
def test_any_code_side_and_score_comes_back(rows):
    people, sides = tuple(one[0] for one in rows), tuple(one[1] for one in rows)
    column = np.array([one[2] for one in rows], dtype=np.float64)
    plan = ChangePlan((Outcome("x", Text.of("X")),), PLAN.waves)
    data = ChangeData(people, sides, {"x": {wave.key: column for wave in plan.waves}})
    again = read_lines(write_lines(data, plan), plan, Faults(), Where())
    assert (again.people, again.sides) == (people, sides)
    np.testing.assert_array_equal(again.scores["x"]["later"], column)


REFERENCE = Path(__file__).parents[5] / "docs" / "reference" / "evaluation-bundle.md"


def keys_in(value):
    """Every key of objects, however deep."""
    if isinstance(value, dict):
        return set(value).union(*(keys_in(each) for each in value.values()))
    return set().union(*(keys_in(each) for each in value)) if isinstance(value, list) else set()


def test_the_reference_names_everything_in_a_bundle(lines, public):
    words = REFERENCE.read_text()
    named = set()
    for content in (lines, public):
        files = files_of(content)
        named |= set(files)
        for file in (MANIFEST, "settings.json", "dictionary.json"):
            named |= keys_in(json.loads(files[file]))
        named |= set(json.loads(files["plan.json"])) | keys_in(json.loads(files["plan.json"])["plan"])
        heading = files["data.csv"].decode("utf-8-sig").splitlines()[0]
        named |= {one.strip('"') for one in heading.split(",")}
        checks = json.loads(files["results.json"]).get("released", {}).get("checks", [])
        named |= {check["check"] for check in checks}
    cells = json.loads(files_of(public)["results.json"])["released"]
    named |= set(cells) | {key for cell in cells["cells"] for key in cell}
    own = {"skill", "score_side", "en", "zh-hans"}
    assert sorted(name for name in named - own if f"`{name}`" not in words) == []


def test_a_report_that_says_otherwise_than_its_numbers_is_found(lines):
    """The manifest is forged too, so that no hash tells."""

    def more_went_up(report):
        figure = report["report"]["sections"][0]["subsections"][0]["blocks"][1]
        figure["finding"] = "Skill. Doctors: 12 of 12 went up."

    (found,) = rerun(read_bundle(changed(lines, "report.json", more_went_up), "b.zip")).differences
    assert found.place == "report.json: [0].subsections[0].blocks[1].finding"
    assert found.stated == "Skill. Doctors: 12 of 12 went up."
