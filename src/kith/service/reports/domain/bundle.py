"""The scores behind a report, for the evaluator: a table, what its columns mean, and how to treat it."""

from __future__ import annotations

import math
import zipfile
from io import BytesIO

import numpy as np
from django.utils.translation import gettext
from numpy.typing import NDArray

from kith.foundation.messages import words
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.policies import policy
from kith.service.reports.domain.agreed import lines_shown, without_lines
from kith.service.reports.domain.gathering import Gathered, asked_waves, gather
from kith.tables.types import Cell
from kith.tables.writing import write_csv

STAMP = (1980, 1, 1, 0, 0, 0)
"""A zip's own zero: the same scores give the same bytes."""
KEYS = ("person", "side", "wave")


def say(code: str, **params: object) -> str:
    return words(code, params, gettext)


def bundle_of(cohort: Cohort, language: str) -> bytes:
    """A zip of ``scores.csv``, ``codebook.csv`` and ``README.txt``, in the reader's language."""
    gathered = gather(asked_waves(cohort))
    least = policy(cohort.organisation).min_matched
    kept = without_lines(gathered, least=least)
    readme = say("reports.bundle.readme", cohort=cohort.name)
    if kept:
        readme += "\n" + say("reports.left_out_lines", count=kept) + "\n"
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in (
            ("README.txt", readme.encode()),
            ("codebook.csv", _codebook(gathered, cohort, language)),
            ("scores.csv", _scores(gathered, lines_shown(gathered, least=least))),
        ):
            bundle.writestr(zipfile.ZipInfo(name, STAMP), content)
    return out.getvalue()


def _scores(gathered: Gathered, shown: NDArray[np.bool_]) -> bytes:
    """A row a person and wave they answered, of those whose line may be read."""
    rows: list[list[Cell]] = []
    for place, person in enumerate(gathered.people):
        if not shown[place]:
            continue
        for asked in gathered.waves:
            values = [gathered.scores[scale.key][asked.wave.key][place] for scale in gathered.scales]
            if not all(math.isnan(value) for value in values):
                cells = [None if math.isnan(value) else float(value) for value in values]
                rows.append([person, gathered.sides[place], asked.wave.key, *cells])
    return write_csv([*KEYS, *(scale.key for scale in gathered.scales)], rows)


def _codebook(gathered: Gathered, cohort: Cohort, language: str) -> bytes:
    definition = definition_of(cohort)
    rows: list[list[Cell]] = [["person", "", say("reports.bundle.person")]]
    rows += [["side", role.key, role.plural.in_language(language)] for role in definition.roles]
    rows += [["wave", asked.wave.key, asked.name.in_language(language)] for asked in gathered.waves]
    for scale in gathered.scales:
        ends = say(
            "reports.bundle.score", low=f"{scale.low:g}", high=f"{scale.high:g}", items=len(scale.items)
        )
        rows.append([scale.key, "", f"{scale.name.in_language(language)}. {ends}"])
    return write_csv(["column", "value", "meaning"], rows)
