"""Who gets in: stages for the lead, releases for all who may see the funnel, and making one."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kith.foundation.faults import KithError
from kith.service.cohorts.domain.roles import roles_on_cohort
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.domain.permissions import permissions_of
from kith.service.core.models import Organisation
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.core.web.downloads import attachment
from kith.service.people.domain.queries import roles_in_organisation
from kith.service.recruitment.domain.calling.calls import call_of
from kith.service.recruitment.domain.funnel import funnel_pages
from kith.service.recruitment.domain.funnel.funnel import Asked, calls_for, make_funnel
from kith.service.recruitment.domain.funnel.funnel_groups import dimensions_of
from kith.service.recruitment.models import Call, FunnelRelease
from kith.service.recruitment.web.funnel import funnel_presenters as presenters
from kith.service.recruitment.web.funnel.funnel_forms import MakeForm, PooledForm
from kith.service.ui.web.refusals import show_refusal

PAGE_SIZE = 25


@requires(P.FUNNEL_SEE, on="cohort")
def show(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    held = permissions_of(roles_on_cohort(request.user, cohort))
    call = call_of(cohort)
    releases = funnel_pages.releases_of_call(call) if call else FunnelRelease.objects.none()
    context = {
        "cohort": cohort,
        "caption": cohort.name,
        "back_href": reverse("cohorts:show", args=[cohort.pk]),
        "make_href": reverse("recruitment:make_funnel", args=[cohort.pk]) if call else "",
        "may_make": P.FUNNEL_MAKE in held and call is not None,
        **_stages(request, [call] if call and P.APPLICATION_SEE in held else []),
        **_releases(request, releases, "recruitment:funnel_release", cohort.pk),
        "here": "programmes",
    }
    return render(request, "recruitment/funnel.html", context)


@requires(P.FUNNEL_SEE, on="organisation")
def show_pooled(request: SignedInRequest, organisation: Organisation, organisation_slug: str) -> HttpResponse:
    held = permissions_of(roles_in_organisation(request.user, organisation))
    calls = calls_for(organisation, request.user, P.APPLICATION_SEE)
    releases = funnel_pages.pooled_releases(organisation)
    context = {
        "organisation": organisation,
        "caption": organisation.name,
        "back_href": reverse("home:organisation", args=[organisation.slug]),
        "make_href": reverse("recruitment:make_pooled_funnel", args=[organisation.slug]),
        "may_make": P.FUNNEL_MAKE in held,
        **_stages(request, calls),
        **_releases(request, releases, "recruitment:pooled_release", organisation.slug),
        "here": "home",
    }
    return render(request, "recruitment/funnel.html", context)


def _stages(request: SignedInRequest, calls: list[Call]) -> dict[str, Any]:
    if not calls:
        return {"sees_stages": False}
    by = request.GET.get("by", "")
    return {"sees_stages": True, "pooled": len(calls), **presenters.stages_part(calls, by)}


def _releases(
    request: SignedInRequest, rows: QuerySet[FunnelRelease], address: str, where: object
) -> dict[str, Any]:
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return {"page": page, "releases": presenters.release_rows(page, address, where)}


@requires(P.FUNNEL_MAKE, on="cohort")
def make(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    call = call_of(cohort)
    if call is None:
        raise Http404
    form = MakeForm(
        request.POST or None,
        dimensions=dimensions_of([call]),
        baselines=list(cohort.organisation.baselines.order_by("-as_of", "pk")),
    )
    if form.is_valid():
        try:
            release = make_funnel(
                by=request.actor, asked=Asked(cohort.organisation, call=call, **form.cleaned_data)
            )
        except KithError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("The page is made. It stays as it is, whatever changes later."))
            return redirect("recruitment:funnel_release", cohort.pk, release.pk)
    context = {
        "cohort": cohort,
        "caption": cohort.name,
        "form": form,
        "back_href": reverse("recruitment:funnel", args=[cohort.pk]),
        "workforce_href": _workforce(request, cohort.organisation),
        "pooled_href": _pooled(request, cohort.organisation),
        "here": "programmes",
    }
    return render(request, "recruitment/make_funnel.html", context, status=422 if form.errors else 200)


@requires(P.FUNNEL_MAKE, on="organisation")
def make_pooled(request: SignedInRequest, organisation: Organisation, organisation_slug: str) -> HttpResponse:
    calls = calls_for(organisation, request.user, P.FUNNEL_MAKE)
    form = PooledForm(
        request.POST or None,
        dimensions=dimensions_of(calls),
        baselines=list(organisation.baselines.order_by("-as_of", "pk")),
    )
    if form.is_valid():
        try:
            release = make_funnel(by=request.actor, asked=Asked(organisation, **form.cleaned_data))
        except KithError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("The page is made. It stays as it is, whatever changes later."))
            return redirect("recruitment:pooled_release", organisation.slug, release.pk)
    context = {
        "organisation": organisation,
        "caption": organisation.name,
        "form": form,
        "back_href": reverse("recruitment:organisation_funnel", args=[organisation.slug]),
        "workforce_href": reverse("recruitment:workforce", args=[organisation.slug]),
        "pooled_href": "",
        "here": "home",
    }
    return render(request, "recruitment/make_funnel.html", context, status=422 if form.errors else 200)


def _workforce(request: SignedInRequest, organisation: Organisation) -> str:
    """Where workforces are uploaded, for who may; a deputy of one cohort is no part of the organisation."""
    held = permissions_of(roles_in_organisation(request.user, organisation))
    return reverse("recruitment:workforce", args=[organisation.slug]) if P.FUNNEL_MAKE in held else ""


def _pooled(request: SignedInRequest, organisation: Organisation) -> str:
    held = permissions_of(roles_in_organisation(request.user, organisation))
    address = reverse("recruitment:organisation_funnel", args=[organisation.slug])
    return address if P.FUNNEL_SEE in held else ""


@requires(P.FUNNEL_SEE, on="cohort")
def release(request: SignedInRequest, cohort: Cohort, release_id: str, **kwargs: str) -> HttpResponse:
    found = _release(FunnelRelease.objects.filter(call__cohort=cohort), release_id)
    context = {
        "cohort": cohort,
        "back_href": reverse("recruitment:funnel", args=[cohort.pk]),
        "pdf_href": reverse("recruitment:funnel_pdf", args=[cohort.pk, found.pk]),
        "here": "programmes",
    }
    return _page(request, found, context)


@requires(P.FUNNEL_SEE, on="organisation")
def pooled_release(
    request: SignedInRequest, organisation: Organisation, organisation_slug: str, release_id: str
) -> HttpResponse:
    found = _release(FunnelRelease.objects.filter(organisation=organisation, call=None), release_id)
    context = {
        "organisation": organisation,
        "back_href": reverse("recruitment:organisation_funnel", args=[organisation.slug]),
        "pdf_href": reverse("recruitment:pooled_pdf", args=[organisation.slug, found.pk]),
        "here": "home",
    }
    return _page(request, found, context)


def _page(request: SignedInRequest, found: FunnelRelease, context: dict[str, Any]) -> HttpResponse:
    context |= {"release": found, "shown": funnel_pages.page_of(found)}
    return render(request, "recruitment/funnel_release.html", context)


@requires(P.FUNNEL_SEE, on="cohort")
def pdf(request: SignedInRequest, cohort: Cohort, release_id: str, **kwargs: str) -> FileResponse:
    return _pdf(request, _release(FunnelRelease.objects.filter(call__cohort=cohort), release_id))


@requires(P.FUNNEL_SEE, on="organisation")
def pooled_pdf(
    request: SignedInRequest, organisation: Organisation, organisation_slug: str, release_id: str
) -> FileResponse:
    rows = FunnelRelease.objects.filter(organisation=organisation, call=None)
    return _pdf(request, _release(rows, release_id))


def _pdf(request: SignedInRequest, found: FunnelRelease) -> FileResponse:
    content = funnel_pages.pdf_of(found)
    funnel_pages.note_taken(by=request.actor, release=found)
    return attachment(BytesIO(content), name="who-got-in.pdf", media_type="application/pdf")


def _release(rows: QuerySet[FunnelRelease], release_id: str) -> FunnelRelease:
    try:
        return rows.select_related("call").defer("guarded").get(pk=release_id)
    except (FunnelRelease.DoesNotExist, ValidationError) as missing:
        raise Http404 from missing
