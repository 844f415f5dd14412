"""What is printed: every page of the questionnaire in a person's language, with what is to be skipped in words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from django.utils import translation
from django.utils.translation import gettext as _

from kith.foundation.words import Text
from kith.publishing.paper_form import PaperPage, PaperQuestion
from kith.publishing.paper_form import PaperSheet as Printed
from kith.questionnaires.expressions import Expression
from kith.questionnaires.types import Instrument, Item, ItemKind, Page
from kith.questionnaires.write import to_json
from kith.service.people.domain.consents import current_wording
from kith.service.surveys.domain.building.drafts import Draft
from kith.service.surveys.domain.instruments import instrument_of
from kith.service.surveys.domain.mails import local_day
from kith.service.surveys.domain.paper.entering import paper_instrument
from kith.service.surveys.domain.uses import Use
from kith.service.surveys.models import PaperSheet, Wave
from kith.service.surveys.web.building.saying import condition_words

LONG_LINES, SHORT_LINES = 6, 1
_PIPE = re.compile(r"\$\{[^}|]*(?:\|([^}]*))?\}")


def printed(sheet: PaperSheet) -> Printed:
    """The sheet of one person, in their language."""
    invitation = sheet.invitation
    wave, person = invitation.wave, invitation.place.person
    with translation.override(person.language):
        facts = _facts(wave, person.language)
        instrument = paper_instrument(instrument_of(wave))
        return Printed(
            language=person.language,
            organisation=wave.cohort.organisation.name,
            name=person.name,
            cover_title=_("This leaf is for"),
            cover=(
                _("Tear this leaf off and keep it. Your name stands on no other page.") % facts,
                _("Please return the other pages by %(closes)s. You may answer online instead; do only one.")
                % facts,
            ),
            code=_("Code %(code)s") % {"code": sheet.code},
            title=facts["name"],
            opening=_opening(instrument, facts),
            consents=tuple(_consent(use, person.language) for use in Use),
            pages=tuple(_page(page, instrument, person.language) for page in instrument.pages),
            closing=_("Thank you."),
        )


def _facts(wave: Wave, language: str) -> dict[str, str]:
    return {
        "name": Text.of(wave.name).in_language(language),
        "organisation": wave.cohort.organisation.name,
        "cohort": wave.cohort.name,
        "minutes": str(wave.instrument.get("instrument", {}).get("minutes") or 10),
        "closes": local_day(wave.closes_at - dt.timedelta(seconds=1), wave.cohort.time_zone),
    }


def _opening(instrument: Instrument, facts: Mapping[str, str]) -> tuple[str, ...]:
    return (
        _("%(organisation)s asks you this about %(cohort)s. It takes about %(minutes)s minutes.") % facts,
        _(
            "Somebody who does not see your name types in what you write here. Your answers are kept under a pseudonym. "
            "Whoever both hands out the sheets and types them in could know whose they are; ask who does that."
        ),
        _("Tick one box for each question unless it says otherwise. You may leave out any question."),
    )


def _consent(use: Use, language: str) -> PaperQuestion:
    wording = current_wording(use)
    when = "" if use is Use.REPORT else _("Only if you said yes to the first question about your answers.")
    return PaperQuestion(
        wording.title.in_language(language), wording.words.in_language(language), when, (_("Yes"), _("No"))
    )


def _page(page: Page, instrument: Instrument, language: str) -> PaperPage:
    when = _when(page.relevant, instrument, language)
    if page.repeat is not None:
        counted = _plain(instrument.item(page.repeat.count).label, language)
        often = _(
            "Answer this page once for each that you counted in “%(question)s”. Copy it if you need more."
        )
        when = f"{when} {often % {'question': counted}}".strip()
    return PaperPage(
        _plain(page.title, language),
        _plain(page.intro, language),
        when,
        tuple(_question(item, instrument, language) for item in page.items),
    )


def _question(item: Item, instrument: Instrument, language: str) -> PaperQuestion:
    label = _plain(item.label, language)
    if item.unit is not None:
        label = f"{label} ({_plain(item.unit, language)})"
    hints = [_plain(item.help, language)]
    if item.kind is ItemKind.CHOICES:
        hints.append(_("You may tick several."))
    options = _options(item, language)
    written = 0 if options or item.kind is ItemKind.STATEMENT else SHORT_LINES
    return PaperQuestion(
        label,
        " ".join(hint for hint in hints if hint),
        _when(item.relevant, instrument, language),
        options,
        LONG_LINES if item.kind is ItemKind.LONG_TEXT else written,
    )


def _options(item: Item, language: str) -> tuple[str, ...]:
    found = [point.label for point in item.points] or [option.label for option in item.options]
    said = [_plain(one, language) for one in found]
    if item.kind is ItemKind.YES_NO:
        said = [_("Yes"), _("No")]
    return (*said, _("Prefer not to say")) if item.may_decline and said else tuple(said)


def _when(relevant: Expression | None, instrument: Instrument, language: str) -> str:
    if relevant is None:
        return ""
    draft: Draft = dict(to_json(instrument))
    tongues = [language, *(one for one in instrument.languages if one != language)]
    draft["instrument"] = {**draft["instrument"], "languages": tongues}
    return _("%(condition)s. Otherwise skip it.") % {"condition": condition_words(draft, relevant.source)}


def _plain(text: Text | None, language: str) -> str:
    """What an earlier answer would fill in is shown by the words that stand for a missing one."""
    if text is None:
        return ""
    return _PIPE.sub(lambda found: (found[1] or "…").strip(), text.in_language(language))
