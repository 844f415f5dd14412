"""Time zones by their IANA names, whatever the case, with the nearest one for a name that is not known."""

from __future__ import annotations

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from kith.matching.suggesting import nearest
from kith.tables.values import Unreadable


@cache
def _zones() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones() if name != "localtime"}


def zone_name(text: str) -> str:
    """The IANA name of a zone, whatever its case.

    Raises :class:`Unreadable` with the nearest known name.

    >>> zone_name("europe/london")
    'Europe/London'
    """
    wanted = text.strip().replace(" ", "_").casefold()
    found = _zones().get(wanted)
    if found is not None:
        return found
    near = nearest(wanted, _zones()) or nearest(wanted, (name.split("/")[-1] for name in _zones()))
    by_city = {name.split("/")[-1]: full for name, full in _zones().items()}
    suggested = _zones().get(near) or by_city.get(near, "")
    if suggested:
        raise Unreadable("matching.people.zone_unknown_near", value=text, nearest=suggested)
    raise Unreadable("matching.people.zone_unknown", value=text)


@cache
def zone(name: str) -> ZoneInfo:
    """The zone of a name. Raises :class:`Unreadable` as :func:`zone_name` does."""
    return ZoneInfo(zone_name(name))
