"""Everybody's own calendar: when they can meet, and the address that their calendar program reads."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kith.service.core.web.access import SignedInRequest, by_link, signed_in
from kith.service.learning.domain.meeting import availability
from kith.service.learning.domain.meeting import feed as feeds
from kith.service.learning.domain.meeting.calendar_file import MEDIA_TYPE, write
from kith.service.learning.web.meeting.calendar_forms import WeekForm
from kith.service.ui.web.refusals import accepted


@signed_in
def own(request: SignedInRequest) -> HttpResponse:
    if request.method == "POST":
        if "more" in request.POST:
            return _show(request, WeekForm(more=request.POST))
        form = WeekForm(request.POST)
        if accepted(
            form, lambda: availability.save(by=request.actor, person=request.user, windows=form.windows())
        ):
            messages.success(request, _("Your week is saved."))
            return redirect("learning:calendar")
        return _show(request, form)
    windows = availability.week_of(request.user)
    suggested = () if windows else availability.suggested_week(request.user)
    form = WeekForm(windows=windows or suggested)
    return _show(request, form, is_suggested=bool(suggested))


def _show(request: SignedInRequest, form: WeekForm, **more: Any) -> HttpResponse:
    context = {
        "form": form,
        "zone": request.user.time_zone.replace("_", " "),
        "feed": feeds.feed_link(request.user),
        "is_suggested": False,
        "here": "home",
        **more,
    }
    return render(request, "learning/calendar.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def new_feed(request: SignedInRequest) -> HttpResponse:
    """The address stands on the answer to the form, once, and is kept nowhere."""
    had_one = feeds.feed_link(request.user) is not None
    address = feeds.make_feed(by=request.actor, person=request.user)
    context = {"address": address, "had_one": had_one, "lasts": feeds.feed_link(request.user), "here": "home"}
    response = render(request, "learning/feed_made.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@signed_in
def end_feed(request: SignedInRequest) -> HttpResponse:
    feeds.end_feed(by=request.actor, person=request.user)
    messages.success(request, _("The address leads nowhere any more."))
    return redirect("learning:calendar")


@require_GET
@by_link
def feed(request: HttpRequest, secret: str) -> HttpResponseBase:
    """For a program. An address that is not good, for whatever reason, is simply not there."""
    person = feeds.person_behind(secret)
    if person is None:
        raise Http404
    entries = feeds.entries_of(person)
    with translation.override(person.language):
        content = write(entries, name=_("Learning together"))
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response
