"""SVG made fit for a page: named for screen readers, clean under a strict content policy."""

from __future__ import annotations

import re
from xml.etree import ElementTree

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
FORBIDDEN = {"script", "style", "foreignObject", "image", "use", "a", "animate", "set"}
# The renderer describes every mark in English; the chart's own words replace all of that.
SPOKEN = {"role", "class", "aria-label", "aria-roledescription", "aria-hidden", "pointer-events", "cursor"}


def accessible_svg(source: str, *, title: str, alternative: str, key: str, is_fluid: bool) -> str:
    """``source`` as one picture with a name and a description; styles become plain attributes.

    Raises
    ------
    ValueError
        When the source has a script, an outside file or anything else a chart has no need of.
    """
    root = ElementTree.fromstring(source)  # noqa: S314 - our own renderer's output
    _clean(root, key)
    for place, (name, words) in enumerate((("title", title), ("desc", alternative))):
        element = ElementTree.Element(f"{{{SVG}}}{name}", {"id": f"{key}-{name}"})
        element.text = words
        root.insert(place, element)
    if is_fluid:
        # a height would fix the shape's room on the page; without it the viewBox gives the shape
        root.set("width", "100%")
        root.attrib.pop("height")
    root.set("role", "img")
    root.set("aria-labelledby", f"{key}-title {key}-desc")
    # Internet Explorer's habit of making every picture a tab stop lives on in some readers
    root.set("focusable", "false")
    ElementTree.register_namespace("", SVG)
    return ElementTree.tostring(root, encoding="unicode")


def natural_size(source: str) -> tuple[float, float]:
    """Width and height of a picture in pixels, as its first tag states them."""
    root = ElementTree.fromstring(source)  # noqa: S314 - our own renderer's output
    return float(root.attrib["width"]), float(root.attrib["height"])


def _clean(root: ElementTree.Element, key: str) -> None:
    for element in root.iter():
        name = element.tag.removeprefix(f"{{{SVG}}}")
        if name in FORBIDDEN:
            raise ValueError(f"a chart has no need of <{name}>")
        for declaration in element.attrib.pop("style", "").split(";"):
            property_name, _, value = declaration.partition(":")
            if value.strip():
                element.set(property_name.strip(), value.strip())
        for attribute in list(element.attrib):
            if attribute in SPOKEN or attribute.startswith("on") or XLINK in attribute:
                del element.attrib[attribute]
        for attribute, value in element.attrib.items():
            if attribute == "id":
                element.set("id", f"{key}-{value}")
            elif "url(" in value:
                element.set(attribute, re.sub(r"url\(['\"]?#([^)'\"]+)['\"]?\)", rf"url(#{key}-\1)", value))
    root.attrib.pop("version", None)
