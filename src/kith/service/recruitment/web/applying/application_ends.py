"""The steps that are there whether or not the call is open: sent, read again, withdraw, delete."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kith.service.recruitment.domain.applying import applying
from kith.service.recruitment.models import Application
from kith.service.recruitment.web.applying import application_presenters as presenters
from kith.service.recruitment.web.applying.equality_views import delete_step
from kith.service.ui.web.ways import Way

EndStep = Callable[[HttpRequest, Application, Way], HttpResponse]


def _sent(request: HttpRequest, application: Application, way: Way) -> HttpResponse:
    if application.submitted_at is None:
        return redirect(way.start)
    return render(request, "recruitment/sent.html", presenters.sent_page(application, way))


def _copy(request: HttpRequest, application: Application, way: Way) -> HttpResponse:
    if application.submitted_at is None:
        raise Http404
    return render(request, "recruitment/copy.html", presenters.copy_page(application, way))


def _withdraw(request: HttpRequest, application: Application, way: Way) -> HttpResponse:
    if application.state not in applying.WITHDRAWABLE:
        return redirect(way.start)
    if request.method == "POST":
        applying.withdraw(by=way.actor, application=application)
        return redirect(way.start)
    return render(request, "ui/confirm.html", presenters.withdraw_page(application, way))


def _drop(request: HttpRequest, application: Application, way: Way) -> HttpResponse:
    if application.changes is None:
        return redirect(way.start)
    if request.method == "POST":
        applying.drop_changes(by=way.actor, application=application)
        return redirect(way.start)
    return render(request, "ui/confirm.html", presenters.drop_page(application, way))


END_STEPS: Mapping[str, EndStep] = {
    presenters.SENT: _sent,
    presenters.COPY: _copy,
    presenters.WITHDRAW: _withdraw,
    presenters.DROP: _drop,
    presenters.EQUALITY_GONE: delete_step,
}
