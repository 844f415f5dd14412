"""Closing, reopening and archiving a cohort: first what it comes to, then the question."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kith.foundation.faults import KithError
from kith.service.cohorts.domain import closing
from kith.service.cohorts.domain.closing import Step
from kith.service.cohorts.models import Cohort
from kith.service.cohorts.web.closing import what_happens
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires


@dataclass(frozen=True, slots=True)
class Words:
    question: str | Promise
    button: str | Promise
    done: str | Promise


WORDS = {
    Step.CLOSE: Words(_("Close %(cohort)s?"), _("Close the cohort"), _("%(cohort)s is closed.")),
    Step.REOPEN: Words(_("Reopen %(cohort)s?"), _("Reopen the cohort"), _("%(cohort)s is open again.")),
    Step.ARCHIVE: Words(_("Archive %(cohort)s?"), _("Archive the cohort"), _("%(cohort)s is archived.")),
    Step.UNARCHIVE: Words(
        _("Take %(cohort)s out of the archive?"),
        _("Take it out of the archive"),
        _("%(cohort)s is out of the archive, and closed."),
    ),
}
ACTIONS = {
    Step.CLOSE: closing.close_cohort,
    Step.REOPEN: closing.reopen_cohort,
    Step.ARCHIVE: closing.archive_cohort,
    Step.UNARCHIVE: closing.unarchive_cohort,
}


@requires(P.COHORT_MANAGE, on="cohort")
def ask(request: SignedInRequest, cohort: Cohort, ending: str, **kwargs: str) -> HttpResponse:
    if ending not in set(Step):
        raise Http404
    wanted = Step(ending)
    words, named = WORDS[wanted], {"cohort": cohort.name}
    if request.method == "POST":
        try:
            ACTIONS[wanted](by=request.actor, cohort=cohort)
        except KithError as refused:
            context = {**_question(cohort, wanted), "faults": refused.faults}
            return render(request, "ui/confirm.html", context, status=422)
        messages.success(request, str(words.done) % named)
        return redirect("cohorts:show", cohort.pk)
    if wanted not in closing.steps_from(cohort):
        return redirect("cohorts:show", cohort.pk)
    return render(request, "ui/confirm.html", _question(cohort, wanted))


def _question(cohort: Cohort, step: Step) -> dict[str, object]:
    return {
        "cohort": cohort,
        "title": str(WORDS[step].question) % {"cohort": cohort.name},
        "what_happens": what_happens(cohort, step),
        "button": WORDS[step].button,
        "cancel_href": reverse("cohorts:show", args=[cohort.pk]),
        "is_dangerous": step is Step.CLOSE,
        "here": "programmes",
    }
