"""Everything with which somebody checks a draft on a computer of their own, or makes the same one from the tables."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
import zipfile
from io import BytesIO

from django.db import transaction

from kith.foundation.faults import KithError
from kith.service.core.domain.actors import Actor
from kith.service.matches import bridge_exercises as bridge
from kith.service.matches import bridge_outcomes
from kith.service.matches.domain.exercises import looking
from kith.service.matches.domain.exercises.actions import record
from kith.service.matches.domain.exercises.running import decided, decided_since, may_be_taken
from kith.service.matches.models import Exercise, ExerciseRun
from kith.tables.writing import write_csv

STAMP = (1980, 1, 1, 0, 0, 0)
"""A zip's own zero, so that the same draft gives the same bytes."""
RESULT, PROBLEM, EARLIER, RULES, README = (
    "result.json",
    "problem.json",
    "earlier.json",
    looking.RULES_FILE,
    "README.txt",
)
_POSTS = re.compile(r"^\[posts\][ \t]*(#.*)?$", re.MULTILINE)


@transaction.atomic
def take_everything(*, by: Actor, run: ExerciseRun) -> bytes | None:
    """The problem, the result and, where nothing has changed since, the tables and rules, in one archive; private
    requests and all, and history keeps who took it. ``None`` where an erasure took the problem, and where the people
    are those of a cohort."""
    if not may_be_taken(run.exercise):
        return None
    kept = ExerciseRun.objects.only("problem", "result").get(pk=run.pk)
    if kept.problem is None or kept.result is None:
        return None
    kind = run.exercise.kind
    tables = _tables(run, kept.problem)
    files = {
        RESULT: bridge_outcomes.result_file(kind, kept.result),
        PROBLEM: bridge_outcomes.problem_file(kind, kept.problem),
        **tables,
    }
    earlier = _earlier(run) if tables else None
    if earlier is not None:
        files[EARLIER] = earlier
    files[README] = _readme(run, sorted(tables), keeps=earlier is not None).encode()
    record(by, "matches.take_problem", run.exercise, run)
    return _archive(files)


def _archive(files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()


def _tables(run: ExerciseRun, problem: bridge.Json) -> dict[str, bytes]:
    """Each table as CSV, and the rules; nothing where they have changed since and would give another problem."""
    exercise = run.exercise
    if not _gives(run, problem):
        return {}
    found = {
        f"{key}.csv": write_csv(table.columns, table.rows)
        for key, table in looking.tables_of(exercise).items()
    }
    return {**found, RULES: rules_with_promise(exercise).encode()}


def _gives(run: ExerciseRun, problem: bridge.Json) -> bool:
    """Whether tables, rules and decisions are still those of the run."""
    if decided_since(run):
        return False
    locks, forbids = decided(run.exercise)
    try:
        now = bridge.problem_for(run, looking.look(run.exercise), locks=locks, forbids=forbids)
    except KithError:
        return False
    return bool(json.loads(json.dumps(now)) == problem)


def rules_with_promise(exercise: Exercise) -> str:
    """The rules file; of posts with the promise of the seed and its salt, which stand in their proof."""
    rules = exercise.rules
    if exercise.kind != Exercise.Kind.POSTS:
        return rules
    said = tomllib.loads(rules).get("posts", {})
    lines = [
        f'{key} = "{value}"'
        for key, value in (("commitment", exercise.seed_commitment), ("salt", exercise.seed_salt))
        if key not in said
    ]
    if not lines:
        return rules
    header = _POSTS.search(rules)
    if header is None:
        return "\n".join((rules.rstrip(), "", "[posts]", *lines, ""))
    return "\n".join((rules[: header.end()], *lines)) + rules[header.end() :]


def _earlier(run: ExerciseRun) -> bytes | None:
    """The draft that this one stays near."""
    if run.keep_run_id is None:
        return None
    result = ExerciseRun.objects.values_list("result", flat=True).get(pk=run.keep_run_id)
    return None if result is None else bridge_outcomes.result_file(run.exercise.kind, result)


def command_of(run: ExerciseRun, names: list[str], *, keeps: bool) -> str:
    """The command that makes the same result from the tables."""
    given = ["kith", "match", run.exercise.kind]
    for wanted in bridge.inputs_of(run.exercise.kind):
        if f"{wanted.key}.csv" in names:
            given += [f"--{wanted.key}", f"{wanted.key}.csv"]
    given += ["--rules", RULES, "--seed", str(run.seed), "--out", "again.csv", "--json", "again.json"]
    if keeps:
        given += ["--keep", EARLIER, "--bonus", str(run.keep_bonus)]
    locks, forbids = decided(run.exercise)
    for option, pairs in (("--lock", locks), ("--forbid", forbids)):
        for one, other in pairs:
            given += [option, f"{one}={other}"]
    return shlex.join(given)


def _readme(run: ExerciseRun, names: list[str], *, keeps: bool) -> str:
    """In English, as the command line is."""
    lines = [
        f"Draft {run.number} of {run.exercise.name}",
        "",
        "These files hold private requests. Keep them where nobody else reads them, and delete them afterwards.",
        "",
        "Is the result right? This checks it with code that shares nothing with the solver:",
        "",
        f"    kith match verify {RESULT} {PROBLEM}",
    ]
    if names:
        lines += [
            "",
            "The same result from the tables and rules:",
            "",
            f"    {command_of(run, names, keeps=keeps)}",
        ]
    else:
        lines += ["", "The tables, rules or decisions have changed since, so they are not here."]
    return "\n".join((*lines, ""))
