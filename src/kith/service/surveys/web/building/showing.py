"""A page of a questionnaire as its receivers see it, with every question on it, whatever it depends on."""

from __future__ import annotations

from dataclasses import replace

from kith.questionnaires.logic import Step
from kith.questionnaires.responses import Answers
from kith.questionnaires.types import Instrument, Page
from kith.service.ui.web.questionnaire import Screen, screen


def whole_page(instrument: Instrument, page: Page) -> Screen:
    """In the language that is switched on; of a repeated page, the first time."""
    plain = replace(page, items=tuple(replace(item, relevant=None) for item in page.items))
    return screen(instrument, Step(plain, 1 if page.repeat else None), Answers(), files={})
