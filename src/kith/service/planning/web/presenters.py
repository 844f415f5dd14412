"""What the pages of planning show, ready to be laid out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from kith.foundation.faults import KithError
from kith.foundation.messages import sentence
from kith.service.planning.bridge.comparing import Compared, Row
from kith.service.planning.bridge.telling import Band, LeverShown, Told
from kith.service.planning.models import Scenario, ScenarioRun, ScenarioVersion
from kith.service.planning.web.forms import PREFIX
from kith.service.ui.web.cells import link
from kith.service.ui.web.wording import day, moment

MOST_RUNS = 10


@dataclass(frozen=True, slots=True)
class LeverField:
    """One lever as a field: what it is, and how far it is pulled."""

    shown: LeverShown
    name: str
    value: str
    hint: str


def spoken(refused: KithError) -> list[str]:
    return [sentence(fault, _) for fault in refused.faults]


def list_rows(scenarios: Sequence[Scenario]) -> list[list[object]]:
    return [
        [
            link(reverse("planning:scenario", args=[one.pk]), one.name),
            one.organisation.name,
            day(one.created_at),
            str(one.revision),
        ]
        for one in scenarios
    ]


def lever_fields(
    bundles: Sequence[tuple[str, Sequence[LeverShown]]], pulls: Mapping[str, float], said: Mapping[str, str]
) -> list[tuple[str, list[LeverField]]]:
    """Levers by bundle. What was typed stands as it was typed, also where it was refused."""
    return [(name, [_field(lever, pulls, said) for lever in levers]) for name, levers in bundles]


def _field(lever: LeverShown, pulls: Mapping[str, float], said: Mapping[str, str]) -> LeverField:
    name = f"{PREFIX}{lever.key}"
    parts = [_("Unit: %(unit)s.") % {"unit": lever.unit}]
    if lever.cap:
        parts.append(_("At most %(cap)s.") % {"cap": lever.cap})
    if lever.cost != "0":
        parts.append(_("%(cost)s a unit and year.") % {"cost": lever.cost})
    parts.append(_("Effect %(effect)s, evidence %(grade)s.") % {"effect": lever.effect, "grade": lever.grade})
    parts.append(lever.source or _("Assumption, without a source."))
    return LeverField(lever, name, said.get(name, f"{pulls.get(lever.key, 0.0):g}"), " ".join(parts))


@dataclass(frozen=True, slots=True)
class Pulled:
    """How far a lever is pulled in the result that is shown, to be sent with it."""

    name: str
    value: str


def pulled_fields(pulls: Mapping[str, float]) -> list[Pulled]:
    return [Pulled(f"{PREFIX}{lever}", repr(amount)) for lever, amount in pulls.items()]


def run_rows(scenario: Scenario) -> list[list[object]]:
    """The last runs of any version, the newest first."""
    runs = (
        ScenarioRun.objects.filter(version__scenario=scenario)
        .select_related("version", "job")
        .only("number", "draws", "created_at", "finished_at", "version__number", "job__state")[:MOST_RUNS]
    )
    return [
        [
            link(
                reverse("planning:run", args=[scenario.pk, run.pk]),
                _("Version %(version)s, run %(number)s")
                % {"version": run.version.number, "number": run.number},
            ),
            f"{run.draws:,}",
            moment(run.created_at),
            _("Finished") if run.finished_at else (run.job.get_state_display() if run.job else ""),
        ]
        for run in runs
    ]


def file_rows(version: ScenarioVersion, files: Mapping[str, bytes]) -> list[list[str]]:
    return [
        [name, _("%(size)s KB") % {"size": f"{max(1, len(files[name]) // 1024):,}"}, sha256[:12]]
        for name, sha256 in version.files.items()
    ]


def version_rows(scenario: Scenario) -> list[list[str]]:
    return [
        [
            str(one.number),
            moment(one.created_at),
            one.written_by.name if one.written_by else _("Somebody who has left"),
            one.reason or _("First version"),
        ]
        for one in scenario.versions.select_related("written_by")
    ]


def result_rows(told: Told) -> list[list[str]]:
    """A row a profession, and all together where there are several."""
    rows = [[row.name, _both(row.supply), row.need, _both(row.net), _both(row.gross)] for row in told.rows]
    if len(rows) > 1:
        rows.append([_("All together"), "", "", _both(told.net), _both(told.gross)])
    return rows


def _both(band: Band) -> str:
    return _("%(middle)s (%(range)s)") % {"middle": band.middle, "range": band.range}


def compared_rows(rows: Sequence[Row]) -> list[list[str]]:
    return [
        [row.name, row.one, row.other, f"{row.difference} ({row.range})", f"{row.better}%"] for row in rows
    ]


def finding(compared: Compared, one: str, other: str) -> str:
    """The difference of the gross gap in a sentence, with how sure it is."""
    row = compared.gross[0]
    return _(
        "“%(other)s” against “%(one)s”: the shortfall differs by %(difference)s FTE in %(year)s (eight draws in ten: "
        "%(range)s; it is smaller in %(better)s of 100 draws)"
    ) % {
        "one": one,
        "other": other,
        "difference": row.difference,
        "range": row.range,
        "better": row.better,
        "year": compared.year,
    }
