"""The published report, for somebody who takes part."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render

from kith.service.cohorts.models import Place
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.models import StoredFile
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.core.web.downloads import download
from kith.service.reports.domain import queries
from kith.service.reports.web import presenters


@requires(P.TAKE_PART, on="place")
def report(request: SignedInRequest, place: Place, **kwargs: str) -> HttpResponse:
    """The report in the reader's language where there is one, or when to look again."""
    return render(request, "reports/place_report.html", presenters.place_page(place))


@requires(P.TAKE_PART, on="place")
def pdf(request: SignedInRequest, place: Place, **kwargs: str) -> FileResponse:
    found = queries.published_for(place, presenters.language())
    return _file(request, place, None if found is None else found.pdf)


@requires(P.TAKE_PART, on="place")
def bundle(request: SignedInRequest, place: Place, **kwargs: str) -> FileResponse:
    """The tables of the report as data: what everybody may have who may read it."""
    found = queries.published_for(place, presenters.language())
    return _file(request, place, None if found is None else found.bundle)


def _file(request: SignedInRequest, place: Place, file: StoredFile | None) -> FileResponse:
    if file is None:
        raise Http404
    return download(by=request.actor, file=file, permission=P.TAKE_PART, thing=place, on="place")
