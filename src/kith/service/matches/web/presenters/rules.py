"""The rules of a cohort: what a form offers, and whose rules hold."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kith.programmes.capabilities import AttributeType
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort
from kith.service.matches.bridge_rules import tables_of, words_of
from kith.service.matches.domain.rule_changes import InForce, changes_of, in_force, mark_of
from kith.service.matches.domain.rule_words import Side, Vocabulary
from kith.service.matches.models import RuleChange
from kith.service.matches.web.presenters import phrases
from kith.service.matches.web.presenters.wording import language
from kith.service.matches.web.rules_form.tables import write_toml
from kith.service.ui.web.wording import day


def vocabulary_of(cohort: Cohort) -> Vocabulary:
    """The words for pairs, and what the definition knows about each side. Free text cannot be compared."""
    definition = definition_of(cohort)
    sides = definition.match.sides if definition.match else ()
    return Vocabulary(
        words_of("pairs"),
        tuple(
            Side(
                side,
                definition.role(side).name.in_language(language()),
                tuple(
                    (one.key, one.label.in_language(language()))
                    for one in definition.attributes
                    if side in one.roles and one.kind is not AttributeType.TEXT
                ),
            )
            for side in sides
        ),
    )


def toml_of(held: InForce) -> str:
    """The rules that hold, as a file: as somebody wrote it, or the programme's own."""
    if held.change is not None:
        return held.change.text
    return write_toml({}, tables_of(held.book))


def whose(cohort: Cohort) -> dict[str, Any]:
    """That the rules are not the programme's own, since when, by whom and why; and what the programme says."""
    held = in_force(cohort)
    if held.change is None:
        return {"changed": "", "own_rules": []}
    definition = definition_of(cohort)
    own = definition.match.rules if definition.match else held.book
    return {
        "changed": _("Changed for this cohort on %(day)s by %(name)s, because: %(reason)s")
        % {"day": day(held.change.created_at), "name": _who(held.change), "reason": held.change.reason},
        "own_rules": [
            [phrase, weight] for _key, phrase, weight in phrases.rule_table(own, definition, language())
        ],
    }


def rules_page(cohort: Cohort) -> dict[str, Any]:
    """What stands around the form."""
    return {
        "cohort": cohort,
        "seen": mark_of(in_force(cohort)),
        **whose(cohort),
        "earlier": [
            [
                day(row.created_at),
                _who(row),
                _("Rules for this cohort") if row.text else _("The programme's own rules again"),
                row.reason,
            ]
            for row in changes_of(cohort)
        ],
        "workbench": reverse("matches:workbench", args=[cohort.pk]),
        "here": "programmes",
    }


def _who(change: RuleChange) -> str:
    return change.changed_by.name if change.changed_by else _("Somebody who has left")
