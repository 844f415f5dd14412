"""Recruitment from other countries: what both give and get, and whether the safeguards list names them."""

from __future__ import annotations

from kith.publishing.blocks import Block, BulletList, Paragraph, Table
from kith.publishing.model import Section
from kith.workforce.scenario.describe import SUBJECT as DESCRIBE
from kith.workforce.scenario.describe import is_listed, recruited
from kith.workforce.scenario.running import Run
from kith.workforce.speaking import Speaker, number


def listed(run: Run, speaker: Speaker) -> tuple[str, ...]:
    """Each recruitment from a country on the safeguards list: always shown, in the summary too."""
    about = Speaker(DESCRIBE, speaker.language, speaker.translate)
    entrants = {source.key: float(source.entrants[0]) for source in run.model.sources}
    return tuple(
        recruited(run.scenario, one, entrants[one.key], about)
        for one in run.scenario.supply.recruitment
        if is_listed(run.scenario, one)
    )


def abroad_section(run: Run, speaker: Speaker) -> Section:
    """Over all years, with every number at its middle; or that nobody comes from elsewhere."""
    exchanges = run.money.exchanges
    blocks: list[Block] = [Paragraph(speaker.say("abroad_intro" if exchanges else "nobody_abroad"))]
    lines = listed(run, speaker)
    if lines:
        blocks.append(BulletList(lines, speaker.say("listed_lead")))
    if exchanges:
        blocks.append(_exchanges(run, speaker))
    return Section("abroad", speaker.say("abroad"), tuple(blocks))


def _exchanges(run: Run, speaker: Speaker) -> Table:
    safeguarded, mark = {one.casefold() for one in run.scenario.safeguarded}, run.scenario.currency
    rows = tuple(
        (
            one.country,
            speaker.say("is_listed" if one.country.casefold() in safeguarded else "is_not_listed"),
            number(float(one.recruits.sum()), 0),
            number(float(one.went_home.sum()), 0),
            *(
                mark + number(float(part.sum()), 0)
                for part in (one.lost_there, one.paid_to_them, one.worth_there)
            ),
        )
        for one in run.money.exchanges
    )
    headings = ("country", "safeguards", "recruits", "home", "lost", "paid", "worth")
    return Table(
        speaker.say("caption_abroad"),
        speaker.columns(*headings, words_first=2),
        rows,
        notes=(speaker.say("note_abroad"),),
    )
