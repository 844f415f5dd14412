"""An applicant's own pages, by personal link or signed in: one page that says all, and the steps below it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kith.foundation.faults import Fault, KithError
from kith.questionnaires.logic import find_step, step_after, steps
from kith.service.core.domain.permissions import Permission
from kith.service.core.web.access import SignedInRequest, by_link, requires
from kith.service.recruitment.domain.applying import applying
from kith.service.recruitment.domain.applying.starting import begin
from kith.service.recruitment.models import Application
from kith.service.recruitment.web import door
from kith.service.recruitment.web.applying import application_presenters as presenters
from kith.service.recruitment.web.applying.application_ends import END_STEPS
from kith.service.recruitment.web.applying.application_flow import after_form, back_from_form
from kith.service.recruitment.web.applying.equality_views import equality_page, equality_step
from kith.service.recruitment.web.evidence.giver_views import giver_step
from kith.service.recruitment.web.parts import parts_of
from kith.service.ui.web.questionnaire import Typed, screen, typed_from
from kith.service.ui.web.questionnaire_files import uploads_from
from kith.service.ui.web.ways import Way


@by_link
def home_by_link(request: HttpRequest, secret: str) -> HttpResponse:
    return _home(request, *door.by_secret(request, secret))


@by_link
def step_by_link(request: HttpRequest, secret: str, step_key: str) -> HttpResponse:
    return _step(request, *door.by_secret(request, secret), step_key)


@requires(Permission.APPLICATION_OWN, on="application")
def home(request: SignedInRequest, application: Application, **kwargs: str) -> HttpResponse:
    return _home(request, application, door.signed_in_way(request, application))


@requires(Permission.APPLICATION_OWN, on="application")
def step(request: SignedInRequest, application: Application, step_key: str, **kwargs: str) -> HttpResponse:
    return _step(request, application, door.signed_in_way(request, application), step_key)


def _home(request: HttpRequest, application: Application, way: Way) -> HttpResponse:
    """Everything that the applicant can do now. The first time: one button, which proves the address."""
    if application.person_id is None and application.state == Application.State.STARTED:
        return _begin(request, application, way)
    context = presenters.frame(application) | {"parts": parts_of(application, way)}
    return render(request, "recruitment/application.html", context)


def _begin(request: HttpRequest, application: Application, way: Way) -> HttpResponse:
    if request.method == "POST":
        way.note_use()
        begin(by=way.actor, application=application)
        seen = applying.filling(application)
        return redirect(way.step(steps(seen.instrument, seen.answers)[0].key))
    context = presenters.frame(application) | presenters.begin_page(application)
    return render(request, "recruitment/begin.html", context)


def _step(request: HttpRequest, application: Application, way: Way, key: str) -> HttpResponse:
    if application.person_id is None:
        return redirect(way.start)
    if request.method == "POST":
        way.note_use()
    if key in END_STEPS:
        return END_STEPS[key](request, application, way)
    if request.method == "GET" and not applying.may_change(application, timezone.now()):
        return redirect(way.start)
    if key == presenters.CHECK:
        return _check(request, application, way)
    if key == presenters.EQUALITY:
        return equality_page(request, application, way)
    if key.startswith(presenters.ASKED):
        return equality_step(request, application, way, key.removeprefix(presenters.ASKED))
    if key.startswith(presenters.GIVER):
        return giver_step(request, application, way, key.removeprefix(presenters.GIVER))
    return _question(request, application, way, key)


def _question(request: HttpRequest, application: Application, way: Way, key: str) -> HttpResponse:
    """One page of the form. What is sound is saved, and what is not comes back as it was typed."""
    seen = applying.filling(application)
    here = find_step(seen.instrument, seen.answers, key)
    if here is None:
        raise Http404
    typed: dict[str, Typed] | None = None
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        typed = typed_from(request.POST, here)
        uploads = uploads_from(request, here)
        checked = applying.save_step(
            by=way.actor, application=application, step=here, raw=typed, uploads=uploads
        )
        if not checked.faults:
            following = step_after(seen.instrument, checked.answers, key)
            if following is not None:
                return redirect(way.step(following.key))
            return redirect(after_form(application, way, checked.answers))
        faults = checked.faults
    files = presenters.files_now(application, here)
    shown = screen(seen.instrument, here, seen.answers, typed=typed, faults=faults, files=files)
    context = {
        **presenters.frame(application),
        "screen": shown,
        "unmet": presenters.unmet_just_now(seen, shown.previous),
        "back_href": way.step(shown.previous) if shown.previous else way.start,
        "check_href": way.step(presenters.CHECK),
        "is_sent": seen.is_sent,
    }
    return render(request, "recruitment/question.html", context, status=422 if faults else 200)


def _check(request: HttpRequest, application: Application, way: Way) -> HttpResponse:
    """Everything on one page, then send."""
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            applying.send(by=way.actor, application=application)
        except KithError:
            errors = presenters.check_page(application, way)["missing"]
            if not errors:  # it is closed, or somebody decided meanwhile
                raise
        else:
            return redirect(way.step(presenters.SENT))
    context = presenters.check_page(application, way) | {"errors": errors}
    context["back_href"] = back_from_form(application, way) or context["back_href"]
    return render(request, "recruitment/check.html", context, status=422 if errors else 200)
