"""Bringing in what people answered in another tool: the file, its columns, a look, and in it goes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.foundation.faults import Fault, KithError
from kith.foundation.messages import sentence, words
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.domain.permissions import may
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.surveys.domain.importing import actions
from kith.service.surveys.domain.importing.looking import Seen, look, mapping_of, table_of
from kith.service.surveys.domain.instruments import instrument_of
from kith.service.surveys.domain.past_answers import Elsewhere
from kith.service.surveys.models import AnswersImport, Wave
from kith.service.surveys.web import presenters
from kith.service.surveys.web.importing.forms import BringForm, ColumnsForm, UploadForm
from kith.service.ui.web.refusals import accepted
from kith.tables.records import in_brief


@requires(P.WAVE_MANAGE, on="wave")
def upload(request: SignedInRequest, wave: Wave, **kwargs: str) -> HttpResponse:
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        organisation=wave.cohort.organisation,
        instrument=instrument_of(wave),
    )
    made: list[AnswersImport] = []

    def take() -> None:
        file = form.cleaned_data["file"]
        kept = form.cleaned_data.get("kept")
        made.append(actions.upload(by=request.actor, wave=wave, name=file.name, stream=file, kept=kept))

    if accepted(form, take):
        return redirect("surveys:import_columns", wave.cohort_id, wave.pk, made[0].pk)
    may_keep = may(request.user, P.COHORT_CREATE, wave.cohort.organisation, on="organisation")
    context = {**_context(wave), "form": form, "may_keep": may_keep}
    return render(request, "surveys/import_upload.html", context, status=422 if form.errors else 200)


@requires(P.WAVE_MANAGE, on="wave")
def columns(request: SignedInRequest, wave: Wave, export_id: UUID, **kwargs: str) -> HttpResponse:
    row = _row(wave, export_id)
    table = table_of(row)
    mapping = mapping_of(row, table)
    form = ColumnsForm(
        request.POST or None, table=table, instrument=instrument_of(wave), mapping=mapping, row=row
    )
    if accepted(form, lambda: actions.choose(by=request.actor, row=row, **form.chosen)):
        return redirect("surveys:import_check", wave.cohort_id, wave.pk, row.pk)
    used = {column for one in mapping.items for column in one.columns} | {mapping.person, mapping.wave}
    context = {
        **_context(wave),
        "form": form,
        "row": row,
        "file": table.name,
        "columns": [[name, _("Yes") if name in used else _("No")] for name in table.columns],
        "rows_in_file": len(table.rows),
    }
    return render(request, "surveys/import_columns.html", context, status=422 if form.errors else 200)


@requires(P.WAVE_MANAGE, on="wave")
def check(request: SignedInRequest, wave: Wave, export_id: UUID, **kwargs: str) -> HttpResponse:
    """What would come in, and every fault by row and column; with none, the way in."""
    row = _row(wave, export_id)
    form = BringForm(request.POST or None)
    count: list[int] = []

    def bring() -> None:
        said = form.cleaned_data
        agreed = Elsewhere(said["basis"], said["may_be_read"] == "yes", said["may_be_quoted"] == "yes")
        count.append(actions.bring(by=request.actor, row=row, agreed=agreed))

    if accepted(form, bring):
        said = ngettext(
            "The answers of %(num)s person are in.", "The answers of %(num)s people are in.", count[0]
        )
        messages.success(request, said % {"num": count[0]})
        return redirect("surveys:wave", wave.cohort_id, wave.pk)
    seen, faults = _look(row)
    context = {
        **_context(wave),
        "form": form if seen is not None and not faults else None,
        "row": row,
        "mend": [sentence(fault, gettext) for fault in faults],
        "told": _told(wave, seen) if seen is not None else [],
        "remarks": [words(note.code, note.params, gettext) for note in seen.remarks] if seen else [],
        "columns_href": reverse("surveys:import_columns", args=[wave.cohort_id, wave.pk, row.pk]),
    }
    return render(request, "surveys/import_check.html", context, status=422 if form.errors else 200)


@require_POST
@requires(P.WAVE_MANAGE, on="wave")
def leave(request: SignedInRequest, wave: Wave, export_id: UUID, **kwargs: str) -> HttpResponse:
    actions.leave(by=request.actor, row=_row(wave, export_id))
    messages.success(request, _("The file is deleted. Nothing of it came in."))
    return redirect("surveys:past_answers", wave.cohort_id, wave.pk)


def _look(row: AnswersImport) -> tuple[Seen | None, tuple[Fault, ...]]:
    """What would come in, if the mapping fits, and the first faults of each kind."""
    try:
        seen = look(row)
    except KithError as refused:
        return None, refused.faults
    return seen, in_brief(seen.faults)


def _told(wave: Wave, seen: Seen) -> list[tuple[str, Any]]:
    language = get_language() or "en"
    instrument = instrument_of(wave)
    missing = [instrument.item(key).label.in_language(language) for key in seen.unanswered]
    return [
        (_("Rows in the file"), seen.rows),
        (_("Left out: rows of another time"), seen.other_times),
        (_("Left out: people who were not asked here"), seen.others),
        (_("People whose row can be read"), len(seen.lines)),
        (_("Answers that can be read"), seen.answers),
        (_("Columns that nothing reads"), ", ".join(seen.unused) or _("None")),
        (_("Questions without a column: missing, not nought"), "; ".join(missing) or _("None")),
    ]


def _row(wave: Wave, export_id: UUID) -> AnswersImport:
    rows = AnswersImport.objects.select_related("file", "wave__cohort__organisation")
    row = rows.filter(wave=wave, pk=export_id).first()
    if row is None:
        raise Http404
    return row


def _context(wave: Wave) -> dict[str, Any]:
    return {"cohort": wave.cohort, "wave": wave, "name": presenters.name_of(wave), "here": "programmes"}
