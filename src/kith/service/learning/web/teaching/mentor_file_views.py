"""For the lead: mentors from a spreadsheet."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy, ngettext

from kith.foundation.faults import KithError
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.learning.domain.teaching import mentor_file
from kith.service.ui.web.refusals import show_refusal
from kith.service.ui.web.wording import in_language


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Your spreadsheet"), help_text=gettext_lazy("CSV or Excel (.xlsx)")
    )


@requires(P.LEARNING_MANAGE, on="cohort")
def bring_in(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    if not definition_of(cohort).mentors:
        raise Http404
    form = FileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            count = mentor_file.ask_from_file(by=request.actor, cohort=cohort, name=file.name, stream=file)
        except KithError as refused:
            show_refusal(form, refused)
        else:
            said = ngettext("%(num)s mentor is asked by mail.", "%(num)s mentors are asked by mail.", count)
            messages.success(request, said % {"num": count})
            return redirect("learning:mentors", cohort.pk)
    fields = [(in_language(one.label), one.required) for one in mentor_file.schema_for(cohort).fields]
    context = {"cohort": cohort, "form": form, "fields": fields, "here": "programmes"}
    return render(request, "learning/mentors_from_file.html", context, status=422 if form.errors else 200)
