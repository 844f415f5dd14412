"""What an organisation takes with it of what its cohorts took: every note, and nobody else's."""

import csv
import datetime as dt
import io
import zipfile
from decimal import Decimal

import pytest
from tests.factories import CohortFactory

from kith.service.home.domain.export.packing import pack
from kith.service.reports.models import RunningFacts, RunningNote

pytestmark = pytest.mark.django_db


def packed_of(organisation):
    content = io.BytesIO()
    pack(organisation, content, lambda *_told: None)
    return zipfile.ZipFile(content)


def rows_of(packed, path):
    return list(csv.DictReader(io.StringIO(packed.read(path).decode("utf-8-sig"))))


def written(cohort, word):
    RunningNote.objects.create(
        cohort=cohort,
        kind="adaptation",
        what=f"{word} by video",
        reason="Closed",
        role="Lead",
        on=dt.date(2026, 3, 2),
    )
    RunningNote.objects.create(
        cohort=cohort, kind="cost", spent_on="travel", amount=Decimal("12.50"), currency="GBP"
    )
    RunningNote.objects.create(cohort=cohort, kind="hours", role="Lead", hours=Decimal("7.25"))
    RunningFacts.objects.create(
        cohort=cohort, looked="yes", how_looked=f"{word} asked", participants=16, not_counted="Time"
    )


def test_notes_for_reports_are_in_it_with_what_their_words_mean():
    cohort = CohortFactory()
    written(cohort, "Met")
    written(CohortFactory(), "Elsewhere")
    packed = packed_of(cohort.organisation)
    notes = rows_of(packed, "report-notes.csv")
    assert {row["cohort_id"] for row in notes} == {str(cohort.pk)}
    assert sorted(
        tuple(row[key] for key in ("kind", "what", "on", "hours", "spent_on", "amount")) for row in notes
    ) == [
        ("adaptation", "Met by video", "2026-03-02", "", "", ""),
        ("cost", "", "", "", "travel", "12.50"),
        ("hours", "", "", "7.25", "", ""),
    ]
    (facts,) = rows_of(packed, "report-facts.csv")
    assert (facts["looked"], facts["how_looked"], facts["participants"], facts["completers"]) == (
        "yes", "Met asked", "16", "",
    )  # fmt: skip
    meanings = {(row["column"], row["value"]) for row in rows_of(packed, "report-notes-codebook.csv")}
    assert {("kind", "hours"), ("spent_on", "travel"), ("looked", "yes")} <= meanings
    readme = packed.read("README.txt").decode()
    assert "report-notes.csv, report-facts.csv, report-notes-codebook.csv" in readme
    assert not any(b"Elsewhere" in packed.read(path) for path in packed.namelist())
