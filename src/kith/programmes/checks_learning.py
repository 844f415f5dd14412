"""What must hold between the sections about learning together and the rest."""

from __future__ import annotations

from kith.programmes.capabilities import ActivityKind, StageKey, WaveRole
from kith.programmes.draft import Draft
from kith.programmes.ordinary import day_of, stage_dates, stage_of
from kith.programmes.types import Wave
from kith.questionnaires.declaration import Table, refuse_twins


def check_learning(draft: Draft) -> None:
    """Note every fault in how people learn together."""
    _check_shadowing(draft)
    _check_prompts_and_mentors(draft)
    _check_frameworks(draft)
    _check_mapped(draft)
    _check_crosswalks(draft)
    if any(table.is_faulty for table in draft.stages.tables):
        return
    _check_review(draft)
    for table, wave in draft.waves:
        if wave.measures is WaveRole.FOLLOW_UP:
            _check_follow_up(draft, table, wave)


def _check_shadowing(draft: Draft) -> None:
    """Shadowing without a rule is allowed: files from before there were rules still mean what they said."""
    shadowed = any(one.kind is ActivityKind.SHADOWING for one in draft.activities.values)
    unread = any(table.is_faulty for table in draft.activities.tables)
    if draft.learning.shadowing is not None and not shadowed and not unread:
        draft.learning.shadowing[0].fault("programmes.shadowing_needs_activity")


def _check_prompts_and_mentors(draft: Draft) -> None:
    prompts, mentors = draft.learning.prompts, draft.learning.mentors
    refuse_twins(prompts.tables, [one.key for one in prompts.values])
    refuse_twins(mentors.tables, [one.key for one in mentors.values])
    activities = [one.key for one in draft.activities.values]
    named = [(table, one.roles) for table, one in prompts] + [(table, one.roles) for table, one in mentors]
    for table, roles in named:
        for role in roles:
            table.refer("roles", role, draft.role_keys, "role")
    for table, prompt in prompts:
        for activity in prompt.after:
            table.refer("after", activity, activities, "activity")


def _check_frameworks(draft: Draft) -> None:
    learning = draft.learning
    refuse_twins(learning.frameworks.tables, [one.key for one in learning.frameworks.values])
    for table, framework in learning.frameworks:
        if "dimension" in table and not framework.dimensions and not table.is_faulty:
            table.fault("programmes.framework_without_dimensions", "dimension")
        refuse_twins(table.tables("dimension"), [one.key for one in framework.dimensions])
        if framework.key in learning.shipped:
            table.fault("programmes.framework_is_shipped", "key", value=framework.key)
        elif framework.key and framework.key not in learning.named:
            table.fault("programmes.framework_not_used", "key", value=framework.key)
    for key in learning.named:
        if learning.portfolio is not None:
            learning.portfolio.refer("frameworks", key, learning.known, "framework")


def _check_mapped(draft: Draft) -> None:
    asked = [draft.instruments[key] for key in _asked(draft) if key in draft.instruments]
    known = {
        "scales": ([scale.key for one in asked for scale in one.scales], "scale"),
        "items": ([item.key for one in asked for item in one.items], "item"),
        "activities": ([one.key for one in draft.activities.values], "activity"),
        "prompts": ([one.key for one in draft.learning.prompts.values], "prompt"),
    }
    met: set[tuple[str, str]] = set()
    for table, mapped in draft.learning.mapped:
        _refer_dimension(draft, table, mapped.framework, "framework", ("dimension", mapped.dimension))
        if (mapped.framework, mapped.dimension) in met:
            table.fault("programmes.mapped_twice", "dimension", value=mapped.dimension)
        met.add((mapped.framework, mapped.dimension))
        for key, (keys, what) in known.items():
            for named in getattr(mapped, key):
                table.refer(key, named, keys, what)


def _check_crosswalks(draft: Draft) -> None:
    for table, crosswalk in draft.learning.crosswalks:
        if crosswalk.framework == crosswalk.to and crosswalk.to:
            table.fault("programmes.crosswalk_to_itself", "to", value=crosswalk.to)
        for inner, (first, others) in zip(table.tables("dimension"), crosswalk.dimensions, strict=True):
            _refer_dimension(draft, inner, crosswalk.framework, None, ("from", first))
            for other in others:
                _refer_dimension(draft, inner, crosswalk.to, None, ("to", other))
        for key, named in (("from", crosswalk.framework), ("to", crosswalk.to)):
            if named:
                table.refer(key, named, draft.learning.known, "framework")


def _refer_dimension(
    draft: Draft, table: Table, framework: str, at: str | None, named: tuple[str, str]
) -> None:
    """Only a framework that is known can be said not to have a dimension."""
    key, dimension = named
    if at is not None and framework:
        table.refer(at, framework, draft.learning.known, "framework")
    if dimension and (found := draft.learning.known.get(framework)) is not None:
        table.refer(key, dimension, [one.key for one in found.dimensions], "dimension")


def _asked(draft: Draft) -> list[str]:
    return list(dict.fromkeys(wave.questionnaire for wave in draft.waves.values))


def _check_review(draft: Draft) -> None:
    running, review = stage_of(draft, StageKey.RUNNING), draft.learning.review
    if running is None or review is None:
        return
    start, end = stage_dates(running)
    table, after = review
    if after.after(start) >= end:
        table.fault("programmes.review_when_it_is_over", "review_after")


def _check_follow_up(draft: Draft, table: Table, wave: Wave) -> None:
    before = {one.questionnaire for one in draft.waves.values if one.measures is WaveRole.BEFORE}
    if wave.questionnaire and wave.questionnaire not in before:
        table.fault("programmes.follow_up_needs_before", "questionnaire", questionnaire=wave.questionnaire)
    after, running = stage_of(draft, StageKey.AFTER), stage_of(draft, StageKey.RUNNING)
    if after is None:
        table.fault("programmes.follow_up_needs_after", "measures")
        return
    opens, closes = (day_of(draft, table, key, getattr(wave, key)) for key in ("opens", "closes"))
    first, last = stage_dates(after)
    if opens is not None and opens < max(first, stage_dates(running)[1] if running else first):
        table.fault("programmes.follow_up_too_early", "opens")
    if closes is not None and closes > last:
        table.fault("programmes.follow_up_too_late", "closes")
