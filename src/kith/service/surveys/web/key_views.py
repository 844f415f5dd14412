"""Destroying the key of a cohort's pseudonyms: what it comes to, said before, and the cohort's name typed out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.foundation.faults import Fault, KithError, Where
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.surveys.domain.pseudonyms import asked_by_name, destroy_key
from kith.service.surveys.models import PseudonymKey, Wave
from kith.service.surveys.web.presenters import name_of
from kith.service.ui.web.refusals import accepted


class KeyForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Type the cohort’s name to destroy its key"), max_length=200)

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = cohort.name


@requires(P.COHORT_MANAGE, on="cohort")
def key(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    form = KeyForm(request.POST or None, cohort=cohort)

    def destroy() -> None:
        if form.cleaned_data["name"].strip() != cohort.name:
            raise KithError(Fault("surveys.key_not_typed", Where(key="name"), {"name": cohort.name}))
        destroy_key(by=request.actor, cohort=cohort)

    if accepted(form, destroy):
        messages.success(
            request, _("The key is destroyed. Nobody can tell any more whose answers are whose.")
        )
        return redirect("surveys:waves", cohort.pk)
    context = {
        "cohort": cohort,
        "form": form,
        "destroyed": PseudonymKey.objects.filter(cohort=cohort, secret=None).first(),
        "open_now": _names(cohort, Wave.State.OPEN),
        "ahead": _names(cohort, Wave.State.PLANNED),
        "here": "programmes",
    }
    return render(request, "surveys/key.html", context, status=422 if form.errors else 200)


def _names(cohort: Cohort, state: str) -> list[str]:
    rows = asked_by_name(cohort).filter(state=state).defer("instrument").order_by("opens_at", "id")
    return [name_of(wave) for wave in rows]
