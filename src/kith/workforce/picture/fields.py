"""The columns of a picture's tables: the names that Kith writes, and those of the tables that are known to have them."""

from __future__ import annotations

from kith.foundation.words import Text
from kith.tables.fields import Field, FieldKind, Schema


def _text(key: str, label: str, *synonyms: str, required: bool = True) -> Field:
    return Field(key, Text.of(label), required=required, synonyms=synonyms)


def _number(key: str, label: str, *synonyms: str) -> Field:
    return Field(key, Text.of(label), FieldKind.NUMBER, required=True, low=0, synonyms=synonyms)


LEVEL = _text("level", "Facility_Level", "Level")
CADRE = _text("cadre", "Officer_Category", "Cadre")
DISTRICT = _text("district", "District")
TYPE = _text("type", "Appt_Type_Code", "Appointment type")

STAFFING = Schema(
    (
        _text("facility", "Facility_Name", "Facility"),
        LEVEL,
        _text("district", "District", required=False),
        _text("region", "Region", required=False),
        CADRE,
        _number("minutes", "Total_Mins_Per_Day", "Minutes a day"),
        _number("staff", "Staff_Count", "Staff"),
    )
)
POPULATION = Schema((DISTRICT, _number("population", "Population")))
CLASSES = Schema((DISTRICT, _text("class", "Class", "Classification")))
APPOINTMENTS = Schema((TYPE, LEVEL, CADRE, _number("minutes", "Time_Taken_Mins", "Minutes each")))
WORKLOAD = Schema((DISTRICT, LEVEL, TYPE, _number("per_day", "Appointments_Per_Day", "Appointments a day")))
