"""The door to the evaluation wing for bundles: a report's tables for everybody, its lines for the evaluator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import numpy as np
from django.utils.translation import gettext

from kith.evaluation.bundle import Column, Contents, write_bundle
from kith.evaluation.bundle.lines import columns_of
from kith.evaluation.change import data_hash
from kith.evaluation.plan import ChangePlan
from kith.evaluation.types import ChangeData
from kith.foundation.provenance import hash_value
from kith.publishing.model import Report as Model
from kith.service.reports import bridge, bridge_answers
from kith.service.reports.bridge_planning import planning
from kith.service.reports.domain.agreed import lines_shown, without_lines
from kith.service.reports.domain.data_hash import keyed_hash
from kith.service.reports.domain.framing import Material, say
from kith.service.reports.domain.gathering import Gathered


def public(material: Material, found: bridge.Modelled) -> bytes:
    """What everybody may have who may see the report: no lines, and no digit that the report does not print."""
    plan = found.plan
    return write_bundle(
        Contents(
            report=found.model,
            plan=plan,
            seed=material.report.seed,
            made_at=found.model.created,
            result=found.result,
            policy=material.policy,
            planning=planning(material.plan, plan) if material.plan is not None else None,
        ),
        translate=gettext,
    )


def lines(material: Material, model: Model, now: datetime, key: bytes) -> bytes:
    """The scores and answers of those whose line may be read, with everything to work the report out again.

    ``key`` makes the codes under which the answers stand: another file has others.
    """
    plan, gathered = bridge.plan_of(material), material.gathered
    least = plan.least_matched
    answers, analyses = bridge_answers.carried(material, key)
    data = _readable(gathered, least=least)
    paired = _with_pairs(material, data)
    if paired is not data:
        analyses["pooled"] = {"all_times": False}
    return write_bundle(
        Contents(
            report=_with_data_hash(model, material),
            plan=plan,
            seed=material.report.seed,
            made_at=now,
            data=paired,
            answers=answers,
            analyses={"change": {}, **analyses},
            columns=_columns(material, plan),
            policy=material.policy,
            without_lines=without_lines(gathered, least=least),
            planning=planning(material.plan, plan) if material.plan is not None else None,
            frozen=None if material.plan is None else material.plan.content,
        ),
        translate=gettext,
    )


def is_of_these(material: Material, model: Model) -> bool:
    """Whether a report was made from exactly these answers, and as things are set now."""
    plan, inputs = bridge.plan_of(material), model.provenance.inputs
    data = data_hash(bridge.data_of(material.gathered))
    if not material.is_for_evaluator:
        data = keyed_hash(data, material.report)
    return inputs["data"] == data and inputs["plan"] == (plan.plan_hash or hash_value(repr(plan)))


def _with_data_hash(model: Model, material: Material) -> Model:
    """The evaluator can work the data's hash out; a report for everybody has it under a key."""
    inputs = {**model.provenance.inputs, "data": data_hash(bridge.data_of(material.gathered))}
    return replace(model, provenance=replace(model.provenance, inputs=inputs))


def _readable(gathered: Gathered, *, least: int) -> ChangeData:
    """Lines that may stand by themselves, and those who were asked and never answered, who have no scores."""
    silent = np.array([who.startswith("-") for who in gathered.people], dtype=np.bool_)
    return bridge.only(gathered, lines_shown(gathered, least=least) | silent)


def _with_pairs(material: Material, data: ChangeData) -> ChangeData:
    """The same with who was a pair, of pairs of whom both are in it, under numbers that are in no other file."""
    pairs = material.pool.pairs or {}
    both = Counter(pairs[who] for who in data.people if who in pairs)
    numbers: dict[str, str] = {}
    for who in data.people:
        if who in pairs and both[pairs[who]] > 1:
            numbers.setdefault(pairs[who], str(len(numbers) + 1))
    if not numbers:
        return data
    return replace(data, pairs=tuple(numbers.get(pairs.get(who, ""), "") for who in data.people))


def _columns(material: Material, plan: ChangePlan) -> Mapping[str, Column]:
    """Each score as its questionnaire makes it. The questions stand under their keys, never in their words."""
    instrument = material.gathered.waves[-1].instrument
    names, language = columns_of(plan), material.language
    return {
        scale.key: Column(
            name=names[scale.key],
            label=scale.name.in_language(language),
            instrument=instrument.title.in_language(language),
            version=instrument.version,
            licence=f"{instrument.rights.owner}: {instrument.rights.licence}",
            items=scale.items,
            reversed_items=tuple(key for key in scale.items if key in scale.reversed_items),
            missing=say("reports.bundle.missing", share=f"{scale.min_answered:.0%}"),
            low=scale.low,
            high=scale.high,
        )
        for scale in material.gathered.scales
    }
