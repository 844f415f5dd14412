"""What a participant hopes for, by personal link or signed in: the same pages, one screen at a time."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kith.foundation.faults import Fault
from kith.questionnaires.logic import find_step, step_after, steps
from kith.questionnaires.types import Instrument
from kith.service.cohorts.domain.places import place_behind
from kith.service.cohorts.models import Place
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import open_link
from kith.service.core.domain.permissions import Permission
from kith.service.core.models import LinkPurpose
from kith.service.core.web.access import SignedInRequest, by_link, requires
from kith.service.core.web.receivers import speak_to
from kith.service.matches.domain import preferences, queries
from kith.service.matches.domain.questionnaires import questionnaire_of
from kith.service.matches.web.forms import NeverWithForm
from kith.service.ui.web.questionnaire import answered, screen, typed_from
from kith.service.ui.web.refusals import accepted
from kith.service.ui.web.ways import Way

PRIVATE, CHECK, DONE = "in-private", "check-answers", "done"


@by_link
def start_by_link(request: HttpRequest, secret: str) -> HttpResponse:
    place, way = _by_link(secret)
    speak_to(request, place.person)
    return _start(request, place, way)


@by_link
def step_by_link(request: HttpRequest, secret: str, step_key: str) -> HttpResponse:
    place, way = _by_link(secret)
    speak_to(request, place.person)
    if request.method == "POST":
        way.note_use()
    return _step(request, place, way, step_key)


@requires(Permission.TAKE_PART, on="place")
def start(request: SignedInRequest, place: Place, **kwargs: str) -> HttpResponse:
    return _start(request, place, _signed_in(request, place))


@requires(Permission.TAKE_PART, on="place")
def step(request: SignedInRequest, place: Place, step_key: str, **kwargs: str) -> HttpResponse:
    return _step(request, place, _signed_in(request, place), step_key)


def _by_link(secret: str) -> tuple[Place, Way]:
    link = open_link(secret, purpose=LinkPurpose.CONFIRM_PLACE, now=timezone.now())
    return place_behind(link), Way(
        Actor.of_link(link), "matches:preferences_by_link", "matches:preferences_step_by_link", secret
    )


def _signed_in(request: SignedInRequest, place: Place) -> Way:
    return Way(request.actor, "matches:preferences", "matches:preferences_step", place.pk)


def _instrument(place: Place) -> Instrument:
    instrument = questionnaire_of(place)
    if instrument is None or place.state != Place.State.CONFIRMED:
        raise Http404
    return instrument


def _start(request: HttpRequest, place: Place, way: Way) -> HttpResponse:
    instrument = _instrument(place)
    row = queries.preferences_of(place)
    answers = preferences.answers_of(place, instrument)
    context = {
        "cohort": place.cohort,
        "instrument": instrument,
        "is_submitted": bool(row and row.submitted_at),
        "next_href": way.step(steps(instrument, answers)[0].key),
        "check_href": way.step(CHECK),
        "is_published": queries.is_published(place.cohort),
        "here": "home",
    }
    return render(request, "matches/preferences_start.html", context)


def _step(request: HttpRequest, place: Place, way: Way, key: str) -> HttpResponse:
    instrument = _instrument(place)
    if key == PRIVATE:
        return _private(request, place, way, instrument)
    if key == CHECK:
        return _check(request, place, way, instrument)
    if key == DONE:
        context = {"cohort": place.cohort, "instrument": instrument, "start_href": way.start, "here": "home"}
        return render(request, "matches/preferences_done.html", context)
    answers = preferences.answers_of(place, instrument)
    here = find_step(instrument, answers, key)
    if here is None:
        raise Http404
    typed: dict[str, str | list[str]] | None = None
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        typed = typed_from(request.POST, here)
        checked = preferences.save_step(by=way.actor, place=place, step=here, raw=typed)
        if not checked.faults:
            following = step_after(instrument, checked.answers, key)
            return redirect(way.step(following.key if following else PRIVATE))
        faults = checked.faults
    shown = screen(instrument, here, answers, typed=typed, faults=faults)
    context = {
        "cohort": place.cohort,
        "instrument": instrument,
        "screen": shown,
        "back_href": way.step(shown.previous) if shown.previous else way.start,
        "here": "home",
    }
    return render(request, "matches/preferences_step.html", context, status=422 if faults else 200)


def _private(request: HttpRequest, place: Place, way: Way, instrument: Instrument) -> HttpResponse:
    """Whom not to be paired with: read by the engine, shown to nobody else."""
    form = NeverWithForm(request.POST or None, known=preferences.never_with_of(place))
    if request.method == "POST" and accepted(
        form, lambda: preferences.set_never_with(by=way.actor, place=place, addresses=form.addresses)
    ):
        return redirect(way.step(CHECK))
    last = steps(instrument, preferences.answers_of(place, instrument))[-1]
    context = {"cohort": place.cohort, "form": form, "back_href": way.step(last.key), "here": "home"}
    return render(request, "matches/preferences_private.html", context, status=422 if form.errors else 200)


def _check(request: HttpRequest, place: Place, way: Way, instrument: Instrument) -> HttpResponse:
    if request.method == "POST":
        preferences.submit(by=way.actor, place=place)
        return redirect(way.step(DONE))
    answers = preferences.answers_of(place, instrument)
    context = {
        "cohort": place.cohort,
        "answered": answered(instrument, answers),
        "never_with": len(preferences.never_with_of(place)),
        "first_href": way.step(steps(instrument, answers)[0].key),
        "private_href": way.step(PRIVATE),
        "back_href": way.step(PRIVATE),
        "here": "home",
    }
    return render(request, "matches/preferences_check.html", context)
