"""Wing: what changed, how sure that is, and what it cannot say.

Change, surveys, panels of reviewers and equality of access now; interviews have their place here.
"""

from kith.evaluation.facts import Dose, Flow, ReportFacts, WaveDates
from kith.evaluation.plan import Better, Centre, ChangePlan, Comparison, Outcome, Side, Wave, WaveRole
from kith.evaluation.types import (
    Audience,
    ChangeCell,
    ChangeData,
    ChangeResult,
    Measures,
    Remark,
    Withheld,
)

__all__ = [
    "Audience",
    "Better",
    "Centre",
    "ChangeCell",
    "ChangeData",
    "ChangePlan",
    "ChangeResult",
    "Comparison",
    "Dose",
    "Flow",
    "Measures",
    "Outcome",
    "Remark",
    "ReportFacts",
    "Side",
    "Wave",
    "WaveDates",
    "WaveRole",
    "Withheld",
]
