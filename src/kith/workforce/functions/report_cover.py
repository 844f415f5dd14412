"""Who stands behind each function; whether respondents agree; how many are on no list."""

from __future__ import annotations

from kith.publishing.blocks import Basis, Block, Cell, Finding, Paragraph, Table
from kith.publishing.model import Section
from kith.statistics.types import Estimate
from kith.workforce.functions.report_words import Words
from kith.workforce.functions.results import Hidden
from kith.workforce.functions.types import Role
from kith.workforce.speaking import number, percent


def coverage_section(words: Words) -> Section:
    """People by role, and both indices of concentration."""
    view = words.view
    thin = {each.function for each in view.thin()}
    rows: list[tuple[Cell, ...]] = []
    for each in view.measured.coverage:
        code = "nobody" if each.people == 0 else "no_lead" if each.has_no_lead else "covered"
        said = words.say(code)
        if each.function in thin:
            said = f"{said}. {words.say('thin', most=words.limit())}"
        rows.append(
            (
                words.function(each.function),
                said,
                *(words.people(each.by_role[role]) for role in Role),
                words.index(view.by_occupation(each)),
                words.index(view.by_employer(each)),
            )
        )
    columns = words.speaker.columns(
        "function", "stands", "leads", "delivers", "supports", "by_occupation", "by_employer", words_first=2
    )
    return Section(
        "coverage",
        words.say("coverage"),
        (Paragraph(words.say("coverage_intro")), Table(words.say("coverage_table"), columns, tuple(rows))),
    )


def agreement_section(words: Words) -> Section:
    """Kappa and ICC of respondents who describe the same groups, or that there are none."""
    found = words.view.measured.agreement
    if found is None:
        return Section("agreement", words.say("agreement"), (Paragraph(words.say("no_agreement")),))
    rows = (
        (words.say("kappa"), *_figures(words, found.takes_part)),
        (words.say("icc"), *_figures(words, found.shares)),
    )
    blocks: tuple[Block, ...] = (
        Paragraph(words.say("agreement_intro", groups=found.groups, named=found.functions_named)),
        Table(
            words.say("agreement_table"), words.speaker.columns("coefficient", "value", "range", "n"), rows
        ),
    )
    return Section("agreement", words.say("agreement"), blocks)


def _figures(words: Words, found: Estimate | str) -> tuple[Cell, Cell, Cell]:
    if isinstance(found, str):
        return (words.say("not_told"), words.say("not_told"), words.say(f"why_{found.rsplit('.')[-1]}"))
    between = words.say("range", low=number(found.low), high=number(found.high))
    return (number(found.value), between, number(found.n, 0))


def hidden_section(words: Words, hidden: Hidden) -> Section:
    """Chapman's estimate with what it assumes."""
    found = hidden.estimate
    sure = words.say(
        "hidden_sure", level=percent(found.level, 0), low=number(found.low, 0), high=number(found.high, 0)
    )
    said = words.say(
        "hidden_found", all=number(found.value, 0), met=hidden.met, unseen=number(max(0.0, hidden.unseen), 0)
    )
    basis = Basis(hidden.met, words.say("who_listed"), words.say("how_chapman"), sure)
    counts = Paragraph(words.say("hidden_counts", first=hidden.first, second=hidden.second, both=hidden.both))
    return Section(
        "hidden",
        words.say("hidden"),
        (Finding(said, basis), counts, Paragraph(words.say("hidden_assumes"))),
    )
