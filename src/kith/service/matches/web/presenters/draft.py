"""A draft: its line, who is left over, its pairs, its proof."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.middleware.csrf import get_token
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.core.domain.permissions import Permission as P
from kith.service.matches import bridge
from kith.service.matches.domain import actions, queries
from kith.service.matches.domain.comparing import compare
from kith.service.matches.models import Decision, MatchRun
from kith.service.matches.web.presenters import phrases
from kith.service.matches.web.presenters.wording import (
    Names,
    because,
    language,
    may,
    points,
)
from kith.service.ui.web.addresses import addresses
from kith.service.ui.web.cells import link
from kith.service.ui.web.tables import bar_html
from kith.service.ui.web.wording import percent

WORST, BEST, NAME = "worst", "best", "name"
HASH_SHOWN = 8
PAIRS_A_PAGE = 100
MOST_LEFT_OVER = 200
"""People without a partner whom the page lists; beyond it the line on top says how many there are."""


def draft(request: Any, run: MatchRun) -> dict[str, Any]:
    """The draft: the result line, the unmatched on top, then pairs, the weakest first unless asked otherwise."""
    cohort, person = run.cohort, request.user
    result, names = bridge.result_of(run), Names.of(cohort)
    sides = {role.key: role.plural.in_language(language()) for role in definition_of(cohort).roles}
    published, may_manage = queries.is_decided(run), may(person, P.MATCH_MANAGE, cohort)
    sort = request.GET.get("sort") if request.GET.get("sort") in {BEST, NAME} else WORST
    may_decide = may_manage and not published
    page = Paginator(_sorted(run, result, names, sort), PAIRS_A_PAGE).get_page(request.GET.get("page"))
    return {
        "cohort": cohort,
        "run": run,
        "line": _result_line(run, result),
        "near": near_line(run),
        "stopped": _stopped(result),
        "proof": proof(run, result),
        "choice": _choice(run),
        "if_gone": _if_gone(run, names),
        "stale": may_decide and actions.out_of_date(run),
        "unmatched": _left_over(run, result, names, sides),
        "more_left_over": max(len(result.unmatched) - MOST_LEFT_OVER, 0),
        "heads": [
            *(sides[side] for side in result.sides),
            _("Points"),
            _("How well it suits each"),
            _("Strongest reasons"),
            _("Look"),
            *([_("Lock")] if may_decide else []),
        ],
        "caption": _captions()[sort],
        "sorts": [(key, name, key == sort) for key, name in _sorts()],
        "page": page,
        "query": f"sort={sort}",
        "pairs": _pair_rows(
            run, result, page, names, _Locks.of(request, run, sort, page) if may_decide else None
        ),
        "may_manage": may_manage,
        "published": published,
        "here": "programmes",
    }


def _if_gone(run: MatchRun, names: Names) -> list[list[Any]]:
    return [
        [names[one["id"]], one["moved"], _("Yes") if one["alone"] else _("No")]
        for one in bridge.told_of(run).get("if_gone", ())
    ]


def _captions() -> dict[str, str]:
    return {
        WORST: _("Pairs, the weakest first"),
        BEST: _("Pairs, the best first"),
        NAME: _("Pairs, by name"),
    }


def _sorts() -> list[tuple[str, str]]:
    return [(WORST, _("The weakest first")), (BEST, _("The best first")), (NAME, _("By name"))]


def _left_over(run: MatchRun, result: Any, names: Names, sides: dict[str, str]) -> list[list[Any]]:
    """Who has nobody, why, and what would free them."""
    freeing = bridge.told_of(run).get("freeing", {})
    return [
        [
            names[one.id],
            sides[one.side],
            " ".join(phrases.reason_sentences(run.cohort, one, language())),
            " ".join(phrases.freeing_sentences(run.cohort, freeing.get(one.id, []), language()))
            or _("Another person on the other side"),
        ]
        for one in result.unmatched[:MOST_LEFT_OVER]
    ]


@dataclass(frozen=True, slots=True)
class _Locks:
    """The button in each row that keeps two together or lets them go, and where it leads back to."""

    request: Any
    back: str
    live: frozenset[tuple[str, str]]
    lock: Any
    unlock: Any

    @classmethod
    def of(cls, request: Any, run: MatchRun, sort: str, page: Any) -> _Locks:
        rows = Decision.objects.filter(cohort=run.cohort, kind=Decision.Kind.LOCK, undone_at=None)
        live = frozenset((str(left), str(right)) for left, right in rows.values_list("left_id", "right_id"))
        lock, unlock = (
            addresses(f"matches:{name}", run.cohort_id, run.number, own=2) for name in ("lock", "unlock")
        )
        return cls(request, f"sort={sort}&page={page.number}", live, lock, unlock)

    def cell(self, pair: Any, both: str) -> Any:
        is_live = (pair.left, pair.right) in self.live
        address = (self.unlock if is_live else self.lock)(pair.left, pair.right)
        words = _("Unlock") if is_live else _("Lock")
        return format_html(
            '<form method="post" action="{}?{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
            '<button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="submit" id="lock-{}">{}'
            '<span class="nhsuk-u-visually-hidden"> ({})</span></button></form>',
            address,
            self.back,
            get_token(self.request),
            pair.left,
            words,
            both,
        )


def _sorted(run: MatchRun, result: Any, names: Names, sort: str) -> list[tuple[Any, Any]]:
    both = list(zip(result.pairs, bridge.told_of(run)["reasons"], strict=True))
    if sort == NAME:
        return sorted(both, key=lambda one: (names[one[0].left].casefold(), one[0].left))
    return sorted(both, key=lambda one: (-one[0].points if sort == BEST else one[0].points, one[0].left))


def _pair_rows(run: MatchRun, result: Any, page: Any, names: Names, locks: _Locks | None) -> list[list[Any]]:
    """Each pair with the way to what speaks for the two."""
    address = addresses("matches:draft_pair", run.cohort_id, run.number, own=2)
    labels = phrases.reason_phrases(definition_of(run.cohort), language())
    of_most, why, decided = (
        _("%(points)s of %(most)s"),
        _("Why these two"),
        _("Kept together by a decision"),
    )
    most = points(result.most_points)
    rows = []
    for pair, reasons in page:
        left, right = names[pair.left], names[pair.right]
        both, said = f"{left} – {right}", decided if pair.locked else why
        if run.is_explainable:
            look: str = link(address(pair.left, pair.right), said, both)
        else:  # an erasure takes what went into a run, and with it the reasons
            look = said if pair.locked else ""
        shown = of_most % {"points": points(pair.points), "most": most}
        row = [left, right, shown, _bars(pair.satisfaction), because(labels, reasons), look]
        rows.append([*row, locks.cell(pair, both)] if locks else row)
    return rows


def _result_line(run: MatchRun, result: Any) -> str:
    people = 2 * len(result.pairs) + len(result.unmatched)
    said = _("Matched %(matched)s of %(people)s people · weakest pair %(worst)s · all pairs %(total)s") % {
        "matched": 2 * len(result.pairs),
        "people": people,
        "worst": points(result.weakest),
        "total": points(result.total),
    }
    if result.worst is not None and result.worst != result.weakest:
        said = _("%(line)s · weakest that nobody decided %(worst)s") % {
            "line": said,
            "worst": points(result.worst),
        }
    seed = _("seed %(seed)s · rules %(hash)s") % {
        "seed": run.seed,
        "hash": result.provenance.inputs["rules"][:HASH_SHOWN],
    }
    return f"{said} · {how_good(result)} · {seed}"


def how_good(result: Any) -> str:
    """Proven best, or how far from the best it can be at most."""
    if result.proven:
        return _("proven best")
    gaps = [one.gap for one in result.objectives if not one.proven]
    if None in gaps or not gaps:
        return _("not proven best")
    return _("at most %(share)s from the best") % {"share": percent(max(gaps), 1)}


def _stopped(result: Any) -> str:
    """Said where somebody ended the search early."""
    if not result.stopped:
        return ""
    return _("The search was stopped early. This is the best so far: %(how)s.") % {"how": how_good(result)}


def near_line(run: MatchRun) -> str:
    """“Changed 13 people, lost 0.28%%”: what staying near an earlier draft came to."""
    if run.near_id is None:
        return ""
    near = MatchRun.objects.defer("problem", "explanation").filter(pk=run.near_id).first()
    if near is None or near.result is None:
        return ""
    found = compare(near, run)
    said = ngettext(
        "Compared with draft %(number)s, %(num)s person has somebody else",
        "Compared with draft %(number)s, %(num)s people have somebody else",
        len(found.differs),
    ) % {"number": near.number, "num": len(found.differs)}
    if not found.same_rules:
        return _("%(said)s; the rules have changed since, so the points cannot be compared.") % {"said": said}
    kind = (
        _("%(said)s and %(share)s of the points is lost.")
        if found.lost >= 0
        else _("%(said)s and %(share)s of the points is won.")
    )
    return kind % {"said": said, "share": percent(abs(found.lost), 2)}


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
            "worst": _("Weakest pair that nobody decided"),
            "total": _("All pairs together"),
            "lottery": _("Lottery among equals"),
        }[one.key.value]
        value = str(one.value) if one.key.value in {"matched", "kept", "lottery"} else points(one.value)
        said = _("%(value)s (proven)") if one.proven else _("%(value)s (not proven)")
        facts.append((name, said % {"value": value}))
    return facts


def _choice(run: MatchRun) -> str:
    """The price of “nobody left with a poor match” beside “the best for most”."""
    found = bridge.told_of(run).get("choice")
    if found is None:
        return ""
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
