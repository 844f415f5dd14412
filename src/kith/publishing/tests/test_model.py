"""The model refuses what no reader should meet, and survives being kept."""

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from kith.foundation.faults import KithError
from kith.publishing import model as m
from kith.publishing.chart_types import (
    AnswerRow,
    AnswerShares,
    Bar,
    Bars,
    IntervalRow,
    PersonChange,
    SideCounts,
)
from kith.publishing.report_json import report_from_json, report_to_json

BASIS = m.Basis(3, "people", "Counted.")
TABLE = m.Table("Caption", (m.Column("A"),), (("1",),))


def test_a_figure_without_words_for_its_chart_is_a_bug():
    with pytest.raises(ValueError, match="Figure needs alternative"):
        m.Figure("Most rose", Bars((), "People"), "", TABLE, BASIS)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: m.Paragraph(""),
        lambda: m.Basis(3, "", "Counted."),
        lambda: m.Basis(-1, "people", "Counted."),
        lambda: m.Suppressed(""),
        lambda: m.BulletList(()),
        lambda: m.Table("Caption", (), ()),
        lambda: m.Table("Caption", (m.Column("A"),), (("1", "2"),)),
        lambda: m.Table("Caption", (m.Column("A"),), (("",),)),
        lambda: m.Callout(m.CalloutKind.WARNING, ("Beware",)),
        lambda: m.Callout(m.CalloutKind.INSET, ()),
        lambda: m.KeyFigures(()),
        lambda: m.DefinitionList(()),
        lambda: m.Details("More", ()),
        lambda: m.Section("a b", "Title"),
        lambda: m.Section("", "Title"),
        lambda: PersonChange("A", float("nan"), 1.0),
        lambda: SideCounts("A", -1, 0, 0),
        lambda: AnswerShares(("One",), (), "Share"),
        lambda: AnswerShares(("One", "Two"), (AnswerRow("A", (1,)),), "Share"),
        lambda: IntervalRow("A", 3.0, 1.0, 2.0),
        lambda: Bar("A", -1.0),
    ],
)
def test_what_would_mislead_a_reader_is_refused(wrong):
    with pytest.raises(ValueError):
        wrong()


def test_two_sections_with_one_key_or_a_time_without_zone_are_refused(make_report):
    report = make_report()
    with pytest.raises(ValueError, match="share a key"):
        replace(report, sections=(*report.sections, report.sections[0]))
    with pytest.raises(ValueError, match="time zone"):
        replace(report, created=datetime(2026, 1, 1))  # noqa: DTZ001


@pytest.mark.parametrize("text", ["", " <b>\U0001f600 中文\"'\\"])
def test_a_kept_report_comes_back_equal(make_report, text):
    report = replace(make_report(text), created=datetime(2026, 7, 1, tzinfo=timezone(timedelta(hours=1))))
    kept = json.dumps(report_to_json(report))
    assert report_from_json(json.loads(kept)) == report
    assert json.dumps(report_to_json(report_from_json(json.loads(kept)))) == kept


@pytest.mark.parametrize(
    ("kept", "code"),
    [
        (None, "publishing.report_unreadable"),
        ({"format": "other"}, "publishing.report_unreadable"),
        ({"format": "kith-report", "version": 99}, "publishing.report_version"),
        (
            {"format": "kith-report", "version": 1, "report": {"type": "nothing"}},
            "publishing.report_unreadable",
        ),
        (
            {"format": "kith-report", "version": 1, "report": {"type": "report"}},
            "publishing.report_unreadable",
        ),
        (
            {"format": "kith-report", "version": 1, "report": {"type": "paragraph", "text": "x"}},
            "publishing.report_unreadable",
        ),
    ],
)
def test_what_is_not_a_report_is_refused_in_words(kept, code):
    with pytest.raises(KithError) as caught:
        report_from_json(kept)
    assert [fault.code for fault in caught.value.faults] == [code]
