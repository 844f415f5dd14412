"""What must be so on every page that anybody visits."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"

LINKS = """() => [...document.querySelectorAll('main a[href], nav a[href]')]
    .filter(a => a.offsetParent !== null)
    .map(a => [a.textContent.trim().replace(/\\s+/g, ' ') || a.getAttribute('aria-label') || '', a.getAttribute('href')])"""
OVERFLOW = """() => [...document.querySelectorAll('main *')]
    .filter(one => one.getBoundingClientRect().right > window.innerWidth + 1 && !one.closest('[tabindex="0"][role="region"]'))
    .slice(0, 3).map(one => one.outerHTML.slice(0, 200))"""


def problems_of(page: Page, *, with_axe: bool = True) -> list[str]:
    """Everything that is wrong with the page as it stands, in words; empty is what we want.

    Axe waits for timers, which never ring where scripts are switched off.
    """
    return [
        *(_found_by_axe(page) if with_axe else []),
        *_wrong_headings(page),
        *_ids_twice(page),
        *_links_called_the_same(page),
        *_sticking_out(page),
    ]


def _found_by_axe(page: Page) -> list[str]:
    # Through the debugger, because the policy rightly forbids adding a script to the page.
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": AXE.read_text("utf-8")})
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    session.detach()
    told = {
        one["id"]: [node["html"][:200] for node in one["nodes"] if not _is_a_reveal(one, node)]
        for one in found
    }
    return [f"axe, {rule}: {nodes[:3]}" for rule, nodes in told.items() if nodes]


def _is_a_reveal(found: dict[str, Any], node: dict[str, Any]) -> bool:
    """A radio that unfolds a question says so with ``aria-expanded``, which ARIA does not list for radios. NHS.UK and
    GOV.UK keep it because screen readers speak it (github.com/alphagov/govuk-frontend/issues/979); so do we."""
    return found["id"] == "aria-allowed-attr" and 'aria-controls="conditional-' in node["html"]


def _wrong_headings(page: Page) -> list[str]:
    headings = [text.strip() for text in page.locator("h1").all_inner_texts()]
    if len(headings) != 1:
        return [f"{len(headings)} main headings: {headings}"]
    words = re.sub(r"\s+", " ", headings[0])
    found = [] if words else ["the main heading is empty"]
    if page.title().strip() in {"", "Kith"}:
        found.append(f"the page under {words!r} has no title of its own")
    if not page.locator("html").get_attribute("lang"):
        found.append("the page does not say its language")
    return found


def _ids_twice(page: Page) -> list[str]:
    """Axe lets it pass, yet a label then points at the wrong thing."""
    found = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    return [f"{count} things have the id {name!r}" for name, count in Counter(found).items() if count > 1]


def _links_called_the_same(page: Page) -> list[str]:
    targets: dict[str, set[str]] = defaultdict(set)
    for words, href in page.evaluate(LINKS):
        targets[words].add(href.split("#")[0])
    return [
        f"{len(there)} different links are called {words!r}: {sorted(there)[:3]}"
        for words, there in targets.items()
        if len(there) > 1
    ]


def _sticking_out(page: Page) -> list[str]:
    if page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"):
        return []
    return [f"sticks out sideways: {page.evaluate(OVERFLOW)}"]
