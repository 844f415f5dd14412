"""A people file: upload, columns, preview, accept."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.foundation.faults import KithError
from kith.service.cohorts.domain import imports, people_file
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort, PeopleImport
from kith.service.cohorts.web import presenters
from kith.service.cohorts.web.column_form import ColumnForm
from kith.service.cohorts.web.forms import UploadForm
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.ui.web.refusals import accepted, show_refusal
from kith.tables.records import in_brief
from kith.tables.writing import write_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGE_SIZE = 50


@requires(P.PEOPLE_MANAGE, on="cohort")
def template(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    """An empty spreadsheet with the columns that this programme looks for."""
    schema = people_file.schema_for(definition_of(cohort), None)
    columns = [field.label.in_language(presenters.language()) for field in schema.fields]
    response = HttpResponse(write_xlsx(columns, [], sheet=_("People")), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="people.xlsx"'
    return response


@requires(P.PEOPLE_MANAGE, on="cohort")
def upload(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    definition = definition_of(cohort)
    form = UploadForm(request.POST or None, request.FILES or None, definition=definition)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            row = imports.upload(
                by=request.actor,
                cohort=cohort,
                name=file.name,
                stream=file,
                side=form.cleaned_data["side"],
                said_yes=bool(form.cleaned_data["said_yes"]),
            )
        except KithError as refused:
            show_refusal(form, refused)
        else:
            return redirect("cohorts:columns", cohort.pk, row.pk)
    schema = people_file.schema_for(definition, None)
    context = {
        "cohort": cohort,
        "form": form,
        "fields": [
            (field.label.in_language(presenters.language()), field.required) for field in schema.fields
        ],
        "here": "programmes",
    }
    return render(request, "cohorts/upload.html", context, status=422 if form.errors else 200)


@requires(P.PEOPLE_MANAGE, on="cohort")
def columns(request: SignedInRequest, cohort: Cohort, import_id: str, **kwargs: str) -> HttpResponse:
    """Which column is which, as far as we could guess."""
    row = _import(cohort, import_id)
    table = imports.table_of(row)
    schema = people_file.schema_for(definition_of(cohort), row.side or None)
    form = ColumnForm(
        request.POST or None, table=table, schema=schema, mapping=row.mapping, language=presenters.language()
    )
    if accepted(form, lambda: imports.choose_columns(by=request.actor, row=row, mapping=form.mapping)):
        return redirect("cohorts:preview", cohort.pk, row.pk)
    context = {"cohort": cohort, "form": form, "table": table, "row": row, "here": "programmes"}
    return render(request, "cohorts/columns.html", context, status=422 if form.errors else 200)


@requires(P.PEOPLE_MANAGE, on="cohort")
def preview(request: SignedInRequest, cohort: Cohort, import_id: str, **kwargs: str) -> HttpResponse:
    """What accepting would do, with every fault by row and column; accepting is all or nothing."""
    row = _import(cohort, import_id)
    if request.method == "POST":
        if "abandon" in request.POST:
            imports.abandon(by=request.actor, row=row)
            return redirect("cohorts:upload", cohort.pk)
        return _accept(request, cohort, row)
    if row.state == PeopleImport.State.ACCEPTED:
        return redirect("cohorts:people", cohort.pk)
    found = imports.preview(row)
    context = {
        "cohort": cohort,
        "row": row,
        "found": found,
        "brief": in_brief(found.faults),
        "entries": (page := Paginator(found.entries, PAGE_SIZE).get_page(request.GET.get("page"))),
        "entry_rows": presenters.entry_rows(cohort, page),
        "here": "programmes",
    }
    return render(request, "cohorts/preview.html", context)


def _accept(request: SignedInRequest, cohort: Cohort, row: PeopleImport) -> HttpResponse:
    try:
        imports.accept(by=request.actor, row=row)
    except KithError:
        return redirect("cohorts:preview", cohort.pk, row.pk)  # shows the same faults, placed
    new = row.counts["new"]
    said = ngettext("%(num)s person has a place now.", "%(num)s people have a place now.", new) % {"num": new}
    messages.success(request, said)
    return redirect("cohorts:people", cohort.pk)


def _import(cohort: Cohort, import_id: str) -> PeopleImport:
    try:
        return cohort.imports.select_related("file").get(pk=import_id)
    except PeopleImport.DoesNotExist as missing:
        raise Http404 from missing
