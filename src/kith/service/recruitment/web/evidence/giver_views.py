"""Who can agree that the applicant takes part."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kith.foundation.faults import KithError
from kith.service.recruitment.domain.applying.applying import must_be_changeable
from kith.service.recruitment.domain.evidence.evidence import name_giver, required_kinds
from kith.service.recruitment.models import Application
from kith.service.recruitment.web.applying import application_presenters as presenters
from kith.service.recruitment.web.applying.application_flow import after_giver, before_giver
from kith.service.recruitment.web.applying.apply_forms import GiverForm
from kith.service.ui.web.refusals import show_refusal
from kith.service.ui.web.ways import Way


def giver_step(request: HttpRequest, application: Application, way: Way, kind: str) -> HttpResponse:
    if kind not in required_kinds(application):
        raise Http404
    row = application.permissions.filter(kind=kind).first()
    form = GiverForm(request.POST or None, row=row)
    if form.is_valid():
        must_be_changeable(application)
        try:
            name_giver(by=way.actor, application=application, kind=kind, **form.cleaned_data)
        except KithError as refused:
            show_refusal(form, refused)
        else:
            return redirect(after_giver(application, way, kind))
    context = {
        **presenters.frame(application),
        "form": form,
        "kind": presenters.giver_words(kind),
        "managers": presenters.managers_words(application),
        "is_asked": row is not None and row.asked_at is not None,
        "back_href": before_giver(application, way, kind),
    }
    return render(request, "recruitment/giver.html", context, status=422 if form.errors else 200)
