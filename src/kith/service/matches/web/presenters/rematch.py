"""The page of a re-match: who waits since when, and which pairs could be given up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort
from kith.service.matches.domain import queries, waiting
from kith.service.matches.models import MatchRun, Pair
from kith.service.matches.web.presenters.wording import language
from kith.service.ui.web.addresses import addresses
from kith.service.ui.web.cells import link
from kith.service.ui.web.wording import day

SHOWN = 20
"""Pairs that are offered without searching."""
MOST_WAITING = 100
MOST_DRAFTS = 5


def rematch_page(cohort: Cohort) -> dict[str, Any]:
    found = waiting.waiting_in(cohort)
    together = Pair.objects.filter(cohort=cohort, state=Pair.State.ACTIVE).count()
    return {
        "cohort": cohort,
        "waiting": _waiting_rows(cohort, found[:MOST_WAITING]),
        "waiting_count": len(found),
        "more_waiting": len(found) - MOST_WAITING if len(found) > MOST_WAITING else 0,
        "odd": uneven(cohort, Counter(one.place.side for one in found)),
        "together": together,
        "drafts": _drafts(cohort),
        "here": "programmes",
    }


def _waiting_rows(cohort: Cohort, found: Sequence[waiting.Waiting]) -> list[list[Any]]:
    why = {
        waiting.Why.NEVER_PAIRED: _("Nobody was found when the pairs were made"),
        waiting.Why.LATE: _("Joined after the pairs were made"),
        waiting.Why.PAIR_ENDED: _("Their pair has ended"),
    }
    sides = {role.key: role.name.in_language(language()) for role in definition_of(cohort).roles}
    address = addresses("cohorts:person", cohort.pk, own=1)
    return [
        [
            link(address(one.place.pk), one.place.person.name),
            sides[one.place.side],
            why[one.why],
            day(one.since),
        ]
        for one in found
    ]


def uneven(cohort: Cohort, counts: Counter[str]) -> str:
    """What an odd number of people comes to; nothing where both sides have as many."""
    match = definition_of(cohort).match
    if match is None:
        return ""
    plural = {role.key: role.plural.in_language(language()) for role in definition_of(cohort).roles}
    less, more = sorted(match.sides, key=lambda side: counts[side])
    over = counts[more] - counts[less]
    if not over:
        return ""
    said = ngettext(
        "There is %(num)s more among the %(more)s than among the %(less)s, so at least one person goes on waiting "
        "until somebody joins.",
        "There are %(num)s more among the %(more)s than among the %(less)s, so at least %(num)s people go on waiting "
        "until somebody joins.",
        over,
    )
    words = {"num": over, "more": _inside(plural[more]), "less": _inside(plural[less])}
    no_three = _("This programme does not offer a group of three.")
    return f"{said % words} {no_three}"


def _inside(words: str) -> str:
    """A role's name inside a sentence."""
    return words[:1].lower() + words[1:] if language() == "en" else words


def choices(cohort: Cohort, chosen: Sequence[UUID], find: str) -> tuple[list[tuple[str, str]], bool]:
    """Pairs that may be given up, the chosen ones first, and whether there are more than are shown."""
    rows = Pair.objects.filter(cohort=cohort).order_by("left__person__name", "pk")
    active = rows.filter(state=Pair.State.ACTIVE)
    has_more = active[SHOWN : SHOWN + 1].exists()
    wanted = list(rows.filter(pk__in=chosen).values_list(*NAMES)) if chosen else []
    others = active.exclude(pk__in=chosen)
    for word in find.split():
        others = others.filter(Q(left__person__name__icontains=word) | Q(right__person__name__icontains=word))
    if find.strip() or not has_more:
        wanted += others.values_list(*NAMES)[:SHOWN]
    return [(str(pk), f"{left} – {right}") for pk, left, right in wanted], has_more


NAMES = ("pk", "left__person__name", "right__person__name")


def history(cohort: Cohort) -> dict[str, Any]:
    """What was published when, and the way to the re-match where somebody waits."""
    found = queries.publications_of(cohort)
    waiting_now = sum(waiting.waiting_counts([cohort]).get(cohort.pk, Counter()).values()) if found else 0
    wait = ngettext("%(num)s person waits for a partner.", "%(num)s people wait for a partner.", waiting_now)
    states = queries.pairs_by_state(cohort)
    together, ended = states[Pair.State.ACTIVE], states[Pair.State.ENDED]
    return {
        "said": _together(together, ended),
        "publication": found[0] if found else None,
        "history": [_publication_row(cohort, one) for one in found] if len(found) > 1 else [],
        "waiting": wait % {"num": waiting_now} if waiting_now else "",
    }


def _together(together: int, ended: int) -> str:
    if not ended:
        return ngettext("%(num)s pair", "%(num)s pairs", together) % {"num": together}
    said = ngettext("%(num)s pair is together", "%(num)s pairs are together", together) % {"num": together}
    over = ngettext("%(num)s has ended", "%(num)s have ended", ended) % {"num": ended}
    return f"{said}, {over}"


def _publication_row(cohort: Cohort, publication: Any) -> list[Any]:
    run = publication.run
    what: str = _("Re-match") if publication.number > 1 else _("First matching")
    if run is not None:
        what = link(
            reverse("matches:draft", args=[cohort.pk, run.number]),
            what,
            _("Draft %(number)s") % {"number": run.number},
        )
    return [publication.number, what, day(publication.created_at), publication.made, publication.ended]


def matching_again(cohort: Cohort) -> str:
    """Where a lead runs the matching again: the workbench, or once the pairs are published the re-match as it was
    last asked for."""
    if not queries.is_published(cohort):
        return reverse("matches:workbench", args=[cohort.pk])
    address = reverse("matches:rematch", args=[cohort.pk])
    last = (
        cohort.match_runs.filter(kind=MatchRun.Kind.REMATCH, publication=None)
        .only("give_up", "may_change")
        .first()
    )
    return address + asked(last) if last else address


def asked(run: MatchRun) -> str:
    """The part of the page's address that says what a re-match was asked for."""
    wanted: list[tuple[str, str | int]] = [("give_up", one) for one in run.give_up]
    if run.may_change:
        wanted += [("others", "allow"), ("may_change", run.may_change)]
    return f"?{urlencode(wanted)}" if wanted else ""


def _drafts(cohort: Cohort) -> list[list[Any]]:
    """The latest re-matches that nobody has published, so that one can go on where one stopped."""
    rows = cohort.match_runs.filter(kind=MatchRun.Kind.REMATCH, publication=None).select_related("job")
    found = []
    for run in rows.defer("problem", "result", "explanation")[:MOST_DRAFTS]:
        name = _("Draft %(number)s") % {"number": run.number}
        given = ngettext("%(num)s pair given up", "%(num)s pairs given up", len(run.give_up)) % {
            "num": len(run.give_up)
        }
        others = (
            ngettext(
                "up to %(num)s other pair may change", "up to %(num)s other pairs may change", run.may_change
            )
            % {"num": run.may_change}
            if run.may_change
            else _("everybody else stays")
        )
        address = reverse("matches:draft", args=[cohort.pk, run.number])
        found.append([link(address, name), day(run.created_at), f"{given}, {others}"])
    return found
