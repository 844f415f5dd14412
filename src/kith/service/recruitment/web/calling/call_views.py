"""The lead writes the call, looks at it, publishes it, moves its close; channels; the late door."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kith.foundation.faults import KithError
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.recruitment.domain.applying.late import open_late as open_late_door
from kith.service.recruitment.domain.calling import calls, channels
from kith.service.recruitment.models import Application, Call, Channel
from kith.service.recruitment.web.calling import call_presenters as presenters
from kith.service.recruitment.web.calling.call_forms import CallForm, ChannelForm, ExtendForm, LateForm
from kith.service.recruitment.web.calling.call_words import call_page
from kith.service.ui.web.refusals import accepted, show_refusal


@requires(P.CALL_MANAGE, on="cohort")
def show(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    call = calls.call_of(cohort)
    if call is None:
        return render(request, "recruitment/no_call.html", presenters.no_call_page(cohort))
    return _show(request, call, ChannelForm())


def _show(request: HttpRequest, call: Call, form: ChannelForm) -> HttpResponse:
    context = presenters.manage_page(call) | {"form": form}
    return render(request, "recruitment/manage_call.html", context, status=422 if form.errors else 200)


@requires(P.CALL_MANAGE, on="cohort")
def write(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    """The first time, and whenever something changes."""
    call = calls.call_of(cohort)
    form = CallForm(request.POST or None, cohort=cohort, call=call)
    if form.is_valid():
        by, words = request.actor, form.words
        try:
            if call is None:
                calls.create_call(
                    by=by, cohort=cohort, address=form.cleaned_data["address"], words=words, **form.days
                )
            else:
                calls.change_call(by=by, call=call, words=words, **form.days)
        except KithError as refused:
            show_refusal(form, refused)
        else:
            return redirect("recruitment:manage_call", cohort.pk)
    context = {"cohort": cohort, "call": call, "form": form, "here": "programmes"}
    return render(request, "recruitment/write_call.html", context, status=422 if form.errors else 200)


@requires(P.CALL_MANAGE, on="cohort")
def preview(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    """As the public sees it, before anybody else can."""
    context = call_page(_call(cohort), timezone.now())
    context |= {"is_preview": True, "back_href": _home(cohort), "here": "programmes"}
    return render(request, "recruitment/call.html", context)


@requires(P.CALL_MANAGE, on="cohort")
def publish(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    call = _call(cohort)
    if request.method == "POST":
        calls.publish_call(by=request.actor, call=call)
        messages.success(request, _("The call is published."))
        return redirect("recruitment:manage_call", cohort.pk)
    happens = [
        _("Anybody can open its page. People can apply between its two days."),
        _("The forms stay as they are now, also when a questionnaire is changed later."),
        _("The first day can no longer be moved once it has come, and the last day only to a later one."),
    ]
    return _confirm(request, cohort, _("Publish the call?"), happens, _("Publish it"))


@requires(P.CALL_MANAGE, on="cohort")
def withdraw(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    call = _call(cohort)
    if request.method == "POST":
        calls.withdraw_call(by=request.actor, call=call)
        messages.success(request, _("The call is withdrawn."))
        return redirect("recruitment:manage_call", cohort.pk)
    happens = [
        _("Its page says that it has been withdrawn, and nobody can start or send an application."),
        _("Applications that were sent stay. You can publish the call again."),
    ]
    return _confirm(request, cohort, _("Withdraw the call?"), happens, _("Withdraw it"), is_dangerous=True)


@requires(P.CALL_MANAGE, on="cohort")
def extend(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    call = _call(cohort)
    form = ExtendForm(request.POST or None, initial={"closes_on": calls.last_day(call)})
    if accepted(
        form, lambda: calls.extend_call(by=request.actor, call=call, closes_on=form.cleaned_data["closes_on"])
    ):
        return redirect("recruitment:manage_call", cohort.pk)
    happens = [_("The call is open until 11:59pm of the day you choose, where the cohort is.")]
    return _confirm(
        request, cohort, _("Keep the call open for longer"), happens, _("Move the last day"), form=form
    )


@requires(P.CALL_MANAGE, on="cohort")
def add_channel(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    call = _call(cohort)
    if request.method != "POST":
        return redirect("recruitment:manage_call", cohort.pk)
    form = ChannelForm(request.POST)
    if accepted(
        form, lambda: channels.add_channel(by=request.actor, call=call, name=form.cleaned_data["name"])
    ):
        return redirect("recruitment:manage_call", cohort.pk)
    return _show(request, call, form)


@requires(P.CALL_MANAGE, on="cohort")
def end_channel(request: SignedInRequest, cohort: Cohort, channel_id: str, **kwargs: str) -> HttpResponse:
    try:
        channel = presenters.channel_of(_call(cohort), channel_id)
    except Channel.DoesNotExist as missing:
        raise Http404 from missing
    if request.method == "POST":
        channels.end_channel(by=request.actor, channel=channel)
        return redirect("recruitment:manage_call", cohort.pk)
    happens = [
        _("Its address leads to the bare page from then on. What it has brought so far stays counted.")
    ]
    title = _("End the channel “%(name)s”?") % {"name": channel.name}
    return _confirm(request, cohort, title, happens, _("End it"))


@requires(P.APPLICATION_MANAGE, on="application")
def open_late(request: SignedInRequest, application: Application, **kwargs: str) -> HttpResponse:
    """Let one application be sent after the close."""
    form = LateForm(request.POST or None)
    if accepted(form, lambda: open_late_door(by=request.actor, application=application, **form.cleaned_data)):
        return redirect("recruitment:application", application.call.cohort_id, application.pk)
    cohort = application.call.cohort
    happens = [
        _("This person, and nobody else, can change and send the application until then."),
        _("They are told by mail."),
    ]
    title = _("Let application %(reference)s be sent late") % {"reference": application.reference}
    return _confirm(request, cohort, title, happens, _("Open it"), form=form, application=application)


def _confirm(
    request: HttpRequest,
    cohort: Cohort,
    title: str,
    happens: list[str],
    button: str,
    *,
    form: Any = None,
    is_dangerous: bool = False,
    application: Application | None = None,
) -> HttpResponse:
    context = {
        "cohort": cohort,
        "title": title,
        "what_happens": happens,
        "button": button,
        "cancel_href": _home(cohort),
        "is_dangerous": is_dangerous,
        "here": "programmes",
    }
    if form is not None:
        context["form"] = form
    if application is not None:
        context["cancel_href"] = reverse("recruitment:application", args=[cohort.pk, application.pk])
    status = 422 if form is not None and form.errors else 200
    return render(request, "ui/confirm.html", context, status=status)


def _call(cohort: Cohort) -> Call:
    call = calls.call_of(cohort)
    if call is None:
        raise Http404
    return call


def _home(cohort: Cohort) -> str:
    return reverse("recruitment:manage_call", args=[cohort.pk])
