"""What must hold between the parts of a definition."""

from __future__ import annotations

from kith.programmes.capabilities import AttributeType, Section, StageKey, WaveRole
from kith.programmes.checks_call import check_recruiting
from kith.programmes.checks_learning import check_learning
from kith.programmes.checks_raters import check_raters
from kith.programmes.draft import Draft
from kith.programmes.ordinary import AN_ORDINARY_DAY, day_of, stage_dates
from kith.programmes.types import Attribute, Stage, Wave
from kith.questionnaires.declaration import Table, refuse_twins
from kith.questionnaires.types import ItemKind

KINDS_OF_ANSWER: dict[AttributeType, frozenset[ItemKind]] = {
    AttributeType.TEXT: frozenset({ItemKind.SHORT_TEXT, ItemKind.LONG_TEXT}),
    AttributeType.CATEGORY: frozenset({ItemKind.CHOICE, ItemKind.YES_NO}),
    AttributeType.GRADE: frozenset({ItemKind.CHOICE}),
    AttributeType.NUMBER: frozenset({ItemKind.NUMBER, ItemKind.SCALE}),
    AttributeType.TAGS: frozenset({ItemKind.CHOICES}),
    AttributeType.SLOTS: frozenset({ItemKind.CHOICES}),
}
"""Which items can give an attribute of each kind."""


def check_draft(draft: Draft) -> None:
    """Note every fault between the sections."""
    _check_names(draft)
    _check_roles(draft)
    for table, attribute in draft.attributes:
        _check_attribute(draft, table, attribute)
    _check_stages(draft)
    for table, wave in draft.waves:
        _check_wave(draft, table, wave)
    _check_measurement(draft)
    _check_report(draft)
    check_recruiting(draft)
    check_learning(draft)
    check_raters(draft)


def _check_names(draft: Draft) -> None:
    for parts in (draft.roles, draft.attributes, draft.activities, draft.waves, draft.slots, draft.variants):
        refuse_twins(parts.tables, [part.key for part in parts.values])
    for table, slot in draft.slots:
        if slot.key in draft.instruments:
            table.fault("programmes.slot_is_shipped", "key", value=slot.key)


def _check_roles(draft: Draft) -> None:
    if not draft.roles:
        draft.top.fault("programmes.no_roles")
    for table, role in draft.roles:
        for key, value in (("application", role.application), ("preferences", role.preferences)):
            if value:
                table.refer(key, value, _questionnaires(draft), "questionnaire")


def _check_attribute(draft: Draft, table: Table, attribute: Attribute) -> None:
    was_read = not table.is_faulty
    for role in attribute.roles:
        table.refer("roles", role, draft.role_keys, "role")
    if not was_read:
        return
    graded = attribute.kind is AttributeType.GRADE
    if graded and len(attribute.scale) < 2:
        table.fault("programmes.grade_needs_scale", "scale", attribute=attribute.key)
    if attribute.scale and not graded:
        table.fault("programmes.scale_without_grade", "scale", attribute=attribute.key)
    if attribute.asked_in is None:
        if attribute.item is not None:
            table.fault("programmes.item_without_questionnaire", "item")
        return
    if attribute.required:
        table.fault("programmes.answer_cannot_be_required", "required", attribute=attribute.key)
    if not table.refer("asked_in", attribute.asked_in, draft.instruments, "questionnaire"):
        return
    instrument = draft.instruments[attribute.asked_in]
    key = attribute.item or attribute.key
    asked = {item.key: item for item in instrument.items if item.kind.is_asked}
    if table.refer("item" if "item" in table else "asked_in", key, asked, "item"):
        kind = asked[key].kind
        if kind not in KINDS_OF_ANSWER[attribute.kind]:
            table.fault("programmes.answer_of_other_kind", "kind", item=key, kind=kind.value)


def _check_stages(draft: Draft) -> None:
    if StageKey.RUNNING not in {stage.key for stage in draft.stages.values}:
        draft.top.fault("programmes.no_running_stage")
    if any(table.is_faulty for table in draft.stages.tables):
        return
    order = list(StageKey)
    earlier: Stage | None = None
    for table, stage in draft.stages:
        if earlier is not None and order.index(stage.key) <= order.index(earlier.key):
            table.fault(
                "programmes.stages_out_of_order", "key", stage=stage.key.value, earlier=earlier.key.value
            )
        if earlier is not None and stage_dates(stage)[0] < stage_dates(earlier)[0]:
            table.fault("programmes.stage_starts_early", "starts", earlier=earlier.key.value)
        if "lasts" in table and _is_empty(stage):
            table.fault("programmes.stage_lasts_nothing", "lasts")
        earlier = stage


def _is_empty(stage: Stage) -> bool:
    return stage.lasts.after(AN_ORDINARY_DAY) <= AN_ORDINARY_DAY


def _check_wave(draft: Draft, table: Table, wave: Wave) -> None:
    opens, closes = day_of(draft, table, "opens", wave.opens), day_of(draft, table, "closes", wave.closes)
    if wave.questionnaire:
        table.refer("questionnaire", wave.questionnaire, _questionnaires(draft), "questionnaire")
    for slot in wave.also:
        table.refer("also", slot, [one.key for one in draft.slots.values], "slot")
    for role in wave.roles:
        table.refer("roles", role, draft.role_keys, "role")
    if wave.measures is WaveRole.THEN and wave.intro is None:
        table.fault("programmes.then_needs_intro", "measures")
    if opens is None or closes is None:
        return
    if closes <= opens:
        table.fault("programmes.wave_closes_early", "closes")
    if any(reminder.after(opens) >= closes for reminder in wave.reminders):
        table.fault("programmes.reminder_after_close", "reminders")


def _check_measurement(draft: Draft) -> None:
    """What is asked of one side is asked of the other."""
    sides = draft.match[1].sides if draft.match else draft.role_keys
    if draft.grouping:
        sides = (draft.grouping[1].side,)
    for table, wave in draft.waves:
        missing = [side for side in sides if side in draft.role_keys and side not in wave.roles]
        if wave.measures is not WaveRole.ONCE and missing:
            table.fault("programmes.one_side_not_asked", "roles", missing=", ".join(missing))


def _check_report(draft: Draft) -> None:
    table = draft.top.table("report")
    if table is None:
        return
    needs = {
        Section.CHANGE: (_asks_before_and_after(draft), "programmes.change_needs_two_waves"),
        Section.RESPONSE: (bool(draft.waves), "programmes.response_needs_wave"),
        Section.BOTH_SIDES: (_asks_two_sides(draft), "programmes.both_sides_need_two"),
        Section.PAIRS: (draft.match is not None, "programmes.pairs_need_match"),
        Section.EQUALITY: (draft.call is not None, "programmes.equality_needs_call"),
        Section.FRAMEWORKS: (bool(draft.learning.named), "programmes.frameworks_need_portfolio"),
        Section.DOSE: (_expects_a_dose(draft), "programmes.dose_needs_activity"),
    }
    for section in draft.sections:
        fine, code = needs.get(section, (True, ""))
        if not fine:
            table.fault(code, "sections")


def _asks_two_sides(draft: Draft) -> bool:
    return any(len(set(wave.roles)) > 1 for wave in draft.waves.values)


def _expects_a_dose(draft: Draft) -> bool:
    activities, mentors = draft.activities.values, draft.learning.mentors.values
    return any(one.times for one in activities) or any(one.times for one in mentors)


def _asks_before_and_after(draft: Draft) -> bool:
    def asked(when: WaveRole) -> set[str]:
        return {wave.questionnaire for wave in draft.waves.values if wave.measures is when}

    both = asked(WaveRole.BEFORE) & asked(WaveRole.AFTER)
    slots = {slot.key for slot in draft.slots.values}
    return any(key in slots or (key in draft.instruments and draft.instruments[key].scales) for key in both)


def _questionnaires(draft: Draft) -> list[str]:
    return [*draft.instruments, *(slot.key for slot in draft.slots.values)]
