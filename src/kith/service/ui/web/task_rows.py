"""Tasks of a place as a task list shows them; the same on the home page and behind a personal link."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Protocol

from django.utils.translation import gettext as _

from kith.service.ui.web.wording import day

A_MOMENT = timedelta(seconds=1)


class AnyTask(Protocol):
    """What a task list needs to know of a task."""

    @property
    def title(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def effort(self) -> str: ...
    @property
    def due(self) -> datetime | None: ...
    @property
    def is_done(self) -> bool: ...
    @property
    def is_to_look_at(self) -> bool: ...


def task_row(task: AnyTask, *, about: str = "") -> dict[str, Any]:
    """``about`` says in which cohort, where that is not plain from the page."""
    hints = [about, task.effort]
    if task.due and not task.is_done:
        hints.append(_("until the end of %(day)s") % {"day": day(task.due - A_MOMENT)})
    row: dict[str, Any] = {
        "title": task.title,
        "href": task.address,
        "hint": " · ".join(hint for hint in hints if hint),
    }
    if not task.is_to_look_at:
        row |= {"tone": "done" if task.is_done else "now", "state": _("Done") if task.is_done else _("To do")}
    return row
