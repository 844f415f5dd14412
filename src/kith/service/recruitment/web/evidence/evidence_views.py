"""What the lead does about one application's permissions and checks. Each is a button or a small form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.core.web.downloads import download
from kith.service.recruitment.domain.applying import applying
from kith.service.recruitment.domain.evidence import checks, evidence, nudging, permission_answers
from kith.service.recruitment.models import Application, Check
from kith.service.recruitment.web.applying.apply_forms import GiverForm
from kith.service.recruitment.web.evidence.evidence_forms import DocumentForm, ReasonForm, RefereeForm
from kith.service.recruitment.web.evidence.evidence_words import check_name
from kith.service.ui.web.refusals import accepted

manages = requires(P.APPLICATION_MANAGE, on="application")


@require_POST
@manages
def nudge(
    request: SignedInRequest, application: Application, requirement: str, **kwargs: str
) -> HttpResponse:
    permission = evidence.permission_of(application, requirement)
    nudging.nudge(by=request.actor, permission=permission)
    messages.success(request, _("A mail to %(name)s is on its way.") % {"name": permission.name})
    return _back(application)


@manages
def waive(
    request: SignedInRequest, application: Application, requirement: str, **kwargs: str
) -> HttpResponse:
    permission = evidence.permission_of(application, requirement)
    return _form_page(
        request,
        application,
        ReasonForm(request.POST or None),
        lambda given: permission_answers.waive(by=request.actor, permission=permission, **given),
        title=_("Do without this permission?"),
        intro=_("The manager’s link stops working. The reason is kept with the application."),
        button=_("Do without it"),
    )


@manages
def giver(
    request: SignedInRequest, application: Application, requirement: str, **kwargs: str
) -> HttpResponse:
    permission = evidence.permission_of(application, requirement)

    def name_giver(said: dict[str, Any]) -> object:
        return evidence.name_giver(by=request.actor, application=application, kind=requirement, **said)

    return _form_page(
        request,
        application,
        GiverForm(request.POST or None, row=permission),
        name_giver,
        title=_("Who can give permission?"),
        intro=_("With another address, the link of whoever was asked before stops working."),
        button=_("Save and ask them") if application.submitted_at else _("Save"),
    )


@manages
def withdraw(request: SignedInRequest, application: Application, **kwargs: str) -> HttpResponse:
    """Somebody telephoned: the lead withdraws it for them, and the audit says that it was the lead."""
    if request.method == "POST":
        applying.withdraw(by=request.actor, application=application)
        messages.success(request, _("The application is withdrawn, and we have told them."))
        return _back(application)
    context = {
        "cohort": application.call.cohort,
        "title": _("Withdraw application %(reference)s?") % {"reference": application.reference},
        "what_happens": [
            _("Their manager and referees are not asked any more; links that they have stop working."),
            _("The applicant gets a mail that says so."),
        ],
        "button": _("Withdraw it"),
        "cancel_href": _address(application),
        "is_dangerous": True,
        "here": "programmes",
    }
    return render(request, "ui/confirm.html", context)


@require_POST
@manages
def ask_check(
    request: SignedInRequest, application: Application, check_id: str, **kwargs: str
) -> HttpResponse:
    checks.ask(by=request.actor, check=_check(application, check_id))
    messages.success(request, _("Noted as asked."))
    return _back(application)


@require_POST
@manages
def see_check(
    request: SignedInRequest, application: Application, check_id: str, **kwargs: str
) -> HttpResponse:
    checks.note_seen(by=request.actor, check=_check(application, check_id))
    messages.success(request, _("Noted as seen by you."))
    return _back(application)


@manages
def upload(request: SignedInRequest, application: Application, check_id: str, **kwargs: str) -> HttpResponse:
    check = _check(application, check_id)

    def put(given: dict[str, Any]) -> object:
        sent = given["file"]
        return checks.upload(by=request.actor, check=check, stream=sent, name=sent.name if sent else "")

    return _form_page(
        request,
        application,
        DocumentForm(request.POST if request.method == "POST" else None, request.FILES or None),
        put,
        title=_("It has come: %(check)s") % {"check": check_name(check.kind)},
        intro=_("Only those who run the programme can open the document, and each opening is noted."),
        button=_("Note it as received"),
    )


@manages
def not_needed(
    request: SignedInRequest, application: Application, check_id: str, **kwargs: str
) -> HttpResponse:
    check = _check(application, check_id)
    return _form_page(
        request,
        application,
        ReasonForm(request.POST or None),
        lambda given: checks.not_needed(by=request.actor, check=check, **given),
        title=_("Not needed: %(check)s?") % {"check": check_name(check.kind)},
        intro=_("The reason is kept with the application."),
        button=_("It is not needed"),
    )


@manages
def referee(
    request: SignedInRequest, application: Application, check_id: str | None = None, **kwargs: str
) -> HttpResponse:
    check = _check(application, check_id) if check_id else None
    given = {"name": check.of_name, "email": check.of_email} if check else {}
    return _form_page(
        request,
        application,
        RefereeForm(request.POST or None, initial=given),
        lambda said: checks.name_referee(by=request.actor, application=application, check=check, **said),
        title=_("Who can give a reference?"),
        intro=_("They are asked when you press “Ask for it”."),
        button=_("Save"),
    )


@manages
def document(
    request: SignedInRequest, application: Application, check_id: str, **kwargs: str
) -> HttpResponseBase:
    """Given out as a file that no browser runs; the audit says who opened it."""
    check = _check(application, check_id)
    if check.file is None:
        raise Http404
    return download(
        by=request.actor,
        file=check.file,
        permission=P.APPLICATION_MANAGE,
        thing=application,
        on="application",
    )


def _form_page(
    request: SignedInRequest,
    application: Application,
    form: forms.Form,
    action: Callable[[dict[str, Any]], object],
    **words: str,
) -> HttpResponse:
    """One small form: show it, do it, go back to the application."""
    if request.method == "POST" and accepted(form, lambda: action(form.cleaned_data)):
        messages.success(request, _("Done."))
        return _back(application)
    context = {
        **words,
        "application": application,
        "cohort": application.call.cohort,
        "form": form,
        "cancel_href": _address(application),
        "has_file": form.is_multipart(),
        "here": "programmes",
    }
    return render(request, "recruitment/evidence_form.html", context, status=422 if form.errors else 200)


def _check(application: Application, check_id: str) -> Check:
    try:
        return checks.check_of(application, check_id)
    except Check.DoesNotExist as missing:
        raise Http404 from missing


def _address(application: Application) -> str:
    return reverse("recruitment:application", args=[application.call.cohort_id, application.pk])


def _back(application: Application) -> HttpResponse:
    return redirect(_address(application))
