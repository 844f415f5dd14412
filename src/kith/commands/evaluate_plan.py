"""The work of ``kith evaluate plan`` and ``kith evaluate advise``: the plan first, and what it can show."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from kith.commands.evaluate_outputs import write_all
from kith.commands.outputs import refuse_clashes
from kith.evaluation.advice import Advice, Design, Groups, Measure, Raters, SideSize, advise
from kith.evaluation.advice.speech import Voice, advice_json
from kith.evaluation.change_setup import Asked, columns_of, limits_of, plan_of
from kith.evaluation.change_table import read_change
from kith.evaluation.plan import WaveRole
from kith.evaluation.plan_file import PlanFile, read_plan
from kith.evaluation.planning.checking import check_file, gaps_in
from kith.evaluation.planning.designing import design_of, names_of, with_advice
from kith.evaluation.planning.frozen import FrozenPlan, freeze, frozen_bytes, is_frozen, read_frozen
from kith.evaluation.planning.record import Planning
from kith.evaluation.planning.speech import frozen_said
from kith.evaluation.responses import on_side
from kith.evaluation.speaker import Speaker
from kith.evaluation.types import EVERYBODY, ChangeData
from kith.foundation.faults import Fault, KithError, Where
from kith.foundation.words import Text
from kith.tables.reading import read_table
from kith.tables.toml import load_toml
from kith.tables.types import FILE_LIMITS

NO_NAMES: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A design as typed on the command line."""

    people: tuple[str, ...] = ()
    outcomes: int = 1
    items: int = 1
    points: int = 5
    times: str = "before,after"
    missing: float = 0.0
    cohorts: int = 1
    pairs: bool = False
    different_people: bool = False
    subgroups: tuple[str, ...] = ()
    raters: int | None = None
    judged: int = 0
    categories: int = 2
    new_role: float | None = None


def run_advise(data: Path | None, wanted: Wanted, plan_path: Path | None, json_path: Path | None) -> None:
    """Everything is worked out before anything is printed or written."""
    refuse_clashes((json_path,), [path for path in (data, plan_path) if path is not None])
    if plan_path is None:
        design, names = _typed(wanted), NO_NAMES
    else:
        file, _frozen = plan_in(plan_path)
        check_file(file, plan_path.name)
        sizes = _found(data, file) if data is not None else _sizes(wanted.people)
        design, names = design_of(file, sizes), names_of(file)
    advice = advise(design)
    contents = {}
    if json_path is not None:
        content = json.dumps(advice_json(advice), ensure_ascii=False, indent=2, allow_nan=False)
        contents[json_path] = content.encode() + b"\n"
    _print(advice, names)
    write_all(contents)


def _typed(wanted: Wanted) -> Design:
    labels = [f"Outcome {place}" for place in range(1, wanted.outcomes + 1)]
    keys = labels if wanted.outcomes > 1 else ["Outcome"]
    raters = None
    if wanted.raters is not None:
        raters = Raters(wanted.raters, wanted.judged, wanted.categories)
    return Design(
        sides=_sizes(wanted.people),
        outcomes=tuple(Measure(key, Text.of(key), wanted.items, wanted.points) for key in keys),
        waves=_waves(wanted.times),
        groups=Groups.INDEPENDENT if wanted.different_people else Groups.PAIRED,
        missing=wanted.missing,
        cohorts=wanted.cohorts,
        pairs=wanted.pairs,
        subgroups=_sizes(wanted.subgroups),
        raters=raters,
        roles_expected=wanted.new_role,
    )


def _sizes(typed: tuple[str, ...]) -> tuple[SideSize, ...]:
    sizes = []
    for said in typed:
        side, _equals, number = said.rpartition("=")
        if not number.strip().isdecimal() or (_equals and not side.strip()):
            raise KithError(Fault("evaluation.advice.fault.people_not_understood", params={"value": said}))
        sizes.append(SideSize(side.strip() or EVERYBODY, int(number)))
    return tuple(sizes)


def _waves(typed: str) -> tuple[WaveRole, ...]:
    waves = []
    for said in (part.strip() for part in typed.split(",") if part.strip()):
        if said not in list(WaveRole):
            known = ", ".join(WaveRole)
            params = {"value": said, "known": known}
            raise KithError(Fault("evaluation.advice.fault.wave", params=params))
        waves.append(WaveRole(said))
    return tuple(waves)


def _found(data: Path, file: PlanFile) -> tuple[SideSize, ...]:
    """The people that a file of answers has: whom each side's main comparison could match."""
    columns = columns_of(Asked(), file)
    table = read_table(data, name=data.name, limits=FILE_LIMITS)
    read = read_change(table, columns, seed=1, limits=limits_of(file))
    plan = plan_of(file, columns, read.waves, read.data.sides, plan_hash=None)
    main = plan.compared()[0]
    keys = [side.key for side in plan.sides] or [EVERYBODY]
    return tuple(SideSize(key, _matched(read.data, key, main.earlier, main.later)) for key in keys)


def _matched(data: ChangeData, side: str, earlier: str, later: str) -> int:
    """The fewest over the outcomes, so that no advice promises more than every outcome has."""
    import numpy as np

    members = on_side(data, side)
    return min(
        int(np.sum(np.isfinite(by_wave[earlier][members]) & np.isfinite(by_wave[later][members])))
        for by_wave in data.scores.values()
    )


def _print(advice: Advice, names: tuple[tuple[str, Text], ...]) -> None:
    voice = Voice(advice, names)
    say = voice.speaker.say
    click.echo(say("evaluation.advice.title"))
    for said in voice.all_said():
        click.echo(f"\n{said.title}")
        click.echo(said.people)
        click.echo(f"{say('evaluation.advice.do')}: {said.do}")
        for why in said.why:
            click.echo(f"- {why}")
        for heading, sentences in (("not_possible", said.refused), ("finds", said.finds)):
            if sentences:
                click.echo(f"{say(f'evaluation.advice.{heading}')}:")
            for sentence in sentences:
                click.echo(f"- {sentence}")
        click.echo(say("evaluation.advice.details"))
        for term, meaning in said.details:
            click.echo(f"  {term}: {meaning}")
    click.echo(f"\n{say('evaluation.advice.holds_always')}")
    for remark in voice.remarks():
        click.echo(f"- {remark}")


def plan_in(path: Path) -> tuple[PlanFile, FrozenPlan | None]:
    """The plan in a file, frozen or not; a frozen one with its hash worked out again."""
    content = path.read_bytes()
    if is_frozen(content):
        frozen = read_frozen(content, path.name)
        return frozen.file, frozen
    return read_plan(load_toml(content, path.name)), None


def run_check(path: Path) -> None:
    """Say what the plan leaves open; refuse it where it contradicts itself."""
    file, frozen = plan_in(path)
    check_file(file, path.name)
    speaker = Speaker()
    if frozen is not None:
        opened = frozen.opened_on
        was_before = None if opened is None else frozen.frozen_on <= opened
        planning = Planning(frozen.frozen_on, frozen.sha256, opened, was_before)
        click.echo(f"{path.name}: {frozen_said(speaker, planning)}")
    else:
        click.echo(f"{path.name}: {speaker.say('evaluation.planning.can_be_frozen')}")
    gaps = gaps_in(file)
    if gaps:
        click.echo(speaker.say("evaluation.planning.open_title"))
    for gap in gaps:
        click.echo(f"- {speaker.remark(gap)}")


def run_freeze(path: Path, out: Path | None, on: date) -> None:
    """Write the frozen plan beside the file, or where asked."""
    target = out or path.with_suffix(".frozen.json")
    refuse_clashes((target,), [path])
    file, frozen = plan_in(path)
    if frozen is not None:
        raise KithError(Fault("evaluation.frozen.is_frozen", Where(file=path.name)))
    check_file(file, path.name)
    made = freeze(with_advice(file), on)
    speaker = Speaker()
    for gap in gaps_in(file):
        click.echo(f"- {speaker.remark(gap)}")
    click.echo(f"SHA-256: {made.sha256}")
    write_all({target: frozen_bytes(made)})
