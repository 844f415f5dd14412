"""A Django form field as the parameters of its NHS component."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BaseForm, BoundField
from django.utils.translation import gettext
from markupsafe import Markup, escape

from kith.foundation.faults import Fault
from kith.foundation.messages import sentence
from kith.service.ui.web.fields import DayWidget

PASSED_ON = ("accept", "max", "min", "step", "maxlength", "readonly")
"""Attributes of a widget that mean something to the person who types."""
PARAMETERS = ("autocomplete", "inputmode", "pattern", "spellcheck", "autocapitalize")
"""Attributes for which the NHS component has a parameter of its own."""

_BOXES = (forms.CheckboxSelectMultiple, forms.RadioSelect)


@dataclass(frozen=True, slots=True)
class FieldView:
    kind: str
    params: dict[str, Any]
    options: Markup | None = None
    """Of a select: the component takes five milliseconds for the zones of the world."""


def field_view(bound: BoundField, options: Mapping[str, Any]) -> FieldView:
    """Which component shows ``bound``, and with which parameters."""
    widget = bound.field.widget
    params = {
        "id": bound.auto_id,
        "idPrefix": bound.auto_id,
        "name": bound.html_name,
        **_hint_and_error(bound, options),
        **{
            key: options[key]
            for key in ("width", "rows", "prefix", "suffix", "inline", "classes")
            if key in options
        },
    }
    attributes = {**widget.attrs, **{key: options[key] for key in PARAMETERS if key in options}}
    params.update({key: attributes[key] for key in PARAMETERS if key in attributes})
    params["attributes"] = {key: attributes[key] for key in PASSED_ON if key in attributes}
    if isinstance(widget, DayWidget):
        return FieldView("day", _day(bound, params, options))
    if isinstance(widget, (forms.CheckboxInput, *_BOXES)):
        # The first box has the id. The group around it had it too, and a script or the error summary's link
        # would find the group in its place.
        params.pop("id", None)
    if isinstance(widget, _BOXES):
        # Django's list of checkboxes is a kind of list of radios, so it is asked for first.
        kind = "checkboxes" if isinstance(widget, forms.CheckboxSelectMultiple) else "radios"
        return FieldView(
            kind, {**params, "fieldset": _fieldset(bound, options), "items": _items(bound, options)}
        )
    if isinstance(widget, forms.CheckboxInput):
        return FieldView("checkboxes", _one_checkbox(bound, params, options))
    params["label"] = _label(bound, options)
    if isinstance(widget, forms.Select):
        return FieldView("select", {**params, "items": []}, options_html(bound))
    return _typed(bound, widget, params)


def _typed(bound: BoundField, widget: forms.Widget, params: dict[str, Any]) -> FieldView:
    if isinstance(widget, forms.FileInput):
        return FieldView("file", params)
    value = bound.value()
    if isinstance(widget, forms.PasswordInput):
        return FieldView("password", {**params, **_password_words()})
    if isinstance(widget, forms.Textarea):
        return FieldView("textarea", {"rows": 5, **params, "value": "" if value is None else str(value)})
    params["value"] = _written(widget, value)
    params["type"] = "date" if isinstance(widget, forms.DateInput) else getattr(widget, "input_type", "text")
    if params["type"] == "number":
        # A number box changes under the scroll wheel and hides what was mistyped (NHS.UK's advice).
        params["type"] = "text"
        params.setdefault(
            "inputmode", "numeric" if isinstance(bound.field, forms.IntegerField) else "decimal"
        )
    return FieldView("hidden" if widget.is_hidden else "input", params)


def _written(widget: forms.Widget, value: Any) -> str:
    if isinstance(widget, forms.DateInput) and hasattr(value, "isoformat"):
        return str(value.isoformat())
    written = widget.format_value(value)
    return "" if written is None else str(written)


def _hint_and_error(bound: BoundField, options: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    hint = options.get("hint", bound.help_text)
    if hint:
        found["hint"] = {"text": hint, "id": f"{bound.auto_id}-hint"}
    if bound.errors:
        found["errorMessage"] = {
            "text": " ".join(errors_of(bound)),
            "visuallyHiddenText": gettext("Error"),
            "id": f"{bound.auto_id}-error",
        }
    return found


def errors_of(bound: BoundField) -> list[str]:
    """The field's errors as sentences that make sense away from it, in the summary."""
    stock = {
        str(message)
        for kind in type(bound.field).__mro__
        for message in getattr(kind, "default_error_messages", {}).values()
    }
    found = []
    for error in bound.errors.as_data() if bound.errors else ():
        for message in error.messages:
            if message not in stock:
                found.append(message)
            elif error.code == "required":
                found.append(_missing(bound))
            else:
                found.append(f"{bound.label}: {message}")
    return found


def _missing(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return gettext("Tick the box to go on: %(label)s") % {"label": bound.label}
    if isinstance(widget, forms.FileInput):
        return gettext("Choose a file: %(label)s") % {"label": bound.label}
    if isinstance(widget, forms.Select | forms.RadioSelect):
        return gettext("Choose an answer: %(label)s") % {"label": bound.label}
    return gettext("Fill this in: %(label)s") % {"label": bound.label}


def _label(bound: BoundField, options: Mapping[str, Any]) -> dict[str, Any]:
    is_heading = bool(options.get("page_heading"))
    size = options.get("size", "l" if is_heading else None)
    label: dict[str, Any] = {"text": options.get("label", bound.label), "isPageHeading": is_heading}
    if size:
        label["size"] = size
    if options.get("hide_label"):
        label["classes"] = "nhsuk-u-visually-hidden"
    return label


def _fieldset(bound: BoundField, options: Mapping[str, Any]) -> dict[str, Any]:
    return {"legend": {"size": "s", **_label(bound, options)}}


def _items(bound: BoundField, options: Mapping[str, Any]) -> list[dict[str, Any]]:
    hints = options.get("item_hints", {})
    conditional = options.get("conditional", {})
    # A radio set is a kind of select to Django, not to NHS.UK.
    chosen = "checked" if isinstance(bound.field.widget, _BOXES) else "selected"
    items = []
    for option in bound.subwidgets:
        value = str(option.data["value"] or "")
        item: dict[str, Any] = {"value": value, "text": option.data["label"]}
        item[chosen] = bool(option.data["selected"])
        if value in hints:
            item["hint"] = {"text": hints[value]}
        if value in conditional:
            item["conditional"] = {"html": conditional[value]}
        items.append(item)
    return items


def options_html(bound: BoundField) -> Markup:
    """A select's choices, the chosen one marked."""
    chosen = {str(value) for value in bound.field.widget.format_value(bound.value())}
    found = []
    for value, label in bound.field.widget.choices:
        said = str(value or "")
        mark = " selected" if str(value) in chosen else ""
        found.append(f'<option value="{escape(said)}"{mark}>{escape(label)}</option>')
    return Markup("".join(found))  # noqa: S704 - escaped above


def with_options(select: str, options: Markup | None) -> Markup:
    """The options put into an empty select component."""
    return Markup(str(select).replace("</select>", f"{options or ''}</select>", 1))  # noqa: S704 - both are HTML of ours


def _one_checkbox(bound: BoundField, params: dict[str, Any], options: Mapping[str, Any]) -> dict[str, Any]:
    hint = params.pop("hint", None)
    item: dict[str, Any] = {
        "value": "on",
        "text": options.get("label", bound.label),
        "checked": bool(bound.field.widget.format_value(bound.value()) or bound.value()),
    }
    if hint:
        item["hint"] = hint
    return {**params, "items": [item]}


def _day(bound: BoundField, params: dict[str, Any], options: Mapping[str, Any]) -> dict[str, Any]:
    value = bound.value()
    values = value if isinstance(value, list | tuple) else bound.field.widget.decompress(value)
    names = {"day": gettext("Day"), "month": gettext("Month"), "year": gettext("Year")}
    boxes = zip(names.items(), values, (2, 2, 4), strict=True)
    return {
        **params,
        "fieldset": _fieldset(bound, options),
        "items": [
            {
                "id": f"{bound.auto_id}_{part}",
                "name": f"{bound.html_name}_{part}",
                "label": {"text": name},
                "value": "" if typed is None else str(typed),
                "width": width,
                "error": bool(bound.errors),
            }
            for (part, name), typed, width in boxes
        ],
    }


def _password_words() -> dict[str, str]:
    return {
        "showPasswordText": gettext("Show"),
        "hidePasswordText": gettext("Hide"),
        "showPasswordAriaLabelText": gettext("Show password"),
        "hidePasswordAriaLabelText": gettext("Hide password"),
        "passwordShownAnnouncementText": gettext("Your password is visible"),
        "passwordHiddenAnnouncementText": gettext("Your password is hidden"),
    }


def summary_items(forms_shown: Iterable[BaseForm], faults: Iterable[Fault]) -> list[dict[str, str]]:
    """Each error once, as the error summary wants it: the text, and the field it leads to."""
    items: list[dict[str, str]] = []
    for form in forms_shown:
        items.extend({"text": str(error)} for error in form.non_field_errors())
        for bound in form:
            items.extend({"text": error, "href": f"#{_first_input(bound)}"} for error in errors_of(bound))
    items.extend({"text": sentence(fault, gettext)} for fault in faults)
    return items


def _first_input(bound: BoundField) -> str:
    return f"{bound.auto_id}_day" if isinstance(bound.field.widget, DayWidget) else str(bound.auto_id)


FILTERS = {"with_options": with_options}
GLOBALS = {"field_view": field_view, "summary_items": summary_items}
