"""Text that any page can hold: characters that no XML, font or terminal has a shape for are replaced."""

from __future__ import annotations

import dataclasses
import re
from typing import TypeVar

from kith.foundation.provenance import Provenance

# All that XML 1.0 (section 2.2) forbids, lone surrogates included. Pasted text carries them, and
# the chart renderer ends the whole process, not the chart, when it meets one.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

Value = TypeVar("Value")


def cleaned(value: Value) -> Value:
    """The same report, block or chart with each forbidden character replaced by U+FFFD.

    >>> from kith.publishing.blocks import Paragraph
    >>> cleaned(Paragraph("one\\x00two")).text
    'one\\ufffdtwo'
    """
    return _cleaned(value)  # type: ignore[return-value]


def _cleaned(value: object) -> object:
    if type(value) is str:
        return FORBIDDEN.sub(REPLACEMENT, value)
    if isinstance(value, tuple):
        return tuple(_cleaned(item) for item in value)
    if isinstance(value, Provenance):
        inputs = {str(_cleaned(name)): str(_cleaned(found)) for name, found in value.inputs.items()}
        return dataclasses.replace(value, method=str(_cleaned(value.method)), inputs=inputs)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: _cleaned(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return dataclasses.replace(value, **fields)
    return value
