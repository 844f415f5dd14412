"""Files that people sent with their answers, for the evaluator: by question, under no name."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kith.service.core.domain.files import open_file
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.core.web.downloads import attachment
from kith.service.surveys.domain.files.reading import label_of, readable_file, readable_files
from kith.service.surveys.domain.instruments import instrument_of
from kith.service.surveys.models import ResponseFile, Wave
from kith.service.surveys.web.presenters import name_of
from kith.service.ui.web.cells import link

PAGE_SIZE = 100


@requires(P.REPORT_SEE_LINES, on="wave")
def listing(request: SignedInRequest, wave: Wave, **kwargs: str) -> HttpResponse:
    page = Paginator(readable_files(wave), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "cohort": wave.cohort,
        "wave": wave,
        "name": name_of(wave),
        "page": page,
        "table": _rows(wave, list(page)),
        "here": "programmes",
    }
    return render(request, "surveys/files.html", context)


@requires(P.REPORT_SEE_LINES, on="wave")
def one(request: SignedInRequest, wave: Wave, file_id: str, **kwargs: str) -> HttpResponseBase:
    """Given out as a file that no browser runs, named by its reference; the audit says who opened it."""
    try:
        found = readable_file(wave, file_id)
    except ResponseFile.DoesNotExist as nothing:
        raise Http404 from nothing
    content = open_file(
        by=request.actor, file=found.file, permission=P.REPORT_SEE_LINES, thing=wave, on="wave"
    )
    return attachment(content, name=found.reference, media_type=found.file.media_type)


def _rows(wave: Wave, rows: list[ResponseFile]) -> list[list[Any]]:
    instrument, language = instrument_of(wave), get_language() or "en"
    return [
        [
            label_of(row, instrument, language),
            row.ending.removeprefix(".").upper(),
            filesizeformat(row.file.bytes),
            link(
                reverse("surveys:answer_file", args=[wave.cohort_id, wave.pk, row.pk]),
                _("Download"),
                row.reference,
            ),
        ]
        for row in rows
    ]
