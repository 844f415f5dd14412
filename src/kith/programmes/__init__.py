"""Programme definitions: one TOML file chooses from a closed list of coded capabilities.

``list_definitions()``, ``load_shipped(key)`` and ``load_instrument(key)`` give what comes with Kith;
``read_definition(text, name)`` reads an organisation's own, ``check`` only names its faults.
"""

from kith.programmes.read import check, read_definition
from kith.programmes.shipped import list_definitions, load_instrument, load_shipped, shipped_instruments

__all__ = [
    "check",
    "list_definitions",
    "load_instrument",
    "load_shipped",
    "read_definition",
    "shipped_instruments",
]
