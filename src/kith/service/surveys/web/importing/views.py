"""Bringing in what people answered in another tool: the file, its columns, a look, and in it goes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.foundation.faults import KithError
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.domain.permissions import may
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.surveys.domain.importing import actions, long
from kith.service.surveys.domain.importing.looking import look, mapping_of
from kith.service.surveys.domain.importing.summary import Summary
from kith.service.surveys.domain.importing.uploaded import head_of
from kith.service.surveys.domain.instruments import instrument_of
from kith.service.surveys.models import AnswersImport, Wave
from kith.service.surveys.web.importing.forms import BringForm, ColumnsForm, UploadForm
from kith.service.surveys.web.importing.found import are_in, context_of, row_of, show_found
from kith.service.surveys.web.importing.long_views import check_long
from kith.service.ui.web.refusals import accepted


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
    context = {**context_of(wave), "form": form, "may_keep": may_keep}
    return render(request, "surveys/import_upload.html", context, status=422 if form.errors else 200)


@requires(P.WAVE_MANAGE, on="wave")
def columns(request: SignedInRequest, wave: Wave, export_id: UUID, **kwargs: str) -> HttpResponse:
    row = row_of(wave, export_id)
    table = head_of(row)
    mapping = mapping_of(row, table)
    form = ColumnsForm(
        request.POST or None, table=table, instrument=instrument_of(wave), mapping=mapping, row=row
    )

    def choose() -> None:
        with transaction.atomic():
            actions.choose(by=request.actor, row=row, **form.chosen)
            if row.is_long:
                long.start_looking(by=request.actor, row=row)

    if accepted(form, choose):
        return redirect("surveys:import_check", wave.cohort_id, wave.pk, row.pk)
    used = {column for one in mapping.items for column in one.columns} | {mapping.person, mapping.wave}
    context = {
        **context_of(wave),
        "form": form,
        "row": row,
        "file": table.name,
        "columns": [[name, _("Yes") if name in used else _("No")] for name in table.columns],
        "rows_in_file": row.rows,
    }
    return render(request, "surveys/import_columns.html", context, status=422 if form.errors else 200)


@requires(P.WAVE_MANAGE, on="wave")
def check(request: SignedInRequest, wave: Wave, export_id: UUID, **kwargs: str) -> HttpResponse:
    """What would come in, and every fault by row and column; with none, the way in."""
    row = row_of(wave, export_id)
    if row.is_long:
        return check_long(request, wave, row)
    form = BringForm(request.POST or None)
    count: list[int] = []

    def bring() -> None:
        count.append(actions.bring(by=request.actor, row=row, agreed=form.agreed))

    if accepted(form, bring):
        messages.success(request, are_in(count[0]))
        return redirect("surveys:wave", wave.cohort_id, wave.pk)
    try:
        seen = Summary.of(look(row))
    except KithError as refused:
        return show_found(request, wave, row, None, refused.faults, form)
    return show_found(request, wave, row, seen, seen.faults, form)


@require_POST
@requires(P.WAVE_MANAGE, on="wave")
def leave(request: SignedInRequest, wave: Wave, export_id: UUID, **kwargs: str) -> HttpResponse:
    row = row_of(wave, export_id)
    long.stop(by=request.actor, row=row)
    actions.leave(by=request.actor, row=row)
    messages.success(request, _("The file is deleted. Nothing of it came in."))
    return redirect("surveys:past_answers", wave.cohort_id, wave.pk)
