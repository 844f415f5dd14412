"""The draft of a re-match: what changes, for whom, and that everybody else stays as they are."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.core.domain.permissions import Permission as P
from kith.service.matches import bridge
from kith.service.matches.domain import mails_rematch, queries, rematching
from kith.service.matches.models import MatchRun, Pair
from kith.service.matches.web.presenters import phrases
from kith.service.matches.web.presenters.draft import proof
from kith.service.matches.web.presenters.rematch import asked, uneven
from kith.service.matches.web.presenters.wording import Names, because, language, may, points
from kith.service.people.models import Person
from kith.service.ui.web.addresses import addresses
from kith.service.ui.web.cells import link


def rematch_draft(person: Person, run: MatchRun) -> dict[str, Any]:
    """New pairs with what they are for, pairs that end, and how many stay."""
    cohort = run.cohort
    result, told = bridge.result_of(run), bridge.told_of(run)["rematch"]
    names = Names.of(cohort)
    published = queries.is_decided(run)
    ends = _ended_in(run) if published else rematching.outcome_of(run).ends
    new = [pair for pair in result.pairs if not pair.kept]
    together = Pair.objects.filter(cohort=cohort, state=Pair.State.ACTIVE).count()
    stay = together - (len(new) if published else len(ends))
    sides = {role.key: role.plural.in_language(language()) for role in definition_of(cohort).roles}
    return {
        "cohort": cohort,
        "run": run,
        "lines": _lines(len(new), len(ends), stay),
        "bound": _bound(run, told, together),
        "unmatched": [
            [names[one.id], sides[one.side], " ".join(phrases.reason_sentences(cohort, one, language()))]
            for one in result.unmatched
        ],
        "odd": uneven(cohort, Counter(one.side for one in result.unmatched)),
        "heads": [
            *(sides[side] for side in result.sides),
            _("Until now"),
            _("Points"),
            _("Strongest reasons"),
            _("Look"),
        ],
        "pairs": _new_rows(run, result, names, list(ends)),
        "ends": [_end_row(run, told, names, pair) for pair in ends],
        "proof": proof(run, result),
        "may_manage": may(person, P.MATCH_MANAGE, cohort),
        "published": published,
        "again": asked(run),
        "here": "programmes",
    }


def _ended_in(run: MatchRun) -> list[Pair]:
    return list(Pair.objects.filter(ended_in__run=run).order_by("pk"))


def _lines(new: int, ends: int, stay: int) -> list[str]:
    return [
        ngettext("%(num)s new pair", "%(num)s new pairs", new) % {"num": new},
        ngettext("%(num)s pair ends", "%(num)s pairs end", ends) % {"num": ends},
        ngettext("%(num)s pair stays as it is", "%(num)s pairs stay as they are", stay) % {"num": stay},
    ]


def _bound(run: MatchRun, told: dict[str, Any], together: int) -> str:
    """Said where not every pair could be looked at."""
    most = bridge.MOST_STANDING
    if not run.may_change or told["looked_at"] < most or together <= most:
        return ""
    return _(
        "Of the pairs that could have been changed, the %(most)s were looked at that could help somebody who waits "
        "best. With more of them, more people might have a partner."
    ) % {"most": most}


def _new_rows(run: MatchRun, result: Any, names: Names, ends: list[Pair]) -> list[list[Any]]:
    """The weakest pair first, each with whom the two were with until now."""
    labels = phrases.reason_phrases(definition_of(run.cohort), language())
    address = addresses("matches:draft_pair", run.cohort_id, run.number, own=2)
    before = {str(pair.left_id): str(pair.right_id) for pair in ends}
    before |= {right: left for left, right in before.items()}
    most, of_most = points(result.most_points), _("%(points)s of %(most)s")
    rows = []
    for pair, reasons in sorted(
        zip(result.pairs, bridge.told_of(run)["reasons"], strict=True),
        key=lambda one: (one[0].points, one[0].left),
    ):
        if pair.kept:
            continue
        left, right = names[pair.left], names[pair.right]
        said = _("Kept together by a decision") if pair.locked else _("Why these two")
        look = link(address(pair.left, pair.right), said, f"{left} – {right}") if run.is_explainable else ""
        shown = of_most % {"points": points(pair.points), "most": most}
        rows.append([left, right, _until_now(pair, before, names), shown, because(labels, reasons), look])
    return rows


def _until_now(pair: Any, before: dict[str, str], names: Names) -> str:
    were = [
        _("%(name)s with %(other)s") % {"name": names[one], "other": names[before[one]]}
        if one in before
        else _("%(name)s without a partner") % {"name": names[one]}
        for one in (pair.left, pair.right)
    ]
    return "; ".join(were)


def _end_row(run: MatchRun, told: dict[str, Any], names: Names, pair: Pair) -> list[Any]:
    left, right = str(pair.left_id), str(pair.right_id)
    if str(pair.pk) in run.give_up:
        why = _("You give it up")
    elif left in told["serves"]:
        one, other = told["serves"][left]
        why = _("So that %(one)s and %(other)s each have a partner, which no smaller change would do") % {
            "one": names[one],
            "other": names[other],
        }
    else:
        why = _("One of the two is kept together with somebody else by a decision")
    return [names[left], names[right], why]


def letters(run: MatchRun) -> list[mails_rematch.Letter]:
    """Every mail that publishing sends."""
    return mails_rematch.letters_of(rematching.outcome_of(run))


def one_of_each(found: list[mails_rematch.Letter]) -> list[mails_rematch.Letter]:
    """A mail of each kind, as its receiver will see it."""
    kinds = {(letter.partner is None, letter.before is None): letter for letter in reversed(found)}
    return [kinds[kind] for kind in sorted(kinds)]


def publish_lines(found: list[mails_rematch.Letter]) -> list[str]:
    """How many learn what, in words."""
    new = sum(letter.partner is not None for letter in found)
    alone = len(found) - new
    lines = [
        ngettext(
            "%(num)s person learns who their partner is now.",
            "%(num)s people learn who their partner is now.",
            new,
        )
        % {"num": new}
    ]
    if alone:
        lines.append(
            ngettext(
                "%(num)s person is told that we look for a new partner for them.",
                "%(num)s people are told that we look for a new partner for them.",
                alone,
            )
            % {"num": alone}
        )
    return [*lines, _("Nobody else is written to.")]
