"""A run as files: the draft as a spreadsheet; the problem and the result for whoever wants to check them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.matches import bridge_exercises as bridge
from kith.service.matches import bridge_outcomes
from kith.service.matches.domain.exercises import checking, running
from kith.service.matches.domain.exercises.drafts import Drafted
from kith.service.matches.models import Exercise, ExerciseRun
from kith.service.matches.web.exercises.presenters.wording import group_name
from kith.service.matches.web.exercises.views.runs import finished
from kith.tables.writing import write_csv

JSON = "application/json"


@requires(P.MATCH_SEE, on="exercise")
def draft(request: SignedInRequest, exercise: Exercise, number: int, **kwargs: str) -> HttpResponse:
    """A row for each person. Nothing private is in a draft, so nothing private leaves."""
    drafted = Drafted.of(finished(exercise, number))
    rows: list[list[Any]] = []
    for (side, id_), group in drafted.placed():
        suits = next(
            one["satisfaction"] for one in group["members"] if (one["side"], one["id"]) == (side, id_)
        )
        score = group["points"] / bridge.POINTS_PER_WEIGHT
        rows.append([side, id_, drafted.name(side, id_), group_name(drafted, group), score, suits])
    rows += [
        [one["side"], one["id"], drafted.name(one["side"], one["id"]), None, None, None]
        for one in drafted.left_over
    ]
    columns = [_("List"), "id", _("Name"), _("Where"), _("Points"), _("How well it suits (0 to 1)")]
    return _file(write_csv(columns, rows), "draft.csv", "text/csv; charset=utf-8")


@requires(P.MATCH_MANAGE, on="exercise")
def problem(request: SignedInRequest, exercise: Exercise, number: int, **kwargs: str) -> HttpResponse:
    """What went in, private requests included: history keeps who took it."""
    run = finished(exercise, number)
    content = running.take_problem(by=request.actor, run=run)
    if content is None:
        raise Http404
    return _file(bridge_outcomes.problem_file(exercise.kind, content), "problem.json", JSON)


@requires(P.MATCH_SEE, on="exercise")
def result(request: SignedInRequest, exercise: Exercise, number: int, **kwargs: str) -> HttpResponse:
    run = finished(exercise, number)
    kept = ExerciseRun.objects.values_list("result", flat=True).get(pk=run.pk)
    if kept is None:
        raise Http404
    return _file(bridge_outcomes.result_file(exercise.kind, kept), "result.json", JSON)


@requires(P.MATCH_MANAGE, on="exercise")
def check(request: SignedInRequest, exercise: Exercise, number: int, **kwargs: str) -> HttpResponse:
    """Everything to check a draft with, and to make it again: history keeps who took it."""
    content = checking.take_everything(by=request.actor, run=finished(exercise, number))
    if content is None:
        raise Http404
    return _file(content, f"draft-{number}.zip", "application/zip")


def _file(content: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
