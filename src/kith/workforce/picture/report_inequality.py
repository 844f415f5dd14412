"""How unevenly staff lie over districts."""

from __future__ import annotations

from collections.abc import Callable

from kith.publishing.blocks import Block, Cell, Details, Paragraph, Table
from kith.publishing.model import Section
from kith.workforce.picture.types import Inequality, Picture
from kith.workforce.speaking import Speaker, number, percent

PEOPLE = 10_000


def inequality_section(picture: Picture, speaker: Speaker) -> Section:
    """Of funded posts filled, by cadre; of staff per 10,000 people where the population is known."""
    blocks: list[Block] = [
        Paragraph(speaker.say("inequality_intro")),
        _table(speaker.say("filling_table"), picture.filling, percent, speaker),
    ]
    if picture.density:
        blocks.append(
            _table(
                speaker.say("density_table"),
                picture.density,
                lambda rate: number(rate * PEOPLE),
                speaker,
            )
        )
        blocks.append(
            Details(
                speaker.say("rates_details"),
                (
                    Table(
                        speaker.say("rates_table"),
                        speaker.columns("cadre", "district", "per_10_000", words_first=2),
                        tuple((each.cadre, each.district, number(each.per_10_000)) for each in picture.rates),
                    ),
                ),
            )
        )
    else:
        blocks.append(Paragraph(speaker.say("no_population")))
    return Section("inequality", speaker.say("inequality"), tuple(blocks))


def _table(
    caption: str, found: tuple[Inequality, ...], rate: Callable[[float], str], speaker: Speaker
) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (
            each.of or speaker.say("all"),
            str(each.districts),
            rate(each.worst),
            rate(each.overall),
            number(each.gini, 3),
            number(each.theil, 3),
            number(each.between, 3),
            number(each.within, 3),
        )
        for each in found
    ]
    left = [
        speaker.say("left_out", cadre=each.of or speaker.say("all"), districts=", ".join(each.left_out))
        for each in found
        if each.left_out
    ]
    return Table(
        caption,
        speaker.columns("cadre", "districts", "worst", "overall", "gini", "theil", "between", "within"),
        tuple(rows),
        notes=tuple(left),
    )
