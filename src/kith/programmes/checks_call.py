"""What must hold between the call, the applications, and how people are chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from kith.programmes.capabilities import Judged, StageKey
from kith.programmes.draft import Draft, Selecting
from kith.programmes.recruiting import Criterion, Example, Given
from kith.programmes.types import Role
from kith.questionnaires.checks import check_expression
from kith.questionnaires.declaration import Table, refuse_twins
from kith.questionnaires.types import Instrument, Item
from kith.questionnaires.validate import check_all

FEWEST_ANCHORS = 3


def check_recruiting(draft: Draft) -> None:
    """Note every fault in how people get in."""
    _check_stages(draft)
    for table, role in draft.roles:
        _check_eligible(draft, table, role)
    if draft.selecting is not None:
        _check_selection(draft, draft.selecting)


def application_of(draft: Draft, role: str) -> Instrument | None:
    """The questionnaire with which people of a role apply, when it is known."""
    asked = next((one.application for one in draft.roles.values if one.key == role), None)
    return draft.instruments.get(asked) if asked else None


def _check_stages(draft: Draft) -> None:
    """A stage without its section does nothing, and a section without its stage is never reached."""
    stages = {stage.key: table for table, stage in draft.stages}
    calling, selecting = stages.get(StageKey.CALL), stages.get(StageKey.SELECTION)
    if calling is not None and draft.call is None:
        calling.fault("programmes.call_needs_words", "key")
    if calling is not None and not any(role.application for role in draft.roles.values):
        calling.fault("programmes.call_needs_application", "key")
    if selecting is not None and draft.selecting is None:
        selecting.fault("programmes.stage_needs_selection", "key")
    if selecting is not None and calling is None:
        selecting.fault("programmes.selection_needs_call", "key")
    for table, role in draft.roles:
        if role.eligible and calling is None:
            table.fault("programmes.section_needs_stage", "eligible", section="role.eligible", stage="call")
    if draft.call is not None and calling is None:
        draft.call[0].fault("programmes.section_needs_stage", None, section="call", stage="call")
    if draft.selecting is not None and selecting is None:
        draft.selecting.table.fault(
            "programmes.section_needs_stage", None, section="selection", stage="selection"
        )


def _check_eligible(draft: Draft, table: Table, role: Role) -> None:
    tables = table.tables("eligible")
    refuse_twins(tables, [rule.key for rule in role.eligible])
    if role.application is None:
        for key in ("eligible", "checks"):
            if key in table:
                table.fault("programmes.role_does_not_apply", key, role=role.key)
        return
    instrument = application_of(draft, role.key)
    if instrument is None:
        return
    asked = {item.key: item for item in instrument.items if item.kind.is_asked}
    for inner, rule in zip(tables, role.eligible, strict=True):
        check_expression(inner, "holds", rule.holds, asked, "item")


def _check_selection(draft: Draft, selecting: Selecting) -> None:
    table, selection = selecting.table, selecting.selection
    if not selection.criteria:
        table.fault("programmes.no_criteria")
    for parts in (selecting.criteria, selecting.examples):
        refuse_twins(parts.tables, [part.key for part in parts.values])
    asked = _items_of(draft, draft.role_keys)
    for key in selection.hidden if asked else ():
        table.refer("hidden", key, asked, "item")
    for inner, criterion in selecting.criteria:
        _check_criterion(draft, inner, criterion, selecting)
    for role in draft.roles.values:
        if (
            selection.criteria
            and role.application
            and not selection.criteria_for(role.key, Judged.APPLICATION)
        ):
            table.fault("programmes.role_without_criterion", None, role=role.key)
    if selection.interview and not any(Judged.INTERVIEW in one.at for one in selection.criteria):
        table.fault("programmes.interview_without_criterion", "interview")
    for inner, example in selecting.examples:
        _check_example(draft, inner, example, selection.hidden)


def _check_criterion(draft: Draft, table: Table, criterion: Criterion, selecting: Selecting) -> None:
    points = [anchor.points for anchor in criterion.anchors]
    count = len(table.tables("anchors"))
    if "anchors" in table and count < FEWEST_ANCHORS:
        table.fault("programmes.too_few_anchors", "anchors", count=count, least=FEWEST_ANCHORS)
    if any(later <= earlier for earlier, later in pairwise(points)):
        table.fault("programmes.anchors_out_of_order", "anchors", points=", ".join(map(str, points)))
    if Judged.INTERVIEW in criterion.at and not selecting.selection.interview:
        table.fault("programmes.criterion_without_interview", "at")
    if Judged.APPLICATION in criterion.at and not criterion.items:
        table.fault("programmes.criterion_without_items", "items" if "items" in table else None)
    for role in criterion.roles:
        if not table.refer("roles", role, draft.role_keys, "role"):
            continue
        instrument = application_of(draft, role)
        if instrument is None:
            if not any(one.application for one in draft.roles.values if one.key == role):
                table.fault("programmes.role_does_not_apply", "roles", role=role)
            continue
        asked = _items_of(draft, (role,))
        for key in criterion.items:
            table.refer("items", key, asked, "item")
    for key in criterion.items:
        if key in selecting.selection.hidden:
            table.fault("programmes.criterion_on_hidden", "items", item=key)


def _check_example(draft: Draft, table: Table, example: Example, hidden: tuple[str, ...]) -> None:
    if not example.role or not table.refer("role", example.role, draft.role_keys, "role"):
        return
    instrument = application_of(draft, example.role)
    answers = table.table("answers")
    if instrument is None or answers is None:
        return
    for key in example.answers:
        answers.refer(key, key, [item.key for item in instrument.items if item.kind.is_asked], "item")
    known = {key: value for key, value in example.answers.items() if key in instrument}
    checked = check_all(instrument, dict(_typed(known)))
    for fault in checked.faults:
        key = fault.where.key or ""
        if key in known:
            answers.fault(fault.code, key, **dict(fault.params))
        elif key not in hidden:  # what reviewers never see need not be invented
            answers.fault("programmes.example_leaves_out", None, item=key)
    for key in checked.dropped:
        answers.fault("programmes.example_not_asked", key, item=key)


def _typed(answers: Mapping[str, Given]) -> Iterator[tuple[str, str | list[str]]]:
    """Answers as a form would send them, so that they are held to the rules of the form."""
    for key, value in answers.items():
        if isinstance(value, tuple):
            yield key, list(value)
        elif isinstance(value, bool):
            yield key, "yes" if value else "no"
        else:
            yield key, str(value)


def _items_of(draft: Draft, roles: tuple[str, ...]) -> dict[str, Item]:
    found: dict[str, Item] = {}
    for role in roles:
        instrument = application_of(draft, role)
        for item in instrument.items if instrument else ():
            if item.kind.is_asked:
                found[item.key] = item
    return found
