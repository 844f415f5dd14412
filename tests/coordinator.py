"""A coordinator at the pages without a browser: whatever a hand would do is counted, nothing else is possible.

A link can only be followed when it stands on the page, a form only be sent as the page gave it, with what is
changed in it counted box by box.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode, urljoin

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

CLICK, TO_BOX, KEY, PAGE = 2.65, 2.85, 0.28, 1.0
"""Seconds, of the keystroke-level model: to think of a click, point and press (1.35 + 1.1 + 0.2); to think of a
box, point, press and go back to the keys (1.35 + 1.1 + 0.4); a key of an average typist. A page is taken to come in
a second."""


@dataclass
class Count:
    """What one part of the work came to."""

    name: str
    pages: int = 0
    clicks: int = 0
    boxes: int = 0
    keys: int = 0

    @property
    def minutes(self) -> float:
        seconds = self.pages * PAGE + self.clicks * CLICK + self.boxes * TO_BOX + self.keys * KEY
        return seconds / 60


@dataclass
class Coordinator:
    client: Client
    counts: list[Count] = field(default_factory=list)
    address: str = "/"

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """What is done inside is counted under this name."""
        self.counts.append(Count(name))
        yield

    @property
    def now(self) -> Count:
        return self.counts[-1]

    def comes_to(self, address: str) -> None:
        """Where the work begins; or a page that was left open. Not counted."""
        self._arrive(self.client.get(address, follow=True), address)

    def follows(self, words: str) -> None:
        found = [link for link in self.page.iter("a") if _words(link) == words]
        assert found, f"there is no link {words!r} at {self.address}"
        self.now.clicks += 1
        self.now.pages += 1
        address = urljoin(self.address, found[0].get("href"))
        self._arrive(self.client.get(address, follow=True), address)

    def opens_the_mails_link(self, address: str) -> None:
        """What is pressed in a mail."""
        self.now.clicks += 1
        self.now.pages += 1
        self._arrive(self.client.get(address, follow=True), address)

    def unfolds(self, words: str) -> None:
        """What is folded away under these words; no page comes."""
        found = [one for one in self.page.iter("summary") if _words(one) == words]
        assert found, f"nothing is folded under {words!r} at {self.address}"
        self.now.clicks += 1

    def presses(self, words: str, **changed: str | list[str] | SimpleUploadedFile) -> None:
        """The button of these words, after the boxes of its form have been changed to this."""
        form, button = self._button(words)
        values = _standing(form)
        for name, value in changed.items():
            self._change(form, values, name.replace("__", "-"), value)
        if button.get("name"):
            values[button.get("name")] = button.get("value", "")
        self.now.clicks += 1
        self.now.pages += 1
        address = urljoin(self.address, form.get("action") or self.address)
        if form.get("method", "get").lower() == "get":
            self._arrive(
                self.client.get(address, values, follow=True), f"{address}?{urlencode(values, doseq=True)}"
            )
            return
        self._arrive(self.client.post(address, values, follow=True), address)

    def _button(self, words: str) -> tuple[html.FormElement, html.HtmlElement]:
        for form in self.page.forms:
            for button in form.iter("button"):
                if _words(button) == words:
                    return form, button
        there = [_words(button) for button in self.page.iter("button")]
        raise AssertionError(f"there is no button {words!r} at {self.address}, only {there}")

    def _change(
        self,
        form: html.FormElement,
        values: dict[str, str | list[str] | SimpleUploadedFile],
        name: str,
        value: str | list[str] | SimpleUploadedFile,
    ) -> None:
        boxes = [box for box in form.iter("input", "textarea", "select") if box.get("name") == name]
        assert boxes, f"there is no {name!r} at {self.address}"
        if boxes[0].get("type") == "checkbox":
            before = set(values.get(name, []))
            self.now.clicks += len(before ^ set(value))
        elif boxes[0].get("type") == "file":
            self.now.clicks += 2  # the button beside the box, and the file in the window that opens
        elif boxes[0].get("type") == "radio" or boxes[0].tag == "select":
            self.now.clicks += values.get(name) != value
        elif values.get(name) != value:
            self.now.boxes += 1
            self.now.keys += len(str(value))
        values[name] = value

    def _arrive(self, answer, address: str) -> None:
        if answer.redirect_chain:
            address = urljoin(address, answer.redirect_chain[-1][0])
        self.page = html.fromstring(answer.content.decode())
        assert answer.status_code == 200, f"{answer.status_code} at {address}: {_words(self.page)}"
        self.address = address

    def choices(self, name: str) -> dict[str, str]:
        """What can be ticked under a name: words to value."""
        boxes = [box for box in self.page.iter("input") if box.get("name") == name]
        return {_words(self._label(box)): box.get("value") for box in boxes}

    def _label(self, box: html.HtmlElement) -> html.HtmlElement:
        return next(label for label in self.page.iter("label") if label.get("for") == box.get("id"))


def _words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _standing(form: html.FormElement) -> dict[str, str | list[str]]:
    """What would be sent if nothing were touched."""
    values: dict[str, str | list[str]] = {}
    sent = [(name, "" if (name, value) in _blank(form) else value) for name, value in form.form_values()]
    ticked = {box.get("name") for box in form.iter("input") if box.get("type") == "checkbox"}
    for name, value in sent:
        if name in ticked or sum(one == name for one, _value in sent) > 1:
            values.setdefault(name, []).append(value)
        else:
            values[name] = value
    return values


def _blank(form: html.FormElement) -> set[tuple[str, str]]:
    """What lxml takes for "on" and a browser sends as nothing: a chosen radio whose value is empty."""
    return {
        (box.get("name"), "on") for box in form.iter("input") if box.get("value") == "" and box.get("checked")
    }
