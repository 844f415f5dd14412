"""Why a group is as it is, why two are not together, and two drafts beside each other."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.service.matches import bridge_exercises as bridge
from kith.service.matches.domain.exercises import queries
from kith.service.matches.domain.exercises.drafts import Drafted
from kith.service.matches.models import Exercise, ExerciseRun
from kith.service.matches.web.exercises.presenters.draft import PAGE_SIZE, speaker_of
from kith.service.matches.web.exercises.presenters.wording import Speaker, group_name, points
from kith.service.ui.web.cells import link, state_tag
from kith.service.ui.web.wording import percent


def group_page(run: ExerciseRun, key: str, *, may_manage: bool) -> dict[str, Any]:
    """Raises KeyError for a group that is not in the draft."""
    drafted = Drafted.of(run)
    say, group = speaker_of(run, drafted), drafted.group(key)
    found = bridge.why(run, key)
    is_open = may_manage and queries.publication_of(run.exercise) is None
    return {
        "exercise": run.exercise,
        "cohort": run.exercise.cohort,
        "organisation": run.exercise.organisation,
        "run": run,
        "title": group_name(drafted, group),
        "members": [
            _member_row(run, drafted, group, one, is_open=is_open) for one in found["group"]["members"]
        ],
        "with_decisions": is_open,
        "parts": [
            [say.rule(one["rule"]), points(one["points"]), points(one["most"])]
            for one in found["group"]["parts"]
        ],
        "points": points(group["points"]),
        "most": points(group["most"]),
        "notes": [say.say(note) for note in found["group"]["notes"]],
        "elsewhere": [
            [drafted.anybody(id_), *_elsewhere_row(drafted, say, one)]
            for id_, rows in found["elsewhere"].items()
            for one in rows
        ],
        "here": "programmes",
    }


def _member_row(
    run: ExerciseRun, drafted: Drafted, group: dict[str, Any], one: dict[str, Any], *, is_open: bool
) -> list[Any]:
    name = drafted.name(one["side"], one["id"])
    suits = "" if one["satisfaction"] is None else percent(one["satisfaction"])
    state: Any = ""
    if one["locked"]:
        state = state_tag("now", _("Decided by a person"))
    elif one["kept"]:
        state = state_tag("plain", _("As before"))
    shown: list[Any] = [name, suits, state]
    return [*shown, _decisions(run, drafted, group, one, name)] if is_open else shown


def _decisions(
    run: ExerciseRun, drafted: Drafted, group: dict[str, Any], one: dict[str, Any], name: str
) -> Any:
    """The ways to keep this person with, or apart from, the post or project, or each other member."""
    if group["about"] is not None:
        others = [(group["about"], drafted.about(group))]
    else:
        others = [
            (other["id"], drafted.name(other["side"], other["id"]))
            for other in group["members"]
            if other is not one and (other["side"], other["id"]) != (one["side"], one["id"])
        ]
    if not others:
        return ""
    if len(others) > 1:
        query = urlencode({"one": one["id"], "run": run.number, "group": group["key"]})
        ways = [("lock", _("Keep with somebody here")), ("forbid", _("Keep apart from somebody here"))]
        links = [
            link(f"{reverse('matches:exercise_decide', args=[run.exercise_id, kind])}?{query}", said, name)
            for kind, said in ways
        ]
        return both_of(*links)
    other_id, other = others[0]
    about = f"{name} – {other}"
    keep = decide_link(run, "lock", one["id"], other_id, _("Keep together"), about)
    apart = decide_link(run, "forbid", one["id"], other_id, _("Keep apart"), about)
    return both_of(keep, apart)


def both_of(one: Any, other: Any) -> Any:
    """Two links in one cell."""
    return format_html("{} <br>{}", one, other)


def decide_link(run: ExerciseRun, kind: str, one: str, other: str, said: str, about: str) -> Any:
    address = reverse("matches:exercise_decide", args=[run.exercise_id, kind])
    query = urlencode({"one": one, "other": other, "run": run.number})
    return link(f"{address}?{query}", said, about)


def _elsewhere_row(drafted: Drafted, say: Speaker, one: dict[str, Any]) -> list[str]:
    to = one["to"]
    if drafted.kind == Exercise.Kind.SETS:
        try:
            to = group_name(drafted, drafted.group(to))
        except KeyError:
            to = _("A set of their own")
    else:
        to = drafted.anybody(to)
    return [to, points(one["points"]), say.say(one["gives"])]


def pair_sides(run: ExerciseRun, drafted: Drafted) -> list[tuple[str, str]]:
    """Everybody who can be asked about, by name, for the list of suggestions."""
    found: dict[str, str] = {}
    for (side, id_), group in drafted.placed():
        found[id_] = drafted.name(side, id_)
        if group["about"] is not None:
            found[group["about"]] = drafted.about(group)
    for one in drafted.left_over:
        found[one["id"]] = drafted.name(one["side"], one["id"])
    return sorted(found.items(), key=lambda item: (item[1].casefold(), item[0]))


def why_not_answer(run: ExerciseRun, drafted: Drafted, one: str, other: str) -> dict[str, Any]:
    """The reasons, and the ways to decide otherwise."""
    say = speaker_of(run, drafted)
    both = f"{drafted.anybody(one)} – {drafted.anybody(other)}"
    together = _together(drafted, one, other)
    return {
        "both": both,
        "together": together,
        "reasons": [] if together else [say.say(reason) for reason in bridge.why_not(run, one, other)],
        "lock": decide_link(run, "lock", one, other, _("Keep these two together in every draft"), both),
    }


def _together(drafted: Drafted, one: str, other: str) -> bool:
    for group in drafted.groups:
        inside = {member["id"] for member in group["members"]} | {group["about"]}
        if {one, other} <= inside:
            return True
    return False


def compare_page(run: ExerciseRun, other: ExerciseRun, page: str | None) -> dict[str, Any]:
    """What ``other`` changes beside ``run``."""
    first, second = Drafted.of(run), Drafted.of(other)
    found = bridge.compared(run.exercise.kind, run.draft or {}, other.draft or {})
    shown = Paginator(found.moved, PAGE_SIZE).get_page(page)
    rows = [
        [
            second.name(side, id_),
            _where(first, before),
            _where(second, after),
            _change(points_after - points_before),
        ]
        for side, id_, before, after, points_before, points_after in shown
    ]
    return {
        "exercise": run.exercise,
        "cohort": run.exercise.cohort,
        "organisation": run.exercise.organisation,
        "run": run,
        "other": other,
        "line": _changed_line(found),
        "rows": rows,
        "page": shown,
        "counts": [
            [_("All together"), *map(points, found.total)],
            [_("Worst off"), *map(points, found.worst)],
            [_("Left over"), *map(str, found.left_over)],
        ],
        "here": "programmes",
    }


def _changed_line(found: bridge.Compared) -> str:
    moved = ngettext(
        "%(num)s person is somewhere else", "%(num)s people are somewhere else", len(found.moved)
    )
    said = [moved % {"num": len(found.moved)}, _("%(num)s stay") % {"num": found.stayed}]
    if found.joined:
        said.append(_("%(num)s new") % {"num": found.joined})
    if found.left:
        said.append(_("%(num)s gone") % {"num": found.left})
    if found.lost > 0:
        said.append(_("all together lose %(share)s") % {"share": percent(found.lost, 2)})
    elif found.lost < 0:
        said.append(_("all together gain %(share)s") % {"share": percent(-found.lost, 2)})
    else:
        said.append(_("nothing is lost"))
    return " · ".join(said)


def _where(drafted: Drafted, ids: tuple[str, ...]) -> str:
    return ", ".join(drafted.anybody(one) for one in ids) or _("Nowhere")


def _change(value: int) -> str:
    return f"+{points(value)}" if value > 0 else points(value)
