"""A described survey as a report for people to read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from kith.evaluation.describe_blocks import question_blocks
from kith.evaluation.facts import ReportFacts
from kith.evaluation.questions import DescribeResult, Kind
from kith.evaluation.speaker import Speaker
from kith.foundation.messages import Translate, gettext_noop
from kith.foundation.words import FALLBACK_LANGUAGE
from kith.publishing.blocks import (
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Column,
    Definition,
    DefinitionList,
    Details,
    Paragraph,
    Table,
)
from kith.publishing.disclosure import DisclosurePolicy
from kith.publishing.model import Report, Section


def describe_report(
    result: DescribeResult,
    facts: ReportFacts,
    *,
    policy: DisclosurePolicy | None = None,
    language: str = FALLBACK_LANGUAGE,
    translate: Translate = gettext_noop,
) -> Report:
    """The whole report: the survey in a few lines, each question, and how each column was read.

    Parameters
    ----------
    policy
        The one that ``result`` was made under, to be named; ``None``: nothing was kept back.
    """
    speaker = Speaker(language, translate)
    return Report(
        title=speaker.text(facts.title),
        language=language,
        created=facts.written_at,
        provenance=result.provenance,
        summary=tuple(_summary(result, facts, policy, speaker)),
        sections=(
            _questions(result, speaker),
            _reading(result, speaker),
            _method(result, policy, speaker),
        ),
    )


def _summary(
    result: DescribeResult, facts: ReportFacts, policy: DisclosurePolicy | None, speaker: Speaker
) -> Iterator[Block]:
    say = speaker.say
    questions = {each.question.key: each.question for each in result.questions}
    left_out = sum(question.kind is Kind.LEFT_OUT for question in questions.values())
    lines = [
        Definition(say("evaluation.describe.people"), str(result.n)),
        Definition(
            say("evaluation.describe.questions"),
            say("evaluation.describe.questions_count", n=len(questions) - left_out, left_out=left_out),
        ),
    ]
    if result.groups:
        lines.append(Definition(say("evaluation.describe.groups"), "; ".join(result.groups)))
    if facts.source is not None:
        lines.append(Definition(say("evaluation.method.source"), speaker.text(facts.source)))
    yield DefinitionList(tuple(lines))
    said = [say("evaluation.describe.cannot_say"), *(speaker.remark(each) for each in result.remarks)]
    yield BulletList(tuple(said), say("evaluation.report.cannot_say"))
    if policy is None:
        yield Callout(CalloutKind.INSET, (say("evaluation.describe.small_shown"),))


def _questions(result: DescribeResult, speaker: Speaker) -> Section:
    subsections = []
    shown = [each for each in result.questions if each.question.kind is not Kind.LEFT_OUT]
    for place, (_key, each) in enumerate(groupby(shown, key=lambda result: result.question.key), start=1):
        group = list(each)
        title = speaker.text(group[0].question.label)
        subsections.append(Section(f"question-{place}", title, tuple(question_blocks(group, speaker))))
    return Section("questions", speaker.say("evaluation.describe.questions_title"), (), tuple(subsections))


def _reading(result: DescribeResult, speaker: Speaker) -> Section:
    say = speaker.say
    questions = {each.question.key: each.question for each in result.questions}
    rows = tuple(
        (
            ", ".join(question.columns),
            say(f"evaluation.kind.{question.kind.value}"),
            speaker.reading(question.reading),
        )
        for question in questions.values()
    )
    columns = tuple(Column(say(f"evaluation.describe.{name}")) for name in ("column", "kind", "why"))
    return Section(
        "reading",
        say("evaluation.describe.reading_title"),
        (
            Paragraph(say("evaluation.describe.reading_help")),
            Table(say("evaluation.describe.reading_caption"), columns, rows),
        ),
    )


def _method(result: DescribeResult, policy: DisclosurePolicy | None, speaker: Speaker) -> Section:
    say = speaker.say
    if policy is None:
        small = say("evaluation.describe.small_shown")
    else:
        threshold, round_to = policy.count_threshold, policy.round_to
        small = say("evaluation.describe.small_hidden", threshold=threshold, round_to=round_to)
    again = say(
        "evaluation.describe.version_how",
        version=result.provenance.versions["kith"],
        data=result.provenance.inputs["data"],
    )
    return Section(
        "method",
        say("evaluation.describe.method"),
        (
            DefinitionList(
                (
                    Definition(say("evaluation.describe.shares"), say("evaluation.describe.shares_how")),
                    Definition(say("evaluation.describe.small"), small),
                )
            ),
            Details(
                say("evaluation.describe.details"),
                (
                    DefinitionList(
                        (
                            Definition(say("evaluation.describe.interval"), say("statistics.method.wilson")),
                            Definition(say("evaluation.describe.version"), again),
                        )
                    ),
                ),
            ),
        ),
    )
