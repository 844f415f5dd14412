"""A scenario's files: read, changed with a reason, taken away as a zip that ``kith workforce run`` reads."""

from __future__ import annotations

import zipfile
from io import BytesIO

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render

from kith.foundation.faults import KithError
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.core.web.downloads import attachment
from kith.service.planning.domain import actions, roles, uploads, versions
from kith.service.planning.models import Scenario, ScenarioVersion
from kith.service.planning.web.forms import ChangeForm
from kith.service.planning.web.presenters import file_rows, version_rows
from kith.service.ui.web.refusals import show_refusal

ZIP = "application/zip"
MADE_AT = (1980, 1, 1, 0, 0, 0)
"""In the zip: the same files give the same bytes."""


@requires(P.PLANNING_SEE, on="scenario")
def show(request: SignedInRequest, scenario: Scenario, **kwargs: str) -> HttpResponse:
    version = versions.latest(scenario)
    files = versions.files_of(version)
    context = {
        "scenario": scenario,
        "organisation": scenario.organisation,
        "version": version,
        "text": files[version.main].decode("utf-8", errors="replace"),
        "files": file_rows(version, files),
        "versions": version_rows(scenario),
        "may_make": roles.may(request.user, P.PLANNING_MAKE, scenario),
        "here": "planning",
    }
    return render(request, "planning/files.html", context)


@requires(P.PLANNING_MAKE, on="scenario")
def change(request: SignedInRequest, scenario: Scenario, **kwargs: str) -> HttpResponse:
    version = versions.latest(scenario)
    before = versions.files_of(version)[version.main].decode("utf-8", errors="replace")
    initial = {"text": before, "revision": scenario.revision}
    form = ChangeForm(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid():
        try:
            _change(request, scenario, version, form)
        except KithError as refused:
            show_refusal(form, refused)
        else:
            return redirect("planning:scenario", scenario.pk)
    context = {
        "scenario": scenario,
        "organisation": scenario.organisation,
        "version": version,
        "form": form,
        "here": "planning",
    }
    return render(request, "planning/change.html", context, status=422 if form.errors else 200)


def _change(request: SignedInRequest, scenario: Scenario, version: ScenarioVersion, form: ChangeForm) -> None:
    said = form.cleaned_data
    files: dict[str, bytes] = {}
    if said["file"]:
        files = uploads.files_in(said["file"].name, said["file"].read())
    if said["text"].strip() and version.main not in files:
        files[version.main] = said["text"].replace("\r\n", "\n").encode()
    actions.change_scenario(
        by=request.actor,
        scenario=scenario,
        seen_revision=said["revision"],
        files=files,
        reason=said["reason"],
    )


@requires(P.PLANNING_SEE, on="scenario")
def take(request: SignedInRequest, scenario: Scenario, **kwargs: str) -> FileResponse:
    """Everything that the newest version is made of."""
    version = versions.latest(scenario)
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, one in sorted(versions.files_of(version).items()):
            packed.writestr(zipfile.ZipInfo(name, MADE_AT), one)
    content.seek(0)
    return attachment(content, name=f"scenario-version-{version.number}.zip", media_type=ZIP)
