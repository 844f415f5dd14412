"""How much of need is served: by profession, by place, and who lacks most."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kith.publishing.blocks import Basis, Finding, Paragraph, Table
from kith.publishing.model import Section
from kith.workforce.pictures import SUBJECT as PICTURES
from kith.workforce.pictures import Of, fan_chart
from kith.workforce.scenario.running import Run
from kith.workforce.speaking import Speaker, number, percent

if TYPE_CHECKING:
    from kith.workforce.model import Floats

MOST_NAMED = 4
"""Professions that the summary names: a board reads it in two minutes."""


def worst_findings(run: Run, speaker: Speaker) -> tuple[Finding, ...]:
    """The professions with the largest gross gap at the end, largest first; none where there is one profession."""
    found = run.projection
    means = found.gap_gross_by_profession.mean[-1]
    if len(means) < 2:
        return ()
    order = sorted(range(len(means)), key=lambda p: (float(means[p]), p))[:MOST_NAMED]
    drawn = Speaker(PICTURES, speaker.language, speaker.translate)
    names = {one.key: one.name.in_language(speaker.language) for one in run.scenario.professions}
    figures = [
        fan_chart(found, Of.GAP_GROSS, drawn, profession=p, names=names) for p in order if means[p] < 0
    ]
    return tuple(Finding(f"{figure.finding}.", figure.basis) for figure in figures)


def met_finding(run: Run, speaker: Speaker) -> Finding:
    """The share of need that is served, where no surplus stands in for a shortfall, at the first and last start."""
    found = run.projection
    said = {
        name: _share(served(found.expected.fte[at], found.need[at]), found.need[at], speaker)
        for name, at in (("before", 0), ("after", -1))
    }
    years = {"first": str(found.axes.years[0]), "last": str(found.axes.years[-1] + 1)}
    return Finding(
        speaker.say("found_met", **years, **said),
        Basis(found.need[0].size, speaker.say("who_places"), speaker.say("how_served")),
    )


def served(fte: Floats, need: Floats) -> Floats:
    """What is there, up to what is needed, place by place and profession by profession."""
    return np.minimum(fte, need)


def _share(part: Floats, need: Floats, speaker: Speaker) -> str:
    whole = float(need.sum())
    return percent(float(part.sum()) / whole, 0) if whole > 0 else speaker.say("not_told")


def service_section(run: Run, speaker: Speaker) -> Section:
    """Need served by profession over the years, and each place at the end."""
    return Section(
        "service",
        speaker.say("service"),
        (Paragraph(speaker.say("service_intro")), _by_year(run, speaker), _by_place(run, speaker)),
    )


def _by_year(run: Run, speaker: Speaker) -> Table:
    """The first start, every fifth year, and the last."""
    found = run.projection
    years = (*found.axes.years, found.axes.years[-1] + 1)
    told = [n for n in range(len(years)) if n % 5 == 0 or n == len(years) - 1]
    part = served(found.expected.fte, found.need)
    rows = [
        (
            str(years[y]),
            _share(part[y], found.need[y], speaker),
            *(_share(part[y, p], found.need[y, p], speaker) for p in range(part.shape[1])),
        )
        for y in told
    ]
    names = [one.name.in_language(speaker.language) for one in run.scenario.professions]
    year, whole = speaker.columns("year", "all")
    columns = (year, whole, *(type(whole)(name, whole.alignment) for name in names))
    return Table(speaker.say("caption_served"), columns, tuple(rows))


def _by_place(run: Run, speaker: Speaker) -> Table:
    """All professions: FTE, need, net, gross (each profession's own shortfall) and the share served. Sums at the end."""
    found = run.projection
    fte, need = found.expected.fte[-1], found.need[-1]
    part = served(fte, need)
    rows = [
        (
            region.name.in_language(speaker.language),
            speaker.say("in_rural" if region.rural else "in_urban"),
            *_balance(fte[:, r], need[:, r]),
            _share(part[:, r], need[:, r], speaker),
        )
        for r, region in enumerate(run.scenario.regions)
    ]
    rows.append((speaker.say("all"), "–", *_balance(fte, need), _share(part, need, speaker)))
    headings = ("place", "kind", "fte", "need", "net", "gross", "served")
    return Table(
        speaker.say("caption_each_place", year=str(found.axes.years[-1] + 1)),
        speaker.columns(*headings, words_first=2),
        tuple(rows),
    )


def _balance(fte: Floats, need: Floats) -> tuple[str, ...]:
    gap = fte - need
    values = (fte.sum(), need.sum(), gap.sum(), np.minimum(gap, 0.0).sum())
    return tuple(number(float(value), 1) for value in values)
