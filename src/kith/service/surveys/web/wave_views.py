"""A cohort's questionnaires, for those who run it: dates, response in counts, what is asked. Never who answered."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.foundation.words import Text
from kith.service.cohorts.domain.openness import offered
from kith.service.cohorts.domain.roles import roles_on_cohort
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.domain.permissions import permissions_of
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.surveys.domain import waves as actions
from kith.service.surveys.domain.instruments import instrument_of
from kith.service.surveys.domain.shared.waves import is_shared
from kith.service.surveys.models import Wave
from kith.service.surveys.web import presenters
from kith.service.surveys.web.building.showing import whole_page
from kith.service.surveys.web.response import response_page


@requires(P.WAVE_SEE, on="cohort")
def waves(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    held = offered(permissions_of(roles_on_cohort(request.user, cohort)), cohort)
    context = {
        "cohort": cohort,
        "table": presenters.wave_rows(cohort),
        "may_manage": P.WAVE_MANAGE in held,
        "here": "programmes",
    }
    return render(request, "surveys/waves.html", context)


@requires(P.WAVE_SEE, on="cohort")
def response(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    """How many have answered so far, by side. The page asks for itself again while a questionnaire is open."""
    return render(request, "surveys/response.html", response_page(cohort))


@requires(P.WAVE_SEE, on="wave")
def wave(request: SignedInRequest, wave: Wave, **kwargs: str) -> HttpResponse:
    if is_shared(wave):
        return redirect("surveys:shared", wave.cohort_id, wave.pk)
    return render(request, "surveys/wave.html", presenters.wave_page(request.user, wave))


@requires(P.WAVE_SEE, on="wave")
def preview(request: SignedInRequest, wave: Wave, **kwargs: str) -> HttpResponse:
    """Every page as the receiver sees it, also those that not everybody is asked; nothing can be sent from here."""
    instrument = instrument_of(wave)
    screens = [whole_page(instrument, page) for page in instrument.pages]
    context = {
        "cohort": wave.cohort,
        "wave": wave,
        "wave_name": Text.of(wave.name),
        "instrument": instrument,
        "screens": screens,
        "here": "programmes",
    }
    return render(request, "surveys/preview.html", context)


@require_POST
@requires(P.WAVE_MANAGE, on="wave")
def open_now(request: SignedInRequest, wave: Wave, **kwargs: str) -> HttpResponse:
    actions.open_wave(by=request.actor, wave=wave)
    said = _("The questionnaire is open, and everybody who takes part has a mail on its way.")
    messages.success(request, _("The survey is open at its address.") if is_shared(wave) else said)
    return redirect("surveys:wave", wave.cohort_id, wave.pk)


@require_POST
@requires(P.WAVE_MANAGE, on="wave")
def close_now(request: SignedInRequest, wave: Wave, **kwargs: str) -> HttpResponse:
    actions.close_now(by=request.actor, wave=wave)
    messages.success(request, _("The questionnaire is closed."))
    return redirect("surveys:wave", wave.cohort_id, wave.pk)
