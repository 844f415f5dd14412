"""The ranking of one side: who came where, how sure that is, and what else a decision needs to know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.recruitment import bridge
from kith.service.recruitment.domain.reviewing.review_queries import still_counts
from kith.service.recruitment.models import Application, Call, Review

State = Application.State
JUDGED = frozenset(State) - {State.STARTED, State.WITHDRAWN}
CHOSEN = (State.SHORTLISTED, State.INTERVIEWED, State.OFFERED, State.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Standing:
    """One application with its place in the ranking; ``ranked`` is None while nobody has scored it."""

    application: Application
    ranked: bridge.Ranked | None
    reviews_done: int
    reviews_due: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """One side's applications, best first, then those without scores.

    ``by`` says what they are ranked by: interviews where there have been any, else the written reviews.
    """

    side: str
    by: str
    standings: tuple[Standing, ...]
    result: bridge.PanelResult | None

    @property
    def reviews_out(self) -> int:
        return sum(standing.reviews_due for standing in self.standings)

    def cut(self, places: int) -> bridge.Cut | None:
        """What falls on which side of so many places; None without scores."""
        return bridge.cut_of(self.result, places, self.side) if self.result and places > 0 else None


def ranking_of(call: Call, side: str) -> Ranking:
    """The side's ranking as it stands. A fixed number of queries."""
    reviews = list(_reviews(call))
    interviewed = any(one.kind == Review.Kind.INTERVIEW and one.side == side for one in reviews)
    kind = Review.Kind.INTERVIEW if interviewed else Review.Kind.PAPER
    result = bridge.ranking(definition_of(call.cohort), reviews, side=side, kind=kind)
    ranked = {one.applicant: one for one in result.of_list(side)} if result else {}
    done, due = _counts(call, kind)
    rows = call.applications.filter(side=side, example="", state__in=JUDGED)
    standings = [Standing(row, ranked.get(str(row.pk)), done[row.pk], due[row.pk]) for row in rows]
    standings.sort(key=_order)
    return Ranking(side, kind, tuple(standings), result)


def panels_of(call: Call, kind: str) -> list[bridge.PanelResult]:
    """All reviews of one kind, once for each score sheet: sides that share their criteria stand together."""
    definition = definition_of(call.cohort)
    selection = definition.selection
    if selection is None:
        return []
    reviews = list(_reviews(call))
    sheets: dict[tuple[str, ...], str] = {}
    for role in definition.roles:
        if role.application:
            asked = selection.criteria_for(role.key, bridge.AT[Review.Kind(kind)])
            sheets.setdefault(tuple(one.key for one in asked), role.key)
    found = [bridge.ranking(definition, reviews, side=side, kind=kind) for side in sheets.values()]
    return [result for result in found if result is not None]


def _order(standing: Standing) -> tuple[float, str]:
    rank = standing.ranked.rank if standing.ranked else float("inf")
    return rank, standing.application.reference


def _reviews(call: Call) -> Sequence[bridge.Reviewed]:
    rows = Review.objects.filter(
        application__call=call, application__example="", state=Review.State.SUBMITTED
    ).exclude(application__state=State.WITHDRAWN)
    named = rows.values_list("application_id", "application__side", "reviewer_id", "kind", "scores")
    return [bridge.Reviewed(*row) for row in named.order_by("id")]


def _counts(call: Call, kind: str) -> tuple[Counter[UUID], Counter[UUID]]:
    done: Counter[UUID] = Counter()
    due: Counter[UUID] = Counter()
    rows = Review.objects.filter(still_counts(), application__call=call, application__example="", kind=kind)
    for application_id, state in rows.values_list("application_id", "state"):
        if state == Review.State.SUBMITTED:
            done[application_id] += 1
        elif state == Review.State.ASSIGNED:
            due[application_id] += 1
    return done, due


def balance_of(call: Call, side: str, ranking: Ranking) -> list[tuple[str, list[tuple[str, int, int]]]]:
    """For each category that applications of the side tell (site, profession): value, how many applied, how
    many are chosen so far. Never an equality answer: those are not in an application."""
    definition = definition_of(call.cohort)
    found = []
    for attribute in definition.attributes:
        if side not in attribute.roles or attribute.kind != "category":
            continue
        applied: Counter[str] = Counter()
        chosen: Counter[str] = Counter()
        for standing in ranking.standings:
            value = standing.application.answers.get(attribute.key)
            if isinstance(value, str):
                applied[value] += 1
                chosen[value] += standing.application.state in CHOSEN
        if 1 < len(applied) <= MOST_VALUES:
            label = str(attribute.label)
            found.append((label, [(value, n, chosen[value]) for value, n in sorted(applied.items())]))
    return found


MOST_VALUES = 12
"""More values than these are no balance anybody can look at."""
