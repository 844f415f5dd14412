"""A funnel's report with its first page made for a board: what was found, the counts, what it cannot say.

Nothing is worked out here that the report does not have; it is put in order, and what is the same is said once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from kith.foundation.messages import words
from kith.publishing.blocks import Block, BulletList, Details, Finding, Suppressed, Table
from kith.publishing.model import Report, Section
from kith.service.recruitment.bridge import FunnelResult
from kith.service.ui.web.wording import in_language, percent

MOST_NAMED = 2


def board(report: Report, result: FunnelResult) -> Report:
    """The same report: on its first page everything a board asks for, every table behind it."""
    groups = report.sections[0]
    counts = next(block for block in groups.blocks if isinstance(block, Table))
    findings = list(_once([block for block in report.summary if isinstance(block, Finding)]))
    cannot = [block for block in report.summary if isinstance(block, BulletList)]
    stages = [block for block in report.summary if isinstance(block, Table)]
    said = tuple(_four_fifths(groups, result)) + tuple(_workforce(result))
    summary: list[Block] = [*findings]
    if said:
        summary.append(BulletList(said))
    summary += [*cannot, _brief(counts)]  # the words fill a sheet of paper; the counts begin the next
    first = Section("stages", _("From the call to the end"), tuple(stages))
    return replace(report, summary=tuple(summary), sections=(first, *report.sections))


def _once(findings: Sequence[Finding]) -> Iterator[Finding]:
    """A caution that an earlier finding ends with is not said again: it is about both."""
    said: list[str] = []
    for finding in findings:
        uncertainty = finding.basis.uncertainty
        for earlier in said:
            uncertainty = uncertainty.replace(earlier, "").strip()
        if uncertainty:
            said.append(uncertainty)
        yield replace(finding, basis=replace(finding.basis, uncertainty=uncertainty))


def _brief(counts: Table) -> Table:
    """Groups of which nothing can be shown stand in one note, with the reason, instead of a row each."""
    hidden = [row for row in counts.rows if all(isinstance(cell, Suppressed) for cell in row[1:])]
    rows = tuple(row for row in counts.rows if row not in hidden)
    counts = replace(counts, caption=_("In brief: %(caption)s") % {"caption": counts.caption})
    if not hidden or not rows:
        return counts
    reason = next(cell.reason for cell in hidden[0][1:] if isinstance(cell, Suppressed))
    names = ", ".join(str(row[0]) for row in hidden)
    note = _("Kept back at every stage (%(reason)s): %(names)s.") % {"reason": reason, "names": names}
    return replace(counts, rows=rows, notes=(note, *counts.notes))


def _four_fifths(groups: Section, result: FunnelResult) -> Iterator[str]:
    """Where the rule is failed, with its caution; else that it is not."""
    lines = [
        line
        for block in groups.blocks
        if isinstance(block, Details)
        for part in block.blocks
        if isinstance(part, BulletList)
        for line in part.items
    ]
    rules = [step.four_fifths for step in result.characteristics[0].steps if step.four_fifths is not None]
    if not rules or len(lines) != len(rules):
        return
    failed = [line for line, rule in zip(lines, rules, strict=True) if rule.fails]
    if not failed:
        yield _(
            "The four-fifths rule is passed at each step that can be shown. That does not prove equal chances: "
            "with few people the rule misleads both ways."
        )
    yield from failed[:MOST_NAMED]


def _workforce(result: FunnelResult) -> Iterator[str]:
    """At the last stage, the group that is furthest below its share of the workforce, and the one furthest above."""
    shown = result.characteristics[0]
    if not shown.representation:
        return
    last = shown.representation[-1].stage
    at_last = sorted(
        (one for one in shown.representation if one.stage is last), key=lambda one: one.ratio.value
    )
    labels = {row.category.key: in_language(row.category.label) for row in shown.rows}
    for one in dict.fromkeys((at_last[0], at_last[-1])):
        yield _(
            "Beside the workforce: %(group)s are %(share)s of those at “%(stage)s” and %(staff)s of staff, "
            "%(ratio)s times the share (plausible range %(low)s to %(high)s)."
        ) % {
            "group": labels[one.category],
            "share": percent(one.share.value),
            "stage": words(f"evaluation.stage.{last.value}", {}, _),
            "staff": percent(one.workforce_share),
            "ratio": f"{one.ratio.value:.2f}",
            "low": f"{one.ratio.low:.2f}",
            "high": f"{one.ratio.high:.2f}",
        }
