"""What staying near an earlier draft came to, what it would cost to stay nearer, and what follows if somebody leaves."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.service.matches import bridge_exercises as bridge
from kith.service.matches.domain.exercises.drafts import Drafted
from kith.service.matches.models import ExerciseRun
from kith.service.matches.web.exercises.presenters.wording import points
from kith.service.ui.web.cells import link
from kith.service.ui.web.tables import bar_html
from kith.service.ui.web.wording import percent


def staying_part(run: ExerciseRun, drafted: Drafted) -> dict[str, Any]:
    """``near``: one line and the way to who moved; ``curve`` and ``if_gone``: rows, of pairs alone."""
    return {"near": _near(run), "curve": _curve(run), "if_gone": _if_gone(run, drafted)}


def _near(run: ExerciseRun) -> dict[str, Any] | None:
    earlier = run.keep_run
    if earlier is None or earlier.draft is None:
        return None
    found = bridge.compared(run.exercise.kind, earlier.draft, run.draft or {})
    count = len(found.moved)
    words = {"number": earlier.number, "num": count, "share": percent(abs(found.lost), 2)}
    said = ngettext(
        "Compared with draft %(number)s: changed %(num)s person",
        "Compared with draft %(number)s: changed %(num)s people",
        count,
    )
    lost = _("lost %(share)s") if found.lost >= 0 else _("gained %(share)s")
    line = f"{said % words}, {lost % words}."
    address = reverse("matches:exercise_compare", args=[run.exercise_id, earlier.number, run.number])
    return {"line": line, "way": link(address, _("See who"))}


def _curve(run: ExerciseRun) -> list[list[Any]]:
    """What each of several bonuses for staying would do; the one of this draft says so."""
    found = run.told.get("keep", [])
    most = max((one["people"] for one in found), default=0)
    return [
        [
            _("%(points)s (this draft)") % {"points": points(one["bonus"])}
            if one["bonus"] == run.keep_bonus
            else points(one["bonus"]),
            bar_html(one["people"], max(most, 1), str(one["people"])),
            points(one["worst"]),
            percent(one["lost"], 2),
        ]
        for one in found
    ]


def _if_gone(run: ExerciseRun, drafted: Drafted) -> list[list[Any]]:
    return [
        [
            drafted.name(one["side"], one["id"]),
            one["moved"],
            _("Yes") if one["alone"] else _("No"),
        ]
        for one in run.told.get("if_gone", [])
    ]
