"""What came out of a cohort: the lead writes it down, participants suggest, and once a year somebody says whether it
still runs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kith.foundation.faults import KithError
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.learning.domain.after import series, spin_offs
from kith.service.learning.models import SpinOff
from kith.service.learning.web.after.spin_off_forms import OrganiserForm, SpinOffForm, StillForm
from kith.service.learning.web.after.spin_off_presenters import seen_words, spin_off_rows
from kith.service.ui.web.refusals import accepted, show_refusal

FIELDS = ("name", "kind", "about", "started_on")


@requires(P.LEARNING_SEE, on="cohort")
def listed(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    context = {
        "cohort": cohort,
        "table": spin_off_rows(cohort, spin_offs.spin_offs_of(cohort)),
        "here": "programmes",
    }
    return render(request, "learning/spin_offs.html", context)


@requires(P.LEARNING_MANAGE, on="cohort")
def new(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    form = SpinOffForm(request.POST or None)
    if accepted(
        form, lambda: spin_offs.record_spin_off(by=request.actor, cohort=cohort, **form.cleaned_data)
    ):
        return redirect("learning:spin_offs", cohort.pk)
    context = {"cohort": cohort, "form": form, "back": reverse("learning:spin_offs", args=[cohort.pk])}
    return _form(request, {**context, "title": _("Record a spin-off"), "button": _("Save")})


@requires(P.LEARNING_MANAGE, on="cohort")
def show(request: SignedInRequest, cohort: Cohort, spin_off_id: UUID, **kwargs: str) -> HttpResponse:
    """One spin-off: whether it still runs, who organises its meetings. A suggestion: take it up or not."""
    row = _spin_off(cohort, spin_off_id)
    if request.method == "POST" and not row.is_confirmed:
        return _decide(request, row)
    form = StillForm(request.POST or None)
    if form.is_valid() and _said(request, row, form):
        return redirect("learning:spin_off", cohort.pk, row.pk)
    running = getattr(row, "series", None)
    context = {
        "cohort": cohort,
        "row": row,
        "form": form,
        "seen": seen_words(row),
        "is_due": spin_offs.is_due(row, timezone.localdate()),
        "series": running,
        "organisers": [one.person.name for one in series.organisers_of(running)] if running else [],
        "here": "programmes",
    }
    return render(request, "learning/spin_off.html", context, status=422 if form.errors else 200)


def _decide(request: SignedInRequest, row: SpinOff) -> HttpResponse:
    if "drop" in request.POST:
        spin_offs.drop_suggestion(by=request.actor, spin_off=row)
        messages.success(request, _("The suggestion is deleted."))
        return redirect("learning:spin_offs", row.cohort_id)
    spin_offs.change_spin_off(
        by=request.actor, spin_off=row, **{field: getattr(row, field) for field in FIELDS}
    )
    return redirect("learning:spin_off", row.cohort_id, row.pk)


def _said(request: SignedInRequest, row: SpinOff, form: StillForm) -> bool:
    """Whether what was said of it still running is written down now."""
    try:
        if form.cleaned_data["answer"] == "yes":
            spin_offs.say_still_runs(by=request.actor, spin_off=row)
        else:
            ended_on = form.cleaned_data["ended_on"] or timezone.localdate()
            spin_offs.end_spin_off(by=request.actor, spin_off=row, on=ended_on)
    except KithError as refused:
        show_refusal(form, refused)
        return False
    return True


@requires(P.LEARNING_MANAGE, on="cohort")
def change(request: SignedInRequest, cohort: Cohort, spin_off_id: UUID, **kwargs: str) -> HttpResponse:
    row = _spin_off(cohort, spin_off_id)
    form = SpinOffForm(request.POST or None, initial={field: getattr(row, field) for field in FIELDS})
    if accepted(
        form,
        lambda: spin_offs.change_spin_off(
            by=request.actor, spin_off=row, **{field: form.cleaned_data[field] for field in FIELDS}
        ),
    ):
        return redirect("learning:spin_off", cohort.pk, row.pk)
    context = {"cohort": cohort, "form": form, "back": reverse("learning:spin_off", args=[cohort.pk, row.pk])}
    return _form(request, {**context, "title": row.name, "button": _("Save")})


@requires(P.LEARNING_MANAGE, on="cohort")
def name_organiser(
    request: SignedInRequest, cohort: Cohort, spin_off_id: UUID, **kwargs: str
) -> HttpResponse:
    """Somebody organises its meetings from now on; they need no other role here."""
    row = _spin_off(cohort, spin_off_id)
    form = OrganiserForm(request.POST or None)
    if accepted(form, lambda: series.start_series(by=request.actor, spin_off=row, **form.cleaned_data)):
        messages.success(request, _("They are told by mail and can plan its meetings."))
        return redirect("learning:spin_off", cohort.pk, row.pk)
    context = {"cohort": cohort, "form": form, "back": reverse("learning:spin_off", args=[cohort.pk, row.pk])}
    title = _("Who organises %(name)s?") % {"name": row.name}
    return _form(request, {**context, "title": title, "button": _("Let them organise it")})


@requires(P.TAKE_PART, on="place")
def suggest(request: SignedInRequest, place: Place, **kwargs: str) -> HttpResponse:
    """A participant says what came out of the programme; the lead looks at it."""
    form = SpinOffForm(request.POST or None)
    if accepted(form, lambda: spin_offs.suggest_spin_off(by=request.actor, place=place, **form.cleaned_data)):
        messages.success(request, _("Thank you. The people who run the programme will look at it."))
        return redirect("home:home")
    context = {
        "cohort": place.cohort,
        "form": form,
        "back": reverse("home:home"),
        "lead_in": _(
            "A forum that meets on, a network, a change in how things are done: tell us what came out of the "
            "programme and goes on without it."
        ),
        "here": "home",
    }
    return _form(request, {**context, "title": _("What came out of it?"), "button": _("Suggest")})


def _spin_off(cohort: Cohort, spin_off_id: UUID) -> SpinOff:
    row = spin_offs.spin_offs_of(cohort).filter(pk=spin_off_id).first()
    if row is None:
        raise Http404
    row.cohort = cohort
    return row


def _form(request: SignedInRequest, context: dict[str, Any]) -> HttpResponse:
    context = {"lead_in": "", "here": "programmes", **context}
    status = 422 if context["form"].errors else 200
    return render(request, "learning/after_form.html", context, status=status)
