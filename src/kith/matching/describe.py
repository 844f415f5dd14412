"""Rules and reasons as a person reads them: which sentence of the catalogue, with what in it."""

from __future__ import annotations

from types import MappingProxyType

from kith.foundation.faults import Parameter
from kith.foundation.messages import Translate, gettext_noop, words
from kith.matching.rulebook import Rule, Unit, Verb
from kith.matching.types import Reason


def describe(rule: Rule) -> Reason:
    """The code and parameters of a rule's own sentence.

    >>> from kith.matching.rulebook import Strength
    >>> describe(Rule("k", Strength.MUST, Verb.SAME, on="home_site")).code
    'matching.rule.must.same'
    """
    code = f"matching.rule.{rule.strength.value}.{rule.verb.value}"
    if rule.unit is not None and rule.verb is not Verb.OVERLAP:  # days are all that an overlap counts
        code = f"{code}.{rule.unit.value}"
    if rule.facing is not None:
        code = f"{code}.with"
    elif rule.verb is Verb.WISH and rule.side is not None:
        code = f"{code}.side"
    params: dict[str, Parameter] = {}
    if rule.on is not None:
        params["on"] = spoken(rule.on)
    if rule.facing is not None:
        params["facing"] = spoken(rule.facing)
    if rule.side is not None:
        params["side"] = rule.side
    if rule.limit is not None:
        params["limit"] = _number(rule.limit)
    if rule.limit is not None and rule.unit is Unit.HALF_HOURS:
        params["hours"] = _number(rule.limit / 2)
    return Reason(code, MappingProxyType(params))


def _number(value: float) -> int | float:
    return int(value) if value.is_integer() else value


def spoken(name: str) -> str:
    """A column's name as people say it.

    >>> spoken("line_of_management")
    'line of management'
    """
    return name.replace("_", " ")


def rule_words(rule: Rule, translate: Translate = gettext_noop) -> str:
    """The rule as a phrase: “same site preferred”."""
    said = describe(rule)
    return words(said.code, said.params, translate)
