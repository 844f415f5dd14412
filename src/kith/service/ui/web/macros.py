"""A component of ours from Python, where a presenter fills a table's cell with one."""

from __future__ import annotations

from django.template import engines
from django.utils.safestring import SafeString, mark_safe


def render_macro(template: str, macro: str, *args: object) -> SafeString:
    """What ``macro`` of ``template`` gives for these arguments; it escapes them itself."""
    module = engines["jinja2"].env.get_template(template).module  # type: ignore[attr-defined]
    return mark_safe(str(getattr(module, macro)(*args)).strip())  # noqa: S308 - autoescaped by the macro
