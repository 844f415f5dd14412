"""A series of meetings: what comes, and for its organisers planning, handing on and ending it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.foundation.faults import KithError
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.domain.permissions import may
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.learning.domain.after import series as domain
from kith.service.learning.domain.after import series_meetings, spin_offs
from kith.service.learning.models import Series, SeriesMeeting
from kith.service.learning.web.after.spin_off_forms import (
    MeetingForm,
    OrganiserForm,
    SeriesForm,
    meeting_as_initial,
)
from kith.service.learning.web.after.spin_off_presenters import meeting_rows
from kith.service.ui.web.refusals import accepted, show_refusal
from kith.service.ui.web.wording import said as words_of

PAGE_SIZE = 24


@requires(P.SERIES_SEE, on="series")
def show(request: SignedInRequest, series: Series, **kwargs: str) -> HttpResponse:
    organises = may(request.user, P.SERIES_ORGANISE, series, on="series")
    organisers = list(domain.organisers_of(series))
    page = Paginator(series_meetings.past(series), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "series": series,
        "organisers": ", ".join(one.person.name for one in organisers),
        "organises": organises and series.ended_on is None,
        "coming": meeting_rows(
            series_meetings.coming(series), may_change=organises and series.ended_on is None
        ),
        "past": meeting_rows(page, may_change=False),
        "page": page,
        "asks": organises
        and series.spin_off is not None
        and spin_offs.is_due(series.spin_off, timezone.localdate()),
        "here": "home",
    }
    return render(request, "learning/series.html", context)


@requires(P.SERIES_ORGANISE, on="series")
def plan(request: SignedInRequest, series: Series, **kwargs: str) -> HttpResponse:
    form = MeetingForm(request.POST or None, initial={"zone": request.user.time_zone, "minutes": 60})
    if form.is_valid():
        try:
            rows = series_meetings.plan_meetings(by=request.actor, series=series, **form.cleaned_data)
        except KithError as refused:
            show_refusal(form, refused)
        else:
            said = ngettext("%(num)s meeting is planned.", "%(num)s meetings are planned.", len(rows))
            messages.success(request, said % {"num": len(rows)})
            return redirect("learning:series", series.pk)
    return _form(request, series, form, _("Plan meetings"), _("Plan"))


@requires(P.SERIES_ORGANISE, on="series")
def meeting(request: SignedInRequest, series: Series, meeting_id: UUID, **kwargs: str) -> HttpResponse:
    row = _meeting(series, meeting_id)
    if request.method == "POST" and "cancel" in request.POST:
        series_meetings.cancel_meeting(by=request.actor, meeting=row)
        messages.success(request, _("The meeting is cancelled. Calendars show it."))
        return redirect("learning:series", series.pk)
    form = MeetingForm(request.POST or None, initial=meeting_as_initial(row))
    del form.fields["times"], form.fields["sent_once"]
    if accepted(
        form, lambda: series_meetings.change_meeting(by=request.actor, meeting=row, **form.cleaned_data)
    ):
        messages.success(request, _("Changed. Calendars show it."))
        return redirect("learning:series", series.pk)
    context = {"series": series, "row": row, "form": form, "here": "home"}
    return render(request, "learning/series_meeting.html", context, status=422 if form.errors else 200)


@requires(P.SERIES_ORGANISE, on="series")
def details(request: SignedInRequest, series: Series, **kwargs: str) -> HttpResponse:
    form = SeriesForm(request.POST or None, initial={"name": series.name, "about": series.about})
    if accepted(form, lambda: domain.change_series(by=request.actor, series=series, **form.cleaned_data)):
        return redirect("learning:series", series.pk)
    return _form(request, series, form, _("What it is about"), _("Save"))


@requires(P.SERIES_ORGANISE, on="series")
def organisers(request: SignedInRequest, series: Series, **kwargs: str) -> HttpResponse:
    """One more organiser, somebody else instead of oneself, or stepping down."""
    form = OrganiserForm(request.POST if "leave" not in request.POST and request.POST else None)
    try:
        if "leave" in request.POST:
            domain.step_down(by=request.actor, series=series, person=request.user)
            messages.success(request, _("You organise it no more."))
            return redirect("home:home")
        if form.is_valid():
            return _let_organise(request, series, form)
    except KithError as refused:
        show_refusal(form, refused) if form.is_bound else _say(request, refused)
    context = {
        "series": series,
        "organisers": [one.person.name for one in domain.organisers_of(series)],
        "form": form,
        "here": "home",
    }
    return render(request, "learning/series_organisers.html", context, status=422 if form.errors else 200)


def _let_organise(request: SignedInRequest, series: Series, form: OrganiserForm) -> HttpResponse:
    if "instead" in request.POST:
        domain.hand_on(by=request.actor, series=series, person=request.user, **form.cleaned_data)
        messages.success(request, _("It is handed on. They are told by mail."))
        return redirect("home:home")
    domain.add_organiser(by=request.actor, series=series, **form.cleaned_data)
    messages.success(request, _("They are told by mail and can plan its meetings."))
    return redirect("learning:series", series.pk)


def _say(request: SignedInRequest, refused: KithError) -> None:

    for fault in refused.faults:
        messages.error(request, words_of(fault))


@requires(P.SERIES_ORGANISE, on="series")
def still(request: SignedInRequest, series: Series, **kwargs: str) -> HttpResponse:
    """Once a year: does it still run? A yes is one click; ending it has a page of its own."""
    if request.method == "POST" and series.spin_off is not None:
        spin_offs.say_still_runs(by=request.actor, spin_off=series.spin_off)
        messages.success(request, _("Thank you. You are asked again in a year."))
        return redirect("learning:series", series.pk)
    context = {
        "title": _("Does %(series)s still run?") % {"series": series.name},
        "what_happens": [
            _("The people who run the programme see that it does. You are asked again in a year.")
        ],
        "button": _("Yes, it still runs"),
        "cancel_href": reverse("learning:series", args=[series.pk]),
        "here": "home",
    }
    return render(request, "ui/confirm.html", context)


@requires(P.SERIES_ORGANISE, on="series")
def end(request: SignedInRequest, series: Series, **kwargs: str) -> HttpResponse:
    if request.method == "POST":
        domain.end_series(by=request.actor, series=series)
        messages.success(request, _("%(series)s has ended.") % {"series": series.name})
        return redirect("learning:series", series.pk)
    context = {
        "title": _("End %(series)s?") % {"series": series.name},
        "what_happens": [
            _("What was planned is cancelled, and calendars show it."),
            _("What was held stays on its page."),
            _("Nothing can be planned in it any more."),
        ],
        "button": _("End it"),
        "cancel_href": reverse("learning:series", args=[series.pk]),
        "is_dangerous": True,
        "here": "home",
    }
    return render(request, "ui/confirm.html", context)


def _meeting(series: Series, meeting_id: UUID) -> SeriesMeeting:
    row = series.meetings.filter(pk=meeting_id).first()
    if row is None:
        raise Http404
    row.series = series
    return row


def _form(request: SignedInRequest, series: Series, form: Any, title: str, button: str) -> HttpResponse:
    context = {
        "caption": series.name,
        "form": form,
        "title": title,
        "button": button,
        "lead_in": "",
        "back": reverse("learning:series", args=[series.pk]),
        "here": "home",
    }
    return render(request, "learning/after_form.html", context, status=422 if form.errors else 200)
