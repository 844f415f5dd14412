"""Two runs with the same luck, as a report: what the second has more than the first."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np

from kith.foundation.faults import Faults
from kith.publishing.blocks import Basis, Block, BulletList, Callout, CalloutKind, Finding, Table
from kith.publishing.model import Report, Section
from kith.workforce.pictures import SUBJECT as PICTURES
from kith.workforce.pictures import difference_fan
from kith.workforce.scenario.running import Run
from kith.workforce.scenario.types import Scenario
from kith.workforce.speaking import Speaker, number, percent

if TYPE_CHECKING:
    from kith.workforce.model import Floats

SUBJECT = "workforce.compare"


def comparison_report(
    one: Run, other: Run, *, written_at: datetime, speaker: Speaker | None = None
) -> Report:
    """The second less the first, draw by draw, at the start of the year after the last.

    Raises
    ------
    KithError
        As of :func:`check_comparable`.
    """
    check_comparable(one.scenario, other.scenario)
    speaker = speaker or Speaker(SUBJECT)
    figure = difference_fan(
        one.projection, other.projection, Speaker(PICTURES, speaker.language, speaker.translate)
    )
    summary: list[Block] = []
    if one.scenario.synthetic or other.scenario.synthetic:
        summary.append(
            Callout(CalloutKind.WARNING, (speaker.say("synthetic"),), speaker.say("synthetic_title"))
        )
    summary += [
        Finding(f"{figure.finding}.", figure.basis),
        _better(one, other, speaker),
        BulletList(tuple(speaker.say(code) for code in ("limit_luck", "limit_cause")), speaker.say("limits")),
    ]
    names = [run.scenario.name.in_language(speaker.language) for run in (one, other)]
    return Report(
        title=speaker.say("title", one=names[0], other=names[1]),
        language=speaker.language,
        created=written_at,
        provenance=other.projection.provenance,
        summary=tuple(summary),
        sections=(
            Section("difference", speaker.say("difference"), (figure, _gaps(one, other, speaker))),
            Section("professions", speaker.say("professions"), (_professions(one, other, speaker),)),
            Section("places", speaker.say("places"), (_places(one, other, speaker),)),
            Section("money", speaker.say("money"), (_money(one, other, speaker),)),
            Section("again", speaker.say("again"), _again(one, other, speaker)),
        ),
    )


def check_comparable(one: Scenario, other: Scenario) -> None:
    """Refuse two scenarios that cannot be laid beside each other, before either is run.

    Raises
    ------
    KithError
        They differ in years, professions, regions or luck: all at once.
    """
    said = {
        "workforce.compare.years": (one.years, other.years),
        "workforce.compare.kinds": tuple([each.key for each in of.professions] for of in (one, other)),
        "workforce.compare.regions": tuple([each.key for each in of.regions] for of in (one, other)),
        "workforce.compare.luck": ((one.seed, one.draws), (other.seed, other.draws)),
    }
    faults = Faults()
    for code, (left, right) in said.items():
        if left != right:
            faults.add(code, one=", ".join(map(str, left)), other=", ".join(map(str, right)))
    faults.raise_if_any()


def _better(one: Run, other: Run, speaker: Speaker) -> Finding:
    """In how many draws the second has less of a shortfall."""
    difference = _difference(one, other, "gross")
    headline = speaker.say(
        "found_better",
        better=str(int((difference > 0).sum())),
        same=str(int((difference == 0).sum())),
        draws=str(len(difference)),
        year=str(one.projection.axes.years[-1] + 1),
    )
    return Finding(headline, Basis(len(difference), speaker.say("who_draws"), speaker.say("how_paired")))


def _difference(one: Run, other: Run, kind: str) -> Floats:
    made: Floats = getattr(other.projection.totals, kind)[:, -1] - getattr(one.projection.totals, kind)[:, -1]
    return made


def _gaps(one: Run, other: Run, speaker: Speaker) -> Table:
    """The middle of a difference is not the difference of the middles, so each is told."""
    rows = []
    for kind in ("supply", "net", "gross"):
        low, middle, high = np.quantile(_difference(one, other, kind), (0.1, 0.5, 0.9))
        ends = [float(np.median(getattr(run.projection.totals, kind)[:, -1])) for run in (one, other)]
        values = (*ends, float(low), float(middle), float(high))
        rows.append((speaker.say(f"of_{kind}"), *(number(value, 1) for value in values)))
    headings = ("of", "one", "other", "low", "middle", "high")
    return Table(
        speaker.say("caption_gaps", year=str(one.projection.axes.years[-1] + 1)),
        speaker.columns(*headings),
        tuple(rows),
        notes=(speaker.say("note_gaps"),),
    )


def _professions(one: Run, other: Run, speaker: Speaker) -> Table:
    """With every number at its middle: gross gaps of both by profession, which add up."""
    rows = []
    gaps = [
        np.minimum(run.projection.expected.fte[-1] - run.projection.need[-1], 0.0) for run in (one, other)
    ]
    for p, profession in enumerate(one.scenario.professions):
        first, second = (float(gap[p].sum()) for gap in gaps)
        values = (first, second, second - first)
        rows.append((profession.name.in_language(speaker.language), *(number(value, 1) for value in values)))
    sums = [float(gap.sum()) for gap in gaps]
    whole = (*sums, sums[1] - sums[0])
    rows.append((speaker.say("all"), *(number(value, 1) for value in whole)))
    return Table(
        speaker.say("caption_professions", year=str(one.projection.axes.years[-1] + 1)),
        speaker.columns("profession", "one", "other", "more"),
        tuple(rows),
    )


def _places(one: Run, other: Run, speaker: Speaker) -> Table:
    rows = []
    for r, region in enumerate(one.scenario.regions):
        met = []
        for run in (one, other):
            need = float(run.projection.need[-1, :, r].sum())
            fte = float(run.projection.expected.fte[-1, :, r].sum())
            met.append(percent(fte / need) if need > 0 else speaker.say("none_needed"))
        rows.append((region.name.in_language(speaker.language), *met))
    return Table(
        speaker.say("caption_places", year=str(one.projection.axes.years[-1] + 1)),
        speaker.columns("place", "one", "other"),
        tuple(rows),
    )


def _money(one: Run, other: Run, speaker: Speaker) -> Table:
    """Sums over all years, in the prices of the first."""
    rows = []
    for kind in ("pay", "training", "recruitment", "levers", "everything"):
        first, second = (_sum(run, kind) for run in (one, other))
        values = (first, second, second - first)
        rows.append((speaker.say(f"of_{kind}"), *(number(value, 0) for value in values)))
    return Table(
        speaker.say("caption_money", currency=one.scenario.currency or speaker.say("no_currency")),
        speaker.columns("of", "one", "other", "more"),
        tuple(rows),
    )


def _sum(run: Run, kind: str) -> float:
    if kind == "levers":
        return sum(cost.total for cost in run.money.levers)
    amounts: Floats = run.money.total if kind == "everything" else getattr(run.money, kind)
    return float(amounts.sum())


def _again(one: Run, other: Run, speaker: Speaker) -> tuple[Block, ...]:
    said = speaker.say("again_how", draws=str(one.projection.draws), seed=str(one.scenario.seed))
    rows = [
        (speaker.say(f"heading.{which}"), name, sha)
        for which, run in (("one", one), ("other", other))
        for name, sha in sorted(run.projection.provenance.inputs.items())
    ]
    files = Table(
        speaker.say("caption_files"),
        speaker.columns("of", "file", "hash", words_first=3),
        tuple(rows),
        row_headers=False,
    )
    return (BulletList((said,)), files)
