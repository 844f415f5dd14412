"""How the figures were worked out: working time, standard workloads and allowances, each with its conversion."""

from __future__ import annotations

from kith.publishing.blocks import BulletList, Cell, Details, Paragraph, Table
from kith.publishing.model import Section
from kith.workforce.speaking import Speaker, number, percent, short
from kith.workforce.wisn.results import CadreNorm, Requirement, WisnResult

METHOD = ("step_time", "step_workload", "step_service", "step_category", "step_individual", "step_required")


def method_section(result: WisnResult, speaker: Speaker) -> Section:
    """The formulas in words, then the norms of each cadre and the parts of each requirement under Details."""
    return Section(
        "method",
        speaker.say("method"),
        (
            BulletList(tuple(speaker.say(code) for code in METHOD), speaker.say("method_lead")),
            Paragraph(speaker.say("method_source")),
            Details(
                speaker.say("norms_details"),
                (
                    _times(result.norms, speaker),
                    _standards(result.norms, speaker),
                    _allowances(result.norms, speaker),
                ),
            ),
            Details(speaker.say("parts_details"), (_parts(result.requirements, speaker),)),
        ),
    )


def name(norm: CadreNorm, speaker: Speaker) -> str:
    """A cadre, with the type of facility where it has norms of its own."""
    if norm.facility_type is None:
        return norm.cadre
    return speaker.say("cadre_at", cadre=norm.cadre, type=norm.facility_type)


def _times(norms: tuple[CadreNorm, ...], speaker: Speaker) -> Table:
    return Table(
        speaker.say("times_table"),
        speaker.columns("cadre", "days", "hours", "support_share", "factor"),
        tuple(
            (
                name(norm, speaker), short(norm.days), short(norm.hours), percent(norm.allowance_share),
                number(norm.allowance_factor, 3),
            )
            for norm in norms
        ),
    )  # fmt: skip


def _standards(norms: tuple[CadreNorm, ...], speaker: Speaker) -> Table:
    return Table(
        speaker.say("standards_table"),
        speaker.columns("cadre", "activity", "hours_each", "per_year", words_first=2),
        tuple(
            (name(norm, speaker), each.activity, number(each.hours_each, 3), number(each.per_year, 0))
            for norm in norms
            for each in norm.standards
        ),
    )


def _allowances(norms: tuple[CadreNorm, ...], speaker: Speaker) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for norm in norms:
        for each in norm.allowances:
            times = speaker.say("as_percent") if each.times_a_year is None else short(each.times_a_year)
            rows.append(
                (name(norm, speaker), each.name, times, number(each.hours, 1), percent(each.share, 2))
            )
    return Table(
        speaker.say("allowances_table"),
        speaker.columns("cadre", "activity", "times", "hours", "share", words_first=2),
        tuple(rows),
    )


def _parts(requirements: tuple[Requirement, ...], speaker: Speaker) -> Table:
    return Table(
        speaker.say("parts_table"),
        speaker.columns(
            "facility", "cadre", "service", "factor", "individual", "exact", words_first=2
        ),
        tuple(
            (
                each.facility, each.cadre, number(each.service_staff), number(each.allowance_factor, 3),
                number(each.individual), number(each.exact),
            )
            for each in requirements
        ),
    )  # fmt: skip
