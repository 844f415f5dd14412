"""Matching people: scores in whole numbers, the best pairs, a proof, and why.

``read_rules`` and ``parse_rules`` read what is wanted, ``solve`` finds the pairs, ``verify`` checks them
by other means, ``explain`` says why. Importing this loads neither numpy nor scipy.
"""

from __future__ import annotations

from kith.matching.rules import parse_rules, read_rules, rules_hash, rules_to_json
from kith.matching.types import (
    Attribute,
    AttributeKind,
    AttributeValue,
    BestFor,
    Kind,
    MatchedPair,
    MatchProblem,
    MatchResult,
    Member,
    Objective,
    ObjectiveKey,
    Reason,
    Rule,
    RuleBook,
    RulePart,
    Strength,
    Unmatched,
    Verb,
)

__all__ = [
    "Attribute",
    "AttributeKind",
    "AttributeValue",
    "BestFor",
    "Kind",
    "MatchProblem",
    "MatchResult",
    "MatchedPair",
    "Member",
    "Objective",
    "ObjectiveKey",
    "Reason",
    "Rule",
    "RuleBook",
    "RulePart",
    "Strength",
    "Unmatched",
    "Verb",
    "parse_rules",
    "read_rules",
    "rules_hash",
    "rules_to_json",
]
