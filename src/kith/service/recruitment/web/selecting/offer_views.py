"""The applicant answers an offer, by the personal link or signed in: the same page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kith.foundation.faults import Fault, KithError
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import open_link, use_link
from kith.service.core.domain.permissions import Permission
from kith.service.core.models import LinkPurpose
from kith.service.core.web.access import SignedInRequest, by_link, requires
from kith.service.core.web.receivers import speak_to
from kith.service.recruitment.domain.selecting import offers
from kith.service.recruitment.models import Application, Offer
from kith.service.recruitment.web.selecting import offer_presenters as presenters
from kith.service.recruitment.web.selecting.offer_forms import AnswerForm
from kith.service.ui.web.refusals import accepted


@by_link
def answer_by_link(request: HttpRequest, secret: str) -> HttpResponse:
    link = open_link(secret, purpose=LinkPurpose.APPLY, now=timezone.now())
    rows = Application.objects.select_related(
        "call__cohort__organisation", "call__cohort__definition", "person", "place"
    )
    application = rows.filter(pk=link.subject_id).first()
    if application is None or application.person is None:
        raise KithError(Fault("core.link.unknown"))
    speak_to(request, application.person)
    if request.method == "POST":
        use_link(link, now=timezone.now())
    return _answer(request, application, Actor.of_link(link), presenters.home_by_link(secret))


@requires(Permission.APPLICATION_OWN, on="application")
def answer(request: SignedInRequest, application: Application, **kwargs: str) -> HttpResponse:
    return _answer(request, application, request.actor, presenters.home_signed_in(application))


def _answer(request: HttpRequest, application: Application, by: Actor, home: str) -> HttpResponse:
    offer = application.offers.filter(state=Offer.State.OPEN).first()
    if offer is None:
        return render(
            request, "recruitment/no_offer.html", presenters.no_offer(application, home), status=410
        )
    form = AnswerForm(request.POST or None)
    if accepted(form, lambda: _do(by, application, form.cleaned_data["answer"], form.cleaned_data["reason"])):
        return redirect(home)
    context = presenters.offer(offer, home)
    return render(
        request, "recruitment/offer.html", {**context, "form": form}, status=422 if form.errors else 200
    )


def _do(by: Actor, application: Application, answer: str, reason: str) -> None:
    if answer == AnswerForm.ACCEPT:
        offers.accept_offer(by=by, application=application)
    elif answer == AnswerForm.DECLINE:
        offers.decline_offer(by=by, application=application, reason=reason)
    else:
        offers.defer_offer(by=by, application=application, reason=reason)
