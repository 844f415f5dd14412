"""The page behind a mentor's link: what is asked, how long, who sees what; yes or no, without an account.

Signed in, the same page at an address of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from kith.foundation.faults import KithError
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.openness import must_lead_on
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import open_link
from kith.service.core.models import LinkPurpose
from kith.service.core.web.access import SignedInRequest, by_link, signed_in
from kith.service.core.web.receivers import speak_to
from kith.service.learning.domain.teaching import mentor_mails, mentoring
from kith.service.learning.domain.teaching.mentor_checks import still_possible
from kith.service.learning.models import MentorRequest
from kith.service.learning.web.teaching.mentor_forms import AnswerForm
from kith.service.ui.web.refusals import show_refusal

State = MentorRequest.State
ROWS = MentorRequest.objects.select_related("person", "cohort__organisation", "cohort__definition")


@by_link
def by_mail(request: HttpRequest, secret: str) -> HttpResponse:
    """Nothing is decided by opening it: mail scanners open every address."""
    link = open_link(secret, purpose=LinkPurpose.MENTOR, now=timezone.now())
    asked = ROWS.all().filter(pk=link.subject_id).first()
    if asked is None:
        raise Http404
    speak_to(request, asked.person)
    must_lead_on(asked.cohort)
    return _page(request, asked, Actor.of_link(link), lambda: redirect("learning:mentor_by_mail", secret))


@signed_in
def own(request: SignedInRequest, mentor_request_id: UUID) -> HttpResponse:
    asked = ROWS.all().filter(pk=mentor_request_id, person_id=request.user.pk).first()
    if asked is None:
        raise Http404
    return _page(
        request, asked, request.actor, lambda: redirect("learning:own_mentor_request", mentor_request_id)
    )


def _page(
    request: HttpRequest, asked: MentorRequest, by: Actor, again: Callable[[], HttpResponse]
) -> HttpResponse:
    rows = mentor_mails.mentees_of(asked)
    there = still_possible(asked, rows)
    context = _context(asked, rows)
    if asked.state != State.ASKED or not there or not asked.cohort.is_open:
        return render(request, "learning/mentor_answered.html", context)
    form = AnswerForm(request.POST if request.method == "POST" else None, asked_for=there)
    if form.is_valid():
        try:
            if form.cleaned_data["answer"] == "yes":
                mentoring.accept(by=by, request=asked, place_ids=form.chosen)
            else:
                mentoring.decline(by=by, request=asked)
        except KithError as refused:
            show_refusal(form, refused)
        else:
            return again()
    return render(
        request,
        "learning/mentor_request.html",
        context | {"form": form, "mentees": [row.place.person.name for row in there]},
        status=422 if form.errors else 200,
    )


def _context(asked: MentorRequest, rows: list[Any]) -> dict[str, Any]:
    language = get_language() or "en"
    cohort = asked.cohort
    kind = mentoring.kind_of(cohort, asked.mentor_kind)
    taken = [row for row in rows if row.relationship is not None]
    return {
        "asked": asked,
        "cohort": cohort,
        "programme": definition_of(cohort).name.in_language(language),
        "kind": mentor_mails.kind_name(cohort, asked.mentor_kind),
        "time": mentor_mails.time_asked(kind) if kind else "",
        "taken": [
            {"title": row.place.person.name, "href": reverse("learning:together", args=[row.relationship.pk])}
            for row in taken
        ],
        "here": "home",
    }
