"""Surveys of different people beside each other. What differs between them is never anybody's change."""

from kith.evaluation.independent.compare import compare_groups
from kith.evaluation.independent.section import groups_report, groups_section
from kith.evaluation.independent.types import (
    GroupCell,
    GroupMeasures,
    GroupScores,
    GroupsData,
    GroupsPlan,
    GroupsResult,
)

__all__ = [
    "GroupCell",
    "GroupMeasures",
    "GroupScores",
    "GroupsData",
    "GroupsPlan",
    "GroupsResult",
    "compare_groups",
    "groups_report",
    "groups_section",
]
