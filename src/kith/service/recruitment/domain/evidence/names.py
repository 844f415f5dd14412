"""Whether two people have written the same name."""

from __future__ import annotations

import unicodedata

TITLES = frozenset(
    {"dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "sir", "dame", "sister", "matron", "rev"}
)


def same_name(one: str, other: str) -> bool:
    """Whether both could be one person's: titles, capitals, accents, order and middle names do not count.

    >>> same_name("Dr Jane A. Smith", "smith, jane"), same_name("José Núñez", "Jose Nunez")
    (True, True)
    >>> same_name("Jane Smith", "John Smith"), same_name("Jane", "Jane Smith")
    (False, False)
    """
    first, second = _parts(one), _parts(other)
    if not first or not second:
        return False
    shorter, longer = sorted((first, second), key=len)
    return first == second or (len(shorter) > 1 and shorter < longer)


def _parts(name: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return frozenset(kept.split()) - TITLES
