"""Who does public health: functions by occupations in FTE, from shares of working time that people tell.

``read_functions(path)`` gives a table without faults, ``measure(table)`` the matrix with intervals and coverage,
``compare(here, there)`` two countries, ``chapman(...)`` how many stand on no list. The report, and what comes out of
questionnaires, are loaded from their own modules.
"""

from kith.workforce.functions.results import Compared, Correlation, Drawing, Hidden, Measured, Shape
from kith.workforce.functions.types import FunctionTable, Lists, Role, Row, Share, Staff, Tier

__all__ = [
    "Compared",
    "Correlation",
    "Drawing",
    "FunctionTable",
    "Hidden",
    "Lists",
    "Measured",
    "Role",
    "Row",
    "Shape",
    "Share",
    "Staff",
    "Tier",
]
