"""The lead's list of applications, the page of one, asking several at once, and the file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.service.cohorts.domain.roles import roles_on_cohort
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.domain.permissions import permissions_of
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.recruitment.domain.calling.forms import roles_called
from kith.service.recruitment.domain.evidence import checks, listing, nudging
from kith.service.recruitment.domain.evidence.listing import Wanted
from kith.service.recruitment.domain.roles import roles_on_application
from kith.service.recruitment.models import Application, Call
from kith.service.recruitment.web.evidence.list_rows import TONES, application_rows, needs_choices
from kith.service.recruitment.web.section_cells import section_views
from kith.service.recruitment.web.sections import sections_of
from kith.tables.writing import write_csv

PAGE_SIZE = 50
FILTERS = ("side", "state", "needs", "channel", "search")


@requires(P.APPLICATION_SEE, on="cohort")
def applications(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    call = _call(cohort)
    if call is None:
        return render(request, "recruitment/no_applications.html", {"cohort": cohort, "here": "programmes"})
    wanted = _wanted(request)
    held = _offered(permissions_of(roles_on_cohort(request.user, cohort)), cohort)
    rows = listing.page_rows(listing.applications_of(call, wanted))
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    rest = request.GET.copy()
    rest.pop("page", None)
    context = {
        "cohort": cohort,
        "page": page,
        "table": application_rows(call, page, may_choose=P.APPLICATION_MANAGE in held),
        "query": rest.urlencode(),
        "wanted": wanted,
        "sides": roles_called(call),
        "states": Application.State.choices,
        "needs": needs_choices(),
        "channels": [("-", _("The bare address"))]
        + [(channel.code, channel.name) for channel in call.channels.exclude(code="")],
        "may_manage": P.APPLICATION_MANAGE in held,
        "here": "programmes",
    }
    return render(request, "recruitment/applications.html", context)


@requires(P.APPLICATION_MANAGE, on="cohort")
def export(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    """Formulas are made harmless; equality answers are not in it. Audited, since it leaves the house."""
    call = _call(cohort)
    if call is None:
        raise Http404
    wanted, language = _wanted(request), get_language() or "en"
    rows: list[Any] = list(listing.export_rows(call, wanted, language))
    listing.note_export(by=request.actor, call=call, rows=len(rows))
    content = write_csv(listing.export_columns(call, wanted, language), rows)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="applications.csv"'
    return response


@require_POST
@requires(P.APPLICATION_MANAGE, on="cohort")
def ask_several(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    """Ask managers again or referees for the first time: those who are ticked, or everybody that waits."""
    call = _call(cohort)
    if call is None:
        raise Http404
    is_all = "everybody" in request.POST
    wanted = None if is_all else listing.chosen(call, _ids(request.POST.getlist("application")))
    if wanted is not None and not wanted:
        messages.warning(request, _("Nobody was ticked, so nothing was sent."))
    elif "references" in request.POST or request.POST.get("everybody") == "references":
        count = checks.ask_all(by=request.actor, call=call, applications=wanted)
        said = ngettext("%(num)s referee is asked.", "%(num)s referees are asked.", count)
        messages.success(request, said % {"num": count})
    else:
        count = nudging.nudge_all(by=request.actor, call=call, applications=wanted)
        said = ngettext(
            "%(num)s manager is asked again. Whoever was written to within a day is left in peace.",
            "%(num)s managers are asked again. Whoever was written to within a day is left in peace.",
            count,
        )
        messages.success(request, said % {"num": count})
    return redirect("recruitment:applications", cohort.pk)


@requires(P.APPLICATION_SEE, on="application")
def application(request: SignedInRequest, application: Application, **kwargs: str) -> HttpResponse:
    held = _offered(permissions_of(roles_on_application(request.user, application)), application.call.cohort)
    context = {
        "cohort": application.call.cohort,
        "application": application,
        "tone": TONES[Application.State(application.state)],
        "sections": section_views(request, sections_of(application, held)),
        "here": "programmes",
    }
    return render(request, "recruitment/one_application.html", context)


def _offered(held: frozenset[P], cohort: Cohort) -> frozenset[P]:
    """In a cohort that is closed everything can be read and nothing changed."""
    return held if cohort.is_open else held - {P.APPLICATION_MANAGE, P.SELECT, P.CALL_MANAGE}


def _call(cohort: Cohort) -> Call | None:
    return (
        Call.objects.select_related("cohort__organisation", "cohort__definition")
        .filter(cohort=cohort)
        .first()
    )


def _wanted(request: SignedInRequest) -> Wanted:
    return Wanted(**{name: request.GET.get(name, "").replace("\0", "").strip() for name in FILTERS})


def _ids(given: list[str]) -> list[str]:
    """What was ticked, as far as it is an id at all."""
    found = []
    for one in given:
        try:
            found.append(str(UUID(one)))
        except ValueError:
            continue
    return found
