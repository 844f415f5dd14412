"""The last two sections: what cannot be shown, and how all of it was worked out."""

from __future__ import annotations

from collections.abc import Iterator

from kith.evaluation.grid import MOST_ITEMS
from kith.evaluation.planning.speech import deviations_said, planning_definitions
from kith.evaluation.report_parts import Parts
from kith.evaluation.types import Audience, ChangeCell, Measures
from kith.publishing.blocks import BulletList, Definition, DefinitionList, Details
from kith.publishing.model import Section


def limits_section(parts: Parts) -> Section:
    """Everything the sample leaves open, for every score and comparison."""
    return Section("limits", parts.say("evaluation.report.limits"), (BulletList(tuple(_limits(parts))),))


def _limits(parts: Parts) -> Iterator[str]:
    yield parts.say("evaluation.never.cause")
    yield parts.say("evaluation.never.regression")
    for remark in parts.result.remarks:
        yield parts.speaker.remark(remark, parts.plan)
    yield from limits_of_cells(parts)


def limits_of_cells(parts: Parts) -> Iterator[str]:
    """Each sentence once, behind all that it is about."""
    about: dict[str, list[str]] = {}
    for cell in parts.result.cells:
        for remark in parts.limits(cell):
            about.setdefault(parts.speaker.remark(remark, parts.plan), []).append(_subject(parts, cell))
    for said, names in about.items():
        yield parts.say(
            "evaluation.report.about_score", outcome=parts.speaker.listed(names, "semicolon"), sentence=said
        )


def _subject(parts: Parts, cell: ChangeCell) -> str:
    name = parts.outcome(cell.outcome)
    if parts.is_one_sided and len(parts.plan.compared()) == 1:
        return name
    return parts.say("evaluation.pooled.about", outcome=name, who=parts.label(cell))


def method_section(parts: Parts) -> Section:
    """In plain words first; statistical terms and hashes under Details."""
    return Section(
        "method",
        parts.say("evaluation.report.method"),
        (
            DefinitionList(tuple(_plain(parts))),
            *_deviations(parts),
            Details(
                parts.say("evaluation.method.statistics"),
                (DefinitionList(tuple(_statistics(parts))),),
            ),
        ),
    )


def _deviations(parts: Parts) -> Iterator[BulletList]:
    """What was done otherwise than planned, each with its reason."""
    planning = parts.facts.planning
    if planning is not None and planning.deviations:
        said = deviations_said(parts.speaker, planning)
        yield BulletList(said, parts.say("evaluation.planning.deviations_lead"))


def _plain(parts: Parts) -> Iterator[Definition]:
    say, facts, plan = parts.say, parts.facts, parts.plan
    yield Definition(say("evaluation.method.change"), say("evaluation.method.change_how"))
    centre = parts.result.centre.value
    yield Definition(say(f"evaluation.report.{centre}"), say(f"evaluation.method.centre_{centre}"))
    if facts.planning is not None:
        yield from planning_definitions(parts.speaker, facts.planning)
    elif plan.declared_on is not None:
        declared = say(
            "evaluation.method.declared_on",
            date=parts.speaker.day(plan.declared_on),
            hash=plan.plan_hash or parts.result.provenance.inputs["plan"],
        )
        yield Definition(say("evaluation.method.declared"), declared)
    else:
        yield Definition(say("evaluation.method.declared"), say("evaluation.read.not_declared"))
    if plan.primary is not None:
        yield Definition(say("evaluation.method.primary"), parts.outcome(plan.primary))
    for outcome in plan.outcomes:
        if outcome.instrument is not None:
            name = say("evaluation.method.instrument", outcome=parts.speaker.outcome(outcome))
            yield Definition(name, parts.speaker.text(outcome.instrument))
    withheld = say("evaluation.method.withheld_how", least=plan.least_matched)
    yield Definition(say("evaluation.method.withheld"), withheld)
    lines = "evaluator" if parts.audience is Audience.EVALUATOR and parts.data is not None else "public"
    yield Definition(say("evaluation.method.privacy"), say(f"evaluation.method.lines_{lines}"))
    if facts.source is not None:
        yield Definition(say("evaluation.method.source"), parts.speaker.text(facts.source))
    who = parts.speaker.text(facts.evaluator) if facts.evaluator else say("evaluation.report.not_recorded")
    yield Definition(say("evaluation.method.evaluator"), who)


def _statistics(parts: Parts) -> Iterator[Definition]:
    say = parts.say
    for name, code in _methods(parts).items():
        yield Definition(say(f"evaluation.method.{name}_name"), code)
        if name == "rank_biserial":
            yield Definition(
                say("evaluation.method.rank_biserial_is"), say("evaluation.method.rank_biserial_how")
            )
    grids = dict.fromkeys(
        (cell.outcome, cell.found.step) for cell in parts.result.cells if isinstance(cell.found, Measures)
    )
    for outcome, step in grids:
        yield Definition(say("evaluation.method.grid"), _grid(parts, outcome, step))
    if any(outcome.reliability is not None for outcome in parts.plan.outcomes):
        yield Definition(say("evaluation.method.reliable"), say("evaluation.method.reliable_how"))
    provenance = parts.result.provenance
    again = say(
        "evaluation.method.seed_how",
        version=provenance.versions["kith"],
        seed="–" if provenance.seed is None else provenance.seed,
        resamples=parts.plan.resamples,
        data=provenance.inputs["data"],
    )
    yield Definition(say("evaluation.method.seed"), again)


def _grid(parts: Parts, outcome: str, step: float | None) -> str:
    name = parts.outcome(outcome)
    if step is None:
        return parts.say("evaluation.method.grid_decimals", outcome=name)
    whole = round(1 / step)
    if whole == 1:
        return parts.say("evaluation.method.grid_whole", outcome=name)
    if whole > MOST_ITEMS:
        return parts.say("evaluation.method.grid_fine", outcome=name)
    return parts.say("evaluation.method.grid_found", outcome=name, step=f"1/{whole}")


def _methods(parts: Parts) -> dict[str, str]:
    """Each statistic that was used with the sentence of its method; several, where samples differ in size."""
    used: dict[str, dict[str, None]] = {}
    for cell in parts.result.cells:
        if not isinstance(cell.found, Measures):
            continue
        found = cell.found
        for name, result in (
            ("typical", found.typical_change),
            ("mean", found.mean_change),
            ("g_av", found.g_av),
            ("d_z", found.d_z),
            ("rank_biserial", found.rank_biserial),
            ("test", found.test),
        ):
            if result is not None:
                used.setdefault(name, {})[result.method] = None
    return {name: " ".join(parts.say(code) for code in codes) for name, codes in used.items()}
