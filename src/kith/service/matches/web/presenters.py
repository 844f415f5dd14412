"""What the matching pages show, worked out from a run's stored result and people's rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.queries import side_counts
from kith.service.cohorts.domain.roles import roles_on_cohort
from kith.service.cohorts.domain.stages import StageAction, StageProgress, StageState, is_over
from kith.service.cohorts.domain.tasks import Task
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.domain.permissions import permissions_of
from kith.service.matches import bridge
from kith.service.matches.domain import preferences, queries
from kith.service.matches.models import Decision, MatchRun, Pair
from kith.service.people.models import Person
from kith.service.ui.web.cells import link, post_button
from kith.service.ui.web.tables import bar_html
from kith.service.ui.web.wording import day, number, percent

PER_WEIGHT = bridge.POINTS_PER_WEIGHT
MOST_RUNS = 10
"""Drafts that the workbench lists."""
PLACE_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def language() -> str:
    return get_language() or "en"


def may(person: Person, permission: P, cohort: Cohort) -> bool:
    return permission in permissions_of(roles_on_cohort(person, cohort))


def points(value: int | None) -> str:
    """Points as weights, the way the coordinator wrote them: 400 is 4."""
    return _("none") if value is None else number(round(value / PER_WEIGHT, 1))


@dataclass(frozen=True, slots=True)
class Names:
    """Who is behind a place's id, for those who may see it."""

    by_place: dict[str, str]

    @classmethod
    def of(cls, cohort: Cohort) -> Names:
        rows = cohort.places.values_list("pk", "person__name")
        return cls({str(place): name for place, name in rows})

    def __getitem__(self, place_id: str | UUID) -> str:
        return self.by_place.get(str(place_id), _("Somebody who has left"))

    def within(self, said: str) -> str:
        """The sentence with people's names in it: the engine knows them by their places' ids alone."""
        return PLACE_ID.sub(lambda found: self[found.group()], said)


def rule_labels(cohort: Cohort) -> dict[str, str]:
    """Each rule of the definition as a phrase, by its key."""
    return bridge.rule_phrases(definition_of(cohort), language())


def rule_rows(cohort: Cohort, run: MatchRun | None) -> list[list[Any]]:
    """Rules as sentences with their weight and, after a run, what each costs the others."""
    prices = {one["rule"]: one for one in run.explanation["prices"]} if run and run.explanation else None
    return [
        [phrase, weight, _price(prices, key)]
        for key, phrase, weight in bridge.rule_table(definition_of(cohort), language())
    ]


def _price(prices: dict[str, Any] | None, key: str) -> str:
    if prices is None:
        return _("Run the matching to see")
    if key not in prices:
        return _("Did not count: a whole side has not told us yet")
    found = prices[key]
    if found["matched_change"] > 0:
        return ngettext(
            "Keeps %(num)s more pair from being made",
            "Keeps %(num)s more pairs from being made",
            found["matched_change"],
        ) % {"num": found["matched_change"]}
    if found["share"] <= 0:
        return _("Costs nothing")
    return _("Costs the other rules %(share)s of their points") % {"share": percent(found["share"], 1)}


def workbench(person: Person, cohort: Cohort) -> dict[str, Any]:
    runs = list(cohort.match_runs.select_related("job").defer("problem")[:MOST_RUNS])
    latest = next((run for run in runs if run.result is not None), None)
    ready = queries.readiness(cohort, language())
    return {
        "cohort": cohort,
        "rules": rule_rows(cohort, latest),
        "ready": [[side.name, side.confirmed, side.handed_in] for side in ready],
        "is_ready": all(side.confirmed for side in ready),
        "runs": [_run_row(cohort, run) for run in runs],
        "published": queries.publication_of(cohort),
        "may_manage": may(person, P.MATCH_MANAGE, cohort),
        "here": "programmes",
    }


def _run_row(cohort: Cohort, run: MatchRun) -> list[Any]:
    address = reverse("matches:draft", args=[cohort.pk, run.number])
    name = _("Draft %(number)s") % {"number": run.number}
    if run.result is None:
        return [link(address, name), day(run.created_at), _("No result yet"), "", ""]
    made, alone = len(run.pairs), len(run.without_partner)
    worst = points(bridge.result_of(run).worst)
    return [link(address, name), day(run.created_at), made, alone, worst]


def decision_rows(request: Any, cohort: Cohort) -> list[list[Any]]:
    names = Names.of(cohort)
    rows = (
        Decision.objects.filter(cohort=cohort, undone_at=None)
        .select_related("decided_by")
        .order_by("-created_at")
    )
    shown = []
    for row in rows:
        both = f"{names[row.left_id]} – {names[row.right_id]}"
        undo = (
            post_button(request, reverse("matches:undo", args=[cohort.pk, row.pk]), _("Undo"), both)
            if request
            else ""
        )
        by = row.decided_by.name if row.decided_by else _("Somebody who has left")
        shown.append([both, str(row.get_kind_display()), row.reason, f"{by}, {day(row.created_at)}", undo])
    return shown


def draft(person: Person, run: MatchRun) -> dict[str, Any]:
    """The draft: the result line, the unmatched on top, then pairs, the weakest first."""
    cohort = run.cohort
    result, names, labels = (
        bridge.result_of(run),
        Names.of(cohort),
        bridge.reason_phrases(definition_of(cohort), language()),
    )
    most = result.most_points
    reasons = dict(zip(((one["left"], one["right"]) for one in run.pairs), run.told["reasons"], strict=True))
    pairs = sorted(result.pairs, key=lambda pair: (pair.points, pair.left))
    sides = {role.key: role.plural.in_language(language()) for role in definition_of(cohort).roles}
    return {
        "cohort": cohort,
        "run": run,
        "line": _result_line(result),
        "proof": _proof(run, result),
        "choice": _choice(run),
        "unmatched": [
            [names[one.id], sides[one.side], " ".join(bridge.reason_sentences(cohort, one, language()))]
            for one in result.unmatched
        ],
        "heads": [
            *(sides[side] for side in result.sides),
            _("Points"),
            _("How well it suits each"),
            _("Strongest reasons"),
            _("Look"),
        ],
        "pairs": [
            [
                names[pair.left],
                names[pair.right],
                _("%(points)s of %(most)s") % {"points": points(pair.points), "most": points(most)},
                _bars(pair.satisfaction),
                because(labels, reasons[pair.left, pair.right]),
                _look(run, pair, f"{names[pair.left]} – {names[pair.right]}"),
            ]
            for pair in pairs
        ],
        "may_manage": may(person, P.MATCH_MANAGE, cohort),
        "published": queries.publication_of(cohort),
        "here": "programmes",
    }


def _look(run: MatchRun, pair: Any, both: str) -> str:
    """The way to what speaks for the two. An erasure takes what went into a run, and with it the reasons."""
    said = _("Kept together by a decision") if pair.locked else _("Why these two")
    if not getattr(run, "is_explainable", run.problem):
        return said if pair.locked else ""
    return link(
        reverse("matches:draft_pair", args=[run.cohort_id, run.number, pair.left, pair.right]), said, both
    )


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


def _proof(run: MatchRun, result: Any) -> list[tuple[str, str]]:
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
            "worst": _("Weakest pair"),
            "total": _("All pairs together"),
            "lottery": _("Lottery among equals"),
        }[one.key.value]
        value = str(one.value) if one.key.value in {"matched", "lottery"} else points(one.value)
        said = _("%(value)s (proven)") if one.proven else _("%(value)s (not proven)")
        facts.append((name, said % {"value": value}))
    return facts


def _choice(run: MatchRun) -> str:
    """The price of “nobody left with a poor match” beside “the best for most”."""
    found = run.told["choice"]
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
        "published": queries.publication_of(cohort),
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
    gives = capfirst(bridge.gives_words(cohort, one.gives, PER_WEIGHT))
    return [names[one.pair[other]], points(one.points), then, gives]


def matching_progress(cohort: Cohort) -> StageProgress:
    """The matching stage of the line."""
    made = queries.pairs_by_state(cohort).total()
    if made:
        count = ngettext("%(num)s pair", "%(num)s pairs", made) % {"num": made}
        return StageProgress(
            StageState.DONE,
            count,
            StageAction(_("See the pairs"), reverse("matches:pairs", args=[cohort.pk]), P.MATCH_SEE),
        )
    action = StageAction(_("Open the workbench"), reverse("matches:workbench", args=[cohort.pk]), P.MATCH_SEE)
    drafts = cohort.match_runs.exclude(finished_at=None).count()
    confirmed = any(side.confirmed for side in side_counts(cohort, language()))
    state = StageState.NOW if drafts or confirmed else StageState.NEXT
    return StageProgress(
        state,
        ngettext("%(num)s draft", "%(num)s drafts", drafts) % {"num": drafts} if drafts else None,
        action,
    )


def preferences_progress(cohort: Cohort) -> StageProgress:
    """How many have handed in what they hope for."""
    sides = queries.readiness(cohort, language())
    confirmed, handed_in = sum(side.confirmed for side in sides), sum(side.handed_in for side in sides)
    action = StageAction(_("See the people"), reverse("cohorts:people", args=[cohort.pk]), P.PEOPLE_SEE)
    count = _("%(count)s of %(all)s handed in") % {"count": handed_in, "all": confirmed}
    if (confirmed and handed_in == confirmed) or queries.pairs_by_state(cohort):
        return StageProgress(StageState.DONE, count, action)
    return StageProgress(StageState.NOW if confirmed else StageState.NEXT, count, action)


def running_progress(cohort: Cohort) -> StageProgress:
    """Pairs that are together now."""
    active = queries.pairs_by_state(cohort)[Pair.State.ACTIVE]
    if not active:
        return StageProgress(StageState.NEXT, None)
    count = ngettext("%(num)s pair together", "%(num)s pairs together", active) % {"num": active}
    state = StageState.DONE if is_over(cohort, "running") else StageState.NOW
    return StageProgress(
        state, count, StageAction(_("See the pairs"), reverse("matches:pairs", args=[cohort.pk]), P.MATCH_SEE)
    )


def tasks_of_places(places: Sequence[Place], secret: str | None) -> dict[UUID, list[Task]]:
    """Preferences until the pairs are published; afterwards, who the partner is."""
    known = queries.standing_of(places)
    return {place.pk: _tasks(place, secret, known) for place in places}


def _tasks(place: Place, secret: str | None, known: queries.Standing) -> list[Task]:
    if place.cohort_id in known.published:
        if place.pk not in known.paired:
            return []
        address = (
            reverse("matches:partner_by_link", args=[secret])
            if secret
            else reverse("matches:partner", args=[place.pk])
        )
        return [Task(_("See your partner"), address, is_to_look_at=True)]
    instrument = preferences.instrument_for(place)
    if instrument is None or place.state != Place.State.CONFIRMED:
        return []
    address = (
        reverse("matches:preferences_by_link", args=[secret])
        if secret
        else reverse("matches:preferences", args=[place.pk])
    )
    return [
        Task(
            title=instrument.title.in_language(language()),
            address=address,
            effort=_("%(minutes)s minutes") % {"minutes": instrument.minutes or 5},
            is_done=place.pk in known.handed_in,
        )
    ]


def because(labels: dict[str, str], reasons: list[dict[str, Any]]) -> str:
    """What the two have for each other, in a few words."""
    said = "; ".join(labels.get(one["rule"], one["rule"]) for one in reasons)
    return said[:1].upper() + said[1:] if said else _("No preference is met")


def published_rows(cohort: Cohort, page: Any) -> list[list[Any]]:
    labels = bridge.reason_phrases(definition_of(cohort), language())
    return [
        [
            pair.left.person.name,
            pair.right.person.name,
            because(labels, pair.reasons),
            str(pair.get_state_display()),
        ]
        for pair in page
    ]


def partner_page(place: Place) -> dict[str, Any]:
    """The partner's card: who they are, what they hope to learn, why the two; or why there is none yet."""
    pair = queries.pair_of(place)
    context: dict[str, Any] = {"cohort": place.cohort, "shown": place, "partner": None, "here": "home"}
    if pair is None:
        return context
    partner = pair.right if pair.left_id == place.pk else pair.left
    definition = definition_of(place.cohort)
    labels = bridge.reason_phrases(definition, language())
    return {
        **context,
        "partner": partner,
        "side": definition.role(partner.side).name,
        "hopes": _hopes(partner),
        "reasons": [labels.get(one["rule"], one["rule"]) for one in pair.reasons],
        "activities": [(one.name.in_language(language()), one) for one in definition.activities],
    }


def _hopes(partner: Place) -> list[tuple[str, str]]:
    """What the partner wrote in answer to the open questions, which say that a partner will see it."""
    instrument = preferences.instrument_for(partner)
    row = queries.preferences_of(partner)
    if instrument is None or row is None or row.submitted_at is None:
        return []
    answers = preferences.answers_of(partner, instrument)
    return [
        (item.label.in_language(language()), str(answers[item.key]))
        for item in instrument.items
        if item.kind.value in {"long_text", "short_text"}
        and item.key in answers
        and not answers.is_declined(item.key)
    ]
