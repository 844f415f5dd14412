"""A whole response from another tool as typed answers, with every fault and what was left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kith.foundation.faults import Fault, Where
from kith.questionnaires.logic import applies
from kith.questionnaires.parsing import parse_answer
from kith.questionnaires.responses import Answers, AnswerValue
from kith.questionnaires.types import Instrument
from kith.questionnaires.validate import check_all

Raw = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Answered:
    """One response. ``blank`` are required items that were left blank, ``unasked`` answers that do not apply."""

    answers: Answers
    faults: tuple[Fault, ...] = ()
    blank: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()


def answer(instrument: Instrument, raw: Raw) -> Answered:
    """The typed answers to a whole questionnaire.

    The other tool has taken the response already, so a required item that was left blank is noted and not
    a fault; an answer to a question that does not apply is left out and named.
    """
    if not has_logic(instrument):
        return _each(instrument, raw)
    checked = check_all(instrument, raw)
    blank = tuple(one.where.key or "" for one in checked.faults if one.code == "questionnaires.required")
    faults = tuple(one for one in checked.faults if one.code != "questionnaires.required")
    return Answered(checked.answers, faults, blank, checked.dropped)


def has_logic(instrument: Instrument) -> bool:
    """Whether what is asked depends on what was answered."""
    pages = any(page.relevant or page.repeat for page in instrument.pages)
    return pages or any(item.relevant for item in instrument.items)


def _each(instrument: Instrument, raw: Raw) -> Answered:
    """Item by item: a survey without logic needs no walk, and a hundred thousand responses no patience."""
    values: dict[str, AnswerValue] = {}
    faults: list[Fault] = []
    blank: list[str] = []
    for item in instrument.items:
        if not item.kind.is_asked:
            continue
        given = raw.get(item.key, "")
        if not (given.strip() if isinstance(given, str) else any(one.strip() for one in given)):
            blank += [item.key] if item.is_demanded else []
            continue
        value = parse_answer(item, given)
        if isinstance(value, Fault):
            faults.append(Fault(value.code, Where(key=item.key), value.params))
        elif item.constraint and not applies(item.constraint.holds, {**values, item.key: value}):
            message = {"message": str(item.constraint.message)}
            faults.append(Fault("questionnaires.constraint", Where(key=item.key), message))
        else:
            values[item.key] = value
    faults += [
        Fault("questionnaires.unknown_item", Where(key=key), {"key": key})
        for key in raw
        if key not in instrument
    ]
    return Answered(Answers(values), tuple(faults), tuple(blank))
