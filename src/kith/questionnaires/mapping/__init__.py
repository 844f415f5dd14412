"""Another tool's export of answers, mapped to a questionnaire's items.

``read_export(content, name)`` reads the table, ``propose(table, instrument)`` guesses which column answers
which item and says why, a person confirms or changes it, and ``apply(table, instrument, mapping)`` gives typed
responses with every fault by row and column. A mapping is kept as TOML (``mapping_to_toml``) and used again.
"""

from kith.questionnaires.mapping.applying import Mapped, apply
from kith.questionnaires.mapping.exports import read_export
from kith.questionnaires.mapping.guessing import propose
from kith.questionnaires.mapping.keeping import mapping_from_toml, mapping_to_toml
from kith.questionnaires.mapping.types import ItemMapping, Mapping, Reason

__all__ = [
    "ItemMapping",
    "Mapped",
    "Mapping",
    "Reason",
    "apply",
    "mapping_from_toml",
    "mapping_to_toml",
    "propose",
    "read_export",
]
