"""A report of one section, for an analysis that is done by itself."""

from __future__ import annotations

from collections.abc import Iterable

from kith.evaluation.facts import ReportFacts
from kith.evaluation.speaker import Speaker
from kith.foundation.provenance import Provenance
from kith.publishing.blocks import Block, BulletList
from kith.publishing.model import Report, Section


def report_alone(
    section: Section,
    findings: Iterable[Block],
    never: str,
    *,
    facts: ReportFacts,
    speaker: Speaker,
    provenance: Provenance,
) -> Report:
    """The findings and what they cannot say (the sentence of the code ``never``) first, then the section."""
    limits = BulletList((speaker.say(never),), speaker.say("evaluation.report.cannot_say"))
    return Report(
        title=speaker.text(facts.title),
        language=speaker.language,
        created=facts.written_at,
        provenance=provenance,
        summary=(*findings, limits),
        sections=(section,),
    )
