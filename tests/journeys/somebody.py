"""Somebody at a browser who has a keyboard and no mouse.

Each method is one thing that a person does or sees, named as they would say it. What is reached is reached
with Tab, as a person without a mouse must; what has the focus must show it; and every page arrived at is
checked (see :mod:`tests.journeys.page_checks`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import FileChooser, Locator, Page, Response
from tests.journeys.page_checks import problems_of

MOST_TABS = 400
LOOK = os.environ.get("KITH_LOOK")
"""A folder: then each page that is checked is photographed into it, for people to look at."""

FOCUSED = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const style = getComputedStyle(one);
    const label = one.labels && one.labels.length ? one.labels[0].textContent : '';
    const group = one.closest('fieldset');
    const drawn = one.type === 'radio' || one.type === 'checkbox' ? one.parentElement.querySelector('label') : one;
    const ring = getComputedStyle(drawn, drawn === one ? null : '::before');
    return {
        tag: one.tagName.toLowerCase(), type: one.type || '', name: one.name || '', value: one.value || '',
        words: (label || one.getAttribute('aria-label') || one.textContent || '').trim().replace(/\\s+/g, ' '),
        group: ((group && group.querySelector('legend')) || {textContent: ''}).textContent.trim().replace(/\\s+/g, ' '),
        visible: [style, ring].some(s => s.boxShadow !== 'none' || (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0)),
    };
}"""


ROWS = """caption => {
    const table = [...document.querySelectorAll('table')].find(one => one.caption && one.caption.textContent.trim() === caption);
    return [...table.querySelectorAll('tbody tr')].map(row => [...row.children].map(shown => {
        const cell = shown.cloneNode(true);
        cell.querySelectorAll('.nhsuk-table__heading').forEach(one => one.remove());
        return cell.textContent.trim().replace(/\\s+/g, ' ');
    }));
}"""
"""The cells of a table, without the headings that a phone repeats in each."""

UP = ".nhsuk-breadcrumb a:visible, .nhsuk-back-link:visible"

HEADING = """() => {
    const heading = document.querySelector('h1').cloneNode(true);
    heading.querySelectorAll('[class*=caption]').forEach(one => one.remove());
    return heading.textContent.trim().replace(/\\s+/g, ' ');
}"""


class Somebody:
    """One person, one browser, one address at a time."""

    def __init__(self, page: Page, name: str, *, runs_scripts: bool = True) -> None:
        self.page = page
        self.runs_scripts = runs_scripts
        self.name = name
        self.addresses: list[str] = []
        """Every page this person has seen, in order."""
        self.last_answer: Response | None = None
        page.on("response", self._note)
        self._looked = 0

    def _note(self, answer: Response) -> None:
        if answer.request.is_navigation_request() and answer.frame == self.page.main_frame:
            self.last_answer = answer

    # ---- going somewhere

    def opens(self, address: str) -> int:
        """An address from a mail or typed in; with which status it answers."""
        answer = self.page.goto(address)
        return answer.status if answer else 0

    def follows(self, words: str) -> None:
        """The link of these words, reached with Tab and opened with Enter."""
        self._tab_to("link", words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def returns_to(self, place: str) -> None:
        """Up the line above the title. A phone shows its last step alone, so there it may take two."""
        for _step in range(3):
            steps = [re.sub(r"\s+", " ", words).strip() for words in self.page.locator(UP).all_inner_texts()]
            self.follows(next((words for words in steps if words.endswith(place)), steps[-1]))
            if self.page.evaluate(HEADING) == place:
                return
        raise AssertionError(f"{self.name} does not come back to {place!r} but is at {self.page.url}")

    def presses(self, words: str) -> None:
        """The button (or the link that looks like one) of these words; the next page is there when it comes back."""
        self._tab_to("button", words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def opens_the_part(self, words: str) -> None:
        """A part of the page that is folded away."""
        self._tab_to("summary", words)
        self.page.keyboard.press("Enter")

    def downloads(self, words: str) -> Path:
        """What comes when the link of these words is opened."""
        self._tab_to("link", words)
        with self.page.expect_download() as coming:
            self.page.keyboard.press("Enter")
        return coming.value.path()

    # ---- filling in

    def types(self, label: str, text: str) -> None:
        """Into the box of this label, in place of what stood there."""
        self._tab_to("box", label)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text) if text else self.page.keyboard.press("Delete")

    def types_the_day(self, legend: str, day: int, month: int, year: int) -> None:
        for part, value in zip(("Day", "Month", "Year"), (day, month, year), strict=True):
            self._tab_to("box", part, group=legend)
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(str(value))

    def chooses(self, option: str, *, of: str = "") -> None:
        """One radio: Tab into the group, then the arrows."""
        group = self._group(of).get_by_role("radio", name=option, exact=True)
        self._tab_to("radio", "", group=of, name=group.get_attribute("name"))
        if not self.page.locator("input[type=radio]:focus").is_checked():
            self.page.keyboard.press("Space")
        for _press in range(30):
            if group.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{self.name} cannot choose {option!r} with the arrows")

    def ticks(self, *options: str) -> None:
        for option in options:
            self._tab_to("checkbox", option)
            self.page.keyboard.press("Space")

    def ticks_in(self, legend: str, option: str) -> None:
        """A box that another group on the page has too."""
        self._tab_to("checkbox", option, group=legend)
        self.page.keyboard.press("Space")

    def picks(self, option: str, *, of: str) -> None:
        """One of a list that unfolds, by typing its first letters."""
        self._tab_to("select", of)
        self.page.keyboard.type(option)
        chosen = self.page.locator("select:focus option:checked").inner_text()
        assert chosen == option, f"{self.name} typed {option!r} and got {chosen!r}"

    def brings(self, file: Path) -> None:
        """The file, through the one box for files on the page."""
        self._tab_to("file", "")
        chosen: list[FileChooser] = []
        self.page.once("filechooser", lambda asked: chosen.append(asked))
        for _try in range(240):
            # A press that comes before the page is ready to open the dialogue is lost, as it is for a person.
            self.page.keyboard.press("Space")
            self.page.wait_for_timeout(500)
            if chosen:
                chosen[0].set_files(file)
                return
        raise AssertionError(f"{self.name} is never asked for a file at {self.page.url}")

    # ---- seeing

    def is_at(self, heading: str) -> None:
        """The page of this heading; it is checked from top to bottom."""
        seen = self.page.evaluate(HEADING)
        if seen != heading:
            raise AssertionError(
                f"{self.name} is at {seen!r} ({self.page.url}), not at {heading!r}:\n{self.text()}"
            )
        self.looks()

    def looks(self) -> None:
        """Checks the page as it stands."""
        if not self.addresses or self.addresses[-1] != self.page.url:
            self.addresses.append(self.page.url)
        self._photograph()
        found = problems_of(self.page, with_axe=self.runs_scripts)
        assert not found, f"{self.page.url} ({self.page.title()}):\n" + "\n".join(found)

    def sees(self, *texts: str) -> None:
        shown = self.text()
        for text in texts:
            assert text in shown, f"{self.name} does not see {text!r} at {self.page.url}:\n{shown}"

    def does_not_see(self, *texts: str) -> None:
        shown = self.text()
        for text in texts:
            assert text not in shown, f"{self.name} sees {text!r} at {self.page.url}"

    def text(self) -> str:
        return re.sub(r"[ \t]+", " ", self.page.locator("main").inner_text())

    def waits_for(self, button: str) -> None:
        """The page changes by itself, once the work that it speaks of is done."""
        self.page.get_by_role("button", name=button).wait_for()
        self.looks()

    def pairs(self) -> list[tuple[str, str]]:
        """Both names of every row of the draft, from the top."""
        return [(row[0], row[1]) for row in self.page.evaluate(ROWS, "Pairs, the weakest first")]

    def cells_of(self, caption: str) -> list[list[str]]:
        """Every row of the table of this caption."""
        return list(self.page.evaluate(ROWS, caption))

    # ---- the keyboard

    def _tab_to(self, kind: str, words: str, *, group: str = "", name: str | None = None) -> None:
        passed: list[str] = []
        for _press in range(MOST_TABS):
            here = self.page.evaluate(FOCUSED)
            if here and _is(here, kind, words, group, name):
                assert here["visible"], (
                    f"{self.name} cannot see that {words!r} has the focus at {self.page.url}"
                )
                return
            if here:
                passed.append(f"{here['tag']} {here['words'][:40]!r}")
            self.page.keyboard.press("Tab")
        raise AssertionError(
            f"{self.name} never comes to the {kind} {words!r} with Tab at {self.page.url}; passed {_once(passed)}"
        )

    def _group(self, legend: str) -> Locator | Page:
        if not legend:
            return self.page
        return self.page.get_by_role("group", name=legend).last

    def _photograph(self) -> None:
        if LOOK:
            self._looked += 1
            width = self.page.viewport_size["width"]
            title = re.sub(r"[^A-Za-z0-9]+", "-", self.page.title())[:40]
            self.page.screenshot(
                path=f"{LOOK}/{width}-{self.name}-{self._looked:02}-{title}.png", full_page=True
            )


KINDS = {
    "link": lambda here: here["tag"] == "a",
    "button": lambda here: here["tag"] == "button" or here["tag"] == "a",
    "summary": lambda here: here["tag"] == "summary",
    "select": lambda here: here["tag"] == "select",
    "radio": lambda here: here["type"] == "radio",
    "checkbox": lambda here: here["type"] == "checkbox",
    "file": lambda here: here["type"] == "file" or "file-upload" in here["name"],
    "box": lambda here: (
        here["tag"] == "textarea"
        or (
            here["tag"] == "input"
            and here["type"] in {"text", "email", "password", "search", "number", "time"}
        )
    ),
}


def _is(here: dict[str, str], kind: str, words: str, group: str, name: str | None) -> bool:
    return (
        KINDS[kind](here)
        and (not words or here["words"] == words)
        and (not group or group in here["group"])
        and (name is None or here["name"] == name)
    )


def _once(passed: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(passed))
