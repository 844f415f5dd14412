"""Problems and results of posts back from JSON: every fault at once, by its path in the file."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kith.matching.posts.exchange import PROBLEM_FORMAT, RESULT_FORMAT
from kith.matching.posts.types import (
    Applicant,
    Linked,
    Placement,
    Post,
    PostsProblem,
    PostsResult,
    Settings,
    Ties,
    Unlisted,
    Way,
)
from kith.matching.restore import Node, objective, provenance, read_file, rule_book, unmatched
from kith.matching.types import AttributeValue


def problem_from_json(text: str | bytes, name: str = "problem.json") -> PostsProblem:
    """The problem in a file written by :func:`~kith.matching.posts.exchange.problem_to_json`.

    Raises :class:`~kith.foundation.faults.KithError` with every fault.
    """
    return read_file(text, name, PROBLEM_FORMAT, _problem)


def result_from_json(text: str | bytes, name: str = "result.json") -> PostsResult:
    """The result in a file written by :func:`~kith.matching.posts.exchange.result_to_json`.

    Raises :class:`~kith.foundation.faults.KithError` with every fault. That the result is right is for
    :func:`kith.matching.posts.checks.verify` to say.
    """
    return read_file(text, name, RESULT_FORMAT, _result)


def _problem(node: Node) -> PostsProblem:
    return PostsProblem(
        applicants=node["applicants"].each(_applicant),
        posts=node["posts"].each(_post),
        rules=rule_book(node["rules"]),
        settings=_settings(node["settings"]),
        locks=node["locks"].each(Node.pair),
        forbids=node["forbids"].each(Node.pair),
        never_with=node["never_with"].each(Node.pair),
        previous=node["previous"].each(Node.pair),
        holds=node["holds"].each(Node.pair),
    )


def _settings(node: Node) -> Settings:
    return Settings(
        unlisted=node["unlisted"].choice(Unlisted),
        ties=node["ties"].choice(Ties),
        linked=node["linked"].choice(Linked),
        linked_by=node["linked_by"].text_or_none(),
        commitment=node["commitment"].text_or_none(),
        salt=node["salt"].text_or_none(),
    )


def _attributes(node: Node) -> Mapping[str, AttributeValue]:
    return node.mapping(Node.attribute_value) if node.is_there else MappingProxyType({})


def _applicant(node: Node) -> Applicant:
    return Applicant(
        id=node["id"].text(),
        choices=node["choices"].texts(),
        attributes=_attributes(node["attributes"]),
        mark=node["mark"].number_or_none(),
        linked_with=node["linked_with"].text_or_none(),
        pre_allocated_to=node["pre_allocated_to"].text_or_none(),
        pre_allocated_for=node["pre_allocated_for"].text_or_none(),
    )


def _post(node: Node) -> Post:
    return Post(
        id=node["id"].text(),
        places=node["places"].whole(),
        fewest=node["fewest"].whole() if node["fewest"].is_there else 0,
        attributes=_attributes(node["attributes"]),
        ranks=node["ranks"].texts() if node["ranks"].is_there else None,
        marks=node["marks"].mapping(Node.number) if node["marks"].is_there else None,
    )


def _result(node: Node) -> PostsResult:
    return PostsResult(
        placements=node["placements"].each(_placement),
        left_over=node["left_over"].each(unmatched),
        blocking=node["blocking"].each(Node.pair),
        way=node["way"].choice(Way),
        objectives=node["objectives"].each(objective),
        provenance=provenance(node["provenance"]),
        commitment=node["lottery"]["commitment"].text_or_none(),
        salt=node["lottery"]["salt"].text_or_none(),
        work_limit=node["work_limit"].number_or_none(),
        stopped=node["stopped"].truth(),
    )


def _placement(node: Node) -> Placement:
    return Placement(
        applicant=node["applicant"].text(),
        post=node["post"].text(),
        choice=node["choice"].whole_or_none(),
        choices=node["choices"].whole(),
        locked=node["locked"].truth(),
        kept=node["kept"].truth(),
    )
