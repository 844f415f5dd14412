"""Bringing in the answers of a questionnaire that was asked elsewhere."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from kith.foundation.faults import Fault, KithError
from kith.questionnaires.types import Item
from kith.service.core.domain.file_types import XLSX
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.surveys.domain.instruments import instrument_of
from kith.service.surveys.domain.past_answers import Elsewhere, bring_answers
from kith.service.surveys.models import Wave
from kith.service.surveys.web import presenters
from kith.service.ui.web.refusals import show_refusal
from kith.tables.records import in_brief
from kith.tables.writing import write_xlsx

YES_OR_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]


class PastAnswersForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The spreadsheet"),
        help_text=gettext_lazy("CSV or Excel (.xlsx), at most 20 MB. We read it and keep no copy."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        allow_empty_file=True,
    )
    basis = forms.CharField(
        label=gettext_lazy("Where and how did these people agree to the use of their answers?"),
        help_text=gettext_lazy(
            "For example: paper forms of March 2025, kept in the programme office. They can read this, and change "
            "what they agree to. Leave people out of the file who did not agree."
        ),
        max_length=300,
        error_messages={"required": gettext_lazy("Say where and how these people agreed.")},
    )
    may_be_read = forms.ChoiceField(
        label=gettext_lazy("Did they agree that the evaluator reads single lines, under pseudonyms?"),
        widget=forms.RadioSelect,
        choices=YES_OR_NO,
    )
    may_be_quoted = forms.ChoiceField(
        label=gettext_lazy("Did they agree that what they wrote is quoted without their name?"),
        widget=forms.RadioSelect,
        choices=YES_OR_NO,
    )

    @property
    def agreed(self) -> Elsewhere:
        said = self.cleaned_data
        return Elsewhere(said["basis"], said["may_be_read"] == "yes", said["may_be_quoted"] == "yes")


@requires(P.WAVE_MANAGE, on="wave")
def past_answers(request: SignedInRequest, wave: Wave, **kwargs: str) -> HttpResponse:
    """Every answer of the file, or every fault of it."""
    form = PastAnswersForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            count = _bring(request, wave, form)
        except KithError as refused:
            show_refusal(form, KithError(in_brief(refused.faults)))
        else:
            said = ngettext(
                "The answers of %(num)s person are in.", "The answers of %(num)s people are in.", count
            )
            messages.success(request, said % {"num": count})
            return redirect("surveys:wave", wave.cohort_id, wave.pk)
    context = {
        "cohort": wave.cohort,
        "wave": wave,
        "name": presenters.name_of(wave),
        "form": form,
        "columns": [[item.key, item.label.in_language(_language()), _values(item)] for item in _asked(wave)],
        "here": "programmes",
    }
    return render(request, "surveys/past_answers.html", context, status=422 if form.errors else 200)


def _bring(request: SignedInRequest, wave: Wave, form: PastAnswersForm) -> int:
    file, limit = form.cleaned_data["file"], settings.PEOPLE_FILE_LIMIT_BYTES
    if file.size > limit:
        raise KithError(
            Fault("core.file.too_large", params={"name": file.name, "limit_mb": limit // (1024 * 1024)})
        )
    return bring_answers(by=request.actor, wave=wave, name=file.name, content=file.read(), agreed=form.agreed)


@requires(P.WAVE_MANAGE, on="wave")
def past_template(request: SignedInRequest, wave: Wave, **kwargs: str) -> HttpResponse:
    """An empty spreadsheet with a column for each question."""
    columns = [_("E-mail address"), *(item.key for item in _asked(wave))]
    response = HttpResponse(write_xlsx(columns, [], sheet=_("Answers")), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="answers.xlsx"'
    return response


def _language() -> str:
    return get_language() or "en"


def _asked(wave: Wave) -> list[Item]:
    return [item for item in instrument_of(wave).items if item.kind.is_asked]


def _values(item: Item) -> str:
    """What a cell may hold, in short."""
    if item.points:
        return "; ".join(f"{point.value} = {point.label.in_language(_language())}" for point in item.points)
    return "; ".join(f"{option.key} = {option.label.in_language(_language())}" for option in item.options)
