"""Problems and results of pairs back from JSON: every fault at once, by its path in the file."""

from __future__ import annotations

from kith.matching.pairs.exchange import PROBLEM_FORMAT, REPORT_FORMAT, RESULT_FORMAT
from kith.matching.pairs.types import MatchedPair, MatchResult, Three
from kith.matching.restore import Node, member, objective, part, provenance, read_file, rule_book, unmatched
from kith.matching.rulebook import BestFor
from kith.matching.types import Kind, MatchProblem, Scores


def problem_from_json(text: str | bytes, name: str = "problem.json") -> MatchProblem:
    """The problem in a file written by :func:`~kith.matching.pairs.exchange.problem_to_json`.

    Raises :class:`~kith.foundation.faults.KithError` with every fault.
    """
    return read_file(text, name, PROBLEM_FORMAT, _problem)


def result_from_json(text: str | bytes, name: str = "result.json") -> MatchResult:
    """The result in a file written by :func:`~kith.matching.pairs.exchange.result_to_json`, or in a report.

    Raises :class:`~kith.foundation.faults.KithError` with every fault. That the result is right is for
    :func:`kith.matching.pairs.checks.verify` to say.
    """
    return read_file(text, name, RESULT_FORMAT, _result, inside=REPORT_FORMAT)


def _problem(node: Node) -> MatchProblem:
    return MatchProblem(
        sides=node["sides"].texts(),
        members=node["members"].each(member),
        rules=rule_book(node["rules"]),
        kind=node["kind"].choice(Kind),
        locks=node["locks"].each(Node.pair),
        forbids=node["forbids"].each(Node.pair),
        never_with=node["never_with"].each(Node.pair),
        previous=node["previous"].each(Node.pair),
        standing=node["standing"].each(Node.pair) if node["standing"].is_there else (),
        most_changes=node["most_changes"].whole_or_none(),
        earlier=node["earlier"].each(Node.pair) if node["earlier"].is_there else (),
        scores=_scores(node["scores"]) if node["scores"].is_there else None,
        bonus=node["bonus"].whole() if node["bonus"].is_there else 0,
    )


def _scores(node: Node) -> Scores:
    return Scores(
        left=node["left"].texts(),
        right=node["right"].texts(),
        points=node["points"].each(lambda line: line.each(Node.whole_or_none)),
    )


def _result(node: Node) -> MatchResult:
    return MatchResult(
        kind=node["kind"].choice(Kind),
        sides=node["sides"].texts(),
        pairs=node["pairs"].each(_pair),
        unmatched=node["unmatched"].each(unmatched),
        objectives=node["objectives"].each(objective),
        best_for=node["best_for"].choice(BestFor),
        most_points=node["most_points"].whole(),
        provenance=provenance(node["provenance"]),
        threes=node["threes"].each(_three) if node["threes"].is_there else (),
        stopped=node["stopped"].is_there and node["stopped"].truth(),
    )


def _pair(node: Node) -> MatchedPair:
    satisfaction = node["satisfaction"].each(Node.number)
    if len(satisfaction) != 2:
        satisfaction = (0.0, 0.0)
        node["satisfaction"].pair()
    return MatchedPair(
        left=node["left"].text(),
        right=node["right"].text(),
        points=node["points"].whole(),
        parts=node["parts"].each(part),
        satisfaction=(satisfaction[0], satisfaction[1]),
        locked=node["locked"].truth(),
        kept=node["kept"].is_there and node["kept"].truth(),
    )


def _three(node: Node) -> Three:
    ids, satisfaction = node["ids"].texts(), node["satisfaction"].each(Node.number)
    if len(ids) != 3 or len(satisfaction) != 3:
        ids, satisfaction = ("", "", ""), (0.0, 0.0, 0.0)
        node["ids"].pair()
    return Three(
        ids=(ids[0], ids[1], ids[2]),
        joined=node["joined"].text(),
        points=node["points"].whole(),
        parts=node["parts"].each(part),
        satisfaction=(satisfaction[0], satisfaction[1], satisfaction[2]),
        locked=node["locked"].truth(),
    )
