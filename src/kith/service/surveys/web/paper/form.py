"""The whole questionnaire on one page for whoever types in a sheet, and where two typings differ."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kith.foundation.faults import Fault
from kith.foundation.messages import words
from kith.questionnaires.logic import Step
from kith.questionnaires.piping import answer_words
from kith.questionnaires.responses import Answers, Declined, base_key
from kith.questionnaires.types import Instrument
from kith.service.people.domain.consents import current_wording
from kith.service.surveys.domain.instruments import instrument_of
from kith.service.surveys.domain.paper.entering import OnPaper, Outcome, check_paper, paper_instrument
from kith.service.surveys.domain.uses import Use
from kith.service.surveys.models import Wave
from kith.service.ui.web.questionnaire import fault_sentence, typed_from, whole_controls

BLANK, USE = "blank-", "use-"


def every_step(instrument: Instrument) -> Iterator[Step]:
    """Each page, whatever it depends on; one that repeats as often as it may."""
    for page in instrument.pages:
        if page.repeat is None:
            yield Step(page)
        else:
            yield from (Step(page, number) for number in range(1, page.repeat.maximum + 1))


def read_paper(wave: Wave, post: QueryDict) -> OnPaper:
    """What was typed, of this questionnaire's fields and no others."""
    raw: dict[str, str | list[str]] = {}
    blank = set()
    for step in every_step(paper_instrument(instrument_of(wave))):
        raw |= typed_from(post, step)
        blank |= {name for item in step.page.items for name in (step.field(item),) if BLANK + name in post}
    given = {use: post.get(USE + use.field) for use in Use}
    said = {use: value == "yes" for use, value in given.items() if value in ("yes", "no")}
    return OnPaper(said, raw, blank)


def paper_form(wave: Wave, paper: OnPaper, faults: Sequence[Fault]) -> dict[str, Any]:
    instrument, language = paper_instrument(instrument_of(wave)), get_language() or "en"
    fields = {step.field(item) for step in every_step(instrument) for item in step.page.items}
    return {
        "errors": [_problem(instrument, fault, fields, language) for fault in faults],
        "uses": [_use(use, paper, language) for use in Use],
        "pages": [_page(instrument, step, paper, faults) for step in every_step(instrument)],
    }


def _problem(instrument: Instrument, fault: Fault, fields: Collection[str], language: str) -> dict[str, str]:
    """For the list at the top, where a sentence without its question would stand many times."""
    key = fault.where.key or ""
    if key not in fields:
        return {"text": words(fault.code, fault.params, _), "href": f"#{USE}{key}"}
    said = {"question": _label(instrument, key), "problem": fault_sentence(instrument, fault, language)}
    return {"text": _("“%(question)s” %(problem)s") % said, "href": f"#{key}"}


def _page(instrument: Instrument, step: Step, paper: OnPaper, faults: Sequence[Fault]) -> dict[str, Any]:
    language = get_language() or "en"
    title = step.page.title.in_language(language) if step.page.title else ""
    if step.occurrence is not None:
        title = _("%(title)s (%(number)s)") % {"title": title, "number": step.occurrence}
    shown = whole_controls(instrument, step, typed=paper.raw, faults=faults)  # type: ignore[arg-type]
    return {
        "title": title.strip(),
        "rows": [
            {
                "screen": {"controls": [control]},
                "blank": None if control.component == "statement" else BLANK + name,
                "label": _label(instrument, name),
                "is_blank": name in paper.blank,
            }
            for name, control in shown
        ],
    }


def _label(instrument: Instrument, name: str) -> str:
    return instrument.item(base_key(name)).label.in_language(get_language() or "en")


def _use(use: Use, paper: OnPaper, language: str) -> dict[str, Any]:
    said = paper.said.get(use)
    return {
        "name": USE + use.field,
        "idPrefix": USE + use.field,
        "fieldset": {"legend": {"text": current_wording(use).title.in_language(language), "size": "s"}},
        "items": [
            {"value": "yes", "text": _("Yes"), "checked": said is True},
            {"value": "no", "text": _("No"), "checked": said is False},
            {"value": "", "text": _("Neither box is ticked"), "checked": said is None},
        ],
    }


def difference_rows(wave: Wave, done: Outcome, paper: OnPaper) -> list[dict[str, Any]]:
    """Each difference with both typings, to choose which the sheet says."""
    instrument = instrument_of(wave)
    second = check_paper(instrument, paper).answers
    fields = [step.field(item) for step in every_step(instrument) for item in step.page.items]
    order = {name: number for number, name in enumerate(fields)}
    return [
        {
            "name": f"holds-{name}",
            "idPrefix": f"holds-{name}",
            "fieldset": {"legend": {"text": _label(instrument, name), "size": "s"}},
            "items": [
                {
                    "value": "first",
                    "text": _("First typing: %(answer)s") % {"answer": _words(instrument, name, done.first)},
                },
                {
                    "value": "second",
                    "text": _("This typing: %(answer)s") % {"answer": _words(instrument, name, second)},
                },
            ],
        }
        for name in sorted(done.differences, key=lambda name: order.get(name, len(order)))
    ]


def _words(instrument: Instrument, name: str, answers: Answers) -> str:
    value = answers.get(name)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Declined):
        return _("Prefer not to say")
    return answer_words(instrument, base_key(name), value, get_language() or "en") or _(
        "Blank or not readable"
    )
