"""In post against funded by cadre, level, district and class; posts filled above funding; central facilities."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kith.publishing.blocks import Basis, Block, Cell, Details, Figure, Paragraph, Table
from kith.publishing.chart_types import Bar, Bars
from kith.publishing.model import Section
from kith.workforce.picture.types import Group, Picture
from kith.workforce.speaking import Speaker, number, percent

MOST_NAMED = 20
LARGEST_CADRES = 3
PERCENT = 100
NUMBERS = ("in_post", "funded", "share", "vacancies", "empty", "above", "minutes_in_post", "minutes_funded")


def places_sections(picture: Picture, speaker: Speaker) -> tuple[Section, ...]:
    """The sections of counts, in reading order."""
    sections = [_cadres(picture, speaker), _levels(picture, speaker), _districts(picture, speaker)]
    sections.append(_classes(picture, speaker))
    sections.append(_above(picture, speaker))
    if picture.central:
        sections.append(_central(picture, speaker))
    return tuple(sections)


def _cadres(picture: Picture, speaker: Speaker) -> Section:
    figure = _shares(picture.by_cadre, lambda each: each.names[0], "cadres_figure", speaker)
    table = counts(speaker.say("cadres_table"), ("cadre",), (*picture.by_cadre, picture.total), speaker)
    return Section("cadres", speaker.say("cadres"), (*figure, table))


def _levels(picture: Picture, speaker: Speaker) -> Section:
    groups = sorted(picture.by_level, key=lambda each: each.names)
    return Section(
        "levels",
        speaker.say("levels"),
        (
            Paragraph(speaker.say("levels_intro")),
            counts(speaker.say("levels_table"), ("level",), groups, speaker),
        ),
    )


def _districts(picture: Picture, speaker: Speaker) -> Section:
    largest = sorted(picture.by_cadre, key=lambda each: -each.funded)[:LARGEST_CADRES]
    figures: list[Block] = []
    for cadre in largest:
        cells = [each for each in picture.by_cadre_district if each.names[0] == cadre.names[0]]
        figures.extend(
            _shares(cells, lambda each: each.names[1], "districts_figure", speaker, cadre=cadre.names[0])
        )
    regions = counts(speaker.say("regions_table"), ("region",), picture.by_region, speaker)
    table = counts(speaker.say("districts_table"), ("district",), picture.by_district, speaker)
    all_cells = counts(
        speaker.say("cadre_districts_table"), ("cadre", "district"), picture.by_cadre_district, speaker
    )
    return Section(
        "districts",
        speaker.say("districts"),
        (*figures, regions, table, Details(speaker.say("cadre_districts_details"), (all_cells,))),
    )


def _classes(picture: Picture, speaker: Speaker) -> Section:
    """Urban, rural and remote, as the user classed them; without that it says so and guesses nothing."""
    if not picture.by_class:
        return Section("classes", speaker.say("classes"), (Paragraph(speaker.say("no_classes")),))
    return Section(
        "classes",
        speaker.say("classes"),
        (
            Paragraph(speaker.say("classes_intro")),
            counts(speaker.say("classes_table"), ("cadre", "class"), picture.by_class, speaker),
        ),
    )


def _above(picture: Picture, speaker: Speaker) -> Section:
    """Negative vacancies, each by name: where more are in post than are funded."""
    cells = sorted((each for each in picture.cells if each.above > 0), key=lambda each: -each.above)
    if not cells:
        return Section("above", speaker.say("above"), (Paragraph(speaker.say("none_above")),))
    return Section(
        "above",
        speaker.say("above"),
        (
            Paragraph(
                speaker.say(
                    "above_intro",
                    n=len(cells),
                    staff=number(sum(each.above for each in cells), 0),
                    shown=min(len(cells), MOST_NAMED),
                )
            ),
            counts(speaker.say("above_table"), ("cadre", "district", "level"), cells[:MOST_NAMED], speaker),
        ),
    )


def _central(picture: Picture, speaker: Speaker) -> Section:
    groups = [each for each in picture.central if each.in_post > 0 or each.funded > 0]
    return Section(
        "central",
        speaker.say("central"),
        (
            Paragraph(speaker.say("central_intro")),
            counts(speaker.say("central_table"), ("facility", "cadre"), groups, speaker),
        ),
    )


def counts(caption: str, names: tuple[str, ...], groups: Sequence[Group], speaker: Speaker) -> Table:
    """Rows of counts; the whole has no names and stands as all."""
    return Table(
        caption,
        speaker.columns(*names, *NUMBERS, words_first=len(names)),
        tuple((*_names(each, len(names), speaker), *_numbers(each, speaker)) for each in groups),
    )


def _names(each: Group, n: int, speaker: Speaker) -> tuple[Cell, ...]:
    if not each.names:
        return (speaker.say("all"),) * n
    return tuple(name or speaker.say("not_named") for name in each.names)


def share_words(share: float | None, speaker: Speaker) -> str:
    """A share of posts filled, or that none are funded."""
    return speaker.say("none_funded") if share is None else percent(share)


def _numbers(each: Group, speaker: Speaker) -> tuple[Cell, ...]:
    return (
        number(each.in_post, 0),
        number(each.funded, 0),
        share_words(each.share, speaker),
        number(each.vacancies, 0),
        number(each.empty, 0),
        number(each.above, 0),
        number(each.minutes_in_post, 0),
        number(each.minutes_funded, 0),
    )


def _shares(
    groups: Sequence[Group], name: Callable[[Group], str], code: str, speaker: Speaker, **said: str
) -> list[Block]:
    """Bars of the share of funded posts that is filled, lowest first; nothing for fewer than two."""
    known = sorted(
        ((each.share, name(each)) for each in groups if each.share is not None), key=lambda pair: pair
    )
    if len(known) < 2:
        return []
    (low, first), (high, last) = known[0], known[-1]
    ends: dict[str, str | int] = {
        "first": first,
        "last": last,
        "low": percent(low),
        "high": percent(high),
        "n": len(known),
        **said,
    }
    return [
        Figure(
            finding=speaker.say(code, **ends),
            chart=Bars(
                tuple(Bar(label, round(PERCENT * share, 1)) for share, label in known),
                speaker.say("axis_share"),
            ),
            alternative=speaker.say(f"{code}_words", **ends),
            data=Table(
                speaker.say(f"{code}_data", **ends),
                speaker.columns("name", "share"),
                tuple((label, percent(share)) for share, label in known),
            ),
            basis=Basis(len(known), speaker.say(f"{code}_who"), speaker.say("how_share")),
        )
    ]
