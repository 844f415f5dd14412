"""A person decides: keep two together, keep them apart, undo. Each with a reason that is kept."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.matches.domain.exercises import queries, running
from kith.service.matches.domain.exercises.drafts import Drafted
from kith.service.matches.models import Exercise, ExerciseDecision
from kith.service.matches.web.exercises.forms import DecideForm
from kith.service.matches.web.exercises.views.runs import finished
from kith.service.ui.web.refusals import accepted

LONGEST_NUMBER = 9


@requires(P.MATCH_MANAGE, on="exercise")
def decide(request: SignedInRequest, exercise: Exercise, kind: str, **kwargs: str) -> HttpResponse:
    if kind not in ExerciseDecision.Kind.values:
        raise Http404
    one = request.GET.get("one", "")
    form = DecideForm(request.POST or None, initial={"one": one, "other": request.GET.get("other", "")})
    choices = _others(request, exercise, one)
    if choices:
        form.fields["other"] = forms.ChoiceField(label=_("Who else?"), choices=choices)
        form.order_fields(["one", "other", "reason"])
    if accepted(
        form, lambda: running.decide(by=request.actor, exercise=exercise, kind=kind, **form.cleaned_data)
    ):
        messages.success(request, _("Decided. Run the matching again, so that the draft follows."))
        return redirect("matches:exercise", exercise.pk)
    other = "" if choices else request.GET.get("other", "")
    names = queries.names_of(exercise, {one, other})
    context = {
        "exercise": exercise,
        "cohort": exercise.cohort,
        "organisation": exercise.organisation,
        "form": form,
        "title": _title(kind, names.get(one, one), names.get(other, other)),
        "what_happens": [
            _("Every draft from now on has them together, unless the rules or a private request forbid it.")
            if kind == ExerciseDecision.Kind.LOCK
            else _("No draft from now on has them together."),
            _("You can undo this at any time before a draft is published."),
        ],
        "button": _("Keep them together") if kind == ExerciseDecision.Kind.LOCK else _("Keep them apart"),
        "cancel_href": reverse("matches:exercise", args=[exercise.pk]),
        "is_dangerous": False,
        "here": "programmes",
    }
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)


def _others(request: SignedInRequest, exercise: Exercise, one: str) -> list[tuple[str, str]]:
    """Who else is in the group that was looked at, where more than one could be meant."""
    number = request.GET.get("run", "")
    if "group" not in request.GET or not number.isdecimal() or len(number) > LONGEST_NUMBER:
        return []
    drafted = Drafted.of(finished(exercise, int(number)))
    try:
        group = drafted.group(request.GET["group"])
    except KeyError as missing:
        raise Http404 from missing
    return [
        (member["id"], drafted.name(member["side"], member["id"]))
        for member in group["members"]
        if member["id"] != one
    ]


def _title(kind: str, one: str, other: str) -> str:
    both: dict[str, Any] = {"one": one, "other": other}
    if not other:
        if kind == ExerciseDecision.Kind.LOCK:
            return _("Keep %(one)s together with whom?") % both
        return _("Keep %(one)s apart from whom?") % both
    if kind == ExerciseDecision.Kind.LOCK:
        return _("Keep %(one)s and %(other)s together?") % both
    return _("Keep %(one)s and %(other)s apart?") % both


@require_POST
@requires(P.MATCH_MANAGE, on="exercise")
def undo(request: SignedInRequest, exercise: Exercise, decision_id: UUID, **kwargs: str) -> HttpResponse:
    try:
        row = exercise.decisions.select_related("exercise").get(pk=decision_id)
    except ExerciseDecision.DoesNotExist as missing:
        raise Http404 from missing
    running.undo(by=request.actor, decision=row)
    messages.success(request, _("The decision is undone. Run the matching again, so that the draft follows."))
    return redirect("matches:exercise", exercise.pk)
