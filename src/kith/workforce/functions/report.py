"""Who does public health, as a report: what was found first, then the matrix, who stands behind it, and the partner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kith.publishing.blocks import (
    Basis,
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Finding,
    Paragraph,
    Suppressed,
)
from kith.publishing.model import Report, Section
from kith.workforce.functions.protecting import View
from kith.workforce.functions.report_compare import compare_section, found_compared
from kith.workforce.functions.report_cover import agreement_section, coverage_section, hidden_section
from kith.workforce.functions.report_matrix import functions_section, matrix_section, tiers_section
from kith.workforce.functions.report_words import Words
from kith.workforce.functions.results import Compared, Hidden
from kith.workforce.functions.types import Tier
from kith.workforce.speaking import Speaker, number, percent

SUBJECT = "workforce.functions"


@dataclass(frozen=True, slots=True)
class FunctionsFacts:
    """What the table does not know: the title, and when the report is made."""

    title: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Side:
    """A partner country: the comparison, and what of it may be seen."""

    compared: Compared
    there: View


def functions_report(
    view: View,
    facts: FunctionsFacts,
    *,
    side: Side | None = None,
    hidden: Hidden | None = None,
    speaker: Speaker | None = None,
) -> Report:
    """The report of what ``view`` lets its audience see."""
    words = Words(view, speaker or Speaker(SUBJECT))
    sections = [
        matrix_section(words),
        functions_section(words),
        tiers_section(words),
        coverage_section(words),
    ]
    if side is not None:
        sections.append(compare_section(words, side.compared, side.there))
    sections.append(agreement_section(words))
    if hidden is not None:
        sections.append(hidden_section(words, hidden))
    sections.append(_method(words))
    return Report(
        title=facts.title,
        subtitle=words.say("subtitle", name=view.measured.name),
        language=words.speaker.language,
        created=facts.written_at,
        provenance=view.measured.provenance,
        summary=tuple(_summary(words, side)),
        sections=tuple(sections),
    )


def _summary(words: Words, side: Side | None) -> list[Block]:
    measured = words.view.measured
    blocks: list[Block] = []
    if measured.synthetic or (side is not None and side.there.measured.synthetic):
        blocks.append(Callout(CalloutKind.WARNING, (words.say("synthetic"),), words.say("synthetic_title")))
    blocks += [_found_total(words), _found_leads(words), _found_thin(words)]
    if side is not None:
        blocks.append(found_compared(words, side.compared, side.there))
    limits = ["limit_told", "limit_self", "limit_list"]
    limits += ["limit_public"] if words.view.is_public else ["limit_evaluator"]
    said = tuple(words.say(code, most=words.view.most) for code in limits)
    return [*blocks, BulletList(said, words.say("limits"))]


def _found_total(words: Words) -> Finding:
    total, core = words.view.total(), words.view.tier(Tier.CORE)
    if total is None:
        return Finding(
            words.say("found_few"), Basis(words.few(), words.say("who_people"), words.say("how_fte"))
        )
    people = words.view.people(total.people)
    part = "" if core is None or total.fte <= 0 else percent(core.fte / total.fte)
    headline = words.say("found_total_core" if part else "found_total", fte=number(total.fte, 1), core=part)
    n: int | Suppressed = words.few() if people is None else people
    return Finding(headline, Basis(n, words.say("who_people"), words.say("how_fte"), words.sure(total)))


def _found_leads(words: Words) -> Finding:
    none = [words.function(each.function) for each in words.view.measured.without_lead]
    basis = Basis(len(words.view.measured.coverage), words.say("who_functions"), words.say("how_leads"))
    if not none:
        return Finding(words.say("found_all_led"), basis)
    return Finding(words.say("found_no_lead", n=len(none), functions="; ".join(none)), basis)


def _found_thin(words: Words) -> Finding:
    thin = [words.function(each.function) for each in words.view.thin()]
    basis = Basis(len(words.view.measured.coverage), words.say("who_functions"), words.say("how_thin"))
    if not thin:
        return Finding(words.say("found_none_thin", most=words.limit()), basis)
    said = words.say("found_thin", n=len(thin), most=words.limit(), functions="; ".join(thin))
    return Finding(said, basis)


def _method(words: Words) -> Section:
    how = words.view.measured.drawing
    return Section(
        "method",
        words.say("method"),
        (
            Paragraph(words.say("method_fte")),
            Paragraph(
                words.say(
                    f"method_{how.shape.value}", draws=how.draws, level=percent(how.level, 0), seed=how.seed
                )
            ),
            Paragraph(words.say(f"method_errs_{how.correlation.value}")),
            Paragraph(words.say("method_capped", share=percent(words.view.measured.capped))),
            Paragraph(words.say("method_index")),
            Paragraph(
                words.say("method_counted", n=words.view.measured.respondents, rows=words.view.measured.rows)
            ),
        ),
    )
