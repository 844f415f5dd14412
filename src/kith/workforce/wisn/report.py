"""A WISN result as a report: what each cadre needs, where, and how it was worked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from kith.publishing.blocks import Basis, Block, BulletList, Callout, CalloutKind, Finding
from kith.publishing.model import Report
from kith.workforce.speaking import Speaker, number
from kith.workforce.wisn.report_method import method_section
from kith.workforce.wisn.report_tables import facilities_section, leave_section, sums_section
from kith.workforce.wisn.results import Aggregate, LeaveEffect, WisnResult
from kith.workforce.wisn.rounding import pressure

SUBJECT = "workforce.wisn"


@dataclass(frozen=True, slots=True)
class WisnFacts:
    """What the calculation does not know: the title, the file's name and when the report is made."""

    title: str
    source: str
    written_at: datetime
    leave: Sequence[LeaveEffect] = field(default=())
    """Effects of another leave policy, where one was asked about."""


def wisn_report(result: WisnResult, facts: WisnFacts, speaker: Speaker | None = None) -> Report:
    """The report: a finding a cadre and what it cannot say first, then facilities, sums and the method.

    Findings are of the whole file. Both ratios stand in them by their names.
    """
    speaker = speaker or Speaker(SUBJECT)
    sections = [
        facilities_section(result, speaker),
        sums_section(result, speaker),
        *([leave_section(facts.leave, speaker)] if facts.leave else []),
        method_section(result, speaker),
    ]
    return Report(
        title=facts.title,
        subtitle=speaker.say("subtitle", source=facts.source),
        language=speaker.language,
        created=facts.written_at,
        provenance=result.provenance,
        summary=tuple(summary(result, speaker)),
        sections=tuple(sections),
    )


def summary(result: WisnResult, speaker: Speaker) -> list[Block]:
    """The first page: whether the figures are invented, one finding a cadre, and the limits."""
    blocks: list[Block] = []
    if result.synthetic:
        blocks.append(
            Callout(CalloutKind.WARNING, (speaker.say("synthetic"),), speaker.say("synthetic_title"))
        )
    blocks.extend(_finding(each, result, speaker) for each in result.of_country())
    limits = tuple(
        speaker.say(code) for code in ("limit_norms", "limit_small", "limit_fte", "limit_pressure")
    )
    return [*blocks, BulletList(limits, speaker.say("limits"))]


def _finding(each: Aggregate, result: WisnResult, speaker: Speaker) -> Finding:
    params = {
        "cadre": each.cadre,
        "current": number(each.current, 1),
        "required": number(each.required, 1),
        "gap": number(abs(each.difference), 1),
    }
    if each.ratio_of_sums is None or each.mean_of_ratios is None:
        headline = speaker.say("found_none", cadre=each.cadre, current=params["current"])
    else:
        code = "found_short" if each.difference < 0 else "found_enough"
        headline = speaker.say(
            code,
            of_sums=number(each.ratio_of_sums),
            of_ratios=number(each.mean_of_ratios),
            pressure=speaker.say(f"pressure.{pressure(each.ratio_of_sums)}"),
            **params,
        )
    return Finding(headline, basis(each, result, speaker))


def basis(each: Aggregate, result: WisnResult, speaker: Speaker) -> Basis:
    """What a cadre's sum stands on: facilities counted, the method, and its interval where there is one."""
    uncertainty = speaker.say("no_ranges")
    if each.interval is not None:
        uncertainty = speaker.say(
            "interval",
            low=number(each.interval.low, 1),
            high=number(each.interval.high, 1),
            level=round(100 * each.interval.level),
            draws=result.draws,
        )
    return Basis(
        n=each.facilities,
        who=speaker.say("who", cadre=each.cadre),
        how=speaker.say("how", rounding=speaker.say(f"rounding.{result.rounding}")),
        uncertainty=uncertainty,
    )
