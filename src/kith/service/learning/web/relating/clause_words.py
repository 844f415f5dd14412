"""The clauses of an agreement as the two who write it read them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kith.foundation.messages import words
from kith.programmes.capabilities import Clause
from kith.programmes.types import Definition
from kith.service.learning.web.relating.wording import language


def titles() -> dict[str, str]:
    """A heading for each clause, by its key."""
    return {
        Clause.FREQUENCY.value: _("How often you meet"),
        Clause.VENUE.value: _("Where you meet"),
        Clause.CONFIDENTIALITY.value: _("What stays between you"),
        Clause.PATIENT_CONFIDENTIALITY.value: _("Patients’ privacy"),
        Clause.SHADOWING_LIMITS.value: _("What may be watched"),
        Clause.COMMUNICATION_AND_CANCELLATION.value: _("How you write to each other and cancel"),
        Clause.IF_IT_IS_NOT_WORKING.value: _("If it is not working"),
    }


def guidance(clause: Clause, definition: Definition) -> str:
    """What a clause is about, and the programme's own rule where it has one."""
    said = [words(f"programmes.clause.{clause.value}", {}, _)]
    rule = definition.shadowing
    if rule is not None and clause is Clause.PATIENT_CONFIDENTIALITY:
        said.append(rule.patients.in_language(language()))
    if rule is not None and clause is Clause.SHADOWING_LIMITS:
        said += [rule.may.in_language(language()), rule.may_not.in_language(language())]
    return " ".join(said)
