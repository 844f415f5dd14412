"""One table of an exercise: look at it, upload another, or take the people of the cohort."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kith.foundation.faults import Fault, KithError
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.matches import bridge_exercises as bridge
from kith.service.matches.domain.exercises import actions, looking, queries, roles
from kith.service.matches.domain.exercises.tables import shown_columns
from kith.service.matches.models import Exercise, ExerciseTable
from kith.service.matches.web.exercises.forms import TableForm
from kith.service.matches.web.exercises.presenters.workbench import table_page
from kith.tables.records import in_brief

PAGE_SIZE = 50


def _key_of(exercise: Exercise, key: str) -> str:
    if key not in {one.key for one in bridge.inputs_of(exercise.kind)}:
        raise Http404
    return key


@requires(P.MATCH_SEE, on="exercise")
def show(request: SignedInRequest, exercise: Exercise, key: str, **kwargs: str) -> HttpResponse:
    _key_of(exercise, key)
    may_manage = roles.may(request.user, P.MATCH_MANAGE, exercise)
    is_open = may_manage and queries.publication_of(exercise) is None
    faults: tuple[Fault, ...] = ()
    form = TableForm(request.POST or None, request.FILES or None) if is_open else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied(P.MATCH_MANAGE)
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                row = actions.upload_table(
                    by=request.actor, exercise=exercise, key=key, name=file.name, stream=file
                )
            except KithError as refused:
                faults = tuple(in_brief(refused.faults))
            else:
                _say(request, exercise, row)
                return redirect("matches:exercise", exercise.pk)
    found = exercise.tables.filter(key=key).first()
    page = (
        Paginator(queries.row_page(found), PAGE_SIZE).get_page(request.GET.get("page"))
        if found is not None and found.source != ExerciseTable.Source.COHORT
        else None
    )
    context = {
        **table_page(exercise, key, page, found),
        "form": form,
        "faults": faults,
        "columns": shown_columns(found.columns) if found else [],
        "may_use_cohort": is_open and actions.may_use_cohort(exercise, key),
    }
    status = 422 if faults or (form is not None and form.errors) else 200
    return render(request, "matches/exercise_table.html", context, status=status)


def _say(request: SignedInRequest, exercise: Exercise, row: ExerciseTable) -> None:
    said = ngettext("%(num)s row is read.", "%(num)s rows are read.", row.row_count) % {"num": row.row_count}
    if looking.faults_of(exercise.looked_at):
        said = _("%(said)s Some things are still to be mended before a run.") % {"said": said}
    messages.success(request, said)


@require_POST
@requires(P.MATCH_MANAGE, on="exercise")
def drop(request: SignedInRequest, exercise: Exercise, key: str, **kwargs: str) -> HttpResponse:
    actions.drop_table(by=request.actor, exercise=exercise, key=_key_of(exercise, key))
    messages.success(request, _("The list is taken out, with everybody in it."))
    return redirect("matches:exercise", exercise.pk)


@require_POST
@requires(P.MATCH_MANAGE, on="exercise")
def use_cohort(request: SignedInRequest, exercise: Exercise, key: str, **kwargs: str) -> HttpResponse:
    row = actions.use_cohort(by=request.actor, exercise=exercise, key=_key_of(exercise, key))
    _say(request, exercise, row)
    return redirect("matches:exercise", exercise.pk)
