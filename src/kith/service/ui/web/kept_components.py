"""What an NHS component made is kept: made by the package's templates, one costs up to five milliseconds.

A component is a pure function of its parameters, and the pages ask for the same ones again and again: the label
of a field, a button, the way back. Kept is what the service and the programmes say, never what a person typed:
what stands in a box is put in afterwards, and a component with an error, with a choice made or with HTML inside is
made each time. A test lays both beside each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.utils.functional import Promise
from jinja2 import Template, Undefined
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup, escape

from kith.service.ui.web.boxes import Boxes

KEPT = frozenset(
    {
        "backLink",
        "breadcrumb",
        "button",
        "checkboxes",
        "dateInput",
        "details",
        "fileUpload",
        "heading",
        "hint",
        "input",
        "insetText",
        "label",
        "legend",
        "nhsukIcon",
        "passwordInput",
        "radios",
        "select",
        "skipLink",
        "textarea",
        "warningCallout",
    }
)
HOLD_WHAT_WAS_TYPED = frozenset({"input", "textarea", "dateInput"})
MAY_BE_PRIVATE = frozenset({"errorMessage", "checked", "html"})
"""What somebody chose, or typed and is told about, or a part of the page with who knows what inside."""
KEPT_OF_EACH = 512
_MARK = "\ue000{}\ue001"
_MARKS = re.compile("\ue000([0-9]+)\ue001")

Macro = Callable[..., Markup]


class ComponentTemplate(Template):
    """A template of the package, imported once for all pages, its components kept."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        # Jinja compares the globals at each import, in case they differ; ours are one dictionary for all.
        if self._module is None:
            module = self.make_module()
            for name in KEPT & vars(module).keys():
                setattr(module, name, kept(vars(module)[name], name in HOLD_WHAT_WAS_TYPED))
            self._module = module
        return self._module


def kept(macro: Macro, holds_what_was_typed: bool) -> Macro:
    """``macro``, made once for the same parameters."""

    @lru_cache(maxsize=KEPT_OF_EACH)
    def made(asked: _Asked) -> str:
        return str(macro(asked.params))

    def component(*args: Any, **kwargs: Any) -> Markup:
        if kwargs or len(args) != 1:
            return macro(*args, **kwargs)
        reading = _Reading(holds_what_was_typed)
        try:
            params = reading.copy(args[0])
        except _NotToBeKept:
            return macro(*args)
        html = made(_Asked(tuple(reading.key), params))
        return Markup(reading.put_in(html))  # noqa: S704 - made by a template that escapes

    return component


@dataclass(frozen=True, slots=True)
class _Asked:
    key: tuple[object, ...]
    params: Any = field(compare=False)


class _NotToBeKept(Exception):
    """The parameters hold what must not stay in memory, or what has no key."""


@dataclass(slots=True)
class _Reading:
    """Parameters on their way in: copied with marks where something is put in later, and named by a key."""

    holds_what_was_typed: bool
    key: list[object] = field(default_factory=list)
    later: list[str] = field(default_factory=list)

    def copy(self, value: Any) -> Any:
        if value is None or type(value) in (str, Markup, bool, int):
            # With the type: 1 is True and text is HTML to a dictionary, not to a template.
            self.key += (type(value), value)
            return value
        if isinstance(value, Mapping):
            self.key += (dict, len(value))
            return {name: self._entry(name, one) for name, one in value.items()}
        if isinstance(value, list | tuple):
            self.key += (list, len(value))
            return [self.copy(one) for one in value]
        if isinstance(value, Undefined):
            self.key.append(Undefined)
            return value
        if isinstance(value, Promise):
            return self.copy(str(value))
        if isinstance(value, Boxes):
            return self._mark(value)
        raise _NotToBeKept

    def _entry(self, name: str, value: Any) -> Any:
        if name in MAY_BE_PRIVATE and value and not isinstance(value, Boxes):
            raise _NotToBeKept
        self.key.append(name)
        if name == "value" and self.holds_what_was_typed and isinstance(value, str) and value:
            return self._mark(value)
        return self.copy(value)

    def _mark(self, value: str) -> str:
        mark = _MARK.format(len(self.later))
        self.key.append(mark)
        self.later.append(escape(value))
        return mark

    def put_in(self, html: str) -> str:
        if not self.later:
            return html
        return _MARKS.sub(lambda found: self.later[int(found[1])], html)
