"""What a report tells beside the scores, as a TOML file: who took part, what it took, and what guidelines ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kith.evaluation.cards.guidelines import CARDS
from kith.evaluation.facts import Dose, Flow, ReportFacts, WaveDates
from kith.evaluation.plan import ChangePlan
from kith.evaluation.plan_file import WANTED, text
from kith.evaluation.speaker import Speaker
from kith.evaluation.types import EVERYBODY
from kith.foundation.faults import Faults
from kith.foundation.words import Text
from kith.publishing.blocks import Block, BulletList
from kith.publishing.model import Section
from kith.tables.toml import TomlDocument

Words = str | dict[str, str]
Count = Annotated[int, Field(ge=0)]
TAKEN: Mapping[str, tuple[str, ...]] = {
    "implementation": ("adaptations", "barriers"),
    "harms_costs": ("effects", "costs"),
}
"""Which section tells what of ``[took]``."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FlowPart(_Strict):
    """``[[flow]]``: how many of one side reached each stage."""

    side: str = EVERYBODY
    invited: Count | None = None
    joined: Count | None = None
    paired: Count | None = None
    finished: Count | None = None
    withdrew: Count | None = None


class DosePart(_Strict):
    """``[[dose]]``: an activity as planned and as it happened; hours are in all."""

    side: str = EVERYBODY
    activity: Words
    planned: Count | None = None
    held: Count | None = None
    hours: Annotated[float, Field(ge=0)] | None = None


class OpenPart(_Strict):
    """``[[open]]``: when answers of a time could be given."""

    wave: str
    opened: date
    closed: date


class TookPart(_Strict):
    """``[took]``: what was changed on the way, what stood in the way, what nobody intended, what it cost."""

    adaptations: tuple[Words, ...] = ()
    barriers: tuple[Words, ...] = ()
    effects: tuple[Words, ...] = ()
    costs: tuple[Words, ...] = ()


class FactsFile(_Strict):
    """The whole file. ``squire`` and ``gramms`` hold words by the number of the guideline's item."""

    format_version: Literal[1] = 1
    flow: tuple[FlowPart, ...] = ()
    dose: tuple[DosePart, ...] = ()
    open: tuple[OpenPart, ...] = ()
    took: TookPart = TookPart()
    squire: dict[str, Words] = {}
    gramms: dict[str, Words] = {}


def read_facts(document: TomlDocument, plan: ChangePlan) -> FactsFile:
    """The file, held against the plan.

    Raises
    ------
    KithError
        With every key that is unknown or wrong and its line, and every side, time or item that there is not.
    """
    faults = Faults()
    try:
        file = FactsFile.model_validate(dict(document.data), strict=False)
    except ValidationError as error:
        for problem in error.errors():
            path = tuple(part for part in problem["loc"] if part not in ("str", "dict[str,str]"))
            _note(problem["type"], path, document, faults)
        faults.raise_if_any()
        raise
    _check(file, document, plan, faults)
    faults.raise_if_any()
    return file


def _note(kind: str, path: tuple[str | int, ...], document: TomlDocument, faults: Faults) -> None:
    where, name = document.where(path), str(path[-1])
    if kind == "extra_forbidden":
        faults.add("evaluation.facts.unknown_key", where, name=name)
    elif kind == "missing":
        faults.add("evaluation.plan.missing_key", where, name=name)
    elif kind == "greater_than_equal":
        faults.add("evaluation.facts.below_zero", where, name=name)
    else:
        wanted = WANTED.get(kind.split("_")[0], "text")
        faults.add("evaluation.plan.wrong_value", where, name=name, wanted=wanted)


def _check(file: FactsFile, document: TomlDocument, plan: ChangePlan, faults: Faults) -> None:
    sides = [side.key for side in plan.sides] or [EVERYBODY]
    waves = [wave.key for wave in plan.waves]
    named = {"flow": [each.side for each in file.flow], "dose": [each.side for each in file.dose]}
    for table, of_parts in named.items():
        for place, side in enumerate(of_parts):
            if side not in sides:
                known = ", ".join(sides) if plan.sides else "–"
                where = document.where((table, place))
                faults.add("evaluation.facts.no_side", where, side=side, known=known)
    for place, each in enumerate(file.open):
        if each.wave not in waves:
            where = document.where(("open", place, "wave"))
            faults.add("evaluation.facts.no_wave", where, wave=each.wave, known=", ".join(waves))
        if each.closed < each.opened:
            faults.add(
                "evaluation.facts.closed_first", document.where(("open", place, "closed")), wave=each.wave
            )
    for card in CARDS:
        known_items = [line.number for line in card.lines]
        for number in getattr(file, card.key):
            if number not in known_items:
                where = document.where((card.key, number))
                known = ", ".join(known_items)
                faults.add("evaluation.facts.no_item", where, item=number, card=card.name, known=known)


def with_facts(facts: ReportFacts, file: FactsFile) -> ReportFacts:
    """The facts of a report with what the file adds."""
    answers = {
        (card.key, number): Text.of(said)
        for card in CARDS
        for number, said in getattr(file, card.key).items()
    }
    known = {name for names in TAKEN.values() for name in names if getattr(file.took, name)}
    costs = file.took.costs
    return replace(
        facts,
        flow=tuple(Flow(**part.model_dump()) for part in file.flow),
        dose=tuple(
            Dose(part.side, Text.of(part.activity), part.planned, part.held, part.hours) for part in file.dose
        ),
        dates=tuple(WaveDates(each.wave, each.opened, each.closed) for each in file.open),
        cost=text(costs[0]) if costs else facts.cost,
        recorded=facts.recorded | known,
        answers=MappingProxyType(answers),
    )


def took_sections(file: FactsFile, speaker: Speaker) -> dict[str, Section]:
    """By key, how it was carried out, and harms and costs; a section of which nothing was written is left out."""
    found = {}
    for key, names in TAKEN.items():
        blocks = tuple(_lists(file.took, names, speaker))
        if blocks:
            found[key] = Section(key, speaker.say(f"evaluation.facts.{key}"), blocks)
    return found


def _lists(took: TookPart, names: tuple[str, ...], speaker: Speaker) -> Iterator[Block]:
    for name in names:
        said = tuple(speaker.text(Text.of(each)) for each in getattr(took, name))
        if said:
            yield BulletList(said, speaker.say(f"evaluation.facts.{name}"))
