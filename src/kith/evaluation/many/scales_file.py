"""Scales without their questionnaire: which items make a score, as a TOML file."""

from __future__ import annotations

from kith.foundation.faults import Faults
from kith.foundation.words import Text
from kith.questionnaires.declaration import Table, in_order, refuse_twins
from kith.questionnaires.tree import grow
from kith.questionnaires.types import DEFAULT_MIN_ANSWERED, ScaleDefinition, ScoreRule
from kith.tables.toml import load_toml


def read_scales(content: bytes, name: str) -> tuple[ScaleDefinition, ...]:
    """The scales of a file with ``[[scale]]`` tables: key, items, low and high, and what may be left out.

    Left out: ``name`` (the key), ``reversed`` (none), ``rule`` (mean), ``min_answered`` (0.8). ``low`` and
    ``high``, the points of an item, may stand above all scales.

    Raises
    ------
    KithError
        With every fault of the file, each with its line.

    >>> read_scales(b'low = 1\\nhigh = 5\\n[[scale]]\\nkey = "a"\\nitems = ["q1", "q2"]', "s.toml")[0].high
    5.0
    """
    faults = Faults()
    top = Table(grow(load_toml(content, name)), faults)
    low, high = top.whole("low"), top.whole("high")
    tables = top.tables("scale")
    if not tables:
        top.fault("evaluation.many.no_scale")
    scales = tuple(_scale(table, low, high) for table in tables)
    refuse_twins(tables, [scale.key for scale in scales])
    top.finish()
    in_order(faults).raise_if_any()
    return scales


def _scale(table: Table, low: int | None, high: int | None) -> ScaleDefinition:
    key, items, backwards = table.need_text("key"), table.texts("items"), table.texts("reversed")
    if not items:
        table.need("items")
    for item in backwards:
        table.refer("reversed", item, items, "scale_item")
    share = table.number("min_answered", DEFAULT_MIN_ANSWERED) or 0.0
    if not 0 < share <= 1:
        table.fault("questionnaires.share", "min_answered", value=share)
    ends = {"low": table.whole("low", default=low), "high": table.whole("high", default=high)}
    for end, value in ends.items():
        if value is None:
            table.fault("declared.missing", None, missing=end)
    scale = ScaleDefinition(
        key=key,
        name=table.words("name") or Text.of(key),
        items=items,
        reversed_items=frozenset(backwards),
        rule=table.one_of("rule", ScoreRule, ScoreRule.MEAN) or ScoreRule.MEAN,
        min_answered=share,
        point_low=ends["low"] or 0,
        point_high=ends["high"] or 0,
    )
    table.finish()
    return scale
