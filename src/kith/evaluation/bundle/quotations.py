"""A report without the words that single people wrote: they are not carried on in a bundle."""

from __future__ import annotations

from dataclasses import replace

from kith.evaluation.speaker import Speaker
from kith.publishing.blocks import Block, Details, Paragraph, Quotation
from kith.publishing.model import Report, Section


def without_quotations(report: Report, speaker: Speaker) -> Report:
    """The same report; a sentence stands where people were quoted."""
    said = Paragraph(speaker.say("evaluation.bundle.words_kept"))
    return replace(
        report,
        summary=_blocks(report.summary, said),
        sections=tuple(_section(section, said) for section in report.sections),
    )


def _section(section: Section, said: Paragraph) -> Section:
    inner = tuple(_section(each, said) for each in section.subsections)
    return replace(section, blocks=_blocks(section.blocks, said), subsections=inner)


def _blocks(blocks: tuple[Block, ...], said: Paragraph) -> tuple[Block, ...]:
    """One sentence for several quotations that follow each other."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Details):
            found.append(replace(block, blocks=_blocks(block.blocks, said)))
        elif not isinstance(block, Quotation):
            found.append(block)
        elif not found or found[-1] is not said:
            found.append(said)
    return tuple(found)
