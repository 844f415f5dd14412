"""Everything an organisation holds, as one file for its administrators."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.service.core.domain.permissions import Permission
from kith.service.core.models import Job, Organisation
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.core.web.downloads import download
from kith.service.home.domain.export.actions import UNDER_WAY, file_of, last_export, start_export
from kith.service.ui.web.progress import ProgressView, progress_view

administers = requires(Permission.ORGANISATION_ADMINISTER, on="organisation")


@administers
def export(request: SignedInRequest, organisation: Organisation, organisation_slug: str) -> HttpResponse:
    if request.method == "POST":
        start_export(by=request.actor, organisation=organisation)
        return redirect("home:export_organisation", organisation.slug)
    job = last_export(organisation)
    context: dict[str, Any] = {"organisation": organisation, "file": file_of(job), "view": None}
    if (
        job is not None
        and context["file"] is None
        and (job.state in UNDER_WAY or job.faults or job.reference)
    ):
        context["view"] = _progress(organisation, job)
    return render(request, "organisations/export.html", context)


@administers
def progress_part(
    request: SignedInRequest, organisation: Organisation, organisation_slug: str
) -> HttpResponse:
    job = last_export(organisation)
    if job is None:
        return redirect("home:export_organisation", organisation.slug)
    return render(request, "ui/progress_part.html", {"progress_view": _progress(organisation, job)})


@administers
def download_export(
    request: SignedInRequest, organisation: Organisation, organisation_slug: str
) -> HttpResponseBase:
    """The last file, while it is kept."""
    file = file_of(last_export(organisation))
    if file is None:
        return redirect("home:export_organisation", organisation.slug)
    permission = Permission.ORGANISATION_ADMINISTER
    return download(by=request.actor, file=file, permission=permission, thing=organisation, on="organisation")


def _progress(organisation: Organisation, job: Job) -> ProgressView:
    return progress_view(
        job,
        poll_href=reverse("home:export_progress", args=[organisation.slug]),
        next_href=reverse("home:export_organisation", args=[organisation.slug]),
    )
