"""Answering by the one address that everybody has: page after page, and nothing is kept until it is sent.

What was answered travels sealed with the page, so no session and no row says that somebody is answering. Who has
sent it keeps a mark in the browser until that is closed; it says that, and nothing that could tell one from another.
"""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.foundation.faults import Fault
from kith.foundation.words import Text
from kith.questionnaires.logic import Step, find_step, step_after, steps
from kith.questionnaires.types import Instrument
from kith.questionnaires.validate import check_step
from kith.service.core.web.access import public
from kith.service.surveys.domain.instruments import instrument_of
from kith.service.surveys.domain.shared import answering
from kith.service.surveys.domain.shared.answering import Form
from kith.service.surveys.models import SharedWave, Wave
from kith.service.surveys.web.presenters import closing
from kith.service.ui.web.questionnaire import answered, screen, typed_from

CHECK = "check-answers"
MARK = "kith_answered"


@public
def survey(request: HttpRequest, address: str) -> HttpResponse:
    shared = _shared(address)
    if not answering.is_open(shared):
        return render(request, "surveys/shared_closed.html", _context(shared), status=410)
    if request.method != "POST":
        return _start(request, shared)
    instrument = instrument_of(shared.wave)
    if "sealed" not in request.POST:
        form = answering.new_form(instrument)
        return _screen(request, shared, form, steps(instrument, form.answers)[0])
    form = answering.opened(shared, request.POST["sealed"])
    if "send" in request.POST:
        return _send(request, shared, form)
    if "to" in request.POST:
        return _turn(request, shared, form)
    return _take(request, shared, form, _step(instrument, form, request.POST.get("step", "")))


@public
def done(request: HttpRequest, address: str) -> HttpResponse:
    shared = _shared(address)
    context = {**_context(shared), "instrument": instrument_of(shared.wave)}
    return render(request, "surveys/shared_done.html", context)


def _shared(address: str) -> SharedWave:
    rows = SharedWave.objects.select_related("wave__cohort__organisation").filter(address=address)
    found = rows.first()
    if found is None:
        raise Http404
    return found


def _start(request: HttpRequest, shared: SharedWave) -> HttpResponse:
    context = {
        **_context(shared),
        "instrument": instrument_of(shared.wave),
        "has_answered": request.COOKIES.get(MARK) == "1",
        "is_full": answering.is_full(shared),
    }
    return render(request, "surveys/shared_start.html", context)


def _step(instrument: Instrument, form: Form, key: str) -> Step:
    found = find_step(instrument, form.answers, key)
    if found is None:
        raise Http404
    return found


def _turn(request: HttpRequest, shared: SharedWave, form: Form) -> HttpResponse:
    """To an earlier page, with what is sound on this one."""
    instrument = instrument_of(shared.wave)
    if "step" in request.POST:
        here = _step(instrument, form, request.POST["step"])
        checked = check_step(instrument, here, typed_from(request.POST, here), form.answers)
        form = form.with_answers(checked.answers)
    return _screen(request, shared, form, _step(instrument, form, request.POST["to"]))


def _take(request: HttpRequest, shared: SharedWave, form: Form, step: Step) -> HttpResponse:
    instrument = instrument_of(shared.wave)
    typed = typed_from(request.POST, step)
    checked = check_step(instrument, step, typed, form.answers)
    form = form.with_answers(checked.answers)
    if checked.faults:
        return _screen(request, shared, form, step, typed=typed, faults=checked.faults)
    following = step_after(instrument, form.answers, step.key)
    if following is not None:
        return _screen(request, shared, form, following)
    context = {
        **_context(shared),
        "sealed": form.sealed(shared),
        "answered": answered(instrument, form.answers),
        "first": steps(instrument, form.answers)[0].key,
    }
    return render(request, "surveys/shared_check.html", context)


def _screen(
    request: HttpRequest,
    shared: SharedWave,
    form: Form,
    step: Step,
    *,
    typed: dict[str, str | list[str]] | None = None,
    faults: tuple[Fault, ...] = (),
) -> HttpResponse:
    shown = screen(instrument_of(shared.wave), step, form.answers, typed=typed, faults=faults)
    context = {**_context(shared), "screen": shown, "sealed": form.sealed(shared)}
    return render(request, "surveys/shared_step.html", context, status=422 if faults else 200)


def _send(request: HttpRequest, shared: SharedWave, form: Form) -> HttpResponse:
    if not ratelimit.consume(request, action="answer_survey"):
        return ratelimit.respond_429(request)
    answering.send(shared=shared, form=form)
    response = redirect("surveys:survey_done", shared.address)
    here = reverse("surveys:survey", args=[shared.address])
    response.set_cookie(MARK, "1", path=here, httponly=True, samesite="Lax", secure=request.is_secure())
    return response


def _context(shared: SharedWave) -> dict[str, Any]:
    return {
        "cohort": shared.wave.cohort,
        "wave": shared.wave,
        "is_planned": shared.wave.state == Wave.State.PLANNED,
        "closing": closing(shared.wave),
        "wave_name": Text.of(shared.wave.name),
        "here": "home",
    }
