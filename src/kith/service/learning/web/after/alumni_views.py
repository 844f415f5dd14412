"""Staying in touch: an alumnus's own choice, the directory, and answering a lead who asks for help."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kith.foundation.faults import KithError
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.domain.permissions import Role, may, scope
from kith.service.core.models import Organisation
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.learning.domain.after import alumni, asking, series
from kith.service.learning.web.after import alumni_presenters as presenters
from kith.service.learning.web.after.after_words import series_rows
from kith.service.learning.web.after.alumni_forms import EntryForm, entry_as_initial, offer_names
from kith.service.ui.web.refusals import accepted

PAGE_SIZE = 50


@requires(P.TAKE_PART, on="place")
def stay_in_touch(request: SignedInRequest, place: Place, **kwargs: str) -> HttpResponse:
    """Choose to stand in the directory, and what is seen there; or say that one would rather not."""
    organisation = place.cohort.organisation
    if alumni.entry_of(request.user, organisation) is not None:
        return redirect("learning:my_entry", organisation.slug)
    if request.method == "POST" and "no" in request.POST:
        alumni.decline_alumni(by=request.actor, place=place)
        messages.success(request, _("That is fine. You are not asked again, and nothing of yours is shown."))
        return redirect("home:home")
    form = EntryForm(request.POST or None)
    if accepted(form, lambda: alumni.join_alumni(by=request.actor, place=place, entry=form.entry)):
        messages.success(request, _("You stand in the directory now. You can leave it at any time."))
        return redirect("learning:alumni", organisation.slug)
    context = {
        "shown": place,
        "cohort": place.cohort,
        "form": form,
        "is_over": alumni.has_completed(place),
        "here": "home",
    }
    return render(request, "learning/stay_in_touch.html", context, status=422 if form.errors else 200)


@requires(P.ALUMNI_SEE, on="alumni")
def directory(request: SignedInRequest, alumni: Organisation, **kwargs: str) -> HttpResponse:
    """Those who chose to be seen by the reader; with ``for`` a lead asks them for that cohort."""
    return render(request, "learning/alumni.html", _directory(request, alumni))


def _directory(request: SignedInRequest, organisation: Organisation) -> dict[str, object]:
    wanted = {name: request.GET.get(name, "") for name in ("search", "cohort", "offers")}
    cohort = _asking_for(request, organisation)
    rows = alumni.directory(
        organisation,
        reader=request.user,
        runs_programmes=_runs_programmes(request, organisation),
        search=wanted["search"].strip(),
        cohort=_id_or_none(wanted["cohort"]),
        offers=wanted["offers"],
    )
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    asked = asking.asked_before(cohort, [one.pk for one in page]) if cohort else set()
    running = list(series.series_seen_from(organisation.pk))
    return {
        "organisation": organisation,
        "page": page,
        "table": presenters.directory_rows(page, cohort, asked),
        "query": query.urlencode(),
        "wanted": wanted,
        "is_filtered": any(wanted.values()),
        "cohorts": alumni.cohorts_of_alumni(organisation),
        "offers": list(offer_names().items()),
        "asking_for": cohort,
        "mine": alumni.entry_of(request.user, organisation),
        "series": series_rows(running, series.next_meetings([one.pk for one in running])),
        "here": "home",
    }


def _runs_programmes(request: SignedInRequest, organisation: Organisation) -> bool:
    """By their role in the organisation or on one of its cohorts, whether they stand in the directory or not."""
    return bool(scope("alumni").roles(request.user, organisation) & {Role.LEAD, Role.DEPUTY})


def _asking_for(request: SignedInRequest, organisation: Organisation) -> Cohort | None:
    key = _id_or_none(request.GET.get("for", ""))
    if not key:
        return None
    cohort = Cohort.objects.filter(pk=key, organisation=organisation, state=Cohort.State.OPEN).first()
    if cohort is None or not may(request.user, P.LEARNING_MANAGE, cohort, on="cohort"):
        return None
    return cohort


def _id_or_none(value: str) -> str:
    try:
        return str(UUID(value))
    except ValueError:
        return ""


@requires(P.ALUMNI_SEE, on="alumni")
def my_entry(request: SignedInRequest, alumni: Organisation, **kwargs: str) -> HttpResponse:
    """Change what is seen, or leave: gone at once."""
    return _my_entry(request, alumni)


def _my_entry(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    mine = alumni.entry_of(request.user, organisation)
    if mine is None:
        return redirect("learning:alumni", organisation.slug)
    if request.method == "POST" and "leave" in request.POST:
        alumni.leave_alumni(by=request.actor, alumnus=mine)
        messages.success(request, _("You have left the directory. Nothing of yours is shown there any more."))
        return redirect("home:home")
    form = EntryForm(request.POST or None, initial=entry_as_initial(mine))
    if accepted(form, lambda: alumni.change_entry(by=request.actor, alumnus=mine, entry=form.entry)):
        messages.success(request, _("Changed."))
        return redirect("learning:alumni", organisation.slug)
    context = {"organisation": organisation, "form": form, "here": "home"}
    return render(request, "learning/my_entry.html", context, status=422 if form.errors else 200)


@requires(P.ALUMNI_SEE, on="alumni")
def asked(request: SignedInRequest, alumni: Organisation, **kwargs: str) -> HttpResponse:
    """What leads asked the reader, each to be answered once. Nobody sees what another was asked."""
    mine = asking.asks_to(request.user, alumni)
    faults: list[object] = []
    if request.method == "POST" and {"yes", "no"} & set(request.POST):
        key = _id_or_none(request.POST.get("asked", ""))
        row = mine.filter(pk=key).first() if key else None
        if row is None:
            raise Http404
        try:
            asking.answer_ask(by=request.actor, asked=row, yes="yes" in request.POST)
        except KithError as refused:
            faults = list(refused.faults)
        else:
            return redirect("learning:asked", alumni.slug)
    context = {
        "organisation": alumni,
        "asks": [presenters.asked_page(row) for row in mine],
        "faults": faults,
        "here": "home",
    }
    return render(request, "learning/asked.html", context, status=422 if faults else 200)
