"""How it went: the questionnaire that is asked once, question by question, the sides beside each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kith.publishing.blocks import Alignment, Block, Cell, Column, Paragraph, Quotation, Suppressed, Table
from kith.publishing.model import Section

Say = Callable[..., str]


@dataclass(frozen=True, slots=True)
class SideAnswers:
    """One side's answers to one question. ``texts`` only where the reader is the evaluator."""

    name: str
    one: str
    """What one person of the side is called."""
    answered: int
    counts: tuple[int, ...] = ()
    middle: tuple[float, float, float] | None = None
    """Lower quartile, median, upper quartile of numbers."""
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """``labels`` are the answers one could choose, in the order of the questionnaire."""

    key: str
    label: str
    labels: tuple[str, ...]
    is_text: bool
    is_several: bool
    sides: tuple[SideAnswers, ...]


def experience_section(
    key: str, title: str, questions: tuple[Question, ...], *, least: int, say: Say, for_evaluator: bool
) -> Section:
    """The section. Nothing is shown for a side on which fewer than ``least`` answered the question."""
    parts = []
    blocks: tuple[Block, ...]
    for place, question in enumerate(questions, start=1):
        if question.is_text:
            blocks = tuple(_in_words(question, least, say, for_evaluator))
        elif all(side.answered < least for side in question.sides):
            blocks = (Paragraph(say("reports.few_everywhere", least=least)),)
        elif question.labels:
            blocks = (_choices(question, least, say),)
        else:
            blocks = (_numbers(question, least, say),)
        parts.append(Section(f"{key}-{place}", question.label, blocks))
    return Section(key, title, (Paragraph(say("reports.experience_help", least=least)),), tuple(parts))


def _heading(side: SideAnswers, least: int, say: Say) -> Column:
    if side.answered < least:
        return Column(side.name, Alignment.NUMBER)
    return Column(say("reports.side_answered", side=side.name, count=side.answered), Alignment.NUMBER)


def _few(least: int, say: Say) -> Suppressed:
    return Suppressed(say("reports.few", least=least), "too_few")


def _choices(question: Question, least: int, say: Say) -> Table:
    def cell(side: SideAnswers, place: int) -> Cell:
        if side.answered < least:
            return _few(least, say)
        count = side.counts[place]
        return say("reports.count_share", count=count, share=f"{count / side.answered:.0%}")

    return Table(
        caption=say("reports.experience_caption", question=question.label),
        columns=(Column(say("reports.answer")), *(_heading(side, least, say) for side in question.sides)),
        rows=tuple(
            (label, *(cell(side, place) for side in question.sides))
            for place, label in enumerate(question.labels)
        ),
        notes=(say("reports.several_note"),) if question.is_several else (),
    )


def _numbers(question: Question, least: int, say: Say) -> Table:
    def cells(pick: Callable[[tuple[float, float, float]], str]) -> Iterator[Cell]:
        for side in question.sides:
            shown = side.answered >= least and side.middle is not None
            yield pick(side.middle) if shown and side.middle else _few(least, say)

    def between(found: tuple[float, float, float]) -> str:
        return say("reports.number_between", low=f"{found[0]:g}", high=f"{found[2]:g}")

    return Table(
        caption=say("reports.number_caption", question=question.label),
        columns=(Column(say("reports.answer")), *(_heading(side, least, say) for side in question.sides)),
        rows=(
            (say("reports.number_middle"), *cells(lambda found: f"{found[1]:g}")),
            (say("reports.number_half"), *cells(between)),
        ),
    )


def _in_words(question: Question, least: int, say: Say, for_evaluator: bool) -> Iterator[Block]:
    answered = sum(side.answered for side in question.sides)
    if not answered:
        yield Paragraph(say("reports.own_words_none"))
        return
    if for_evaluator:
        yield Paragraph(say("reports.own_words", count=answered))
        for side in question.sides:
            for text in side.texts:
                yield Quotation(text, side.one)
        return
    # All who wrote, less those of the sides that are counted elsewhere, would tell whether the few of a side did.
    told = sum(side.answered for side in question.sides if side.answered >= least)
    said = "reports.own_words" if told else "reports.own_words_few"
    yield Paragraph(f"{say(said, count=told)} {say('reports.own_words_kept')}")
