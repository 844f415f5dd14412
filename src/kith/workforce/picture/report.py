"""A country picture as a report: what is funded and filled, where, how unevenly, and what the work needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kith.publishing.blocks import Basis, Block, BulletList, Callout, CalloutKind, Finding
from kith.publishing.model import Report, Section
from kith.workforce.picture.report_inequality import inequality_section
from kith.workforce.picture.report_places import places_sections
from kith.workforce.picture.report_work import work_section
from kith.workforce.picture.types import Inequality, Picture
from kith.workforce.speaking import Speaker, number, percent

SUBJECT = "workforce.picture"


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What the picture does not know: the title, its sources in words, and when the report is made."""

    title: str
    source: str
    written_at: datetime


def picture_report(picture: Picture, facts: PictureFacts, speaker: Speaker | None = None) -> Report:
    """The report: the country in three findings and what they cannot say first; then by cadre, place and work."""
    speaker = speaker or Speaker(SUBJECT)
    sections: list[Section] = [*places_sections(picture, speaker), inequality_section(picture, speaker)]
    if picture.needs:
        sections.append(work_section(picture, speaker))
    return Report(
        title=facts.title,
        subtitle=speaker.say("subtitle", source=facts.source),
        language=speaker.language,
        created=facts.written_at,
        provenance=picture.provenance,
        summary=tuple(_summary(picture, speaker)),
        sections=tuple(sections),
    )


def _summary(picture: Picture, speaker: Speaker) -> list[Block]:
    blocks: list[Block] = []
    if picture.tables_invented:
        blocks.append(
            Callout(CalloutKind.WARNING, (speaker.say("tables_invented"),), speaker.say("tables_title"))
        )
    if picture.workload_invented:
        blocks.append(
            Callout(CalloutKind.WARNING, (speaker.say("synthetic"),), speaker.say("synthetic_title"))
        )
    blocks.append(_filled(picture, speaker))
    blocks.extend(_lowest(picture, speaker))
    blocks.extend(_uneven(picture, speaker))
    limits = ["limit_counts", "limit_funded"]
    limits += [] if picture.density else ["limit_population"]
    limits += [] if picture.by_class else ["limit_classes"]
    return [*blocks, BulletList(tuple(speaker.say(code) for code in limits), speaker.say("limits"))]


def _filled(picture: Picture, speaker: Speaker) -> Finding:
    total = picture.total
    said = {"in_post": number(total.in_post, 0), "funded": number(total.funded, 0)}
    headline = (
        speaker.say("found_none_funded", **said)
        if total.share is None
        else speaker.say(
            "found_total",
            share=percent(total.share),
            vacancies=number(total.vacancies, 0),
            empty=number(total.empty, 0),
            above=number(total.above, 0),
            **said,
        )
    )
    basis = Basis(
        n=len(picture.cells) + len(picture.central),
        who=speaker.say("who_cells"),
        how=speaker.say("how_filled"),
        uncertainty=speaker.say("as_published"),
    )
    return Finding(headline, basis)


def _lowest(picture: Picture, speaker: Speaker) -> list[Finding]:
    """The cadre with the lowest share of its funded posts filled."""
    known = [(each.share, each) for each in picture.by_cadre if each.share is not None]
    if len(known) < 2:
        return []
    share, lowest = min(known, key=lambda pair: pair[0])
    return [
        Finding(
            speaker.say(
                "found_lowest",
                cadre=lowest.names[0],
                share=percent(share),
                in_post=number(lowest.in_post, 0),
                funded=number(lowest.funded, 0),
            ),
            Basis(len(known), speaker.say("who_cadres"), speaker.say("how_share")),
        )
    ]


def _uneven(picture: Picture, speaker: Speaker) -> list[Finding]:
    """How unevenly all staff lie, by people where their number is known, else by funded posts."""
    of: tuple[Inequality, ...] = picture.density or picture.filling
    all_staff = [each for each in of if not each.of]
    if not all_staff:
        return []
    found = all_staff[0]
    code = "found_density" if picture.density else "found_filling"
    rates = (
        (number(found.worst * 10_000), number(found.overall * 10_000))
        if picture.density
        else (percent(found.worst), percent(found.overall))
    )
    part = percent(found.between / found.theil) if found.theil > 0 else percent(0.0)
    return [
        Finding(
            speaker.say(code, worst=rates[0], overall=rates[1], between=part),
            Basis(found.districts, speaker.say("who_districts"), speaker.say("how_uneven")),
        )
    ]
