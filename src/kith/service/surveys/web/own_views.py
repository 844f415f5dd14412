"""The organisation's own questionnaires: those it holds a licence for, in the slots that definitions leave open."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kith.foundation.faults import KithError
from kith.programmes import list_definitions, load_shipped
from kith.programmes.types import Slot
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.models import Organisation
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.surveys.domain.instruments import MOST_BYTES, fill_slot, own_instrument
from kith.service.ui.web.refusals import show_refusal


class InstrumentForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The questionnaire's file"),
        help_text=gettext_lazy(
            "A TOML file, as the guide describes. It must say whose words it holds and under which licence."
        ),
        widget=forms.FileInput(attrs={"accept": ".toml"}),
    )


def slots() -> dict[str, Slot]:
    """Every slot that a definition leaves open, by key."""
    return {slot.key: slot for key in list_definitions() for slot in load_shipped(key).slots}


@requires(P.COHORT_CREATE, on="organisation")
def own(request: SignedInRequest, organisation: Organisation, **kwargs: str) -> HttpResponse:
    language = get_language() or "en"
    shown = []
    for slot in slots().values():
        found = own_instrument(organisation, slot.key)
        said = (
            f"{found.title.in_language(language)}, {found.version} ({found.rights.licence})"
            if found
            else _("Empty")
        )
        shown.append({"slot": slot, "filled": said})
    context = {"organisation": organisation, "slots": shown, "here": "programmes"}
    return render(request, "surveys/own.html", context)


@requires(P.COHORT_CREATE, on="organisation")
def fill(request: SignedInRequest, organisation: Organisation, slot: str, **kwargs: str) -> HttpResponse:
    found = slots().get(slot)
    if found is None:
        raise Http404
    form = InstrumentForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            fill_slot(
                by=request.actor,
                organisation=organisation,
                slot=slot,
                content=file.read(MOST_BYTES + 1),
                name=file.name,
            )
        except KithError as refused:
            show_refusal(form, refused)
        else:
            messages.success(
                request, _("The questionnaire is in its slot. Cohorts that start from now on ask it.")
            )
            return redirect("surveys:own", organisation.slug)
    context = {"organisation": organisation, "slot": found, "form": form, "here": "programmes"}
    return render(request, "surveys/fill_slot.html", context, status=422 if form.errors else 200)
