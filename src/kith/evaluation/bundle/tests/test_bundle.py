"""A bundle is written, read and worked out again; whatever is wrong with one is said at once."""

import io
import json
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.evaluation.bundle import Contents, read_bundle, rerun, write_bundle
from kith.evaluation.bundle.lines import read_lines, write_lines
from kith.evaluation.bundle.plan_json import plan_from_json, plan_to_json
from kith.evaluation.bundle.types import HASHED, MANIFEST, RESPONSES
from kith.evaluation.change import analyse_change, data_hash
from kith.evaluation.facts import ReportFacts
from kith.evaluation.plan import (
    Better,
    Centre,
    ChangePlan,
    Comparison,
    Outcome,
    Side,
    Wave,
    WaveRole,
)
from kith.evaluation.plan_file import PlanFile
from kith.evaluation.planning.frozen import freeze, frozen_json
from kith.evaluation.report import change_report
from kith.evaluation.types import ChangeData
from kith.foundation.faults import Faults, KithError, Where
from kith.foundation.messages import sentences
from kith.foundation.provenance import hash_bytes
from kith.foundation.words import Text
from kith.publishing.blocks import Paragraph, Quotation
from kith.publishing.model import Section
from kith.tables.types import Limits

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SIDES = ("doctor", "manager", "few")


def text(words):
    return Text.of({"en": words, "zh-hans": "技能"})


PLAN = ChangePlan(
    outcomes=(
        Outcome(
            "skill",
            text("Skill"),
            Better.HIGHER,
            low=1,
            high=5.0,
            smallest_change=0.5,
            reliability=0.8,
            instrument=text("Own, version 1"),
        ),
        Outcome("side", text("A score whose key is a heading of the table"), Better.NEITHER, family="own"),
    ),
    waves=(
        Wave("before", text("Before"), WaveRole.BEFORE),
        Wave("after", text("After"), WaveRole.AFTER),
        Wave("later", text("Later"), WaveRole.FOLLOW_UP),
    ),
    comparisons=(Comparison("before", "after"), Comparison("before", "later")),
    sides=tuple(Side(key, text(key.title())) for key in SIDES),
    primary="skill",
    declared_on=date(2026, 1, 31),
    centre=Centre.MEAN,
    resamples=199,
)


def made_data():
    rng = np.random.default_rng(6)
    sides = tuple(np.repeat(SIDES, (12, 7, 3)).tolist())
    n = len(sides)
    before = rng.integers(3, 14, n) / 3

    def later():
        return np.where(rng.random(n) < 0.9, before + rng.integers(-1, 3, n) / 3, np.nan)

    scores = {key: {"before": before, "after": later(), "later": later()} for key in ("skill", "side")}
    invited = {"before": np.ones(n, bool), "later": np.arange(n) % 5 > 0}
    return ChangeData(tuple(f"P{at:02}" for at in range(n)), sides, scores, invited)


@pytest.fixture(scope="module")
def data():
    return made_data()


@pytest.fixture(scope="module")
def parts(data):
    result = analyse_change(data, PLAN, seed=9)
    words = Section("words", "In their words", (Quotation("Planted words", "A doctor"), Paragraph("Kept")))
    report = change_report(
        result,
        PLAN,
        ReportFacts(Text.of("What changed"), NOW),
        sections=("change", "words"),
        more={"words": words},
    )
    return {"report": report, "plan": PLAN, "result": result, "seed": 9, "made_at": NOW}


@pytest.fixture(scope="module")
def lines(parts, data):
    frozen = freeze(PlanFile(outcome=({"key": "skill"},)), date(2026, 1, 31))
    return write_bundle(Contents(**parts, data=data, frozen=frozen_json(frozen)))


@pytest.fixture(scope="module")
def public(parts):
    return write_bundle(Contents(**parts))


def files_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files, *, hashed=True):
    """A zip of them; the manifest's hashes are worked out anew, as somebody would who forges one."""
    if hashed and MANIFEST in files:
        manifest = json.loads(files[MANIFEST])
        manifest["files"] = {name: hash_bytes(one) for name, one in files.items() if name != MANIFEST}
        files = {**files, MANIFEST: json.dumps(manifest).encode()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, one in files.items():
            archive.writestr(name, one)
    return out.getvalue()


def changed(content, file, change, *, hashed=True):
    files = files_of(content)
    if file.endswith(".json"):
        value = json.loads(files[file])
        change(value)
        files[file] = json.dumps(value).encode()
    else:
        files[file] = change(files[file].decode()).encode()
    return packed(files, hashed=hashed)


def refused(content, **more):
    with pytest.raises(KithError) as error:
        read_bundle(content, "b.zip", **more)
    return sentences(error.value.faults)


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


def test_a_changed_byte_is_named(lines):
    said = refused(changed(lines, "data.csv", lambda one: one.replace("3", "4", 1), hashed=False))
    assert len(said) == 1
    assert "“data.csv” was changed after the bundle was made" in said[0]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "not a zip"),
        (b"PK\x03\x04 but no more", "not a zip"),
        (packed({"report.pdf": b""}), "no manifest.json"),
        (packed({MANIFEST: b"[]"}, hashed=False), "not that of a bundle"),
        (packed({MANIFEST: b'{"format": "kith.evaluation.bundle", "format_version": 2}'}), "version 2"),
        (packed({MANIFEST: b"[" * 99_999}, hashed=False), "not that of a bundle"),
    ],
)
def test_what_is_no_bundle_is_refused(content, says):
    assert says in " ".join(refused(content))


def test_a_zip_that_grows_too_large_is_not_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, b"0" * 2_100_000)
    assert "more than 2 MB" in refused(out.getvalue(), limits=Limits(unpacked_megabytes=2))[0]
    assert "larger than 0 MB" in refused(out.getvalue(), limits=Limits(megabytes=0))[0]


def test_missing_unknown_and_doubled_files_are_said_together(lines):
    files = files_of(lines)
    del files["plan.json"], files["data.csv"]
    said = refused(packed({**files, "../../etc/passwd": b""}, hashed=False))
    assert len(said) == 3
    assert sum("is missing" in one for one in said) == 2
    assert sum("does not belong" in one for one in said) == 1


def test_every_fault_inside_is_said_together(lines):
    files = files_of(lines)
    plan = json.loads(files["plan.json"])
    plan["plan"]["colour"] = "red"
    plan["plan"]["outcomes"][0]["better"] = "bigger"
    plan["plan"]["outcomes"][1]["low"] = "one"
    del plan["plan"]["waves"][0]["role"]
    plan["frozen"]["frozen_on"] = "2026-02-01"
    files["plan.json"] = json.dumps(plan).encode()
    files["report.json"] = b"{}"
    manifest = json.loads(files[MANIFEST])
    manifest["made_at"] = "yesterday"
    files[MANIFEST] = json.dumps(manifest).encode()
    said = "\n".join(refused(packed(files)))
    for each in (
        "plan.colour: This key is not known here",
        "plan.outcomes[0].better: “bigger” should be one of higher, lower, neither",
        "plan.outcomes[1].low: This should be a number",
        "plan.waves[0].role: This key is missing",
        "made_at: “yesterday”",
        "hash",
    ):
        assert each in said
    assert len(said.splitlines()) == 7


def test_every_fault_of_the_data_is_said_together(lines):
    def broken(table):
        head, *rows = table.split("\r\n")
        rows[0] = rows[0].replace('"TRUE"', '"YES"')
        rows[1] = rows[1].replace('"doctor"', '"manager"')
        rows[2] = rows[2].replace('"later"', '"never"')
        rows[3] += ",1"
        rows[5] = rows[4]
        return "\r\n".join((head, *rows))

    said = "\n".join(refused(changed(lines, "data.csv", broken)))
    for each in ("YES", "another side", "no time “never”", "cells and should", "has a row for the time"):
        assert each in said
    assert "data.csv, row 2" in said


def test_an_analysis_that_is_not_known_is_refused(lines):
    def wanted(settings):
        settings["analyses"]["astrology"] = {}

    said = " ".join(refused(changed(lines, "settings.json", wanted)))
    assert "does not know the analysis “astrology”" in said
    assert "has no result" in said


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


def test_brackets_without_end_are_no_results(lines):
    files = files_of(lines)
    files["results.json"] = b'{"change": ' + b"[" * 500 + b"]" * 500 + b"}"
    assert any("results.json: This is not a JSON object" in one for one in refused(packed(files)))


def test_a_report_and_a_plan_that_were_broken_by_hand_are_said(lines):
    def no_section(report):
        report["report"]["sections"][0]["subsections"][0] = True

    def no_provenance(report):
        report["report"]["provenance"] = None

    for broken in (no_section, no_provenance):
        assert any("not a report" in one for one in refused(changed(lines, "report.json", broken)))
    for value in (0, -1, 10**9):
        content = changed(lines, "plan.json", lambda plan, value=value: plan["plan"].update(resamples=value))
        assert any("resamples were asked for" in one for one in refused(content))


def test_what_is_no_number_in_json_is_refused(lines):
    for value in ("NaN", "Infinity", "1e400"):
        files = files_of(lines)
        files["plan.json"] = files["plan.json"].replace(
            b'"format_version": 1', f'"format_version": {value}'.encode()
        )
        assert any("plan.json: This is not a JSON object" in one for one in refused(packed(files)))
