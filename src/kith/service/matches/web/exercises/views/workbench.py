"""An exercise: the whole of it, keeping it, deleting it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.matches.domain.exercises import actions, queries, roles
from kith.service.matches.models import Exercise
from kith.service.matches.web.exercises.presenters.workbench import exercise_page
from kith.service.matches.web.exercises.views.runs import run_form
from kith.service.ui.web.wording import day


@requires(P.MATCH_SEE, on="exercise")
def show(request: SignedInRequest, exercise: Exercise, **kwargs: str) -> HttpResponse:
    may_manage = roles.may(request.user, P.MATCH_MANAGE, exercise)
    context = exercise_page(request, exercise, may_manage=may_manage)
    form = run_form(exercise) if context["is_open"] and context["is_ready"] else None
    return render(request, "matches/exercise.html", {**context, "form": form})


@require_POST
@requires(P.MATCH_MANAGE, on="exercise")
def keep(request: SignedInRequest, exercise: Exercise, **kwargs: str) -> HttpResponse:
    actions.keep_longer(by=request.actor, exercise=exercise)
    messages.success(request, _("It is kept until %(day)s.") % {"day": day(exercise.kept_until)})
    return redirect("matches:exercise", exercise.pk)


@requires(P.MATCH_MANAGE, on="exercise")
def delete(request: SignedInRequest, exercise: Exercise, **kwargs: str) -> HttpResponse:
    if request.method == "POST":
        name = exercise.name
        actions.delete_exercise(by=request.actor, exercise=exercise)
        messages.success(request, _("“%(name)s” is deleted, with its files and drafts.") % {"name": name})
        return redirect("matches:exercises")
    rows = sum(exercise.tables.values_list("row_count", flat=True))
    said = ngettext("%(num)s row of its files is deleted.", "%(num)s rows of its files are deleted.", rows)
    lines = [
        said % {"num": rows},
        _("All drafts, decisions and rules go with them. This cannot be undone."),
        _("History keeps that it was there, how large it was, and who deleted it; no names."),
    ]
    if queries.publication_of(exercise) is not None:
        lines.append(_("It is published: participants no longer see on their page where they are."))
    context: dict[str, Any] = {
        "exercise": exercise,
        "cohort": exercise.cohort,
        "organisation": exercise.organisation,
        "title": _("Delete “%(name)s”?") % {"name": exercise.name},
        "what_happens": lines,
        "button": _("Delete this matching"),
        "cancel_href": reverse("matches:exercise", args=[exercise.pk]),
        "is_dangerous": True,
        "here": "programmes",
    }
    return render(request, "ui/confirm.html", context)
