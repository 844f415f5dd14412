"""What would come in of an export, as a page tells it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext as _

from kith.foundation.faults import Fault
from kith.foundation.messages import sentence, words
from kith.service.core.web.access import SignedInRequest
from kith.service.surveys.domain.importing.summary import Summary
from kith.service.surveys.domain.instruments import instrument_of
from kith.service.surveys.models import AnswersImport, Wave
from kith.service.surveys.web import presenters
from kith.service.surveys.web.importing.forms import BringForm


def row_of(wave: Wave, export_id: UUID) -> AnswersImport:
    rows = AnswersImport.objects.select_related("file", "job", "wave__cohort__organisation")
    row = rows.filter(wave=wave, pk=export_id).first()
    if row is None:
        raise Http404
    return row


def context_of(wave: Wave) -> dict[str, Any]:
    return {"cohort": wave.cohort, "wave": wave, "name": presenters.name_of(wave), "here": "programmes"}


def are_in(people: int) -> str:
    said = ngettext("The answers of %(num)s person are in.", "The answers of %(num)s people are in.", people)
    return said % {"num": people}


def show_found(
    request: SignedInRequest,
    wave: Wave,
    row: AnswersImport,
    seen: Summary | None,
    faults: tuple[Fault, ...],
    form: BringForm,
) -> HttpResponse:
    """With faults there is no way in; ``seen`` is None where the columns themselves do not fit."""
    context = {
        **context_of(wave),
        "form": form if seen is not None and not faults else None,
        "row": row,
        "mend": [sentence(fault, gettext) for fault in faults],
        "told": _told(wave, seen) if seen is not None else [],
        "remarks": [words(note.code, note.params, gettext) for note in seen.remarks] if seen else [],
        "columns_href": reverse("surveys:import_columns", args=[wave.cohort_id, wave.pk, row.pk]),
    }
    return render(request, "surveys/import_check.html", context, status=422 if form.errors else 200)


def _told(wave: Wave, seen: Summary) -> list[tuple[str, Any]]:
    language = get_language() or "en"
    instrument = instrument_of(wave)
    missing = [instrument.item(key).label.in_language(language).rstrip(".。") for key in seen.unanswered]
    return [
        (_("Rows in the file"), seen.rows),
        (_("Left out: rows of another time"), seen.other_times),
        (_("Left out: people who were not asked here"), seen.others),
        (_("People whose row can be read"), seen.people),
        (_("Answers that can be read"), seen.answers),
        (_("Columns that nothing reads"), ", ".join(seen.unused) or _("None")),
        (_("Questions without a column: missing, not nought"), "; ".join(missing) or _("None")),
    ]
