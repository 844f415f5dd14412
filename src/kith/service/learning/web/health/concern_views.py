"""For whom a concern is addressed to: read, take up, answer, close."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.learning.domain.health import concerns as actions
from kith.service.learning.domain.health.reading import addressed_to
from kith.service.learning.models import Concern
from kith.service.learning.web.health import concern_presenters
from kith.service.learning.web.health.concern_forms import AnswerForm
from kith.service.ui.web.refusals import accepted

PAGE_SIZE = 50


@requires(P.CONCERN_READ, on="cohort")
def concerns(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    """Those that are addressed to the reader, and no sign of any other."""
    page = Paginator(addressed_to(request.user, cohort), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "cohort": cohort,
        "page": page,
        "table": concern_presenters.rows(cohort, page),
        "here": "programmes",
    }
    return render(request, "learning/concerns.html", context)


@requires(P.CONCERN_READ, on="concern")
def one(request: SignedInRequest, concern: Concern, **kwargs: str) -> HttpResponse:
    form = AnswerForm(request.POST or None, initial={"words": concern.answer})
    if accepted(
        form, lambda: actions.answer(by=request.actor, concern=concern, words=form.cleaned_data["words"])
    ):
        messages.success(request, _("Your answer is there for them. They are told that there is news."))
        return redirect("learning:concern", concern.cohort_id, concern.pk)
    context = {**concern_presenters.page(concern), "form": form, "here": "programmes"}
    return render(request, "learning/concern.html", context, status=422 if form.errors else 200)


@require_POST
@requires(P.CONCERN_READ, on="concern")
def take_up(request: SignedInRequest, concern: Concern, **kwargs: str) -> HttpResponse:
    actions.take_up(by=request.actor, concern=concern)
    messages.success(request, _("They can see now that somebody is looking into it."))
    return redirect("learning:concern", concern.cohort_id, concern.pk)


@require_POST
@requires(P.CONCERN_READ, on="concern")
def close(request: SignedInRequest, concern: Concern, **kwargs: str) -> HttpResponse:
    actions.close(by=request.actor, concern=concern)
    messages.success(request, _("Closed. They are told."))
    return redirect("learning:concern", concern.cohort_id, concern.pk)
