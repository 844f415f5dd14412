"""An applicant says who can permit it and who can give a reference: by link, or signed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kith.foundation.faults import Fault, KithError
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, by_link, requires
from kith.service.recruitment.domain.evidence import checks, evidence
from kith.service.recruitment.models import Application, Check
from kith.service.recruitment.web.applying.apply_forms import GiverForm
from kith.service.recruitment.web.door import by_secret, signed_in_way
from kith.service.recruitment.web.evidence.evidence_forms import RefereeForm
from kith.service.recruitment.web.evidence.evidence_words import permission_name
from kith.service.ui.web.refusals import accepted
from kith.service.ui.web.ways import Way

owns = requires(P.APPLICATION_OWN, on="application")


@by_link
def giver_by_link(request: HttpRequest, secret: str, requirement: str) -> HttpResponse:
    return _giver(request, *by_secret(request, secret), requirement)


@owns
def own_giver(
    request: SignedInRequest, application: Application, requirement: str, **kwargs: str
) -> HttpResponse:
    return _giver(request, application, signed_in_way(request, application), requirement)


@by_link
def referee_by_link(request: HttpRequest, secret: str, check_id: str) -> HttpResponse:
    return _referee(request, *by_secret(request, secret), check_id)


@owns
def own_referee(
    request: SignedInRequest, application: Application, check_id: str, **kwargs: str
) -> HttpResponse:
    return _referee(request, application, signed_in_way(request, application), check_id)


def _giver(request: HttpRequest, application: Application, way: Way, kind: str) -> HttpResponse:
    shown = evidence.permission_of(application, kind)
    form = GiverForm(request.POST or None, row=shown)

    def name_giver(said: dict[str, Any]) -> object:
        return evidence.name_giver(by=way.actor, application=application, kind=kind, **said)

    intro = _("We ask them by e-mail whether you may take part. They see what it takes, not your answers.")
    if shown.asked_at is not None:
        intro = _("The link that %(name)s has stops working, and we ask the new person instead.") % {
            "name": shown.name
        }
    title = _("Who can give permission?")
    return _page(
        request, application, way, form, name_giver, title=title, intro=intro, about=permission_name(kind)
    )


def _referee(request: HttpRequest, application: Application, way: Way, check_id: str) -> HttpResponse:
    try:
        check = checks.check_of(application, check_id)
    except Check.DoesNotExist as missing:
        raise Http404 from missing
    form = RefereeForm(request.POST or None, initial={"name": check.of_name, "email": check.of_email})

    def name_referee(said: dict[str, Any]) -> object:
        if check.of_email:  # the lead may be about to write to them
            raise KithError(
                Fault("recruitment.check_state", params={"state": str(check.get_state_display())})
            )
        return checks.name_referee(by=way.actor, application=application, check=check, **said)

    return _page(
        request,
        application,
        way,
        form,
        name_referee,
        title=_("Who can give a reference?"),
        intro=_("Name somebody who knows your work and is not a relative. You do not see what they write."),
        about="",
    )


def _page(
    request: HttpRequest,
    application: Application,
    way: Way,
    form: forms.Form,
    action: Callable[[dict[str, Any]], object],
    **words: str,
) -> HttpResponse:
    if request.method == "POST" and accepted(form, lambda: action(form.cleaned_data)):
        way.note_use()
        messages.success(request, _("Saved."))
        return redirect(way.start)
    context = {**words, "cohort": application.call.cohort, "form": form, "start": way.start}
    return render(request, "recruitment/naming.html", context, status=422 if form.errors else 200)
