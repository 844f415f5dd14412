"""An exercise in one page: its tables, its rules, its drafts, what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.service.matches import bridge_exercises as bridge
from kith.service.matches.domain.exercises import looking, queries
from kith.service.matches.domain.exercises.drafts import Drafted
from kith.service.matches.models import Exercise, ExerciseRun, ExerciseTable
from kith.service.matches.web.exercises.presenters.wording import points, proof_words, rule_rows, spoken
from kith.service.ui.web.cells import link, post_button, state_tag
from kith.service.ui.web.wording import day, moment

MOST_RUNS = 10


def table_name(kind: str, key: str) -> str:
    """What a table is called on a page. A table that a kind adds later is called by its key."""
    if kind == Exercise.Kind.PAIRS and key == "people":
        return _("One list, instead of two")
    known = {
        "left": _("First list"),
        "right": _("Second list"),
        "people": _("People"),
        "applicants": _("Applicants"),
        "posts": _("Posts"),
        "projects": _("Projects"),
        "marks": _("Marks of the panels"),
    }
    return known.get(key, spoken(key).capitalize())


def list_rows(exercises: Sequence[Any]) -> list[list[Any]]:
    return [
        [
            link(reverse("matches:exercise", args=[one.pk]), one.name),
            str(one.get_kind_display()),
            one.cohort.name if one.cohort else one.organisation.name,
            day(one.created_at),
            state_tag("done", _("Published"))
            if one.is_published
            else ngettext("%(num)s draft", "%(num)s drafts", one.run_count) % {"num": one.run_count},
        ]
        for one in exercises
    ]


def exercise_page(request: Any, exercise: Exercise, *, may_manage: bool) -> dict[str, Any]:
    tables = {row.key: row for row in exercise.tables.all()}
    publication = queries.publication_of(exercise)
    is_open = may_manage and publication is None
    if is_open and any(row.source == ExerciseTable.Source.COHORT for row in tables.values()):
        exercise.looked_at = looking.looked_at(exercise)
    faults = looking.faults_of(exercise.looked_at)
    lacking = looking.missing(exercise, set(tables))
    runs = list(exercise.runs.select_related("job").defer("problem", "result", "explanation")[:MOST_RUNS])
    return {
        "exercise": exercise,
        "cohort": exercise.cohort,
        "organisation": exercise.organisation,
        "tables": [
            _table_row(exercise, one, tables.get(one.key), set(tables), is_open=is_open)
            for one in bridge.inputs_of(exercise.kind)
        ],
        "rules": rule_rows(exercise.looked_at.get("rules", [])),
        "has_rules": bool(exercise.rules.strip()),
        "to_mend": faults if tables and not lacking and exercise.rules.strip() else [],
        "problem_count": exercise.looked_at.get("count", 0),
        "lacking": [table_name(exercise.kind, key) for key in lacking],
        "is_ready": not lacking and bool(exercise.rules.strip()) and not faults,
        "runs": [_run_row(exercise, run) for run in runs],
        "decisions": _decision_rows(request, exercise, is_open=is_open),
        "facts": _facts(exercise),
        "promise": exercise.seed_commitment if is_open and exercise.kind == Exercise.Kind.POSTS else "",
        "publication": publication,
        "may_manage": may_manage,
        "is_open": is_open,
        "here": "programmes",
    }


def _table_row(
    exercise: Exercise, wanted: bridge.InputOf, row: ExerciseTable | None, present: set[str], *, is_open: bool
) -> list[Any]:
    name = table_name(exercise.kind, wanted.key)
    address = reverse("matches:exercise_table", args=[exercise.pk, wanted.key])
    if row is None:
        is_needed = wanted.required or wanted.key in looking.missing(exercise, present)
        said = _("Not there yet") if is_needed else _("Not there; it is not needed")
        return [name, said, "", link(address, _("Bring it in"), name) if is_open else ""]
    way = link(address, _("Look or replace") if is_open else _("Look"), name)
    return [name, _source(row), row.row_count, way]


def _source(row: ExerciseTable) -> str:
    source = ExerciseTable.Source(row.source)
    if source is ExerciseTable.Source.COHORT:
        return _("The confirmed people of %(cohort)s") % {"cohort": row.name}
    if source is ExerciseTable.Source.EXAMPLE:
        return _("%(name)s (invented)") % {"name": row.name}
    return row.name


def _run_row(exercise: Exercise, run: ExerciseRun) -> list[Any]:
    name = link(
        reverse("matches:exercise_run", args=[exercise.pk, run.number]),
        _("Draft %(number)s") % {"number": run.number},
    )
    if run.draft is None:
        state = run.job.state if run.job else ""
        said = _("On its way") if state in {"waiting", "running"} else _("No result")
        return [name, moment(run.created_at), said, "", ""]
    run.exercise = exercise
    drafted = Drafted.of(run)
    worst = drafted.objective("worst")
    proven = (
        _("stopped; %(proof)s") % {"proof": proof_words(drafted)} if run.stopped else proof_words(drafted)
    )
    matched = _("%(matched)s of %(people)s") % {"matched": drafted.matched, "people": drafted.people}
    if (stability := drafted.draft["stability"]) is not None and not run.stopped:
        return [
            name,
            moment(run.created_at),
            matched,
            "",
            _("stable") if stability["stable"] else _("not stable"),
        ]
    return [name, moment(run.created_at), matched, points(worst["value"]) if worst else "", proven]


def _decision_rows(request: Any, exercise: Exercise, *, is_open: bool) -> list[list[Any]]:
    rows = queries.live_decisions(exercise)
    names = queries.names_of(exercise, {id_ for row in rows for id_ in (row.one, row.other)}) if rows else {}
    shown = []
    for row in rows:
        both = f"{names.get(row.one, row.one)} – {names.get(row.other, row.other)}"
        address = reverse("matches:exercise_undo", args=[exercise.pk, row.pk])
        by = row.decided_by.name if row.decided_by else _("Somebody who has left")
        undo = post_button(request, address, _("Undo"), both) if is_open else ""
        shown.append([both, str(row.get_kind_display()), row.reason, f"{by}, {day(row.created_at)}", undo])
    return shown


def _facts(exercise: Exercise) -> list[tuple[str, str]]:
    return [
        (_("Kind"), str(exercise.get_kind_display())),
        (_("Whose"), exercise.cohort.name if exercise.cohort else exercise.organisation.name),
        (_("Kept until"), day(exercise.kept_until)),
        (_("Promise of the seed"), exercise.seed_commitment),
    ]


def table_page(exercise: Exercise, key: str, page: Any, row: ExerciseTable | None) -> dict[str, Any]:
    """A table by its ids and names: what stands in the other columns is for the engine."""
    return {
        "exercise": exercise,
        "cohort": exercise.cohort,
        "organisation": exercise.organisation,
        "key": key,
        "name": table_name(exercise.kind, key),
        "row": row,
        "source": _source(row) if row else "",
        "people": [[one.number, one.ref, one.name] for one in page] if page else [],
        "page": page,
        "here": "programmes",
    }
