"""An organisation's own questionnaires, and beginning a new one: from nothing, from another one, or from a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kith.foundation.faults import Fault, KithError
from kith.questionnaires.read import from_json
from kith.questionnaires.types import Instrument
from kith.questionnaires.write import to_json
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.domain.permissions import may
from kith.service.core.models import Organisation
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.surveys.domain.building import actions, queries
from kith.service.surveys.domain.instruments import MOST_BYTES
from kith.service.surveys.models import Questionnaire
from kith.service.surveys.web.building import carrying
from kith.service.surveys.web.building.pages import title_of
from kith.service.surveys.web.building.tongues import offered
from kith.service.ui.web.cells import link
from kith.service.ui.web.refusals import accepted, show_refusal
from kith.service.ui.web.wording import moment

NOTHING = "nothing"
READ_SALT = "surveys.building.read"


@requires(P.WAVE_SEE, on="organisation")
def show(request: SignedInRequest, organisation: Organisation, **kwargs: str) -> HttpResponse:
    rows = [
        [
            link(reverse("surveys:building", args=[row.pk]), title_of(row)),
            _("Version %(number)s") % {"number": row.newest} if row.newest else _("Not published yet"),
            moment(row.changed_at, organisation.time_zone),
            row.changed_by.name if row.changed_by else "–",
        ]
        for row in queries.questionnaires_of(organisation)
    ]
    context = {
        "organisation": organisation,
        "rows": rows,
        "may_make": may(request.user, P.WAVE_MANAGE, organisation, on="organisation"),
        "here": "programmes",
    }
    return render(request, "surveys/buildings.html", context)


class NewForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("What is it called?"),
        help_text=gettext_lazy("The people who answer see this as its title. You can change it later."),
        max_length=actions.LONGEST_TITLE,
    )
    begin = forms.ChoiceField(
        label=gettext_lazy("What does it begin as?"),
        help_text=gettext_lazy("A copy can be changed as you like; what it was copied from stays as it is."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Which language will you write it in?"),
        help_text=gettext_lazy("A copy keeps its languages."),
    )

    def __init__(self, *args: Any, beginnings: dict[str, Instrument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        copies = [
            (key, _("A copy of “%(title)s”") % {"title": one.title.in_language(language)})
            for key, one in beginnings.items()
        ]
        self.fields["begin"].choices = [(NOTHING, _("Empty")), *copies]  # type: ignore[attr-defined]
        self.fields["language"].choices = offered([])  # type: ignore[attr-defined]


@requires(P.WAVE_MANAGE, on="organisation")
def new(request: SignedInRequest, organisation: Organisation, **kwargs: str) -> HttpResponse:
    beginnings = queries.beginnings(organisation)
    form = NewForm(request.POST or None, beginnings=beginnings, initial={"language": get_language() or "en"})
    made: list[Questionnaire] = []

    def make() -> None:
        given = form.cleaned_data
        made.append(
            actions.make_questionnaire(
                by=request.actor,
                organisation=organisation,
                title=given["title"],
                language=given["language"],
                like=beginnings.get(given["begin"]),
            )
        )

    if accepted(form, make):
        return redirect("surveys:building", made[0].pk)
    context = {"organisation": organisation, "form": form, "here": "programmes"}
    return render(request, "surveys/building_new.html", context, status=422 if form.errors else 200)


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The questionnaire’s file"),
        help_text=gettext_lazy(
            "A TOML file of Kith, an XLSForm (.xlsx, .csv or .md) or a FHIR Questionnaire (.json)."
        ),
    )


class KeepForm(forms.Form):
    read = forms.CharField(widget=forms.HiddenInput)
    title = forms.CharField(label=gettext_lazy("What is it called?"), max_length=actions.LONGEST_TITLE)


@requires(P.WAVE_MANAGE, on="organisation")
def from_file(request: SignedInRequest, organisation: Organisation, **kwargs: str) -> HttpResponse:
    """First what was read and what cannot be carried over; only then is anything kept."""
    if request.method == "POST" and "read" in request.POST:
        return _keep(request, organisation)
    form = FileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            carried = carrying.read(file.read(MOST_BYTES + 1), file.name)
        except KithError as refused:
            show_refusal(form, refused)
        else:
            return _confirm(request, organisation, carried.instrument, carried.lost)
    context = {"organisation": organisation, "form": form, "here": "programmes"}
    return render(request, "surveys/building_file.html", context, status=422 if form.errors else 200)


def _confirm(
    request: SignedInRequest, organisation: Organisation, instrument: Instrument, lost: list[str]
) -> HttpResponse:
    token = signing.dumps(to_json(instrument), salt=READ_SALT, compress=True)
    title = instrument.title.in_language(get_language() or "en")
    form = KeepForm(initial={"read": token, "title": title})
    return _shown(request, organisation, form, instrument, lost)


def _shown(
    request: SignedInRequest,
    organisation: Organisation,
    form: forms.Form,
    instrument: Instrument | None,
    lost: list[str],
) -> HttpResponse:
    context = {
        "organisation": organisation,
        "form": form,
        "lost": lost,
        "pages": len(instrument.pages) if instrument else 0,
        "questions": sum(item.kind.is_asked for item in instrument.items) if instrument else 0,
        "scores": len(instrument.scales) if instrument else 0,
        "here": "programmes",
    }
    return render(request, "surveys/building_read.html", context, status=422 if form.errors else 200)


def _keep(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    form = KeepForm(request.POST)
    made: list[Questionnaire] = []

    def make() -> None:
        try:
            instrument = from_json(signing.loads(form.cleaned_data["read"], salt=READ_SALT))
        except signing.BadSignature as broken:
            raise KithError(Fault("surveys.building.copy_unreadable")) from broken
        made.append(
            actions.make_questionnaire(
                by=request.actor, organisation=organisation, title=form.cleaned_data["title"], like=instrument
            )
        )

    if accepted(form, make):
        messages.success(request, _("The questionnaire is in. Say next whose words these are."))
        return redirect("surveys:building", made[0].pk)
    return _shown(request, organisation, form, None, [])
