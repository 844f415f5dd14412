"""The page behind a referee's link: write a reference or send one. No account."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation

from kith.foundation.faults import KithError
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.openness import must_lead_on
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import open_link
from kith.service.core.models import LinkPurpose
from kith.service.core.web.access import by_link
from kith.service.core.web.receivers import speak_to
from kith.service.recruitment.domain.evidence import checks
from kith.service.recruitment.domain.evidence.evidence import name_of
from kith.service.recruitment.models import Check
from kith.service.recruitment.web.evidence.evidence_forms import ReferenceForm
from kith.service.ui.web.refusals import show_refusal


@by_link
def reference(request: HttpRequest, secret: str) -> HttpResponse:
    """What was sent is never shown again here: whoever has the link could read it."""
    link = open_link(secret, purpose=LinkPurpose.GIVE_REFERENCE, now=timezone.now())
    shown = checks.check_behind(link)
    speak_to(request, shown.application.call.cohort.organisation)
    must_lead_on(shown.application.call.cohort)
    form = ReferenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            checks.receive(
                by=Actor.of_link(link),
                check=shown,
                text=form.cleaned_data["text"],
                stream=sent,
                name=sent.name if sent else "",
            )
        except KithError as refused:
            show_refusal(form, refused)
        else:
            return redirect("recruitment:reference", secret)
    context = _context(shown, form)
    is_done = shown.state != Check.State.ASKED and "change" not in request.GET and not form.errors
    template = "recruitment/reference_done.html" if is_done else "recruitment/reference.html"
    return render(request, template, context, status=422 if form.errors else 200)


def _context(shown: Check, form: ReferenceForm) -> dict[str, Any]:
    cohort = shown.application.call.cohort
    language = translation.get_language() or "en"
    definition = definition_of(cohort)
    return {
        "shown": shown,
        "cohort": cohort,
        "applicant": name_of(shown.application),
        "role": definition.role(shown.application.side).name.in_language(language),
        "programme": definition.name.in_language(language),
        "may_change": shown.state == Check.State.RECEIVED,
        "form": form,
    }
