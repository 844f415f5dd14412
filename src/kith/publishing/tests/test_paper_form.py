"""The printed questionnaire: the name on the slip only, the code on the sheet only, the same bytes again."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess

import page
import pytest

from kith.publishing.paper_form import PaperPage, PaperQuestion, PaperSheet, render_paper

MOMENT = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)


def sheet(name: str, code: str) -> PaperSheet:
    asked = (
        PaperQuestion("How sure are you?", options=("Not at all", "Very")),
        PaperQuestion("What would help?", when="Only when you ticked “Not at all”.", lines=4),
    )
    return PaperSheet(
        "en", "North Trust", name, "For", ("Tear this leaf off.",), f"Code {code}", "Before", ("Who asks.",),
        (PaperQuestion("May we use it?", options=("Yes", "No")),),
        (PaperPage("You", "", "", asked),), "Thank you.",
    )  # fmt: skip


def pages_of(content: bytes) -> list[str]:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    done = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def test_it_passes_the_accessibility_check_in_both_sizes():
    for is_large in (False, True):
        made = render_paper("Before", [sheet("Ada", "AAAA-3333")], created=MOMENT, is_large=is_large)
        assert page.validate_pdf_bytes(made, profile="ua1").failures == []


def test_a_name_never_stands_where_a_code_does():
    made = render_paper("Before", [sheet("Ada", "AAAA-3333"), sheet("Ben", "CCCC-4444")], created=MOMENT)
    assert made == render_paper(
        "Before", [sheet("Ada", "AAAA-3333"), sheet("Ben", "CCCC-4444")], created=MOMENT
    )
    texts = pages_of(made)
    # A slip, its empty back, the sheet, its empty back: no leaf has a name and a code.
    assert [[word for word in ("Ada", "Ben", "AAAA", "CCCC") if word in text] for text in texts] == [
        ["Ada"], [], ["AAAA"], [], ["Ben"], [], ["CCCC"],
    ]  # fmt: skip


def test_a_print_of_nobody_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="no sheets"):
        render_paper("Before", [], created=MOMENT)
