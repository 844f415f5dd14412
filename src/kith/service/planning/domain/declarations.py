"""What the tables of planning hold about a person, why, and how it is let go: who wrote and ran, nothing else."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kith.service.core.domain.doers import declare_doer
from kith.service.planning.models import Scenario, ScenarioRun, ScenarioVersion

KEPT = _("As long as the scenario: a plan is held against what comes of it, many years later.")


def declare_all() -> None:
    declare_doer(
        Scenario,
        "created_by",
        purpose=_("Who made a workforce scenario."),
        retention=KEPT,
        export=("name", "created_at"),
    )
    declare_doer(
        ScenarioVersion,
        "written_by",
        purpose=_("Who changed a workforce scenario, and the reason that was given."),
        retention=KEPT,
        export=("scenario__name", "number", "created_at", "reason"),
    )
    declare_doer(
        ScenarioRun,
        "started_by",
        purpose=_("Who ran a workforce scenario."),
        retention=KEPT,
        export=("version__scenario__name", "number", "created_at"),
    )
