"""What the appointments need of each cadre."""

from __future__ import annotations

from dataclasses import replace

from kith.publishing.blocks import Basis, Block, BulletList, Callout, CalloutKind, Details, Figure, Table
from kith.publishing.chart_types import Bar, Bars
from kith.publishing.model import Section
from kith.workforce.picture.types import Picture, WorkSum
from kith.workforce.speaking import Speaker, number
from kith.workforce.wisn.rounding import pressure

NORMS = "workforce.wisn"


def work_section(picture: Picture, speaker: Speaker) -> Section:
    """Required staff and ratios by cadre, then by district; a made-up workload says so where its figures stand."""
    blocks: list[Block] = []
    if picture.workload_invented:
        blocks.append(
            Callout(CalloutKind.WARNING, (speaker.say("synthetic"),), speaker.say("synthetic_title"))
        )
    blocks.extend(_figure(picture, speaker))
    blocks.append(
        Table(
            speaker.say("needs_table"),
            speaker.columns(
                "cadre", "pressure", "districts", "in_post", "required", "difference", "of_sums", "of_ratios",
                words_first=2,
            ),
            tuple(
                (
                    each.cadre, _pressure(each.ratio_of_sums, speaker), str(each.districts),
                    number(each.in_post, 1), number(each.required, 1),
                    number(each.in_post - each.required, 1), _ratio(each.ratio_of_sums, speaker),
                    _ratio(each.mean_of_ratios, speaker),
                )
                for each in picture.need_sums
            ),
        )
    )  # fmt: skip
    blocks.append(BulletList(tuple(_how(picture, speaker)), speaker.say("work_lead")))
    blocks.append(Details(speaker.say("work_details"), (_by_district(picture, speaker),)))
    return Section("work", speaker.say("work"), tuple(blocks))


def _how(picture: Picture, speaker: Speaker) -> list[str]:
    said = [speaker.say(code) for code in ("work_minutes", "work_support", "work_levels")]
    if picture.without_work:
        said.append(speaker.say("without_work", cadres=", ".join(picture.without_work)))
    return said


def _ratio(value: float | None, speaker: Speaker) -> str:
    return speaker.say("none_required") if value is None else number(value)


def _pressure(value: float | None, speaker: Speaker) -> str:
    """The word of staffing norms for a ratio; said in that room's own sentences."""
    return replace(speaker, subject=NORMS).say(f"pressure.{pressure(value)}")


def _figure(picture: Picture, speaker: Speaker) -> list[Block]:
    known: list[tuple[float, WorkSum]] = sorted(
        ((each.ratio_of_sums, each) for each in picture.need_sums if each.ratio_of_sums is not None),
        key=lambda pair: (pair[0], pair[1].cadre),
    )
    if len(known) < 2:
        return []
    ends: dict[str, str | int] = {
        "first": known[0][1].cadre,
        "low": number(known[0][0]),
        "last": known[-1][1].cadre,
        "high": number(known[-1][0]),
        "n": len(known),
    }
    suffix = "_invented" if picture.workload_invented else ""
    return [
        Figure(
            finding=speaker.say(f"work_figure{suffix}", **ends),
            chart=Bars(
                tuple(Bar(each.cadre, round(ratio, 2)) for ratio, each in known), speaker.say("axis_ratio")
            ),
            alternative=speaker.say("work_figure_words", **ends),
            data=Table(
                speaker.say("work_figure_data"),
                speaker.columns("cadre", "of_sums"),
                tuple((each.cadre, number(ratio)) for ratio, each in known),
            ),
            basis=Basis(
                len({each.district for each in picture.needs}),
                speaker.say("who_work_districts"),
                speaker.say("work_minutes"),
            ),
        )
    ]


def _by_district(picture: Picture, speaker: Speaker) -> Table:
    return Table(
        speaker.say("district_needs_table"),
        speaker.columns(
            "district", "cadre", "pressure", "minutes_needed", "in_post", "required", "ratio", words_first=3
        ),
        tuple(
            (
                each.district, each.cadre, _pressure(each.ratio, speaker), number(each.minutes_needed, 0),
                number(each.in_post, 1),
                number(each.required, 1), _ratio(each.ratio, speaker),
            )
            for each in picture.needs
        ),
    )  # fmt: skip
