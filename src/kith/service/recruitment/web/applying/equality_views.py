"""The equality questions: clearly apart, each optional, never shown back.

Every screen opens empty, also for somebody who answered before: whoever else holds the link learns nothing.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kith.foundation.faults import Fault
from kith.questionnaires.logic import find_step, step_after, steps
from kith.questionnaires.responses import Answers
from kith.service.recruitment.domain.applying import equality
from kith.service.recruitment.domain.calling.forms import equality_form
from kith.service.recruitment.models import Application
from kith.service.recruitment.web.applying import application_presenters as presenters
from kith.service.recruitment.web.applying.application_presenters import ASKED, CHECK, EQUALITY, EQUALITY_GONE
from kith.service.ui.web.questionnaire import Typed, screen, typed_from
from kith.service.ui.web.ways import Way

NOTHING = Answers()


def equality_page(request: HttpRequest, application: Application, way: Way) -> HttpResponse:
    """Why they are asked, who sees them, and two ways on: answer or skip."""
    form = equality_form(application.call)
    if form is None:
        raise Http404
    context = {
        **presenters.frame(application),
        "intro": form.intro.in_language(presenters.language()) if form.intro else "",
        "minutes": form.minutes or 5,
        "has_answered": equality.has_answered(application),
        "first_href": way.step(ASKED + steps(form, NOTHING)[0].key),
        "skip_href": way.step(CHECK),
        "delete_href": way.step(EQUALITY_GONE),
        "back_href": way.start,
    }
    return render(request, "recruitment/equality.html", context)


def equality_step(request: HttpRequest, application: Application, way: Way, key: str) -> HttpResponse:
    form = equality_form(application.call)
    here = find_step(form, NOTHING, key) if form is not None else None
    if form is None or here is None:
        raise Http404
    typed: dict[str, Typed] | None = None
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        typed = typed_from(request.POST, here)
        faults = tuple(equality.answer_equality(application=application, step=here, raw=typed))
        if not faults:
            following = step_after(form, NOTHING, key)
            return redirect(way.step(ASKED + following.key if following else CHECK))
    shown = screen(form, here, NOTHING, typed=typed, faults=faults)
    context = {
        **presenters.frame(application),
        "screen": shown,
        "back_href": way.step(ASKED + shown.previous if shown.previous else EQUALITY),
        "skip_href": way.step(CHECK),
    }
    return render(request, "recruitment/equality_question.html", context, status=422 if faults else 200)


def delete_step(request: HttpRequest, application: Application, way: Way) -> HttpResponse:
    """Take all equality answers back, also after the close."""
    if request.method == "POST":
        equality.delete_equality(application=application)
        return redirect(way.start)
    return render(request, "ui/confirm.html", presenters.delete_equality_page(application, way))
