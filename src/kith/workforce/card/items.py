"""The items of the card, by what must be known to tell each. Their words are Kith's own, never the guideline's."""

from __future__ import annotations

from dataclasses import dataclass

REFERENCE = "Lee et al. 2024, Human Resources for Health 22, table 4, doi:10.1186/s12960-024-00895-z"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to tell. It is told when every fact in ``facts`` is known, told in part when only some are.

    ``number`` is the guideline's; ``None`` for what Kith asks beside its first fourteen items, where the guideline
    treats the same subjects further on. Its subject and what to write stand in the catalogue under
    ``workforce.card.item.<key>`` and ``workforce.card.fact.<fact>``.
    """

    key: str
    number: int | None
    facts: tuple[str, ...]


ITEMS = (
    Item("title", 1, ("title", "professions")),
    Item("summary", 2, ("summary",)),
    Item("background", 3, ("context", "aims", "use")),
    Item("population", 4, ("population",)),
    Item("area", 5, ("area", "area_level")),
    Item("condition", 6, ("condition",)),
    Item("professionals", 7, ("professions",)),
    Item("horizon", 8, ("first_year", "last_year")),
    Item("scope", 9, ("scope",)),
    Item("framework", 10, ("framework",)),
    Item("parameters", 11, ("parameters", "parameter_sources")),
    Item("demand", 12, ("demand",)),
    Item("supply", 13, ("supply",)),
    Item("gap", 14, ("gap", "sufficiency")),
    Item("scenarios", None, ("scenarios",)),
    Item("uncertainty", None, ("uncertainty", "coverage")),
    Item("validation", None, ("back_test", "mass_balance")),
    Item("units", None, ("units",)),
    Item("rerun", None, ("scenario_hash", "data_hashes", "command")),
    Item("overrides", None, ("overrides",)),
    Item("limits", None, ("limits",)),
    Item("interests", None, ("funding", "approved_by")),
)
FACTS = tuple(dict.fromkeys(fact for item in ITEMS for fact in item.facts))
"""The keys that :func:`kith.workforce.card.card` takes."""
