"""Problems and results of sets back from JSON: every fault at once, by its path in the file."""

from __future__ import annotations

from kith.matching.restore import Node, member, objective, part, provenance, read_file, rule_book, unmatched
from kith.matching.sets.exchange import PROBLEM_FORMAT, RESULT_FORMAT
from kith.matching.sets.types import MadeSet, SetRule, SetsProblem, SetsResult, SetVerb, Shape, Window


def problem_from_json(text: str | bytes, name: str = "problem.json") -> SetsProblem:
    """The problem in a file written by :func:`~kith.matching.sets.exchange.problem_to_json`.

    Raises :class:`~kith.foundation.faults.KithError` with every fault.
    """
    return read_file(text, name, PROBLEM_FORMAT, _problem)


def result_from_json(text: str | bytes, name: str = "result.json") -> SetsResult:
    """The result in a file written by :func:`~kith.matching.sets.exchange.result_to_json`.

    Raises :class:`~kith.foundation.faults.KithError` with every fault. That the result is right is for
    :func:`kith.matching.sets.checks.verify` to say.
    """
    return read_file(text, name, RESULT_FORMAT, _result)


def _problem(node: Node) -> SetsProblem:
    return SetsProblem(
        people=node["people"].each(member),
        shape=_shape(node["shape"]),
        rules=rule_book(node["rules"]),
        set_rules=node["set_rules"].each(_set_rule),
        ranked=node["ranked"].mapping(lambda one: one.mapping(Node.texts)),
        locks=node["locks"].each(Node.pair),
        forbids=node["forbids"].each(Node.pair),
        never_with=node["never_with"].each(Node.pair),
        met=node["met"].each(Node.pair),
        standing=node["standing"].each(_standing),
        bonus=node["bonus"].whole(),
        order=node["order"].texts(),
    )


def _shape(node: Node) -> Shape:
    window = _window(node["window"]) if node["window"].is_there else None
    return Shape(node["most"].whole(), node["fewest"].whole_or_none(), node["sets"].whole_or_none(), window)


def _window(node: Node) -> Window:
    return Window(
        minutes=node["minutes"].whole(),
        begins=node["begins"].whole(),
        ends=node["ends"].whole(),
        zone=node["zone"].text(),
        week_of=node["week_of"].day(),
        points=node["points"].whole(),
    )


def _set_rule(node: Node) -> SetRule:
    return SetRule(
        key=node["key"].text(),
        verb=node["verb"].choice(SetVerb),
        on=node["on"].text(),
        points=node["points"].whole(),
        limit=node["limit"].whole_or_none(),
        value=node["value"].text_or_none(),
        topics=node["topics"].texts(),
    )


def _standing(node: Node) -> tuple[str, tuple[str, ...]]:
    both = node.each(lambda one: one)
    if len(both) != 2:
        node.pair()
        return "", ()
    return both[0].text(), both[1].texts()


def _result(node: Node) -> SetsResult:
    return SetsResult(
        sets=node["sets"].each(_set),
        left_over=node["left_over"].each(unmatched),
        objectives=node["objectives"].each(objective),
        most_points=node["most_points"].whole(),
        provenance=provenance(node["provenance"]),
        stopped=node["stopped"].truth(),
        work=node["work"].number_or_none(),
    )


def _set(node: Node) -> MadeSet:
    return MadeSet(
        key=node["key"].text(),
        members=node["members"].texts(),
        points=node["points"].whole(),
        parts=node["parts"].each(part),
        topics=node["topics"].each(Node.pair),
        starts=node["starts"].whole_or_none(),
    )
