"""The ``[wave.raters]`` of a wave: who else is asked about each person."""

from __future__ import annotations

from kith.programmes.capabilities import RaterKind
from kith.programmes.rating import MOST_OF_A_KIND, Raters, RatersOfKind
from kith.questionnaires.declaration import Table


def read_raters(wave: Table, roles: tuple[str, ...]) -> Raters | None:
    """``roles`` are the sides that the wave asks: who names raters when the file does not say."""
    table = wave.table("raters")
    if table is None:
        return None
    table.need("kind")
    raters = Raters(
        kinds=tuple(_of_kind(one) for one in table.tables("kind")),
        roles=table.texts("roles") or roles,
        questionnaire=table.text("questionnaire"),
    )
    table.finish()
    return raters


def _of_kind(table: Table) -> RatersOfKind:
    table.need("kind")
    table.need("max")
    least = table.whole("min", least=0, default=0) or 0
    most = table.whole("max", least=1, default=max(least, 1)) or max(least, 1)
    if most > MOST_OF_A_KIND:
        table.fault("programmes.too_many_raters", "max", value=most, most=MOST_OF_A_KIND)
    if least > most:
        table.fault("declared.limits_crossed", "min", least=least, most=most)
    found = RatersOfKind(table.one_of("kind", RaterKind) or RaterKind.OTHER, least, most, table.words("name"))
    table.finish()
    return found
