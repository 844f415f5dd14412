"""The pages of calls that anybody can open. A draft is there for nobody."""

from __future__ import annotations

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation

from kith.foundation.faults import KithError
from kith.service.cohorts.domain.openness import in_open_cohorts
from kith.service.core.domain.actors import Actor
from kith.service.core.web.access import public
from kith.service.recruitment.domain.applying.starting import start
from kith.service.recruitment.domain.calling import channels
from kith.service.recruitment.domain.calling.calls import is_open
from kith.service.recruitment.models import Call, Channel
from kith.service.recruitment.web.applying.apply_forms import StartForm
from kith.service.recruitment.web.calling import call_words
from kith.service.ui.web.refusals import show_refusal

MOST_LISTED = 100


@public
def calls(request: HttpRequest) -> HttpResponse:
    """What is open now and what opens soon."""
    now = timezone.now()
    rows = in_open_cohorts(Call.objects.filter(state=Call.State.PUBLISHED, closes_at__gt=now))
    found = rows.select_related("cohort__organisation", "cohort__definition").order_by("closes_at", "id")
    shown = [call_words.list_entry(call, now) for call in found[:MOST_LISTED]]
    return render(request, "recruitment/calls.html", {"calls": shown})


@public
def show(request: HttpRequest, address: str) -> HttpResponse:
    return _show(request, _published(address), "")


@public
def via(request: HttpRequest, address: str, code: str) -> HttpResponse:
    """By a channel's own address. One that has ended, or never was, leads to the bare one."""
    call = _published(address)
    channel = channels.open_channel(call, code)
    if channel is None or not channel.code:
        return redirect("recruitment:call", call.address)
    return _show(request, call, channel.code)


def _show(request: HttpRequest, call: Call, code: str) -> HttpResponse:
    now = timezone.now()
    channel = channels.open_channel(call, code)
    if channel is not None and request.method == "GET":
        channel.call = call
        channels.count_visit(channel, now)
    return render(request, "recruitment/call.html", call_words.call_page(call, now, code))


@public
def apply(request: HttpRequest, address: str, side: str) -> HttpResponse:
    """The rules in words, then name and address. The answer is the same whoever has applied already."""
    call = _published(address)
    if not is_open(call, timezone.now()):
        return redirect("recruitment:call", call.address)
    if side not in call.instruments:
        raise Http404
    channel = channels.open_channel(call, request.GET.get("via", "").replace("\0", ""))
    form = StartForm(request.POST or None)
    if form.is_valid():
        if not ratelimit.consume(request, action="apply"):
            return ratelimit.respond_429(request)
        if _start(request, call, side, channel, form):
            # Not a redirect: the address that was typed is shown for its typing errors, and kept nowhere for that.
            context = {"cohort": call.cohort, "call": call, "typed": form.cleaned_data["email"].strip()}
            return render(request, "recruitment/check_mail.html", context)
    context = call_words.apply_page(call, side) | {"form": form, "code": channel.code if channel else ""}
    return render(request, "recruitment/apply.html", context, status=422 if form.errors else 200)


def _start(request: HttpRequest, call: Call, side: str, channel: Channel | None, form: StartForm) -> bool:
    """Whether the page may say that a mail is on its way. An address that asks too often gets none, and the
    page does not tell that either."""
    email = form.cleaned_data["email"].strip().lower()
    if not ratelimit.consume(request, action="apply_address", key=email):
        return True
    try:
        start(
            by=Actor.system("recruitment.apply"),
            call=call,
            side=side,
            name=form.cleaned_data["name"],
            email=email,
            language=translation.get_language() or "en",
            channel=channel,
        )
    except KithError as refused:
        show_refusal(form, refused)
        return False
    return True


def _published(address: str) -> Call:
    """A call that has ever been shown to the public."""
    rows = Call.objects.select_related("cohort__organisation", "cohort__definition")
    call = rows.filter(address=address).exclude(state=Call.State.DRAFT).first()
    if call is None:
        raise Http404
    return call
