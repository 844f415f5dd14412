"""The rules that hold in a cohort: the programme's own, or what a lead has put in their place for this cohort alone.

The pinned definition is never touched. Each change stays with its reason.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db import transaction

from kith.foundation.faults import Fault, KithError, Where
from kith.programmes.changed_rules import hash_of, read_changed_rules
from kith.programmes.types import Definition
from kith.service.cohorts.domain.actions import take_turn
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.cohorts.models import Cohort
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.remembering import recall
from kith.service.matches.models import MatchRun, RuleChange

if TYPE_CHECKING:
    from kith.matching import Rule, RuleBook

SHORTEST_REASON = 3
KEPT_IN_MEMORY = 32


@dataclass(frozen=True, slots=True)
class InForce:
    """The rules that hold, and the change that put them there; ``None`` for the programme's own."""

    book: RuleBook
    change: RuleChange | None


def in_force(cohort: Cohort) -> InForce:
    """What holds now. Raises KithError when the definition brings nobody together."""
    own = _own(definition_of(cohort))
    last = next(iter(_changes(cohort)), None)
    if last is None or not last.text:
        return InForce(own, None)
    return InForce(_book(definition_of(cohort), last.text), last)


def mark_of(held: InForce) -> str:
    """What tells these rules from those that somebody puts in their place."""
    return str(held.change.pk) if held.change else ""


def every_rule(cohort: Cohort) -> dict[str, Rule]:
    """Each rule that held here at some time, by its key: what an earlier draft speaks of can still be named."""
    definition = definition_of(cohort)
    books = [_book(definition, row.text) for row in reversed(_changes(cohort)) if row.text]
    found = {rule.key: rule for book in (*books, _own(definition)) for rule in book.rules}
    return found | {rule.key: rule for rule in in_force(cohort).book.rules}


def changed_since(run: MatchRun) -> bool:
    """Whether the draft was made from rules that hold no more."""
    return RuleChange.objects.filter(cohort=run.cohort, created_at__gt=run.created_at).exists()


def rules_at(run: MatchRun) -> RuleChange | None:
    """The change that held when the run was asked for; ``None`` for the programme's own rules."""
    rows = RuleChange.objects.filter(cohort=run.cohort, created_at__lte=run.created_at)
    last = rows.order_by("-created_at", "-id").first()
    return last if last is not None and last.text else None


def changes_of(cohort: Cohort) -> list[RuleChange]:
    """Every change with who made it, the last one first."""
    return list(RuleChange.objects.filter(cohort=cohort).select_related("changed_by").order_by("-created_at"))


@transaction.atomic
def change_rules(*, by: Actor, cohort: Cohort, text: str, reason: str, seen: str | None = None) -> RuleChange:
    """Other rules for this cohort alone, with the reason. Drafts that are there already can be published no more.

    ``seen``: the mark of the rules as the page showed them; of two leads who change them at once, the second is told.
    Raises KithError with every fault of the rules, each with its line and its path.
    """
    take_turn(cohort)
    must_be_open(cohort.pk)
    _must_match(cohort)
    if seen is not None and seen != mark_of(in_force(cohort)):
        raise KithError(Fault("cohorts.changed_meanwhile", params={"cohort": cohort.name}))
    faults: list[Fault] = _reason_faults(reason)
    try:
        book = read_changed_rules(definition_of(cohort), text)
    except KithError as refused:
        raise KithError((*refused.faults, *faults)) from refused
    if not book.rules:
        faults.append(Fault("matches.rules_none"))
    elif hash_of(book) == hash_of(in_force(cohort).book):
        faults.append(Fault("matches.rules_unchanged"))
    if faults:
        raise KithError(faults)
    return _write(by, cohort, text, book, reason)


@transaction.atomic
def restore_rules(*, by: Actor, cohort: Cohort, reason: str) -> RuleChange:
    """The programme's own rules hold again, with the reason."""
    take_turn(cohort)
    must_be_open(cohort.pk)
    _must_match(cohort)
    faults = _reason_faults(reason)
    if in_force(cohort).change is None:
        faults.append(Fault("matches.rules_are_own"))
    if faults:
        raise KithError(faults)
    return _write(by, cohort, "", _own(definition_of(cohort)), reason)


def _write(by: Actor, cohort: Cohort, text: str, book: RuleBook, reason: str) -> RuleChange:
    row = RuleChange.objects.create(
        cohort=cohort, text=text, rules_hash=hash_of(book), reason=reason.strip(), changed_by=by.person
    )
    audit.record(
        by=by,
        action="matches.change_rules" if text else "matches.restore_rules",
        subject=row,
        organisation_id=cohort.organisation_id,
        cohort_id=cohort.pk,
        fields=["text", "reason"],
        detail={"rules": len(book.rules)},
    )
    return row


def _reason_faults(reason: str) -> list[Fault]:
    return (
        []
        if len(reason.strip()) >= SHORTEST_REASON
        else [Fault("matches.reason_missing", Where(key="reason"))]
    )


def _must_match(cohort: Cohort) -> None:
    definition = definition_of(cohort)
    if definition.match is None:
        raise KithError(Fault("matches.no_match", params={"programme": str(definition.name)}))


def _own(definition: Definition) -> RuleBook:
    if definition.match is None:
        raise KithError(Fault("matches.no_match", params={"programme": str(definition.name)}))
    return definition.match.rules


def _changes(cohort: Cohort) -> list[RuleChange]:
    """The last one first."""
    rows = (
        RuleChange.objects.filter(cohort=cohort).select_related("changed_by").order_by("-created_at", "-id")
    )
    return recall(("matches.rule_changes", cohort.pk), lambda: list(rows))


@dataclass(frozen=True, slots=True)
class _Written:
    """Rules about the people of one definition: the same text reads the same."""

    text: str
    sha256: str
    variant: str | None
    definition: Definition = field(compare=False)


def _book(definition: Definition, text: str) -> RuleBook:
    return _read(_Written(text, definition.sha256, definition.variant, definition))


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _read(written: _Written) -> RuleBook:
    return read_changed_rules(written.definition, written.text)
