"""What a cohort took: seen, added to, taken back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kith.foundation.faults import KithError
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.reports.domain.running_notes import actions
from kith.service.reports.models import RunningNote
from kith.service.reports.web.running_notes import presenters
from kith.service.reports.web.running_notes.forms import NoteForm, WholeForm
from kith.service.ui.web.refusals import show_refusal


@requires(P.REPORT_MAKE, on="cohort")
def notes(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    return render(request, "reports/notes.html", presenters.notes_page(cohort))


@requires(P.REPORT_MAKE, on="cohort")
def add(request: SignedInRequest, cohort: Cohort, kind: str, **kwargs: str) -> HttpResponse:
    asked = {one: button for one, _title, button in presenters.asks()}
    if kind not in asked:
        raise Http404
    form = NoteForm(request.POST or None, kind=kind)
    if form.is_valid():
        try:
            once = form.cleaned_data["sent_once"]
            actions.record_note(by=request.actor, cohort=cohort, note=form.note(), sent_once=once)
        except KithError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("It is written down, and stands in every report made from now on."))
            return redirect("reports:notes", cohort.pk)
    context = {"cohort": cohort, "form": form, "title": asked[kind], "here": "programmes"}
    return render(request, "reports/note_add.html", context, status=422 if form.errors else 200)


@requires(P.REPORT_MAKE, on="cohort")
def whole(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    form = WholeForm(request.POST or None, initial=presenters.first_whole(cohort))
    if form.is_valid():
        try:
            actions.settle_whole(by=request.actor, cohort=cohort, whole=form.whole())
        except KithError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("It is written down, and stands in every report made from now on."))
            return redirect("reports:notes", cohort.pk)
    title = _("Harm looked for, and whom the costs were for")
    context = {"cohort": cohort, "form": form, "title": title, "here": "programmes"}
    return render(request, "reports/note_add.html", context, status=422 if form.errors else 200)


@requires(P.REPORT_MAKE, on="cohort")
def drop(request: SignedInRequest, cohort: Cohort, note_id: UUID, **kwargs: str) -> HttpResponse:
    note = get_object_or_404(RunningNote, pk=note_id, cohort=cohort)
    address = reverse("reports:notes", args=[cohort.pk])
    context = {
        "cohort": cohort,
        "title": _("Take this back?"),
        "what_happens": [
            _("It no longer stands in reports that are made from now on. Earlier reports keep it.")
        ],
        "button": _("Take it back"),
        "cancel_href": address,
        "is_dangerous": True,
        "here": "programmes",
    }
    if request.method == "POST":
        try:
            actions.drop_note(by=request.actor, note=note)
        except KithError as refused:
            return render(request, "ui/confirm.html", {**context, "faults": refused.faults}, status=422)
        messages.success(request, _("It is taken back."))
        return redirect(address)
    return render(request, "ui/confirm.html", context)
