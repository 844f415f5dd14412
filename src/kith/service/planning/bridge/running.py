"""A scenario run: in a moment with few draws for a page, or at length as a job."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext

from kith.service.planning.bridge.reading import Files, own_amounts, read, ready, with_pulls

if TYPE_CHECKING:
    from datetime import datetime

    from kith.workforce.scenario.running import Run

Json = dict[str, object]
THREADS = 2
"""A worker and a page share a small machine; the number changes no result."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is kept of a run."""

    told: Json
    summary: tuple[str, ...]
    report: Json
    page: str


def run_version(
    main: str,
    files: Files,
    *,
    draws: int,
    seed: int,
    now: datetime,
    progress: Callable[[int, int], None] | None = None,
) -> Found:
    """A version with its own pulls, and everything that is told of it, drawn once."""
    from kith.publishing.html import render_fragment
    from kith.publishing.report_json import report_to_json
    from kith.workforce.report import SUBJECT, workforce_report
    from kith.workforce.scenario.compiling import replaced
    from kith.workforce.scenario.run_json import run_json
    from kith.workforce.scenario.running import run
    from kith.workforce.scenario.summary import summarise
    from kith.workforce.speaking import Speaker

    language = get_language() or "en"
    scenario = replaced(read(main, files), draws=draws, seed=seed)
    found = run(scenario, threads=THREADS, progress=progress)
    report = workforce_report(found, written_at=now, speaker=Speaker(SUBJECT, language, gettext))
    return Found(
        told=run_json(found),
        summary=summarise(found, language=language, translate=gettext),
        report=report_to_json(report),
        page=render_fragment(report, translate=gettext, key="run"),
    )


@lru_cache(maxsize=16)
def at_once(main: str, files: Files, pulls: tuple[tuple[str, float], ...], draws: int) -> Run:
    """A version with these pulls in a few hundred draws; asked again, it is there already."""
    from kith.workforce.scenario.compiling import replaced
    from kith.workforce.scenario.money import money_of
    from kith.workforce.scenario.running import Run
    from kith.workforce.supply import project

    scenario, compiled = ready(main, files)
    changed, model, need = with_pulls(replaced(scenario, draws=draws), compiled, dict(pulls))
    projection = project(
        model,
        need,
        draws=draws,
        seed=changed.seed,
        threads=THREADS,
        inputs=dict(compiled.inputs),
        keep_professions=True,
    )
    return Run(changed, compiled, model, need, projection, money_of(changed, model))


def own_pulls(main: str, files: Files) -> Mapping[str, float]:
    """How far the scenario's own file pulls each of its levers; 0 for one that it leaves alone."""
    return own_amounts(ready(main, files)[0])


def seed_of(main: str, files: Files) -> int:
    """The seed that a scenario's file gives."""
    return ready(main, files)[0].seed
