"""A draft, and why two people were paired in it."""

from __future__ import annotations

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.permissions import Permission as P
from kith.service.matches import bridge
from kith.service.matches.domain import queries
from kith.service.matches.models import Decision, MatchRun
from kith.service.matches.web.presenters import phrases
from kith.service.matches.web.presenters.wording import (
    PER_WEIGHT,
    Names,
    because,
    language,
    may,
    points,
    rule_labels,
)
from kith.service.people.models import Person
from kith.service.ui.web.addresses import addresses
from kith.service.ui.web.cells import link
from kith.service.ui.web.tables import bar_html
from kith.service.ui.web.wording import day, percent


def draft(person: Person, run: MatchRun) -> dict[str, Any]:
    """The draft: the result line, the unmatched on top, then pairs, the weakest first."""
    cohort = run.cohort
    result, names, labels = (
        bridge.result_of(run),
        Names.of(cohort),
        phrases.reason_phrases(definition_of(cohort), language()),
    )
    sides = {role.key: role.plural.in_language(language()) for role in definition_of(cohort).roles}
    return {
        "cohort": cohort,
        "run": run,
        "line": _result_line(result),
        "proof": proof(run, result),
        "choice": _choice(run),
        "unmatched": [
            [names[one.id], sides[one.side], " ".join(phrases.reason_sentences(cohort, one, language()))]
            for one in result.unmatched
        ],
        "heads": [
            *(sides[side] for side in result.sides),
            _("Points"),
            _("How well it suits each"),
            _("Strongest reasons"),
            _("Look"),
        ],
        "pairs": _pair_rows(run, result, names, labels),
        "may_manage": may(person, P.MATCH_MANAGE, cohort),
        "published": queries.is_decided(run),
        "here": "programmes",
    }


def _pair_rows(run: MatchRun, result: Any, names: Names, labels: dict[str, str]) -> list[list[Any]]:
    """The weakest pair first, each with the way to what speaks for the two."""
    address = addresses("matches:draft_pair", run.cohort_id, run.number, own=2)
    of_most, why, decided = (
        _("%(points)s of %(most)s"),
        _("Why these two"),
        _("Kept together by a decision"),
    )
    most = points(result.most_points)
    rows = []
    for pair, reasons in sorted(
        zip(result.pairs, bridge.told_of(run)["reasons"], strict=True),
        key=lambda one: (one[0].points, one[0].left),
    ):
        left, right = names[pair.left], names[pair.right]
        said = decided if pair.locked else why
        if run.is_explainable:
            look: str = link(address(pair.left, pair.right), said, f"{left} – {right}")
        else:  # an erasure takes what went into a run, and with it the reasons
            look = said if pair.locked else ""
        rows.append(
            [
                left,
                right,
                of_most % {"points": points(pair.points), "most": most},
                _bars(pair.satisfaction),
                because(labels, reasons),
                look,
            ]
        )
    return rows


def _result_line(result: Any) -> str:
    people = 2 * len(result.pairs) + len(result.unmatched)
    said = _("Matched %(matched)s of %(people)s people · weakest pair %(worst)s · all pairs %(total)s") % {
        "matched": 2 * len(result.pairs),
        "people": people,
        "worst": points(result.worst),
        "total": points(result.total),
    }
    best = _("proven best") if result.proven else _("not proven best")
    return f"{said} · {best}"


def proof(run: MatchRun, result: Any) -> list[tuple[str, str]]:
    """What an engineer needs to check it; a coordinator finds it under Details."""
    facts = [
        (_("Seed"), str(run.seed)),
        (_("Hash of the rules"), result.provenance.inputs["rules"]),
        (_("Hash of the problem"), result.provenance.inputs["problem"]),
        (
            _("Versions"),
            ", ".join(f"{name} {version}" for name, version in sorted(result.provenance.versions.items())),
        ),
    ]
    for one in result.objectives:
        name = {
            "matched": _("Pairs made"),
            "kept": _("Pairs that stay together"),
            "worst": _("Weakest pair"),
            "total": _("All pairs together"),
            "lottery": _("Lottery among equals"),
        }[one.key.value]
        value = str(one.value) if one.key.value in {"matched", "kept", "lottery"} else points(one.value)
        said = _("%(value)s (proven)") if one.proven else _("%(value)s (not proven)")
        facts.append((name, said % {"value": value}))
    return facts


def _choice(run: MatchRun) -> str:
    """The price of “nobody left with a poor match” beside “the best for most”."""
    found = bridge.told_of(run)["choice"]
    if found["fair_total"] == found["most_total"] and found["fair_worst"] == found["most_worst"]:
        return _(
            "Putting the weakest pair first and putting all pairs together first give equally good results here."
        )
    return _(
        "Putting the weakest pair first raises it from %(most_worst)s to %(fair_worst)s and costs all pairs together %(share)s."
    ) % {
        "most_worst": points(found["most_worst"]),
        "fair_worst": points(found["fair_worst"]),
        "share": percent(found["share"], 1),
    }


def _bars(satisfaction: tuple[float, float]) -> Any:
    first, second = (bar_html(round(100 * one), 100, percent(one)) for one in satisfaction)
    return first + second


def pair_page(request: Any, run: MatchRun, left: Place, right: Place) -> dict[str, Any]:
    """Every rule's part in these two, and the best alternatives for each with what would have to give."""
    cohort = run.cohort
    found = bridge.explain_pair(run, left.pk, right.pk)
    names, labels = Names.of(cohort), rule_labels(cohort)
    return {
        "cohort": cohort,
        "run": run,
        "left": left,
        "right": right,
        "parts": [
            [
                labels.get(part.rule, part.rule),
                _("%(points)s of %(most)s") % {"points": points(part.points), "most": points(part.most)},
            ]
            for part in found.pair.parts
        ],
        "for_left": [_alternative(cohort, names, one, 1) for one in found.for_left],
        "for_right": [_alternative(cohort, names, one, 0) for one in found.for_right],
        "is_locked": found.pair.locked,
        "history": [
            [
                str(row.get_kind_display()),
                row.reason,
                row.decided_by.name if row.decided_by else "",
                day(row.created_at),
                _("Undone") if row.undone_at else "",
            ]
            for row in Decision.objects.filter(cohort=cohort, left=left, right=right).select_related(
                "decided_by"
            )
        ],
        "may_manage": may(request.user, P.MATCH_MANAGE, cohort),
        "published": queries.is_decided(run),
        "here": "programmes",
    }


def _alternative(cohort: Cohort, names: Names, one: Any, other: int) -> list[Any]:
    if one.instead is not None:
        then = _("%(left)s and %(right)s would be together instead (%(points)s points)") % {
            "left": names[one.instead[0]],
            "right": names[one.instead[1]],
            "points": points(one.instead_points),
        }
    else:
        then = _("%(name)s would have no partner") % {"name": names[one.left_over]} if one.left_over else ""
    gives = capfirst(phrases.gives_words(cohort, one.gives, PER_WEIGHT))
    return [names[one.pair[other]], points(one.points), then, gives]
