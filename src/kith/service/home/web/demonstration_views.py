"""On a laptop, the lead of the invented organisation can let its invented people act. Shut off elsewhere."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kith.foundation.faults import KithError
from kith.service.cohorts.domain.extras import Button
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.home.demonstration import recruiting_time, time, together_time
from kith.service.people.domain.personas import personas_are_open
from kith.service.recruitment.domain.calling.calls import call_of, is_open
from kith.service.recruitment.models import Call
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


@require_POST
@requires(P.COHORT_MANAGE, on="cohort")
def apply(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    _must_be_invented(cohort)
    count = recruiting_time.people_apply(cohort)
    said = ngettext(
        "%(num)s invented person applies, and their manager agrees.",
        "%(num)s invented people apply, and their managers agree.",
        count,
    )
    messages.success(request, said % {"num": count})
    return redirect("cohorts:show", cohort.pk)


@require_POST
@requires(P.COHORT_MANAGE, on="cohort")
def judge(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    _must_be_invented(cohort)
    count = recruiting_time.judges_judge(cohort)
    said = ngettext("%(num)s review is sent.", "%(num)s reviews are sent.", count)
    messages.success(request, said % {"num": count})
    return redirect("cohorts:show", cohort.pk)


@require_POST
@requires(P.COHORT_MANAGE, on="cohort")
def applicants_answer(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    _must_be_invented(cohort)
    count = recruiting_time.applicants_answer(cohort)
    said = ngettext(
        "%(num)s applicant chooses a time or answers an offer.",
        "%(num)s applicants choose a time or answer an offer.",
        count,
    )
    messages.success(request, said % {"num": count})
    return redirect("cohorts:show", cohort.pk)


@require_POST
@requires(P.COHORT_MANAGE, on="cohort")
def meet(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    _must_be_invented(cohort)
    done = together_time.pairs_meet(cohort)
    said = _("Meetings: %(meetings)s. Signatures: %(signatures)s.")
    messages.success(request, said % {"meetings": done.meetings, "signatures": done.signatures})
    return redirect("cohorts:show", cohort.pk)


def _of_a_call(cohort: Cohort) -> list[Button]:
    call = call_of(cohort)
    if call is None or call.state != Call.State.PUBLISHED:
        return []
    apply_now = Button(
        _("Let invented people apply"),
        reverse("home:demo_apply", args=[cohort.pk]),
        _("Eight people on each side send an application by the channels in turn, and their managers agree."),
    )
    return [
        *([apply_now] if is_open(call, timezone.now()) else []),
        Button(
            _("Let everybody judge"),
            reverse("home:demo_judge", args=[cohort.pk]),
            _("Reviewers and panels score the examples and everything else that waits for them."),
        ),
        Button(
            _("Let the applicants answer"),
            reverse("home:demo_applicants_answer", args=[cohort.pk]),
            _(
                "Those on the shortlist choose a time; those with an offer take it, apart from one who does not."
            ),
        ),
    ]


def buttons(cohort: Cohort) -> list[Button]:
    """For an invented cohort on a laptop only, and only what would do something now."""
    if not (cohort.organisation.is_synthetic and personas_are_open()):
        return []
    say_yes_now = Button(
        _("Let the invented people say yes"),
        reverse("home:demo_say_yes", args=[cohort.pk]),
        _("Everybody who was invited confirms their place and hands in what they hope for."),
    )
    answer_now = Button(
        _("Let the invented people answer"),
        reverse("home:demo_answer", args=[cohort.pk]),
        _("Most of those who were asked answer the questionnaires that are open."),
    )
    meet_now = Button(
        _("Let the pairs meet"),
        reverse("home:demo_meet", args=[cohort.pk]),
        _("Pairs sign what waits for a signature, and meet today. Whoever has gone quiet stays quiet."),
    )
    return [
        *_of_a_call(cohort),
        *([meet_now] if cohort.is_open and together_time.any_pair_lives(cohort) else []),
        *([say_yes_now] if time.anybody_can_say_yes(cohort) else []),
        *([answer_now] if time.anybody_can_answer(cohort) else []),
    ]


def _must_be_invented(cohort: Cohort) -> None:
    try:
        time.must_be_invented(cohort)
    except KithError as real:
        raise Http404 from real
