"""The Jinja environment of every page."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from functools import lru_cache
from typing import Any

from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from django.utils import translation
from jinja2 import (
    ChainableUndefined,
    ChoiceLoader,
    DictLoader,
    Environment,
    PackageLoader,
    StrictUndefined,
    Template,
)
from jinja2.environment import TemplateModule
from jinja2.runtime import Context

from kith.service.ui.web import component_views, field_views, wording
from kith.service.ui.web.attributes import attributes
from kith.service.ui.web.kept_components import ComponentTemplate

KEPT_IN_MEMORY = 512
FASTER = {"nhsuk/macros/attributes.jinja": "{% set nhsukAttributes = nhsuk_attributes %}"}
"""What replaces a template of the package: the same words, made in Python."""


class PageTemplate(Template):
    """A template of ours, imported once: Jinja would compare the globals, which are the same for all, each time."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


class PageEnvironment(Environment):
    """Our own templates are strict: a name that the view did not pass is an error.

    The NHS components rely on missing parameters being quietly empty, so they live in an environment
    of their own, which this one asks for whatever begins with ``nhsuk/``.
    """

    template_class = PageTemplate
    components: Environment

    def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:
        if name.startswith("nhsuk/"):
            return self.components.get_template(name)
        return super()._load_template(name, globals)


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _fixed_url(view: str, _prefix: str) -> str:
    return reverse(view)


def url(view: str, args: Sequence[object] = ()) -> str:
    """The address of a page. One without ids never changes: the frame alone asks for seven."""
    return reverse(view, args=args) if args else _fixed_url(view, get_script_prefix())


def environment(**options: Any) -> Environment:
    options["undefined"] = StrictUndefined
    env = PageEnvironment(**options)
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext
    )
    env.globals.update(
        static=lru_cache(maxsize=KEPT_IN_MEMORY)(static), url=url, get_language=translation.get_language
    )
    env.globals.update(nhsuk_attributes=attributes)
    env.globals.update(field_views.GLOBALS)
    env.globals.update(component_views.GLOBALS)
    env.globals.update(wording.GLOBALS)
    env.filters.update(wording.FILTERS)
    env.filters.update(component_views.FILTERS)
    env.filters.update(field_views.FILTERS)
    # One dictionary for both, so that an imported component is compiled once and not for each page.
    env.components = Environment(
        loader=ChoiceLoader([DictLoader(FASTER), PackageLoader("nhsuk_frontend_jinja")]),
        undefined=ChainableUndefined,
        autoescape=env.autoescape,  # noqa: S701 - as in ours: on
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.components.globals = env.globals
    env.components.template_class = ComponentTemplate
    return env
