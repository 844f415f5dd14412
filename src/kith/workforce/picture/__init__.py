"""A country's staff in post against its funded posts, where the gaps lie, and what its appointments need."""

from kith.workforce.picture.draw import draw_picture
from kith.workforce.picture.inequality import Unit, inequality, theil
from kith.workforce.picture.types import (
    Appointment,
    Country,
    Group,
    Inequality,
    Picture,
    Rate,
    Staffing,
    Workload,
    WorkNeed,
    WorkSum,
)
from kith.workforce.picture.work import invented_workload, work_needs, work_sums

__all__ = [
    "Appointment",
    "Country",
    "Group",
    "Inequality",
    "Picture",
    "Rate",
    "Staffing",
    "Unit",
    "WorkNeed",
    "WorkSum",
    "Workload",
    "draw_picture",
    "inequality",
    "invented_workload",
    "theil",
    "work_needs",
    "work_sums",
]
