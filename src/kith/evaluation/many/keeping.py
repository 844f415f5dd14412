"""Programmes kept as they are done, so that a run that was stopped goes on where it stood.

One line of JSON a programme; the first says of which data, plan, seed and version they are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias, cast

from kith.evaluation.many.types import Alpha, ManyMeasures, ProgrammeChange, ScaleChange
from kith.evaluation.many.writing import programme_json
from kith.evaluation.types import Counts, Remark, Withheld
from kith.foundation.faults import Fault, KithError, Where
from kith.statistics.types import Estimate, TestResult

Table: TypeAlias = Mapping[str, "object"]


def first_line(run: str) -> str:
    """The line that says which run a file belongs to; ``run`` is a hash of all that decides the numbers."""
    return json.dumps({"format": "kith.evaluation.many.kept", "run": run}) + "\n"


def line(programme: ProgrammeChange) -> str:
    """One programme as a line."""
    return json.dumps(programme_json(programme), ensure_ascii=False, allow_nan=False) + "\n"


def read_kept(path: Path, run: str) -> dict[str, ProgrammeChange]:
    """The programmes in a file of this run. A last line that was cut short is left out.

    Raises
    ------
    KithError
        If the file belongs to another run, or is no such file.
    """
    lines = path.read_bytes().split(b"\n")
    whole = lines[:-1]  # what follows the last line end was not finished
    if not whole or whole[0].decode("utf-8", "replace") + "\n" != first_line(run):
        raise KithError(Fault("evaluation.many.other_run", Where(file=path.name)))
    found = (_programme(json.loads(each)) for each in whole[1:])
    return {programme.programme: programme for programme in found}


def _programme(table: Table) -> ProgrammeChange:
    scales = tuple(_cell(cell) for cell in cast("list[Table]", table["scales"]))
    return ProgrammeChange(str(table["programme"]), cast(int, table["n"]), scales)


def _cell(table: Table) -> ScaleChange:
    found = dict(cast(Table, table["found"]))
    shown = found.pop("shown")
    return ScaleChange(
        scale=str(table["scale"]),
        n_matched=cast(int, table["n_matched"]),
        n_earlier_only=cast(int, table["n_earlier_only"]),
        n_later_only=cast(int, table["n_later_only"]),
        alpha_earlier=_alpha(cast(Table, table["alpha_earlier"])),
        alpha_later=_alpha(cast(Table, table["alpha_later"])),
        found=_measures(found) if shown else Withheld(str(found["reason"]), cast(int, found["least"])),
        cannot_show=tuple(
            Remark(str(each["code"]), cast("dict[str, int]", each["params"]))
            for each in cast("list[Table]", table["cannot_show"])
        ),
    )


def _measures(table: Table) -> ManyMeasures:
    made = {
        **table,
        "counts": Counts(**cast("dict[str, int]", table["counts"])),
        "test": TestResult(**cast("dict[str, float]", table["test"])),  # type: ignore[arg-type]
        **{name: _estimate(table[name]) for name in ("mean_change", "g_av", "g_av_drawn")},
    }
    return ManyMeasures(**made)  # type: ignore[arg-type]


def _alpha(table: Table) -> Alpha:
    return Alpha(cast(int, table["n"]), _estimate(table["found"]))


def _estimate(table: object) -> Estimate | None:
    return None if table is None else Estimate(**cast("dict[str, float]", table))  # type: ignore[arg-type]
