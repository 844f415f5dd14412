"""Matching people: scores in whole numbers, the best pairs, a proof, and why.

``read_rules`` and ``parse_rules`` read what is wanted, ``solve`` finds the pairs, ``verify`` checks them
by other means. ``engine(kind)`` does the same for every kind, and shows a result as a ``Draft`` with its reasons.
Importing this loads neither numpy nor scipy.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from kith.matching.pairs.types import MatchedPair, MatchResult
from kith.matching.rulebook import Attribute, AttributeKind, BestFor, Rule, RuleBook, Strength, Verb
from kith.matching.rules import parse_rules, read_rules, rules_hash, rules_to_json
from kith.matching.types import (
    AttributeValue,
    Kind,
    MatchProblem,
    Member,
    Objective,
    ObjectiveKey,
    Reason,
    RulePart,
    Unmatched,
)

if TYPE_CHECKING:
    from kith.matching.draft import Draft
    from kith.matching.engines import Engine, Loaded, engine
    from kith.matching.pairs.checks import verify
    from kith.matching.pairs.exchange import problem_to_json, result_to_json
    from kith.matching.pairs.problem import check_problem
    from kith.matching.pairs.restore import problem_from_json, result_from_json
    from kith.matching.pairs.solver import Stopped, solve

_LATER = {
    "Draft": "draft",
    "Engine": "engines",
    "Loaded": "engines",
    "Stopped": "pairs.solver",
    "check_problem": "pairs.problem",
    "engine": "engines",
    "problem_from_json": "pairs.restore",
    "problem_to_json": "pairs.exchange",
    "result_from_json": "pairs.restore",
    "result_to_json": "pairs.exchange",
    "solve": "pairs.solver",
    "verify": "pairs.checks",
}


def __getattr__(name: str) -> object:
    """Load the engine when it is first asked for (PEP 562), so that reading rules stays quick."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_LATER[name]}"), name)


__all__ = [
    "Attribute",
    "AttributeKind",
    "AttributeValue",
    "BestFor",
    "Draft",
    "Engine",
    "Kind",
    "Loaded",
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
    "Stopped",
    "Strength",
    "Unmatched",
    "Verb",
    "check_problem",
    "engine",
    "parse_rules",
    "problem_from_json",
    "problem_to_json",
    "read_rules",
    "result_from_json",
    "result_to_json",
    "rules_hash",
    "rules_to_json",
    "solve",
    "verify",
]
