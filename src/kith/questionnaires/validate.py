"""From what a form or a file holds to typed answers, with every fault by item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kith.foundation.faults import Fault, KithError, Where
from kith.questionnaires.logic import Step, applies, steps
from kith.questionnaires.parsing import parse_answer
from kith.questionnaires.responses import Answers, AnswerValue
from kith.questionnaires.types import Instrument, Requirement

Raw = Mapping[str, str | Sequence[str]]
"""Field name to what was typed, as a web form or a row of a file has it."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking.

    Parameters
    ----------
    answers
        Everything that is sound, earlier answers included.
    faults
        One for each item that is wrong; ``where.key`` is the field's name. A broken constraint
        carries its English ``message``; other languages are in the item's own ``constraint.message``.
    unanswered
        Fields that were asked softly and left blank: ask once more, then let them through.
    dropped
        Fields that were answered although they do not apply. Their answers are not kept.
    """

    answers: Answers
    faults: tuple[Fault, ...] = ()
    unanswered: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def is_valid(self) -> bool:
        return not self.faults

    def raise_if_any(self) -> None:
        """Raise :class:`KithError` with every fault, if there is one."""
        if self.faults:
            raise KithError(self.faults)


def check_step(
    instrument: Instrument,
    step: Step,
    raw: Raw,
    earlier: Answers | None = None,
    *,
    takes_files: bool = False,
) -> Checked:
    """Check one screen. Other screens' answers are kept, except those that no longer apply.

    Answers given on later pages that this screen has made irrelevant are named in ``dropped`` too.
    A file is demanded only where one can be sent (``takes_files``).
    """
    kept = (earlier or Answers()).without(frozenset(step.field(item) for item in step.page.items))
    page = _check_items(step, raw, kept, takes_files=takes_files)
    answers, stale = _drop_stale(instrument, page.answers)
    return Checked(answers, page.faults, page.unanswered, page.dropped + stale)


def check_all(instrument: Instrument, raw: Raw) -> Checked:
    """Check a whole response at once, screen by screen in the order a person would walk them."""
    answers = Answers()
    faults: list[Fault] = []
    unanswered: list[str] = []
    dropped: list[str] = []
    seen: set[str] = set()
    walked: set[str] = set()
    while (step := _next_unwalked(instrument, answers, walked)) is not None:
        walked.add(step.key)
        seen.update(step.field(item) for item in step.page.items)
        page = _check_items(step, raw, answers)
        answers = page.answers
        faults += page.faults
        unanswered += page.unanswered
        dropped += page.dropped
    known = {item.key for item in instrument.items}
    for name, value in raw.items():
        if name in seen or _is_blank(value):
            continue
        if name.split(".", 1)[0] in known:
            dropped.append(name)
        else:
            faults.append(Fault("questionnaires.unknown_item", Where(key=name), {"key": name}))
    return Checked(answers, tuple(faults), tuple(unanswered), tuple(dropped))


def _next_unwalked(instrument: Instrument, answers: Answers, walked: set[str]) -> Step | None:
    return next((step for step in steps(instrument, answers) if step.key not in walked), None)


def _check_items(step: Step, raw: Raw, earlier: Answers, *, takes_files: bool = False) -> Checked:
    answers = earlier
    faults: list[Fault] = []
    unanswered: list[str] = []
    dropped: list[str] = []
    for item in step.page.items:
        if not item.kind.is_asked:
            continue
        name = step.field(item)
        given = raw.get(name, "")
        if not applies(item.relevant, _seen_from(step, answers)):
            dropped += [] if _is_blank(given) else [name]
            continue
        if _is_blank(given):
            can_be_sent = takes_files or not item.is_file
            faults += [_fault("questionnaires.required", name)] if item.is_required and can_be_sent else []
            unanswered += [name] if item.required is Requirement.SOFT and can_be_sent else []
            continue
        value = parse_answer(item, given)
        if isinstance(value, Fault):
            faults.append(Fault(value.code, Where(key=name), value.params))
            continue
        tried = answers.with_values({name: value})
        if item.constraint is not None and not applies(item.constraint.holds, _seen_from(step, tried)):
            message = {"message": str(item.constraint.message)}
            faults.append(Fault("questionnaires.constraint", Where(key=name), message))
            continue
        answers = tried
    return Checked(answers, tuple(faults), tuple(unanswered), tuple(dropped))


def _seen_from(step: Step, answers: Answers) -> Mapping[str, AnswerValue]:
    """Inside a repeat, an item's plain key means this time's answer."""
    if step.occurrence is None:
        return answers
    here = {item.key: answers[name] for item in step.page.items if (name := step.field(item)) in answers}
    return MappingProxyType({**answers, **here})


def _drop_stale(instrument: Instrument, answers: Answers) -> tuple[Answers, tuple[str, ...]]:
    """Leave out answers to screens and items that no longer apply, until nothing changes."""
    dropped: tuple[str, ...] = ()
    while True:
        applying = {
            step.field(item)
            for step in steps(instrument, answers)
            for item in step.page.items
            if applies(item.relevant, _seen_from(step, answers))
        }
        stale = tuple(name for name in answers if name not in applying)
        if not stale:
            return answers, dropped
        dropped += stale
        answers = answers.without(frozenset(stale))


def _is_blank(given: str | Sequence[str]) -> bool:
    return not given.strip() if isinstance(given, str) else not any(one.strip() for one in given)


def _fault(code: str, name: str) -> Fault:
    return Fault(code, Where(key=name), MappingProxyType({}))
