"""The boxes of a set of radios, written here: a screen of twenty statements has a hundred of them.

The component takes most of a millisecond for each. What surrounds them (legend, hint, error) stays its own.
A test lays both beside each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup, escape


class Boxes(Markup):
    """The boxes of one question, some of them chosen: what surrounds them may be kept, they never are."""


PLAIN = frozenset({"value", "text", "checked", "hint", "divider", "exclusive"})
"""What an item may say for us to write it; ``exclusive`` means nothing to a radio."""


def with_boxes_written(params: Mapping[str, Any]) -> Mapping[str, Any]:
    """The parameters of radios whose boxes are HTML already; unchanged where an item says anything unusual."""
    items = params["items"]
    if params.get("formGroup") or any(set(item) - PLAIN for item in items):
        return params
    prefix = params.get("idPrefix") or params["name"]
    boxes = [_box(str(params["name"]), _id(prefix, place), item) for place, item in enumerate(items, start=1)]
    return {**params, "items": [], "formGroup": {"afterInputs": {"html": Boxes("".join(boxes))}}}


def _id(prefix: str, place: int) -> str:
    """The first has no number, so that the error summary finds it."""
    return prefix if place == 1 else f"{prefix}-{place}"


def _box(name: str, box_id: str, item: Mapping[str, Any]) -> str:
    if item.get("divider"):
        return f'<div class="nhsuk-radios__divider">{escape(item["divider"])}</div>'
    own_id, said = escape(box_id), (item.get("hint") or {}).get("text")
    hint = (
        f'<div class="nhsuk-hint nhsuk-radios__hint" id="{own_id}-item-hint">{escape(said)}</div>'
        if said
        else ""
    )
    described = f' aria-describedby="{own_id}-item-hint"' if said else ""
    checked = " checked" if item.get("checked") else ""
    return (
        f'<div class="nhsuk-radios__item"><input class="nhsuk-radios__input" id="{own_id}" name="{escape(name)}" '
        f'type="radio" value="{escape(item["value"])}"{checked}{described}> '
        f'<label class="nhsuk-label nhsuk-radios__label" for="{own_id}">{escape(item["text"])}</label>{hint}</div>'
    )
