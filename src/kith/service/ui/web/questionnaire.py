"""One screen of a questionnaire as the NHS components take it: the form of every instrument we show.

Surveys and preferences share it. A screen is a page of a :class:`kith.questionnaires.types.Instrument`;
every point of a scale is labelled; what was typed comes back after a fault, word for word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kith.foundation.faults import Fault
from kith.foundation.messages import words
from kith.foundation.words import Text
from kith.questionnaires.logic import Step, progress, relevant_items, step_before
from kith.questionnaires.piping import answer_words, piped
from kith.questionnaires.responses import PREFER_NOT_TO_SAY, Answers
from kith.questionnaires.types import Instrument, Item, ItemKind, Page
from kith.service.ui.web.questionnaire_files import file_params, line_words, no_file_words

Typed = str | list[str]
_SINGLE_LINE = {
    ItemKind.SHORT_TEXT: "text",
    ItemKind.EMAIL: "email",
    ItemKind.DATE: "date",
    ItemKind.TIME: "time",
}


@dataclass(frozen=True, slots=True)
class Control:
    """One item: which component shows it, and what that component is given."""

    component: str
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Screen:
    """A page of the questionnaire, ready for ``ui/questionnaire.html``."""

    key: str
    title: str
    intro: str
    number: int
    count: int
    controls: tuple[Control, ...]
    has_files: bool
    errors: tuple[Mapping[str, str], ...]
    previous: str | None


def screen(
    instrument: Instrument,
    step: Step,
    answers: Answers,
    *,
    typed: Mapping[str, Typed] | None = None,
    faults: Sequence[Fault] = (),
    files: Mapping[str, str] | None = None,
) -> Screen:
    """The screen in the reader's language. ``typed`` is what was just sent, when it has faults.

    ``files`` says by field which file was sent; without it, none can be sent on this page.
    """
    language = get_language() or "en"
    shown = typed if typed is not None else typed_answers(answers)
    said = {fault.where.key: fault_sentence(instrument, fault, language) for fault in faults}

    def words_of(text: Text | None) -> str:
        return piped(text, instrument, answers, language) if text else ""

    items = relevant_items(step, answers)

    def control(item: Item, name: str) -> Control:
        if item.is_file and files is not None:
            return _file(item, name, files.get(name, ""), said.get(name), words_of)
        return _control(item, name, shown.get(name, ""), said.get(name), words_of)

    controls = tuple(control(item, step.field(item)) for item in items)
    number, count = progress(instrument, answers, step.key)
    before = step_before(instrument, answers, step.key)
    return Screen(
        key=step.key,
        title=words_of(step.page.title),
        intro=words_of(step.page.intro),
        number=number,
        count=count,
        controls=controls,
        has_files=any(one.component == "file" for one in controls),
        errors=tuple(
            {"text": said[name], "href": f"#{name}"}
            for name in (step.field(i) for i in items)
            if name in said
        ),
        previous=before.key if before else None,
    )


def bare_controls(page: Page) -> list[tuple[str, Control]]:
    """Every item of a page by its key, empty, with each ``${item}`` still to be filled in: for a device."""
    language = get_language() or "en"

    def words_of(text: Text | None) -> str:
        return text.in_language(language) if text else ""

    def control(item: Item) -> Control:
        if not item.is_file:
            return _control(item, item.key, "", None, words_of)
        return Control("statement", {"text": words_of(item.label), "help": line_words()})

    return [(item.key, control(item)) for item in page.items]


def whole_controls(
    instrument: Instrument, step: Step, *, typed: Mapping[str, Typed], faults: Sequence[Fault] = ()
) -> list[tuple[str, Control]]:
    """Every item of a page by its field, whatever it depends on, with what was typed: for who copies a sheet."""
    language = get_language() or "en"
    said = {fault.where.key: fault_sentence(instrument, fault, language) for fault in faults}

    def words_of(text: Text | None) -> str:
        return piped(text, instrument, {}, language) if text else ""

    return [
        (name, _control(item, name, typed.get(name, ""), said.get(name), words_of))
        for item in step.page.items
        for name in (step.field(item),)
    ]


def typed_from(post: QueryDict, step: Step) -> dict[str, Typed]:
    """What a browser sent for this screen, and nothing else it may have sent."""
    asked = [item for item in step.page.items if item.kind.is_asked and not item.is_file]
    names = [step.field(item) for item in asked]
    return {name: post.getlist(name) if len(post.getlist(name)) > 1 else post.get(name, "") for name in names}


def typed_answers(answers: Answers) -> dict[str, Typed]:
    """Stored answers as a form holds them."""
    return {key: as_typed(value) for key, value in answers.to_json().items()}


def as_typed(value: object) -> Typed:
    if isinstance(value, dict):
        return PREFER_NOT_TO_SAY
    if isinstance(value, list):
        return [str(one) for one in value]
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def answered(
    instrument: Instrument, answers: Answers, files: Mapping[str, str] | None = None
) -> list[tuple[str, str]]:
    """Each question with its answer in words, to be checked before sending. ``files``: see :func:`screen`."""
    language = get_language() or "en"
    pairs = []
    for item in instrument.items:
        if not item.kind.is_asked:
            continue
        value = answers.get(item.key)
        if answers.is_declined(item.key):
            said = _("Prefer not to say")
        elif isinstance(value, bool):
            said = _("Yes") if value else _("No")
        elif item.is_file:
            said = _file_said(files, item.key, is_answered=value is not None)
        else:
            said = answer_words(instrument, item.key, value, language) or _("Not answered")
            if item.unit and value is not None:
                said = f"{said} {item.unit.in_language(language)}"
        pairs.append((piped(item.label, instrument, answers, language), said))
    return pairs


def fault_sentence(instrument: Instrument, fault: Fault, language: str) -> str:
    """A fault in the reader's language; a broken constraint speaks in the instrument's own words."""
    key = (fault.where.key or "").split(".")[0]
    if key in instrument and "message" in fault.params:
        constraint = instrument.item(key).constraint
        if constraint is not None:
            return constraint.message.in_language(language)
    return words(fault.code, fault.params, _)


def _control(item: Item, name: str, value: Typed, error: str | None, words_of: Any) -> Control:
    label, hint = words_of(item.label), words_of(item.help)
    if item.kind is ItemKind.STATEMENT:
        return Control("statement", {"text": label, "help": hint})
    if item.is_file:
        return Control("statement", {"text": label, "help": f"{hint} {no_file_words()}".strip()})
    params: dict[str, Any] = {
        "name": name,
        "hint": {"text": hint} if hint else None,
        "errorMessage": _error(error),
    }
    choices = _choices(item, words_of)
    if choices:
        picked = {value} if isinstance(value, str) else set(value)
        params["idPrefix"] = (
            name  # no id as well: it would stand on the frame, and the first label would point at that
        )
        params["items"] = [{**choice, "checked": choice.get("value") in picked} for choice in choices]
        params["fieldset"] = {"legend": {"text": label, "size": "s"}}
        return Control("checkboxes" if item.kind is ItemKind.CHOICES else "radios", params)
    params |= {
        "id": name,
        "label": {"text": label, "size": "s"},
        "value": value if isinstance(value, str) else "",
    }
    if item.kind is ItemKind.LONG_TEXT:
        return Control("textarea", {**params, "rows": 4})
    if item.kind is ItemKind.NUMBER:
        unit = words_of(item.unit)
        return Control(
            "input",
            {
                **params,
                "inputmode": "numeric" if item.whole else "decimal",
                "width": 4,
                "suffix": unit or None,
            },
        )
    return Control("input", {**params, "type": _SINGLE_LINE.get(item.kind, "text")})


def _file(item: Item, name: str, standing: str, error: str | None, words_of: Any) -> Control:
    params = {"name": name, "errorMessage": _error(error)}
    return Control("file", file_params(item, params, words_of(item.label), words_of(item.help), standing))


def _error(said: str | None) -> dict[str, str] | None:
    return {"text": said, "visuallyHiddenText": _("Error")} if said else None


def _file_said(files: Mapping[str, str] | None, key: str, *, is_answered: bool) -> str:
    if files is not None and key in files:
        return files[key]
    if is_answered:
        return _("A file was sent")
    return _("A file cannot be sent here") if files is None else _("Not answered")


def _choices(item: Item, words_of: Any) -> list[dict[str, Any]]:
    if item.kind is ItemKind.SCALE:
        found = [{"value": str(point.value), "text": words_of(point.label)} for point in item.points]
    elif item.kind is ItemKind.YES_NO:
        found = [{"value": "yes", "text": _("Yes")}, {"value": "no", "text": _("No")}]
    elif item.options:
        found = [
            {
                "value": option.key,
                "text": words_of(option.label),
                **({"exclusive": True} if option.exclusive else {}),
            }
            for option in item.options
        ]
    else:
        return []
    if item.may_decline:
        found += [
            {"divider": _("or")},
            {"value": PREFER_NOT_TO_SAY, "text": _("Prefer not to say"), "exclusive": True},
        ]
    return found
