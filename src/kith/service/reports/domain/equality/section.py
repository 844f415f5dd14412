"""Who got in by equality group, as a section of the report: counts that were released, or why there are none."""

from __future__ import annotations

from collections.abc import Iterator

from kith.publishing.blocks import Block, Finding, Paragraph
from kith.publishing.model import Section
from kith.service.reports.domain.equality.reading import Equality, Shown, Standing
from kith.service.reports.domain.learned.sections import Speaker

KEY, GROUPS = "equality", "group-"


def equality_section(found: Equality, speaker: Speaker, *, threshold: int) -> Section:
    """Each question as it was released. Never a line, never a count that the funnel did not show."""
    say = speaker.say
    parts = tuple(
        Section(f"{KEY}-{place}", _groups(one).title, tuple(_blocks(one, speaker)))
        for place, one in enumerate(found.shown, start=1)
    )
    intro = Paragraph(say("reports.equality.intro", threshold=threshold))
    blocks = (intro,) if parts else tuple(_why_not(found, speaker, threshold))
    return Section(KEY, say("reports.equality.section"), blocks, parts)


def _why_not(found: Equality, speaker: Speaker, threshold: int) -> Iterator[Paragraph]:
    say = speaker.say
    yield Paragraph(say(f"reports.equality.{found.standing.value}", people=found.people, threshold=threshold))
    if found.standing is Standing.TOO_FEW:
        with_whom = "pool_with" if found.pool else "pool_later"
        yield Paragraph(say(f"reports.equality.{with_whom}", cohorts=", ".join(found.pool)))


def _groups(one: Shown) -> Section:
    """The question with its groups; what stands beside it in a release is about all questions."""
    return next(section for section in one.report.sections if section.key.startswith(GROUPS))


def _blocks(one: Shown, speaker: Speaker) -> Iterator[Block]:
    say = speaker.say
    made = say("reports.equality.made", day=speaker.day(one.made_at.date()))
    if one.pooled:
        made = f"{made} {say('reports.equality.pooled', cohorts=', '.join(one.pooled))}"
    yield Paragraph(made)
    yield from (block for block in one.report.summary if isinstance(block, Finding))
    yield from _groups(one).blocks
