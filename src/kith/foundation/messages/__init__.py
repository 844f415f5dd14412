"""The one catalogue: the sentence for each code, in English, marked for translation.

One module a subject (``tables.py``, ``matching.py``, ...), each with a ``MESSAGES`` mapping of
code to template. Templates use ``{name}`` for a parameter. English is the key of the translation,
as gettext has it; the service and the command line pass their ``translate``.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from functools import cache, reduce

from kith.foundation.faults import Fault, Where

Translate = Callable[[str], str]


def gettext_noop(message: str) -> str:
    """Mark a sentence for translation without translating it now."""
    return message


PLACE_NAMES: Mapping[str, str] = {
    "file": gettext_noop("{file}"),
    "sheet": gettext_noop("sheet {sheet}"),
    "row": gettext_noop("row {row}"),
    "column": gettext_noop("column “{column}”"),
    "line": gettext_noop("line {line}"),
    "key": gettext_noop("{key}"),
}
PLACE_IN_PLACE = gettext_noop("{first}, {second}")
SAID_OF_PLACE = gettext_noop("{place}: {sentence}")
"""Joins too are translated: Chinese has its own comma and colon."""


@cache
def catalogue() -> Mapping[str, str]:
    """Every code with its English template. Two subjects may not claim one code."""
    merged: dict[str, str] = {}
    for module_info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{module_info.name}")
        for code, template in module.MESSAGES.items():
            if code in merged:
                raise ValueError(f"message code {code!r} stands in two subjects")
            merged[code] = template
    return merged


def words(code: str, params: Mapping[str, object], translate: Translate = gettext_noop) -> str:
    """The sentence of ``code`` with its parameters filled in.

    Where a parameter is one thing, ``{code}.one_of_{name}`` is said if the catalogue has it: "1 person has".
    """
    return translate(_template(code, params)).format_map(params)


def _template(code: str, params: Mapping[str, object]) -> str:
    spoken = catalogue()
    for name, value in params.items():
        if isinstance(value, int) and value == 1:
            single = spoken.get(f"{code}.one_of_{name}")
            if single is not None:
                return single
    return spoken[code]


def place(where: Where, translate: Translate = gettext_noop) -> str:
    """Where, in words: ``people.csv, row 7, column “email”``. Empty when nothing is known."""
    parts = [
        translate(template).format_map({name: getattr(where, name)})
        for name, template in PLACE_NAMES.items()
        if getattr(where, name) is not None
    ]
    if not parts:
        return ""
    joined = translate(PLACE_IN_PLACE)
    return reduce(lambda first, second: joined.format(first=first, second=second), parts)


def sentence(fault: Fault, translate: Translate = gettext_noop) -> str:
    """A fault as a person reads it: the place, then what is wrong and what to do."""
    said = words(fault.code, fault.params, translate)
    found = place(fault.where, translate)
    return translate(SAID_OF_PLACE).format(place=found, sentence=said) if found else said


def sentences(faults: Iterable[Fault], translate: Translate = gettext_noop) -> list[str]:
    return [sentence(fault, translate) for fault in faults]
