"""The questionnaire as its receivers see it, and tried out. Nothing is sent and nothing is kept."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kith.foundation.faults import KithError
from kith.questionnaires.logic import Step, find_step, step_after, step_before, steps
from kith.questionnaires.responses import Answers, answers_from_json
from kith.questionnaires.scoring import score_all
from kith.questionnaires.types import Instrument, Item, Page
from kith.questionnaires.validate import check_step
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.surveys.domain.building import drafts, samples
from kith.service.surveys.domain.building.looking import shown
from kith.service.surveys.models import Questionnaire
from kith.service.surveys.web.building.pages import frame, overview
from kith.service.surveys.web.building.saying import condition_words
from kith.service.surveys.web.building.showing import whole_page
from kith.service.surveys.web.building.tongues import language_name
from kith.service.ui.web.questionnaire import Screen, answered, screen, typed_from

SO_FAR_SALT = "surveys.building.try"
SEEDS = 1_000_000
PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as it is seen, and when it is asked."""

    screen: Screen
    condition: str
    conditions: tuple[str, ...]


@requires(P.WAVE_SEE, on="questionnaire")
def preview(request: SignedInRequest, questionnaire: Questionnaire, **kwargs: str) -> HttpResponse:
    """Every page, also those that not everybody is asked, in any of the questionnaire's languages and on a phone."""
    return with_instrument(
        request, questionnaire, lambda instrument: _preview(request, questionnaire, instrument)
    )


def _preview(request: SignedInRequest, questionnaire: Questionnaire, instrument: Instrument) -> HttpResponse:
    spoken = drafts.languages(questionnaire.draft)
    language = request.GET.get("language", spoken[0])
    language = language if language in spoken else spoken[0]
    when = [_when(questionnaire, page) for page in instrument.pages]  # in the reader's own language
    with translation.override(language):
        screens = [whole_page(instrument, page) for page in instrument.pages]
        title, intro = instrument.title.in_language(language), instrument.intro
    seen = [Shown(one, *said) for one, said in zip(screens, when, strict=True)]
    context = frame(
        questionnaire,
        shown=seen,
        its_title=title,
        its_intro=intro.in_language(language) if intro else "",
        language=language,
        tongues=[(tag, language_name(tag)) for tag in spoken],
        is_phone=request.GET.get("width") == PHONE,
        back_href=overview(questionnaire),
    )
    return render(request, "surveys/building_preview.html", context)


def _when(questionnaire: Questionnaire, page: Page) -> tuple[str, tuple[str, ...]]:
    """When the page is asked, and each of its questions that not everybody is asked."""
    draft = questionnaire.draft
    own = tuple(
        f"{item.label}: {condition_words(draft, item.relevant.source)}"
        for item in page.items
        if item.relevant
    )
    return (condition_words(draft, page.relevant.source) if page.relevant else "", own)


@requires(P.WAVE_SEE, on="questionnaire")
def try_it(request: SignedInRequest, questionnaire: Questionnaire, **kwargs: str) -> HttpResponse:
    """Walk the screens. What was answered so far travels with the page, signed; no row is written."""
    return with_instrument(
        request, questionnaire, lambda instrument: _try(request, questionnaire, instrument)
    )


def _try(request: SignedInRequest, questionnaire: Questionnaire, instrument: Instrument) -> HttpResponse:
    answers = _so_far(request, instrument)
    here = find_step(instrument, answers, request.POST.get("step", ""))
    if here is None:
        return _screen(request, questionnaire, instrument, steps(instrument, answers)[0], answers)
    if "back" in request.POST:
        before = step_before(instrument, answers, here.key)
        return _screen(request, questionnaire, instrument, before or here, answers)
    typed = typed_from(request.POST, here)
    checked = check_step(instrument, here, typed, answers)
    if checked.faults:
        return _screen(
            request, questionnaire, instrument, here, checked.answers, typed=typed, faults=checked.faults
        )
    following = step_after(instrument, checked.answers, here.key)
    if following is not None:
        return _screen(request, questionnaire, instrument, following, checked.answers)
    walked = steps(instrument, checked.answers)
    result = samples.Walk(walked, checked.answers, ())
    return _result(request, questionnaire, instrument, result, _("Your answers"))


def _screen(
    request: SignedInRequest,
    questionnaire: Questionnaire,
    instrument: Instrument,
    step: Step,
    answers: Answers,
    **more: Any,
) -> HttpResponse:
    seen = screen(instrument, step, answers, **more)
    context = frame(
        questionnaire,
        screen=seen,
        so_far=signing.dumps(answers.to_json(), salt=SO_FAR_SALT, compress=True),
        back_href=overview(questionnaire),
    )
    return render(request, "surveys/building_try.html", context, status=422 if more.get("faults") else 200)


def _so_far(request: SignedInRequest, instrument: Instrument) -> Answers:
    """What travelled with the page; nothing where somebody has changed the questions meanwhile."""
    try:
        stored = signing.loads(request.POST.get("so_far", ""), salt=SO_FAR_SALT)
        return answers_from_json(instrument, stored)
    except (signing.BadSignature, KithError, ValueError, TypeError):
        return Answers()


@requires(P.WAVE_SEE, on="questionnaire")
def sample(request: SignedInRequest, questionnaire: Questionnaire, **kwargs: str) -> HttpResponse:
    """Somebody's way through it, drawn at random. The address draws the same one again."""
    said = request.GET.get("draw", "")
    seed = int(said) % SEEDS if said.isdecimal() and len(said) < 10 else secrets.randbelow(SEEDS)

    def made(instrument: Instrument) -> HttpResponse:
        walk = samples.walk(instrument, seed=seed, today=timezone.localdate())
        return _result(
            request, questionnaire, instrument, walk, _("Sample answers, draw %(number)s") % {"number": seed}
        )

    return with_instrument(request, questionnaire, made)


def _result(
    request: SignedInRequest,
    questionnaire: Questionnaire,
    instrument: Instrument,
    walk: samples.Walk,
    title: str,
) -> HttpResponse:
    draft = questionnaire.draft
    language = drafts.main_language(draft)
    skipped = [
        [item.label.in_language(language), _why_skipped(draft, instrument, item)]
        for item in walk.skipped(instrument)
    ]
    context = frame(
        questionnaire,
        title=title,
        answers=_plain_answers(instrument, walk),
        skipped=skipped,
        scores=[_score(instrument, one, language) for one in score_all(instrument, walk.answers)],
        stuck=[instrument.item(key.partition(".")[0]).label.in_language(language) for key in walk.stuck],
        screen_count=len(walk.screens),
        again_href=reverse("surveys:building_sample", args=[questionnaire.pk]),
        walk_href=reverse("surveys:building_try", args=[questionnaire.pk]),
        back_href=overview(questionnaire),
    )
    return render(request, "surveys/building_tried.html", context)


def _plain_answers(instrument: Instrument, walk: samples.Walk) -> list[tuple[str, str]]:
    skipped = {item.key for item in walk.skipped(instrument)}
    asked = [item for item in instrument.items if item.kind.is_asked]
    pairs = zip(asked, answered(instrument, walk.answers), strict=True)
    return [pair for item, pair in pairs if item.key not in skipped]


def _why_skipped(draft: drafts.Draft, instrument: Instrument, item: Item) -> str:
    page = next(page for page in instrument.pages if item in page.items)
    sources = [one.source for one in (page.relevant, item.relevant) if one is not None]
    if not sources and page.repeat is not None:
        return _("The page was repeated no time.")
    return "; ".join(condition_words(draft, source) for source in sources) or _("Not reached")


def _score(instrument: Instrument, found: Any, language: str) -> list[str]:
    scale = instrument.scale(found.scale)
    value = f"{round(found.value, 2):g}" if found.value is not None else _("No score: too few were answered")
    answered_of = _("%(answered)s of %(items)s") % {"answered": found.answered, "items": found.items}
    between = _("%(low)s to %(high)s") % {"low": f"{scale.low:g}", "high": f"{scale.high:g}"}
    return [scale.name.in_language(language), value, answered_of, between]


def with_instrument(
    request: SignedInRequest, questionnaire: Questionnaire, make: Callable[[Instrument], HttpResponse]
) -> HttpResponse:
    """What ``make`` makes of the draft; or what keeps it from being shown."""
    try:
        instrument = shown(questionnaire.draft)
    except KithError:
        context = frame(questionnaire, back_href=overview(questionnaire))
        return render(request, "surveys/building_not_yet.html", context)
    return make(instrument)
