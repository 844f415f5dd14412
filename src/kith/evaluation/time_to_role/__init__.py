"""How long until people move to their next role, where some have not moved yet."""

from kith.evaluation.time_to_role.analyse import analyse_times
from kith.evaluation.time_to_role.section import times_report, times_section
from kith.evaluation.time_to_role.types import GroupTimes, TimesData, TimesResult

__all__ = ["GroupTimes", "TimesData", "TimesResult", "analyse_times", "times_report", "times_section"]
