"""The pages behind a rater's link: who asks, why, how long, who sees what; then the questions, and no account.

What was answered travels sealed with the page and is kept when it is sent, so that nothing half-said lies about
with a name beside it.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kith.foundation.faults import Fault
from kith.questionnaires.logic import Step, find_step, step_after, steps
from kith.questionnaires.responses import Answers
from kith.questionnaires.types import Instrument
from kith.questionnaires.validate import check_step
from kith.service.cohorts.domain.openness import must_lead_on
from kith.service.core.domain.links import open_link
from kith.service.core.models import LinkPurpose
from kith.service.core.web.access import by_link
from kith.service.core.web.receivers import speak_to
from kith.service.surveys.domain.raters import answering
from kith.service.surveys.domain.raters.pinning import asked_of_raters
from kith.service.surveys.models import Rater
from kith.service.surveys.web.presenters import closing
from kith.service.ui.web.questionnaire import answered, screen, typed_from


@by_link
def rate(request: HttpRequest, secret: str) -> HttpResponse:
    rater = answering.rater_behind(open_link(secret, purpose=LinkPurpose.RATE, now=timezone.now()))
    speak_to(request, rater.place.person)
    must_lead_on(rater.asked_in.wave.cohort)
    if rater.state != Rater.State.ASKED:
        return render(request, "surveys/rate_done.html", _context(rater))
    if request.method != "POST":
        return render(request, "surveys/rate_start.html", _context(rater))
    if "decline" in request.POST:
        answering.decline(rater=rater)
        return redirect("surveys:rate", secret)
    instrument = asked_of_raters(rater.asked_in)
    if "sealed" not in request.POST:
        return _screen(request, rater, Answers(), steps(instrument, Answers())[0])
    answers = answering.opened(rater, request.POST["sealed"])
    if "send" in request.POST:
        answering.send(rater=rater, answers=answers)
        return redirect("surveys:rate", secret)
    if "to" in request.POST:
        return _turn(request, rater, answers)
    return _take(request, rater, answers, _step(instrument, answers, request.POST.get("step", "")))


def _step(instrument: Instrument, answers: Answers, key: str) -> Step:
    found = find_step(instrument, answers, key)
    if found is None:
        raise Http404
    return found


def _turn(request: HttpRequest, rater: Rater, answers: Answers) -> HttpResponse:
    """Back to an earlier page; what is sound on this one is carried along."""
    instrument = asked_of_raters(rater.asked_in)
    key = request.POST.get("step")
    if key:
        step = _step(instrument, answers, key)
        answers = check_step(instrument, step, typed_from(request.POST, step), answers).answers
    return _screen(request, rater, answers, _step(instrument, answers, request.POST["to"]))


def _take(request: HttpRequest, rater: Rater, answers: Answers, step: Step) -> HttpResponse:
    instrument = asked_of_raters(rater.asked_in)
    typed = typed_from(request.POST, step)
    checked = check_step(instrument, step, typed, answers)
    if checked.faults:
        return _screen(request, rater, checked.answers, step, typed=typed, faults=checked.faults)
    following = step_after(instrument, checked.answers, step.key)
    if following is not None:
        return _screen(request, rater, checked.answers, following)
    context = {
        **_context(rater),
        "sealed": answering.sealed(rater, checked.answers),
        "answered": answered(instrument, checked.answers),
        "first": steps(instrument, checked.answers)[0].key,
    }
    return render(request, "surveys/rate_check.html", context)


def _screen(
    request: HttpRequest,
    rater: Rater,
    answers: Answers,
    step: Step,
    *,
    typed: dict[str, str | list[str]] | None = None,
    faults: tuple[Fault, ...] = (),
) -> HttpResponse:
    shown = screen(asked_of_raters(rater.asked_in), step, answers, typed=typed, faults=faults)
    context = {**_context(rater), "screen": shown, "sealed": answering.sealed(rater, answers)}
    return render(request, "surveys/rate_step.html", context, status=422 if faults else 200)


def _context(rater: Rater) -> dict[str, Any]:
    wave = rater.asked_in.wave
    return {
        "rater": rater,
        "rated": rater.place.person.called,
        "cohort": wave.cohort,
        "instrument": asked_of_raters(rater.asked_in),
        "closing": closing(wave),
        "is_declined": rater.state == Rater.State.DECLINED,
        "here": "home",
    }
