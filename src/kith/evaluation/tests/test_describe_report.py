"""The report on a survey: every word translated, nothing leaked, odd answers survived."""

import re
from datetime import UTC, datetime

from kith.evaluation import ReportFacts
from kith.evaluation.describe import describe
from kith.evaluation.describe_report import describe_report
from kith.foundation.words import Text
from kith.publishing import blocks
from kith.publishing.disclosure import DisclosurePolicy
from kith.publishing.model import walk
from kith.tables.reading import read_table

FACTS = ReportFacts(Text.of("Survey"), datetime(2026, 11, 22, tzinfo=UTC))
SURVEY = "helpful,why,years,pay,a_1,side\n" + "".join(
    f"{'Agree' if n % 3 else 'Strongly disagree'},because of {n},{n / 2},"
    f"Band {5 + n % 4},{n},{'x' if n % 2 else 'y'}\n"
    for n in range(60)
)


def made(text: str = SURVEY, policy: DisclosurePolicy | None = None, **more):
    result = describe(read_table(text.encode(), name="survey.csv"), policy=policy, by=more.pop("by", None))
    return describe_report(result, FACTS, policy=policy, **more)


def parts(report, kind):
    return [block for section in walk(report.sections) for block in section.blocks if isinstance(block, kind)]


def words(part: object) -> list[str]:
    if isinstance(part, str):
        return [part]
    if isinstance(part, tuple):
        return [said for each in part for said in words(each)]
    skip = {"key", "code", "alignment", "kind"}
    names = [name for name in getattr(part, "__dataclass_fields__", {}) if name not in skip]
    return [said for name in names for said in words(getattr(part, name))]


def test_each_question_has_a_chart_a_table_and_its_reading():
    report = made()
    titles = [section.title for section in walk(report.sections)]
    assert titles[1:4] == ["helpful", "why", "pay"]
    assert len(parts(report, blocks.Figure)) == 3  # helpful, pay, side
    reading = next(section for section in report.sections if section.key == "reading")
    rows = [row[:2] for row in reading.blocks[1].rows]
    assert ("why", "Own words") in rows
    assert ("years", "Left out") in rows


def test_own_words_never_reach_the_report():
    assert not [said for said in words(made().sections) if "because of" in said]


def test_under_a_policy_no_chart_and_no_share_undoes_the_rounding():
    report = made(policy=DisclosurePolicy(), by="side")
    assert parts(report, blocks.Figure) == []
    assert not [said for said in words(report.sections) if re.fullmatch(r"\d+%", said)]


def test_every_word_is_translated():
    report = made(translate=lambda message: f"⟦{message}⟧")
    given = {"helpful", "why", "years", "pay", "a_1", "side", "a 1", "A 1", "x", "y", "Survey"}
    given |= {"Agree", "Strongly disagree", *(f"Band {band}" for band in (5, 6, 7, 8))}
    said = {each for each in words((report.summary, report.sections)) if each and not each.startswith("⟦")}
    assert {each for each in said - given if not re.fullmatch(r"[<>−]?\d[\d.]*%?", each)} == set()


def test_long_answers_other_scripts_and_pictures_survive():
    odd = ["ممتاز", "很好", "😀", "x" * 9_000, "a – b", "–", "=1+1", "{n}"]
    text = "said,fine\n" + "".join(f"{answer},Agree\n" for answer in odd * 3)
    report = made(text)
    assert "很好" in words(report.sections)


def test_the_same_again():
    assert made() == made()
