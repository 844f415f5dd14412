"""Paper: who runs the cohort prints sheets; the evaluator types them in by their codes, and sees no name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kith.foundation.faults import KithError
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.surveys.domain.paper.entering import Outcome, Typed, is_second
from kith.service.surveys.domain.paper.entering import type_in as keep
from kith.service.surveys.domain.paper.sheets import find_sheet, print_sheets, who_can_have_one
from kith.service.surveys.models import PaperSheet, Wave
from kith.service.surveys.web import presenters
from kith.service.surveys.web.paper.form import difference_rows, paper_form, read_paper
from kith.service.surveys.web.paper.printing import printed
from kith.service.ui.web.refusals import accepted

PDF, HOLDS = "application/pdf", "holds-"


class SheetsForm(forms.Form):
    people = forms.MultipleChoiceField(
        label=gettext_lazy("Who wants it on paper?"), widget=forms.CheckboxSelectMultiple
    )
    is_large = forms.BooleanField(label=gettext_lazy("In large print"), required=False)

    def __init__(self, *args: Any, wave: Wave, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = [  # type: ignore[attr-defined]
            (str(one.pk), one.place.person.name) for one in who_can_have_one(wave)
        ]


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code on the sheet"),
        help_text=gettext_lazy("At the top of each page, such as ACDE-3467."),
        max_length=20,
    )


@requires(P.WAVE_MANAGE, on="wave")
def sheets(request: SignedInRequest, wave: Wave, **kwargs: str) -> HttpResponse:
    """Choose who gets one, and print."""
    form = SheetsForm(request.POST if request.method == "POST" else None, wave=wave)
    made: list[PaperSheet] = []

    def make() -> None:
        wanted = {one.pk for one in who_can_have_one(wave) if str(one.pk) in form.cleaned_data["people"]}
        made.extend(print_sheets(by=request.actor, wave=wave, wanted=wanted))

    if accepted(form, make):
        from kith.publishing.paper_form import render_paper

        for sheet in made:
            sheet.invitation.wave = wave
        content = render_paper(
            presenters.name_of(wave),
            [printed(sheet) for sheet in made],
            created=timezone.now(),
            is_large=form.cleaned_data["is_large"],
        )
        response = HttpResponse(content, content_type=PDF)
        response["Content-Disposition"] = 'attachment; filename="questionnaire.pdf"'
        return response
    context = {**_context(wave), "form": form, "is_open": wave.state == Wave.State.OPEN}
    return render(request, "surveys/paper.html", context, status=422 if form.errors else 200)


@requires(P.REPORT_SEE_LINES, on="wave")
def find(request: SignedInRequest, wave: Wave, **kwargs: str) -> HttpResponse:
    form = CodeForm(request.POST or None)
    found: list[PaperSheet] = []

    def look() -> None:
        sheet = find_sheet(wave, form.cleaned_data["code"])
        is_second(sheet)
        found.append(sheet)

    if accepted(form, look):
        return redirect("surveys:paper_type", wave.cohort_id, wave.pk, found[0].code)
    context = {**_context(wave), "form": form, "is_open": wave.state == Wave.State.OPEN}
    return render(request, "surveys/paper_find.html", context, status=422 if form.errors else 200)


@requires(P.REPORT_SEE_LINES, on="wave")
def type_in(request: SignedInRequest, wave: Wave, code: str, **kwargs: str) -> HttpResponse:
    """The whole form on one page. Nothing is kept until it is sound."""
    sheet = find_sheet(wave, code)
    second = is_second(sheet)
    paper = read_paper(wave, request.POST)
    refused: KithError | None = None
    differing: list[dict[str, Any]] = []
    if request.method == "POST":
        resolved = {
            key[len(HOLDS) :]: str(request.POST[key]) for key in request.POST if key.startswith(HOLDS)
        }
        try:
            done = keep(by=request.actor, sheet=sheet, paper=paper, resolved=resolved)
        except KithError as found:
            refused = found
        else:
            if done.typed is not Typed.DIFFERS:
                messages.success(request, _said(done))
                return redirect("surveys:paper_find", wave.cohort_id, wave.pk)
            differing = difference_rows(wave, done, paper)
    context = {
        **_context(wave),
        **paper_form(wave, paper, refused.faults if refused else ()),
        "code": sheet.code,
        "is_second": second,
        "differing": differing,
    }
    return render(request, "surveys/paper_type.html", context, status=422 if refused or differing else 200)


def _said(done: Outcome) -> str:
    said = {
        Typed.KEPT: _("The sheet is typed in. Type it in a second time to check it, or go on with the next."),
        Typed.REFUSED: _("The person said no. That is kept, and nothing of what they answered."),
        Typed.CHECKED: _("The sheet was typed in twice, and is checked."),
    }[done.typed]
    if done.left_out:
        said += " " + ngettext(
            "%(num)s answer was left out, to a question that was to be skipped.",
            "%(num)s answers were left out, to questions that were to be skipped.",
            done.left_out,
        ) % {"num": done.left_out}
    return said


def _context(wave: Wave) -> dict[str, Any]:
    return {"cohort": wave.cohort, "wave": wave, "name": presenters.name_of(wave), "here": "programmes"}
