"""One question of a survey on the page: a chart where there is an order or a choice, then the numbers."""

from __future__ import annotations

from collections.abc import Iterator

from kith.evaluation import formats
from kith.evaluation.describe import LABELS
from kith.evaluation.questions import Answer, Kind, NumberSummary, Question, QuestionResult
from kith.evaluation.recognise import short
from kith.evaluation.scales import is_decline
from kith.evaluation.speaker import Speaker
from kith.publishing.blocks import (
    Alignment,
    Basis,
    Block,
    Cell,
    Column,
    Figure,
    Paragraph,
    Suppressed,
    Table,
)
from kith.publishing.chart_types import AnswerRow, AnswerShares, Bar, Bars, Chart

MOST_STACKED = 5
LEANING = ("agreement", "likelihood", "satisfaction")
"""Scales with a middle to lean from; all others run from nothing to much."""


def question_blocks(results: list[QuestionResult], speaker: Speaker) -> Iterator[Block]:
    """The blocks of one question: one result, or one for each group."""
    first = results[0]
    for result in results:
        said = answered(result, speaker)
        if said:
            yield Paragraph(said if result.group is None else f"{result.group}: {said}")
    if any(result.answers for result in results):
        # A figure brings its own table of the answers.
        yield _figure(results, speaker) or _answers(results, speaker)
    for result in results:
        if result.numbers is not None:
            yield _numbers(result, result.numbers, speaker)
    for remark in dict.fromkeys(
        (remark.code, speaker.remark(remark)) for each in results for remark in each.remarks
    ):
        yield Paragraph(remark[1])
    if first.question.kind is Kind.TEXT and not first.remarks:
        yield Paragraph(speaker.say("evaluation.describe.none_given"))


def answered(result: QuestionResult, speaker: Speaker) -> str:
    """How many answered, of how many; less, or nothing, where that is kept back."""
    if result.n_asked is None:
        return ""
    if result.n_answered is None:
        return speaker.say("evaluation.describe.asked_about", n=result.n_asked)
    return speaker.say("evaluation.describe.answered_of", n=result.n_answered, whole=result.n_asked)


def answer_label(answer: Answer, speaker: Speaker) -> str:
    """An answer as it was given, or the words for those that stand for several."""
    return speaker.say(answer.label) if answer.label in LABELS else answer.label


def _figure(results: list[QuestionResult], speaker: Speaker) -> Figure | None:
    """A chart of all groups; none where a count was kept back, for a bar would show it."""
    answers = [answer for result in results for answer in result.answers]
    if any(answer.count is None for answer in answers) or sum(answer.count or 0 for answer in answers) == 0:
        return None
    if any(result.n_answered is None for result in results):
        return None
    question, whole = results[0].question, sum(result.n_answered or 0 for result in results)
    chart = _shares(results, speaker) if _is_stacked(results) else _bars(results, speaker)
    if chart is None:
        return None
    label = speaker.text(question.label)
    return Figure(
        finding=_finding(results, label, whole, speaker),
        chart=chart,
        alternative=" ".join(_in_words(result, speaker) for result in results),
        data=_answers(results, speaker),
        basis=Basis(
            n=whole,
            who=speaker.say("evaluation.describe.basis_who"),
            how=speaker.say("evaluation.describe.basis_how"),
            uncertainty=speaker.say("evaluation.describe.basis_range"),
        ),
    )


def _finding(results: list[QuestionResult], label: str, whole: int, speaker: Speaker) -> str:
    counts: dict[str, int] = {}
    for result in results:
        for answer in result.answers:
            name = short(answer_label(answer, speaker))
            counts[name] = counts.get(name, 0) + (answer.count or 0)
    commonest = max(counts, key=lambda name: counts[name])
    if list(counts.values()).count(counts[commonest]) > 1:
        return speaker.say("evaluation.describe.finding_tied", question=label, whole=whole)
    return speaker.say(
        "evaluation.describe.finding", question=label, n=counts[commonest], whole=whole, answer=commonest
    )


def _in_words(result: QuestionResult, speaker: Speaker) -> str:
    said = speaker.listed(
        speaker.say(
            "evaluation.describe.finding_answer",
            answer=short(answer_label(answer, speaker)),
            count=answer.count or 0,
        )
        for answer in result.answers
    )
    if result.group is None:
        return speaker.say("evaluation.describe.finding_alone", answers=said)
    return speaker.say("evaluation.describe.finding_row", label=result.group, answers=said)


def _is_stacked(results: list[QuestionResult]) -> bool:
    """A few steps of one scale make one bar; brackets and long scales read better as a bar each."""
    question = results[0].question
    return question.kind is Kind.ORDERED and (len(results) > 1 or len(on_scale(question)) <= MOST_STACKED)


def on_scale(question: Question) -> list[str]:
    """The levels that stand on the scale, without those that decline."""
    return [level for level in question.levels if not is_decline(level)]


def _shares(results: list[QuestionResult], speaker: Speaker) -> Chart | None:
    question = results[0].question
    levels = on_scale(question)
    names = [short(level) for level in levels]
    if len(levels) < 2:
        return None
    rows = []
    for result in results:
        counts = {answer.label: answer.count or 0 for answer in result.answers}
        label = result.group or speaker.say("evaluation.describe.all_answers")
        rows.append(AnswerRow(label, tuple(counts.get(level, 0) for level in levels)))
    return AnswerShares(
        categories=tuple(names if len(set(names)) == len(names) else levels),
        rows=tuple(rows),
        value_title=speaker.say("evaluation.describe.share"),
        diverging=question.reading.params.get("scale") in LEANING,
    )


def _bars(results: list[QuestionResult], speaker: Speaker) -> Chart:
    bars = []
    for result in results:
        for answer in result.answers:
            name = short(answer_label(answer, speaker))
            bars.append(Bar(name if result.group is None else f"{result.group}: {name}", answer.count or 0))
    return Bars(_told_apart(bars, results, speaker), speaker.say("evaluation.describe.count"))


def _told_apart(bars: list[Bar], results: list[QuestionResult], speaker: Speaker) -> tuple[Bar, ...]:
    """Two answers that begin alike are written in full, or one bar would hide the other."""
    if len({bar.label for bar in bars}) == len(bars):
        return tuple(bars)
    full = [(answer_label(answer, speaker), result.group) for result in results for answer in result.answers]
    return tuple(
        Bar(label if group is None else f"{group}: {label}", bar.value)
        for bar, (label, group) in zip(bars, full, strict=True)
    )


def _answers(results: list[QuestionResult], speaker: Speaker) -> Table:
    grouped = results[0].group is not None
    rows: list[tuple[Cell, ...]] = []
    for result in results:
        head = (result.group or "",) if grouped else ()
        for answer in result.answers:
            rows.append((*head, answer_label(answer, speaker), *_figures(answer, speaker)))
        if result.n_missing is not None:
            none = speaker.say("evaluation.describe.none_given")
            missing = speaker.say("evaluation.describe.no_answer")
            rows.append((*head, missing, str(result.n_missing), none, none))
    say = speaker.say
    names = [Column(say("evaluation.describe.group"))] if grouped else []
    return Table(
        caption=say("evaluation.describe.answers_caption", question=speaker.text(results[0].question.label)),
        columns=(
            *names,
            Column(say("evaluation.describe.answer")),
            *(
                Column(say(f"evaluation.describe.{name}"), Alignment.NUMBER)
                for name in ("count", "share", "range")
            ),
        ),
        rows=tuple(rows),
    )


def _figures(answer: Answer, speaker: Speaker) -> tuple[Cell, Cell, Cell]:
    none = speaker.say("evaluation.describe.none_given")
    if answer.count is None:
        return Suppressed(speaker.say("evaluation.describe.kept_back_why"), "small_count"), none, none
    if answer.share is None:
        return str(answer.count), none, none
    low, high = formats.percent(answer.share.low), formats.percent(answer.share.high)
    interval = speaker.say("evaluation.describe.percent_range", low=low, high=high)
    return str(answer.count), formats.percent(answer.share.value), interval


def _numbers(result: QuestionResult, numbers: NumberSummary, speaker: Speaker) -> Table:
    say, label = speaker.say, speaker.text(result.question.label)
    both = formats.whole_or_points
    rows: list[tuple[Cell, Cell]] = [
        (say("evaluation.describe.n_numbers"), str(numbers.n)),
        (say("evaluation.describe.median"), both(numbers.median)),
        (
            say("evaluation.describe.quartiles"),
            say(
                "evaluation.describe.and", low=both(numbers.lower_quartile), high=both(numbers.upper_quartile)
            ),
        ),
        (say("evaluation.describe.mean"), both(numbers.mean)),
    ]
    if numbers.smallest is not None and numbers.largest is not None:
        ends = say("evaluation.describe.and", low=both(numbers.smallest), high=both(numbers.largest))
        rows.append((say("evaluation.describe.ends"), ends))
    return Table(
        caption=say(
            "evaluation.describe.numbers_caption",
            question=label if not result.group else f"{label}, {result.group}",
        ),
        columns=(
            Column(say("evaluation.describe.measure")),
            Column(say("evaluation.describe.value"), Alignment.NUMBER),
        ),
        rows=tuple(rows),
    )
