"""Section by section: what of the report came out the same, and why the rest cannot be worked out from the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kith.evaluation.bundle.analyses import ASKED_ONCE, BOTH_SIDES, CHANGE, ITEMS, POOLED
from kith.evaluation.bundle.types import Again, Bundle, Difference, SectionFound
from kith.evaluation.types import Remark
from kith.publishing.blocks import Block, Details, Figure, Finding, KeyFigures, Table
from kith.publishing.model import Section

SAY = "evaluation.bundle.section"
RELIABILITY, EQUALITY, ONCE = "reliability", "equality", "once-"
ANALYSIS_OF = {CHANGE: CHANGE, RELIABILITY: ITEMS, BOTH_SIDES: BOTH_SIDES, "pooled": POOLED}
FROM_CHANGE = frozenset({"response", "limits", "method"})
OTHERS = {
    "different-people": "other_people",
    "seen-by-others": "raters",
    "notes": "words",
    "cards": "words",
    "frameworks": "frameworks",
}
COUNT = re.compile(r"\d+")


def sections_found(
    bundle: Bundle,
    written: Iterable[str],
    differing: Sequence[Difference],
    wrong: Mapping[str, Sequence[Difference]],
) -> tuple[SectionFound, ...]:
    """Every section of the report.

    ``written`` are keys of those that were written anew, ``differing`` what they say otherwise, ``wrong`` what
    came out otherwise by analysis.
    """
    keys = frozenset(written)
    return tuple(
        SectionFound(section.key, section.title, *_found(bundle, place, section, keys, differing, wrong))
        for place, section in enumerate(bundle.report.sections)
    )


def _found(
    bundle: Bundle,
    place: int,
    section: Section,
    written: frozenset[str],
    differing: Sequence[Difference],
    wrong: Mapping[str, Sequence[Difference]],
) -> tuple[Again, Remark]:
    if bundle.data is None:
        return _of_public(bundle, section, wrong)
    analysis = ASKED_ONCE if section.key.startswith(ONCE) else ANALYSIS_OF.get(section.key, "")
    said = [one for one in differing if one.place.startswith(f"report.json: [{place}]")]
    if said or wrong.get(analysis):
        return Again.DIFFERENT, Remark(f"{SAY}.different")
    if section.key in written:
        return Again.SAME, Remark(f"{SAY}.same")
    if analysis in bundle.analyses:
        return Again.PART, Remark(_part(section.key, bundle, analysis))
    if section.key in FROM_CHANGE:
        return Again.PART, Remark(f"{SAY}.from_change")
    if section.key == EQUALITY:
        return _checked(bundle, section)
    return Again.NOT, Remark(_why_not(section.key, analysis))


def _part(key: str, bundle: Bundle, analysis: str) -> str:
    if key == POOLED:
        return f"{SAY}.pairs_only"
    if bundle.without_lines or bundle.analyses[analysis].get("without"):
        return f"{SAY}.fewer_people"
    return f"{SAY}.numbers_only"


def _why_not(key: str, analysis: str) -> str:
    if key == POOLED:
        return f"{SAY}.other_cohorts"
    return f"{SAY}.no_answers" if analysis else f"{SAY}.{OTHERS.get(key, 'records')}"


def _of_public(
    bundle: Bundle, section: Section, wrong: Mapping[str, Sequence[Difference]]
) -> tuple[Again, Remark]:
    """What is printed can be held against the rules; the sizes cannot be had without lines."""
    if section.key == CHANGE:
        if wrong.get("released"):
            return Again.DIFFERENT, Remark(f"{SAY}.different")
        return Again.PART, Remark(f"{SAY}.tables_only")
    if section.key in ANALYSIS_OF or section.key == EQUALITY or section.key.startswith(ONCE):
        return _checked(bundle, section)
    if section.key in FROM_CHANGE:
        return Again.NOT, Remark(f"{SAY}.needs_lines")
    return Again.NOT, Remark(_why_not(section.key, ""))


def _checked(bundle: Bundle, section: Section) -> tuple[Again, Remark]:
    """Whether what it prints keeps to the rules by which numbers are kept back."""
    disclosure = bundle.settings.get("disclosure")
    rules = disclosure if isinstance(disclosure, dict) else {}
    if section.key == EQUALITY:
        threshold, step = _whole(rules, "count_threshold"), _whole(rules, "round_to")
        holds = all(_may_stand(count, threshold, step) for count in _counts(section))
        code, params = "rounded", {"least": threshold + 1, "step": step}
    else:
        least = _whole(rules, "min_matched")
        holds = all(n >= least or not n for n in _people(section))
        code, params = "enough", {"least": least}
    if not holds:
        return Again.DIFFERENT, Remark(f"{SAY}.not_{code}", params)
    return Again.CHECKED, Remark(f"{SAY}.{code}", params)


def _whole(rules: Mapping[str, object], key: str) -> int:
    value = rules.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _may_stand(count: int, threshold: int, step: int) -> bool:
    return count == 0 or (count > threshold - step and (step < 2 or count % step == 0))


def _counts(section: Section) -> Iterator[int]:
    """Counts of people by group: the first table of each question."""
    for part in section.subsections:
        table = next((block for block in part.blocks if isinstance(block, Table)), None)
        for row in table.rows if table is not None else ():
            yield from (int(cell) for cell in row[1:] if isinstance(cell, str) and COUNT.fullmatch(cell))


def _people(section: Section) -> Iterator[int]:
    """How many people each figure stands on."""
    for block in _blocks(section):
        bases = [block.basis] if isinstance(block, Figure | Finding) else []
        if isinstance(block, KeyFigures):
            bases = [figure.basis for figure in block.figures]
        yield from (basis.n for basis in bases if isinstance(basis.n, int))


def _blocks(section: Section) -> Iterator[Block]:
    stack = list(section.blocks)
    for part in section.subsections:
        yield from _blocks(part)
    while stack:
        block = stack.pop()
        yield block
        if isinstance(block, Details):
            stack.extend(block.blocks)
