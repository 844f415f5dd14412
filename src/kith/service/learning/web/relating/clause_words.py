"""The clauses of an agreement as the two who write it read them."""

from __future__ import annotations

from django.utils.translation import gettext as _

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
    """What to write about a clause; where the programme has a rule of its own, that rule."""
    rule = definition.shadowing
    if rule is not None and clause is Clause.PATIENT_CONFIDENTIALITY:
        said = {"rule": rule.patients.in_language(language())}
        return _("The programme’s rule: %(rule)s Write what you add to it.") % said
    if rule is not None and clause is Clause.SHADOWING_LIMITS:
        said = {"may": rule.may.in_language(language()), "not": rule.may_not.in_language(language())}
        return _("May be watched: %(may)s May not: %(not)s Write what you add to it.") % said
    return _hints()[clause.value]


def _hints() -> dict[str, str]:
    return {
        Clause.FREQUENCY.value: _("For example: every second Monday at noon, for an hour."),
        Clause.VENUE.value: _(
            "For example: in turns at each other’s place of work; by video if one is away."
        ),
        Clause.CONFIDENTIALITY.value: _(
            "What you hear from each other and tell nobody. And what cannot stay between you: that somebody is in danger."
        ),
        Clause.PATIENT_CONFIDENTIALITY.value: _(
            "How you keep patients’ privacy when one watches the other’s work."
        ),
        Clause.SHADOWING_LIMITS.value: _("What the other may see of your work, and what not."),
        Clause.COMMUNICATION_AND_CANCELLATION.value: _(
            "By mail or by telephone, how soon you answer, and until when you can cancel."
        ),
        Clause.IF_IT_IS_NOT_WORKING.value: _("What each of you does first, and whom you tell."),
    }
