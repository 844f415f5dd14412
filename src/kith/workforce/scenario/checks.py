"""Holds the parts of a scenario against each other."""

from __future__ import annotations

from collections.abc import Mapping

from kith.workforce.scenario.checks_levers import check_levers
from kith.workforce.scenario.checks_need import check_need
from kith.workforce.scenario.checks_supply import check_supply
from kith.workforce.scenario.draft import Draft
from kith.workforce.scenario.reading_tables import Read


def check_scenario(draft: Draft, tables: Mapping[str, Read]) -> None:
    """Note everything in which the parts contradict each other, or leave something unsaid.

    A part whose own table could not be read is passed over: its fault has been noted.
    """
    check_supply(draft, tables)
    check_need(draft, tables)
    check_levers(draft)
