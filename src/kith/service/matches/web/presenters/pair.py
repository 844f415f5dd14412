"""Two people: every rule's part, what either could have instead, what they have behind them; and why not these two."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.permissions import Permission as P
from kith.service.matches import bridge_explaining
from kith.service.matches.domain import queries
from kith.service.matches.models import Decision, MatchRun, Pair
from kith.service.matches.web.presenters import phrases
from kith.service.matches.web.presenters.wording import PER_WEIGHT, Names, language, may, points, rule_labels
from kith.service.people.models import Person
from kith.service.ui.web.wording import day

EARLIER_DRAFTS = 10


def pair_page(request: Any, run: MatchRun, left: Place, right: Place) -> dict[str, Any]:
    """Every rule's part in these two, and the best alternatives for each with what would have to give."""
    cohort = run.cohort
    found = bridge_explaining.explain_pair(run, left.pk, right.pk)
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
        "decisions": _decisions(cohort, left, right),
        "together": _together(run, left, right),
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
    elif one.left_over:
        then = _("%(name)s would have no partner") % {"name": names[one.left_over]}
    else:
        then = _("Several other pairs would change in turn")
    gives = capfirst(phrases.gives_words(cohort, one.gives, PER_WEIGHT))
    return [names[one.pair[other]], points(one.points), then, gives]


def _decisions(cohort: Cohort, left: Place, right: Place) -> list[list[Any]]:
    rows = Decision.objects.filter(cohort=cohort, left=left, right=right).select_related("decided_by")
    return [
        [
            str(row.get_kind_display()),
            row.reason,
            row.decided_by.name if row.decided_by else "",
            day(row.created_at),
            _("Undone") if row.undone_at else "",
        ]
        for row in rows.order_by("created_at")
    ]


def _together(run: MatchRun, left: Place, right: Place) -> list[str]:
    """What the two have behind them: earlier cohorts of this organisation, and the drafts that pair them."""
    both = Q(left__person=left.person, right__person=right.person)
    both |= Q(left__person=right.person, right__person=left.person)
    rows = Pair.objects.filter(both, cohort__organisation_id=run.cohort.organisation_id)
    said = [
        _("Paired in %(cohort)s on %(day)s") % {"cohort": pair.cohort.name, "day": day(pair.created_at)}
        for pair in rows.select_related("cohort").order_by("created_at")
    ]
    two = {"left": str(left.pk), "right": str(right.pk)}
    others = run.cohort.match_runs.exclude(pk=run.pk).exclude(result=None).only("number", "result")
    numbers = sorted(
        other.number
        for other in others[:EARLIER_DRAFTS]
        if any({side: pair[side] for side in two} == two for pair in other.pairs)
    )
    if numbers:
        said.append(
            _("Also paired in draft %(numbers)s") % {"numbers": ", ".join(str(number) for number in numbers)}
        )
    return said or [_("These two have not been paired before, nor in another draft.")]


def why_not_page(person: Person, run: MatchRun, answer: list[str], form: Any) -> dict[str, Any]:
    return {
        "cohort": run.cohort,
        "run": run,
        "form": form,
        "answer": answer,
        "may_manage": may(person, P.MATCH_MANAGE, run.cohort),
        "published": queries.is_decided(run),
        "here": "programmes",
    }


def why_not_words(run: MatchRun, left: Place, right: Place) -> list[str]:
    """Why the draft does not pair these two, in sentences that show nothing of what anybody asked for in private."""
    found = bridge_explaining.why_not(run, left.pk, right.pk)
    return [capfirst(one) for one in phrases.sentences(run.cohort, found, language(), per_weight=PER_WEIGHT)]


def people_of(run: MatchRun) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each side's name and everybody who was in the run, by name."""
    definition, names = definition_of(run.cohort), Names.of(run.cohort)
    sides = definition.match.sides if definition.match else ()
    inside: list[set[str]] = [{pair[key] for pair in run.pairs} for key in ("left", "right")]
    for one in run.without_partner:
        inside[sides.index(one["side"])].add(one["id"])
    here = [{place for place in found if place in names.by_place} for found in inside]
    return [
        (
            definition.role(side).name.in_language(language()),
            sorted(((place, names[place]) for place in found), key=lambda one: (one[1].casefold(), one[0])),
        )
        for side, found in zip(sides, here, strict=True)
    ]
