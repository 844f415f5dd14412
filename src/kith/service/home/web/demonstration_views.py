"""On a laptop, the lead of the invented organisation can let its invented people act. Shut off elsewhere."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kith.foundation.faults import KithError
from kith.service.cohorts.domain.extras import Button
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.home.demonstration import time
from kith.service.people.domain.personas import personas_are_open
from kith.service.surveys.models import Wave


@require_POST
@requires(P.COHORT_MANAGE, on="cohort")
def say_yes(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    _must_be_invented(cohort)
    count = time.everybody_says_yes(cohort)
    said = ngettext(
        "%(num)s invented person says yes and hands in preferences.",
        "%(num)s invented people say yes and hand in preferences.",
        count,
    )
    messages.success(request, said % {"num": count})
    return redirect("cohorts:show", cohort.pk)


@require_POST
@requires(P.COHORT_MANAGE, on="cohort")
def answer(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    _must_be_invented(cohort)
    open_waves = list(
        Wave.objects.filter(cohort=cohort, state=Wave.State.OPEN).select_related(
            "cohort__organisation", "cohort__definition"
        )
    )
    count = sum(time.everybody_answers(wave) for wave in open_waves)
    if open_waves:
        said = ngettext(
            "%(num)s questionnaire is filled in.", "%(num)s questionnaires are filled in.", count
        ) % {"num": count}
    else:
        said = _("No questionnaire is open, so there is nothing to answer.")
    messages.success(request, said)
    return redirect("cohorts:show", cohort.pk)


def buttons(cohort: Cohort) -> list[Button]:
    """For an invented cohort on a laptop only."""
    if not (cohort.organisation.is_synthetic and personas_are_open()):
        return []
    return [
        Button(
            _("Let the invented people say yes"),
            reverse("home:demo_say_yes", args=[cohort.pk]),
            _("Everybody who was invited confirms their place and hands in what they hope for."),
        ),
        Button(
            _("Let the invented people answer"),
            reverse("home:demo_answer", args=[cohort.pk]),
            _("Most of those who were asked answer the questionnaires that are open."),
        ),
    ]


def _must_be_invented(cohort: Cohort) -> None:
    try:
        time.must_be_invented(cohort)
    except KithError as real:
        raise Http404 from real
