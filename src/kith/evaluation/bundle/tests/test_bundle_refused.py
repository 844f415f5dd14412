"""Whatever is wrong with a bundle is said at once, in words."""

import io
import json
import zipfile

import pytest

from kith.evaluation.bundle.tests.bundles import changed, files_of, packed, refused
from kith.evaluation.bundle.types import MANIFEST
from kith.tables.types import Limits


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
