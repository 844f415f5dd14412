"""The door to the evaluation wing for plans: a cohort's questionnaires to a plan, advice, a hash, deviations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext

from kith.evaluation import report_details
from kith.evaluation.advice import advise
from kith.evaluation.advice.speech import Said, Voice
from kith.evaluation.formats import whole_or_points
from kith.evaluation.plan import Better, ChangePlan, Comparison, WaveRole
from kith.evaluation.plan_file import (
    ApprovalPart,
    ComparisonPart,
    EvaluatorPart,
    ExpectedPart,
    OutcomePart,
    PlanFile,
    SidePart,
    SubgroupPart,
    WavePart,
)
from kith.evaluation.planning import frozen as freezing
from kith.evaluation.planning.checking import check_file, gaps_in
from kith.evaluation.planning.designing import design_of, names_of, planned, with_advice
from kith.evaluation.planning.deviating import deviations, planning_of
from kith.evaluation.planning.record import Deviation, Planning, StudyKind
from kith.evaluation.planning.speech import planning_definitions
from kith.evaluation.speaker import Speaker
from kith.evaluation.types import Remark
from kith.foundation.messages import words
from kith.foundation.words import Text
from kith.programmes.capabilities import StageKey
from kith.questionnaires.types import ScaleDefinition
from kith.service.reports.domain.planning.drafts import Draft
from kith.service.reports.domain.planning.reading import Askable, AskedSince, Kept

FAMILIES = frozenset(report_details.FAMILIES)
"""Names that a family of a plan cannot have."""
ASKED = "reports.planning.gap"
LATE = "evaluation.deviation.late"
ASKED_MORE, ASKED_INSTEAD = "evaluation.deviation.asked_more", "evaluation.deviation.asked_instead"


@dataclass(frozen=True, slots=True)
class Frozen:
    """A plan under its hash, as it is kept and as it is downloaded."""

    content: dict[str, Any]
    sha256: str


def written(askable: Askable, draft: Draft) -> PlanFile:
    """The whole plan: what the questionnaires ask, and what a person wrote."""
    sides = tuple(
        SidePart(key=role.key, label=dict(role.plural.to_json()), expected=draft.expected.get(role.key))
        for role in askable.definition.roles
    )
    return PlanFile(
        primary=draft.primary or None,
        least_matched=askable.least,
        outcome=tuple(_outcome(scale, draft) for scale in askable.scales),
        wave=tuple(
            WavePart(key=asked.wave.key, label=dict(asked.name.to_json()), role=WaveRole(asked.role.value))
            for asked in askable.waves
        ),
        side=sides,
        comparison=tuple(
            ComparisonPart(earlier=earlier, later=later)
            for earlier, later in draft.comparisons or askable.comparisons
        ),
        subgroup=tuple(SubgroupPart(name=name, expected=n) for name, n in draft.subgroups.items()),
        kind=StudyKind(draft.kind) if draft.kind else None,
        purpose=draft.purpose or None,
        hypotheses=draft.hypotheses,
        missing_data=draft.missing_data or None,
        exclusions=draft.exclusions,
        stopping=draft.stopping or None,
        approval=tuple(ApprovalPart(what=line) for line in draft.approvals),
        evaluator=(
            (EvaluatorPart(name=draft.evaluators, interest=draft.interest or None),)
            if draft.evaluators
            else ()
        ),
        expected=ExpectedPart(
            missing=draft.missing_percent / 100,
            pairs=len(sides) == 2 and askable.definition.has_stage(StageKey.MATCHING),
        ),
    )


def _outcome(scale: ScaleDefinition, draft: Draft) -> OutcomePart:
    better = {True: Better.HIGHER, False: Better.LOWER, None: Better.NEITHER}[scale.higher_is_better]
    return OutcomePart(
        key=scale.key,
        label=dict(scale.name.to_json()),
        better=better,
        low=scale.low,
        high=scale.high,
        smallest_change=draft.smallest.get(scale.key),
        family=draft.families.get(scale.key),
        items=len(scale.items),
        points=scale.point_high - scale.point_low + 1,
    )


def check(askable: Askable, draft: Draft) -> None:
    """Raise KithError where the plan contradicts itself."""
    check_file(written(askable, draft))


def freeze(askable: Askable, draft: Draft, on: date) -> Frozen:
    """The plan under its hash, each question with the analysis that is advised for the people expected."""
    made = freezing.freeze(with_advice(written(askable, draft)), on)
    return Frozen(freezing.frozen_json(made), made.sha256)


def gaps(askable: Askable, draft: Draft) -> tuple[str, ...]:
    """What a reader will ask for, but for the days, which the cohort knows itself."""
    return tuple(
        words(f"{ASKED}.{remark.code.rsplit('.', 1)[1]}", {}, gettext)
        for remark in _once_each(gaps_in(written(askable, draft)))
    )


def _once_each(remarks: tuple[Remark, ...]) -> list[Remark]:
    """One of each code. The days are known here, so nobody needs to write them down."""
    return list({remark.code: remark for remark in remarks if remark.code != "evaluation.gap.opens"}.values())


def advice(askable: Askable, draft: Draft) -> tuple[tuple[Said, ...], tuple[str, ...]]:
    """What the numbers expected can show, in words, and what holds for all of it. Nothing without numbers."""
    if not draft.expected or sum(draft.expected.values()) == 0:
        return (), ()
    file = written(askable, draft)
    voice = Voice(advise(design_of(file)), names_of(file), _speaker())
    return voice.all_said(), voice.remarks()


def told(kept: Kept) -> tuple[tuple[str, str], ...]:
    """What the plan looks at, and its account of itself, as term and meaning."""
    definitions = planning_definitions(_speaker(), planning(kept, None))
    return (*_aims(kept), *((each.term, str(each.meaning)) for each in definitions))


def _aims(kept: Kept) -> Iterator[tuple[str, str]]:
    plan, speaker = planned(_file(kept)), _speaker()
    if plan.primary is not None:
        yield speaker.say("evaluation.method.primary"), speaker.outcome(plan.outcome(plan.primary))
    for outcome in plan.outcomes:
        if outcome.smallest_change is not None:
            name = speaker.say("reports.planning.smallest", outcome=speaker.outcome(outcome))
            yield name, whole_or_points(outcome.smallest_change)
    families: dict[str, list[str]] = {}
    for outcome in plan.outcomes:
        if outcome.family is not None:
            families.setdefault(outcome.family, []).append(speaker.outcome(outcome))
    for family, names in families.items():
        yield speaker.say("reports.planning.family", family=family), "; ".join(names)
    for comparison in plan.comparisons:
        said = speaker.say(
            "evaluation.report.from_to",
            earlier=speaker.text(plan.wave(comparison.earlier).label),
            later=speaker.text(plan.wave(comparison.later).label),
        )
        yield speaker.say("reports.planning.compared"), said


def as_planned(plan: ChangePlan, kept: Kept) -> ChangePlan:
    """The plan of a report with what the frozen plan lays down: what counts most, and which change matters.

    The threshold is never below the organisation's. A plan that came late is not declared beforehand.
    """
    first = planned(_file(kept))
    known = {outcome.key: outcome for outcome in first.outcomes}
    outcomes = tuple(
        replace(
            outcome,
            smallest_change=known[outcome.key].smallest_change,
            family=known[outcome.key].family,
            reliability=known[outcome.key].reliability,
        )
        if outcome.key in known
        else outcome
        for outcome in plan.outcomes
    )
    keys = {outcome.key for outcome in outcomes}
    on = date.fromisoformat(str(kept.content["frozen_on"]))
    return replace(
        plan,
        outcomes=outcomes,
        comparisons=_compared(plan, first),
        primary=first.primary if first.primary in keys else None,
        confidence=first.confidence,
        least_matched=max(plan.least_matched, first.least_matched),
        declared_on=on if kept.was_before else None,
        plan_hash=kept.sha256,
    )


def _compared(plan: ChangePlan, first: ChangePlan) -> tuple[Comparison, ...]:
    """As planned, where there are answers; a time that the plan does not know stands beside the first as in any report."""
    here, known = {wave.key for wave in plan.waves}, {wave.key for wave in first.waves}
    meant = [one for one in first.compared() if {one.earlier, one.later} <= here]
    added = [one for one in plan.compared() if not {one.earlier, one.later} <= known]
    return (*meant, *added) or plan.comparisons


def planning(kept: Kept, used: ChangePlan | None) -> Planning:
    """What a report tells of the plan; what differs from it, where the plan that was used is given."""
    frozen = freezing.FrozenPlan(_file(kept), date.fromisoformat(str(kept.content["frozen_on"])), kept.sha256)
    found = () if used is None else deviations(frozen, used, awaited=kept.awaited)
    # The service knows the hour; the days alone could call a plan late that came an hour before.
    found = tuple(each for each in found if each.code != LATE)
    if not kept.was_before and kept.opened_on is not None:
        params = {"frozen": frozen.frozen_on.isoformat(), "opened": kept.opened_on.isoformat()}
        found = (Deviation(LATE, params), *found)
    told = [each.names.get("wave") for each in found]
    asked = tuple(_asked(one) for one in kept.asked_since if one.name not in told)
    wrote = tuple(
        Deviation("evaluation.deviation.recorded", what=_own(what), reason=_own(reason), noted_on=on)
        for what, reason, on in kept.recorded
    )
    return planning_of(
        frozen.file,
        frozen=frozen,
        found=(*found, *asked, *wrote),
        opened_on=kept.opened_on,
        was_before=kept.was_before,
    )


def asked_words(one: AskedSince) -> str:
    """A questionnaire that was added or changed since the plan, as a sentence."""
    return words(_code(one), {"wave": one.name.in_language(_language())}, gettext)


def _asked(one: AskedSince) -> Deviation:
    return Deviation(_code(one), names={"wave": one.name}, noted_on=one.on)


def _code(one: AskedSince) -> str:
    return ASKED_INSTEAD if one.is_instead else ASKED_MORE


def _file(kept: Kept) -> PlanFile:
    return PlanFile.model_validate(dict(kept.content["plan"]), strict=False)


def _own(words: str) -> Text:
    return Text.of({_language(): words})


def _language() -> str:
    return get_language() or "en"


def _speaker() -> Speaker:
    return Speaker(_language(), gettext)
