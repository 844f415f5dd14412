"""What a cohort took in a sentence, for the first page, and which facts were recorded at all."""

from __future__ import annotations

from collections.abc import Callable

from kith.service.reports.domain.running_notes.reading import Took
from kith.service.reports.domain.running_notes.sections import each, money


def cost_in_brief(took: Took, say: Callable[..., str]) -> str:
    """The cost in all and for each who took part; empty where no cost was recorded."""
    if not took.costs:
        return ""
    whole = ", ".join(money(amount, currency) for currency, amount in took.totals.items())
    if not took.participants:
        return say("reports.notes.brief", whole=whole)
    shared = ", ".join(
        money(each(amount, took.participants), currency) for currency, amount in took.totals.items()
    )
    return say("reports.notes.brief_each", whole=whole, each=shared, people=took.participants)


def told_in(took: Took) -> frozenset[str]:
    """Which facts somebody wrote down. That nobody looked for harm is an answer too."""
    known = {
        "adaptations": bool(took.adaptations),
        "barriers": bool(took.barriers or took.helps),
        "effects": bool(took.effects) or took.looked is not None,
        "costs": bool(took.costs),
    }
    return frozenset(key for key, is_known in known.items() if is_known)
