"""The questionnaires that a call pinned when it was published, and the rules about who may apply."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache

from kith.foundation.faults import Fault, KithError
from kith.programmes.types import Eligibility, Role
from kith.questionnaires.logic import holds
from kith.questionnaires.read import from_json
from kith.questionnaires.responses import AnswerValue
from kith.questionnaires.types import Instrument
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.recruitment.models import Call

KEPT_IN_MEMORY = 64


def application_form(call: Call, side: str) -> Instrument:
    """What people of this side apply with. Raises KithError when they cannot."""
    if side not in call.instruments:
        raise KithError(Fault("recruitment.no_such_side"))
    return _read(json.dumps(call.instruments[side]))


def equality_form(call: Call) -> Instrument | None:
    """The equality questions; None where the call asks none."""
    return _read(json.dumps(call.equality_instrument)) if call.equality_instrument else None


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _read(text: str) -> Instrument:
    return from_json(json.loads(text))


def roles_called(call: Call) -> tuple[Role, ...]:
    """The sides that people can apply to: as pinned, or before that as the definition has it."""
    roles = definition_of(call.cohort).roles
    if call.instruments:
        return tuple(role for role in roles if role.key in call.instruments)
    return tuple(role for role in roles if role.application)


def unmet(call: Call, side: str, answers: Mapping[str, AnswerValue]) -> tuple[Eligibility, ...]:
    """The rules that the answers do not meet, of those that the answers decide already.

    A rule about a question that nobody has answered yet is not unmet; it is not known.
    """
    rules = definition_of(call.cohort).role(side).eligible
    return tuple(
        rule
        for rule in rules
        if all(key in answers for key in rule.holds.keys) and not holds(rule.holds, answers)
    )


def unmet_by(
    call: Call, side: str, answers: Mapping[str, AnswerValue], asked: frozenset[str]
) -> tuple[Eligibility, ...]:
    """Those of :func:`unmet` that the questions ``asked`` have just decided."""
    return tuple(rule for rule in unmet(call, side, answers) if rule.holds.keys & asked)
