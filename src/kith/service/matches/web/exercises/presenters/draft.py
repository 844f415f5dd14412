"""A draft of any kind: left over first, then the groups, the worst first."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from kith.service.matches.domain.exercises import queries, running
from kith.service.matches.domain.exercises.drafts import Drafted
from kith.service.matches.models import Exercise, ExerciseRun
from kith.service.matches.web.exercises.presenters.staying import staying_part
from kith.service.matches.web.exercises.presenters.wording import (
    Speaker,
    group_name,
    matched_words,
    objective_name,
    objective_value,
    points,
    proof_words,
    rule_labels,
)
from kith.service.ui.web.cells import link, state_tag
from kith.service.ui.web.tables import bar_html
from kith.service.ui.web.wording import percent

PAGE_SIZE = 50
FIRST_LEFT = 20
"""People left over who are shown at once: on a phone each takes half a screen."""
MOST_LEFT = 200
MOST_NAMES = 12
SORTS = ("worst", "best", "name")
SHORT_HASH = 12
BREAK = mark_safe("<br>")


def speaker_of(run: ExerciseRun, drafted: Drafted) -> Speaker:
    return Speaker(drafted, rule_labels(run.told.get("rules", [])))


def draft_page(
    run: ExerciseRun, *, sort: str, page: str | None, all_left: bool, may_manage: bool
) -> dict[str, Any]:
    drafted = Drafted.of(run)
    say = speaker_of(run, drafted)
    exercise = run.exercise
    sort = sort if sort in SORTS else SORTS[0]
    shown = Paginator(_sorted(drafted, sort), PAGE_SIZE).get_page(page)
    explainable = queries.is_explainable(run)
    publication = queries.publication_of(exercise)
    return {
        "exercise": exercise,
        "cohort": exercise.cohort,
        "organisation": exercise.organisation,
        "run": run,
        "line": result_line(run, drafted),
        "warnings": _warnings(run, drafted, is_published=publication is not None),
        **_left_part(drafted, say, all_left=all_left),
        "heads": heads(exercise, with_points=drafted.has_points),
        "groups": [_group_row(run, drafted, say, group, explainable) for group in shown],
        "page": shown,
        "sort": sort,
        "sorts": _sorts(sort),
        "prices": _price_rows(run, say),
        "choice": _choice(run, drafted),
        "proof": proof(run, drafted),
        "others": _other_drafts(run),
        **staying_part(run, drafted),
        "may_manage": may_manage,
        "is_explainable": explainable,
        "may_take_problem": may_manage and explainable and running.may_be_taken(run.exercise),
        "publication": publication,
        "here": "programmes",
    }


def _left_part(drafted: Drafted, say: Speaker, *, all_left: bool) -> dict[str, Any]:
    """Those left over: the first few, or as many as a page holds."""
    left = drafted.left_over
    shown = left[: MOST_LEFT if all_left else FIRST_LEFT]
    return {
        "left": [
            [drafted.name(one["side"], one["id"]), one["side"], " ".join(map(say.say, one["reasons"]))]
            for one in shown
        ],
        "left_hidden": min(len(left), MOST_LEFT) - len(shown),
        "left_more": max(0, len(left) - MOST_LEFT) if all_left else 0,
    }


def heads(exercise: Exercise, *, with_points: bool) -> list[str]:
    first = {
        Exercise.Kind.PAIRS: _("Pair"),
        Exercise.Kind.POSTS: _("Post"),
        Exercise.Kind.PLACEMENTS: _("Project"),
        Exercise.Kind.SETS: _("Set"),
    }[Exercise.Kind(exercise.kind)]
    second = _("Decided") if exercise.kind == Exercise.Kind.PAIRS else _("Who")
    suits = _("How well it suits each")
    if not with_points:
        return [first, second, suits, _("Note")]
    return [first, second, _("Points"), suits, _("What speaks for it")]


def _sorted(drafted: Drafted, sort: str) -> list[dict[str, Any]]:
    if sort == "name":
        return sorted(drafted.groups, key=lambda group: group_name(drafted, group).casefold())
    return drafted.groups if sort == "worst" else drafted.groups[::-1]


def _sorts(chosen: str) -> list[tuple[str, str, bool]]:
    said = {"worst": _("Worst first"), "best": _("Best first"), "name": _("By name")}
    return [(key, said[key], key == chosen) for key in SORTS]


def _group_row(
    run: ExerciseRun, drafted: Drafted, say: Speaker, group: dict[str, Any], explainable: bool
) -> list[Any]:
    name = group_name(drafted, group)
    address = reverse("matches:exercise_group", args=[run.exercise_id, run.number, group["key"]])
    members = drafted.members(group)
    shown = ", ".join(members[:MOST_NAMES])
    if len(members) > MOST_NAMES:
        shown = _("%(names)s and %(num)s more") % {"names": shown, "num": len(members) - MOST_NAMES}
    marks = _marks(group)
    return [
        link(address, name) if explainable else name,
        shown if group["about"] is not None or drafted.kind == Exercise.Kind.SETS else marks,
        *([_of_most(group)] if drafted.has_points else []),
        _satisfaction(group),
        _speaks(say, group),
    ]


def _speaks(say: Speaker, group: dict[str, Any]) -> Any:
    """The two rules that gave most, and below them the first thing that is to be said of the whole group."""
    rules = "; ".join(say.rule(key) for key in group["strongest"])
    said = [one for one in (rules, *(say.say(note) for note in group["notes"][:1])) if one]
    if said:
        return format_html_join(BREAK, "{}", ((one,) for one in said))
    return _("No preference is met") if group["parts"] else ""


def _marks(group: dict[str, Any]) -> Any:
    """Of a pair the names stand in the first cell; here whether somebody decided it."""
    if any(one["locked"] for one in group["members"]):
        return state_tag("now", _("Decided by a person"))
    if any(one["kept"] for one in group["members"]):
        return state_tag("plain", _("As before"))
    return ""


def _of_most(group: dict[str, Any]) -> str:
    if not group["parts"]:
        return ""
    return _("%(points)s of %(most)s") % {"points": points(group["points"]), "most": points(group["most"])}


def _satisfaction(group: dict[str, Any]) -> Any:
    """A bar a person for two, the least for more."""
    known = [one["satisfaction"] for one in group["members"] if one["satisfaction"] is not None]
    if not known:
        return ""
    if len(known) > 2:
        least = min(known)
        return bar_html(round(100 * least), 100, _("least %(share)s") % {"share": percent(least)})
    bars = [bar_html(round(100 * one), 100, percent(one)) for one in known]
    return bars[0] if len(bars) == 1 else bars[0] + bars[1]


def result_line(run: ExerciseRun, drafted: Drafted) -> str:
    """Matched 24 of 25 · worst off 3.1 · proven best · seed 7 · rules 3fa9…"""
    parts = [matched_words(drafted)]
    worst = drafted.objective("worst")
    if worst is not None and drafted.groups:
        parts.append(_("worst off %(worst)s") % {"worst": points(worst["value"])})
    stability = drafted.draft.get("stability")
    if stability is not None:
        parts.append(_("stable") if stability["stable"] else _("not stable"))
    if stability is None or run.stopped:
        parts.append(proof_words(drafted))
    parts.append(_("seed %(seed)s") % {"seed": run.seed})
    parts.append(_("rules %(hash)s") % {"hash": run.rules_hash[:SHORT_HASH]})
    return " · ".join(parts)


def _warnings(run: ExerciseRun, drafted: Drafted, *, is_published: bool) -> list[str]:
    found = []
    if run.stopped:
        found.append(_("Somebody stopped this run. It is the best that was found until then."))
    stability = drafted.draft.get("stability")
    if stability is not None and not stability["stable"]:
        pairs = [
            f"{drafted.anybody(one)} – {drafted.anybody(other)}" for one, other in stability["blocking"][:5]
        ]
        found.append(
            _("These would both rather have each other than what they have here: %(pairs)s.")
            % {"pairs": "; ".join(pairs)}
        )
    if run.of_revision != run.exercise.revision and not is_published:
        found.append(
            _("Tables or rules have changed since this draft was made. Run again to see what that does.")
        )
    return found


def _price_rows(run: ExerciseRun, say: Speaker) -> list[list[str]]:
    """What each rule costs the whole; “about” where nothing is proven of what it was counted from."""
    return [
        [say.rule(one["rule"]), _about(one) if one.get("estimate") else _cost(one)]
        for one in run.told.get("prices", [])
    ]


def _cost(one: dict[str, Any]) -> str:
    if one["more"] > 0:
        return _("Without it %(num)s more people would have a group") % {"num": one["more"]}
    if one["share"] <= 0:
        return _("Costs nothing")
    return _("Costs the other rules %(share)s of their points") % {"share": percent(one["share"], 1)}


def _about(one: dict[str, Any]) -> str:
    if one["more"] > 0:
        return _("Without it about %(num)s more people would have a group") % {"num": one["more"]}
    if one["share"] <= 0:
        return _("Costs about nothing")
    return _("Costs the other rules about %(share)s of their points") % {"share": percent(one["share"], 1)}


def _choice(run: ExerciseRun, drafted: Drafted) -> str:
    """The price of “no one left with a poor match” beside “the best for most”."""
    found = run.told.get("choice")
    if found is None:
        return ""
    if found["fair_total"] == found["most_total"] and found["fair_worst"] == found["most_worst"]:
        return _("Putting the worst off first and putting the total first give equally good results here.")
    said = (
        _(
            "Putting the worst off first would raise them from %(most_worst)s to %(fair_worst)s points and cost all "
            "together %(share)s."
        )
        if drafted.objective("worst") is None
        else _(
            "Putting the worst off first raises them from %(most_worst)s to %(fair_worst)s points and costs all together "
            "%(share)s."
        )
    )
    return said % {
        "most_worst": points(found["most_worst"]),
        "fair_worst": points(found["fair_worst"]),
        "share": percent(found["share"], 1),
    }


def proof(run: ExerciseRun, drafted: Drafted) -> list[tuple[str, str]]:
    """What an engineer needs to check it; a coordinator finds it under Details."""
    made = drafted.draft.get("provenance", {})
    facts = [
        (_("Seed"), str(run.seed)),
        (_("Salt of the seed"), run.exercise.seed_salt),
        (
            _("Promise of the seed: SHA-256 of kith-lottery:seed:salt, shown since the beginning"),
            run.exercise.seed_commitment,
        ),
        (_("Hash of the rules"), run.rules_hash),
        (_("Hash of the problem"), made.get("inputs", {}).get("problem", "")),
        (
            _("Versions"),
            ", ".join(f"{name} {version}" for name, version in sorted(made.get("versions", {}).items())),
        ),
    ]
    facts += [
        (objective_name(one["key"]), objective_value(one)) for one in drafted.draft.get("objectives", [])
    ]
    open_ = [objective_name(key) for key in run.told.get("not_reproved", [])]
    if open_:
        facts.append((_("Rests on the solver's own proof, not shown again by the check"), ", ".join(open_)))
    return [(name, value) for name, value in facts if value]


def _other_drafts(run: ExerciseRun) -> list[tuple[str, str]]:
    """Drafts to lay beside this one."""
    rows = run.exercise.runs.exclude(pk=run.pk).exclude(finished_at=None).values_list("number", flat=True)
    return [
        (
            _("Compare with draft %(number)s") % {"number": other},
            reverse("matches:exercise_compare", args=[run.exercise_id, run.number, other]),
        )
        for other in rows[:5]
    ]
