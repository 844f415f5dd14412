"""The applicant books an interview, by the personal link or signed in: the same page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from kith.foundation.faults import Fault, KithError
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import open_link, use_link
from kith.service.core.domain.permissions import Permission
from kith.service.core.models import LinkPurpose
from kith.service.core.web.access import SignedInRequest, by_link, requires
from kith.service.core.web.receivers import speak_to
from kith.service.recruitment.domain.reviewing import interviewing
from kith.service.recruitment.models import Application
from kith.service.recruitment.web.reviewing import booking_presenters as presenters
from kith.service.recruitment.web.reviewing.booking_forms import BookForm
from kith.service.recruitment.web.selecting import offer_presenters
from kith.service.ui.web.refusals import show_refusal


@by_link
def book_by_link(request: HttpRequest, secret: str) -> HttpResponse:
    link = open_link(secret, purpose=LinkPurpose.APPLY, now=timezone.now())
    rows = Application.objects.select_related(
        "call__cohort__organisation", "call__cohort__definition", "person"
    )
    application = rows.filter(pk=link.subject_id).first()
    if application is None or application.person is None:
        raise KithError(Fault("core.link.unknown"))
    speak_to(request, application.person)
    if request.method == "POST":
        use_link(link, now=timezone.now())
    return _book(request, application, Actor.of_link(link), offer_presenters.home_by_link(secret))


@requires(Permission.APPLICATION_OWN, on="application")
def book(request: SignedInRequest, application: Application, **kwargs: str) -> HttpResponse:
    return _book(request, application, request.actor, offer_presenters.home_signed_in(application))


def _book(request: HttpRequest, application: Application, by: Actor, home: str) -> HttpResponse:
    if application.state != Application.State.SHORTLISTED:
        context = {"organisation": application.call.cohort.organisation, "home": home}
        return render(request, "recruitment/no_interview.html", context, status=410)
    slots = interviewing.open_slots(application)
    held = application.interview_slots.select_related("panel").first()
    zone = presenters.zone_of(request, application)
    choices = presenters.slot_choices(slots, held, zone)
    form = BookForm(request.POST or None, slots=choices, held=str(held.pk) if held else "")
    if form.is_valid():
        wanted = next(
            one for one in [*slots, *([held] if held else [])] if str(one.pk) == form.cleaned_data["slot"]
        )
        try:
            interviewing.book(by=by, application=application, slot=wanted)
        except KithError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("Your interview is booked. We have sent you a mail."))
            return redirect(home)
    context = presenters.booking(application, slots, held, zone, home)
    return render(
        request, "recruitment/book.html", {**context, "form": form}, status=422 if form.errors else 200
    )
