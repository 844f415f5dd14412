"""An organisation in one page: who runs it, what runs in it, and where each thing is set."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.foundation.faults import KithError
from kith.service.core.domain import policies
from kith.service.core.domain.permissions import ROLE_TABLE, Role, permissions_of
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.models import Organisation
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.home.domain.queries import cohort_counts, those_who_run
from kith.service.home.web.organisation_forms import PolicyForm
from kith.service.people.domain.queries import erasure_requests, roles_in_organisation
from kith.service.ui.web.refusals import show_refusal


@requires(P.ORGANISATION_SEE, on="organisation")
def show(request: SignedInRequest, organisation: Organisation, organisation_slug: str) -> HttpResponse:
    held = permissions_of(roles_in_organisation(request.user, organisation))
    counts = cohort_counts(organisation)
    context = {
        "organisation": organisation,
        "facts": [
            (_("Cohorts now"), str(counts.open)),
            (_("Cohorts in all"), str(counts.all)),
            (_("Written to at"), organisation.contact_email),
        ],
        "runs": [
            [row.person.name, str(ROLE_TABLE[Role(row.role)].name)] for row in those_who_run(organisation)
        ],
        "links": _links(organisation, held),
        "here": "home",
    }
    return render(request, "home/organisation.html", context)


def _links(organisation: Organisation, held: frozenset[P]) -> list[dict[str, str]]:
    """Where else one can go from here, as far as one may."""
    waiting = erasure_requests(organisation).count() if P.ORGANISATION_ADMINISTER in held else 0
    asked = ngettext("%(num)s person waits for an answer", "%(num)s people wait for an answer", waiting)
    wanted = [
        (
            P.COHORT_CREATE,
            "cohorts:choose_programme",
            _("Start a cohort"),
            _("Choose a programme and its dates"),
        ),
        (
            P.WAVE_SEE,
            "surveys:buildings",
            _("Questionnaires we make"),
            _("Build one, try it, publish it, and ask it in a cohort"),
        ),
        (P.COHORT_CREATE, "surveys:own", _("Own questionnaires"), _("Those that you hold a licence for")),
        (
            P.ORGANISATION_ADMINISTER,
            "people:roles",
            _("Roles"),
            _("Who may do what here, from which day to which"),
        ),
        (
            P.FUNNEL_SEE,
            "recruitment:organisation_funnel",
            _("Who gets in"),
            _("Calls counted together, stage by stage and group by group"),
        ),
        (P.ORGANISATION_SEE, "people:roles_explained", _("What each role may do"), _("In plain words")),
        (
            P.ORGANISATION_ADMINISTER,
            "home:policies",
            _("Policies"),
            _("What reports keep back, and how long things are kept"),
        ),
        (
            P.ORGANISATION_ADMINISTER,
            "api:organisation_tokens",
            _("Programs with access"),
            _("Which tokens can read something here, and ending one"),
        ),
        (P.AUDIT_SEE, "core:history", _("Who did what"), _("Every change, the newest first")),
        (
            P.ORGANISATION_ADMINISTER,
            "people:erasures",
            _("Requests to be forgotten"),
            asked % {"num": waiting},
        ),
        (
            P.ORGANISATION_ADMINISTER,
            "core:health",
            _("Is Kith well?"),
            _("Messages, background work and the database"),
        ),
        (P.ORGANISATION_ADMINISTER, "home:rename_organisation", _("Rename"), _("A new name from now on")),
        (
            P.ORGANISATION_ADMINISTER,
            "home:merge_organisation",
            _("Merge"),
            _("Make another organisation part of this one"),
        ),
        (
            P.ORGANISATION_ADMINISTER,
            "home:split_organisation",
            _("Split"),
            _("Give some cohorts an organisation of their own"),
        ),
    ]
    links = [
        {"title": title, "href": reverse(view, args=[organisation.slug]), "text": text}
        for permission, view, title, text in wanted
        if permission in held
    ]
    if P.MATCH_SEE in held:
        text = _("Pairs, posts, placements and sets, from files or of a cohort's people")
        links.insert(1, {"title": _("Matchings"), "href": reverse("matches:exercises"), "text": text})
    return links


@requires(P.ORGANISATION_ADMINISTER, on="organisation")
def change_policies(
    request: SignedInRequest, organisation: Organisation, organisation_slug: str
) -> HttpResponse:
    """The thresholds as they hold, and new ones."""
    form = PolicyForm(request.POST or None, values=policies.thresholds(organisation))
    if form.is_valid():
        try:
            changed = policies.set_thresholds(by=request.actor, organisation=organisation, values=form.values)
        except KithError as refused:
            show_refusal(form, refused)
        else:
            said = _("The policies are changed. Reports made from now on follow them.")
            messages.success(request, said if changed else _("Nothing was changed."))
            return redirect("home:organisation", organisation.slug)
    context: dict[str, Any] = {"organisation": organisation, "form": form, "here": "home"}
    return render(request, "home/policies.html", context, status=422 if form.errors else 200)
