"""Two drafts beside each other."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort
from kith.service.matches.domain.comparing import Compared, Differs, Partner, compare
from kith.service.matches.models import MatchRun, RuleChange
from kith.service.matches.web.presenters.wording import Names, language, points
from kith.service.ui.web.wording import day, percent

MOST_RUNS = 30
MOST_ROWS = 200
"""People that the page lists: beyond it nobody reads on, and the figures say the rest."""


def comparable(cohort: Cohort) -> list[MatchRun]:
    """Finished first matchings, the newest first, without what went into them."""
    rows = cohort.match_runs.filter(kind=MatchRun.Kind.FIRST).exclude(result=None)
    return list(rows.defer("problem", "explanation")[:MOST_RUNS])


def name_of(run: MatchRun) -> str:
    return _("Draft %(number)s, %(day)s") % {"number": run.number, "day": day(run.created_at)}


def last_two(runs: list[MatchRun]) -> dict[str, str]:
    numbers = [str(run.number) for run in runs[:2]]
    return dict(zip(("second", "first"), numbers, strict=False))


def compared(first: MatchRun, second: MatchRun) -> dict[str, Any]:
    found, names = compare(first, second), Names.of(first.cohort)
    side_of = {str(pk): side for pk, side in first.cohort.places.values_list("pk", "side")}
    roles = {role.key: role.name.in_language(language()) for role in definition_of(first.cohort).roles}
    heads = [_("Draft %(number)s") % {"number": run.number} for run in (first, second)]
    rows = [
        [
            names[one.place],
            roles.get(side_of.get(one.place, ""), ""),
            _partner(names, one.before),
            _partner(names, one.after),
            _change(one, found),
        ]
        for one in found.differs[:MOST_ROWS]
    ]
    return {
        "line": _line(found),
        "warning": ""
        if found.same_rules
        else _("The two were made by different rules, so their points do not measure the same."),
        "figures": _figures(found),
        "figure_heads": [_("What"), *heads],
        "rows": rows,
        "heads": [_("Who"), _("Side"), *heads, _("Difference")],
        "more": max(len(found.differs) - MOST_ROWS, 0),
        "joined": [names[one] for one in found.joined],
        "left": [names[one] for one in found.left],
    }


def _partner(names: Names, one: Partner | None) -> str:
    if one is None:
        return _("Nobody")
    return _("%(name)s (%(points)s)") % {"name": names[one.place], "points": points(one.points)}


def _change(one: Differs, found: Compared) -> str:
    if not found.same_rules:
        return "–"
    return f"{'+' if one.change > 0 else ''}{points(one.change)}"


def _line(found: Compared) -> str:
    said = ngettext(
        "%(num)s person has somebody else", "%(num)s people have somebody else", len(found.differs)
    ) % {"num": len(found.differs)}
    said = _("%(said)s, %(stayed)s keep whom they have.") % {"said": said, "stayed": found.stayed}
    if not found.same_rules or not found.lost:
        return said
    share = percent(abs(found.lost), 2)
    words = (
        _("Draft %(number)s loses %(share)s of the points.")
        if found.lost > 0
        else _("Draft %(number)s wins %(share)s of the points.")
    )
    return f"{said} {words % {'number': found.second.number, 'share': share}}"


def _figures(found: Compared) -> list[list[Any]]:
    first, second = found.first, found.second
    return [
        [_("Pairs"), first.pairs, second.pairs],
        [_("Without a partner"), first.alone, second.alone],
        [_("All pairs together"), points(first.total), points(second.total)],
        [_("Weakest pair"), points(first.worst), points(second.worst)],
        [_("What came first"), *(_first(whole.best_for) for whole in (first, second))],
        [_("Rules"), *(_rules(whole.rules) for whole in (first, second))],
    ]


def _first(best_for: str) -> str:
    return _("The best for most people") if best_for == "most" else _("Nobody left with a poor match")


def _rules(change: RuleChange | None) -> str:
    if change is None:
        return _("The programme's own")
    return _("Changed on %(day)s") % {"day": day(change.created_at)}
