"""Problems and results of placements back from JSON: every fault at once, by its path in the file."""

from __future__ import annotations

from kith.matching.placements.exchange import PROBLEM_FORMAT, RESULT_FORMAT
from kith.matching.placements.types import (
    HandOver,
    Need,
    Person,
    Placement,
    PlacementProblem,
    PlacementResult,
    Project,
    Settings,
    Team,
)
from kith.matching.restore import Node, objective, part, provenance, read_file, rule_book, unmatched
from kith.matching.rulebook import BestFor, Strength


def problem_from_json(text: str | bytes, name: str = "problem.json") -> PlacementProblem:
    """The problem in a file. Raises :class:`~kith.foundation.faults.KithError` with every fault."""
    return read_file(text, name, PROBLEM_FORMAT, _problem)


def result_from_json(text: str | bytes, name: str = "result.json") -> PlacementResult:
    """The result in a file. Raises :class:`~kith.foundation.faults.KithError` with every fault."""
    return read_file(text, name, RESULT_FORMAT, _result)


def _problem(node: Node) -> PlacementProblem:
    return PlacementProblem(
        people=node["people"].each(_person),
        projects=node["projects"].each(_project),
        rules=rule_book(node["rules"]),
        settings=_settings(node["settings"]),
        locks=node["locks"].each(Node.pair),
        forbids=node["forbids"].each(Node.pair),
        together=node["together"].each(Node.pair),
        apart=node["apart"].each(Node.pair),
        never_with=node["never_with"].each(Node.pair),
        never_at=node["never_at"].each(Node.pair),
        kept=node["kept"].each(Node.pair),
        keep_bonus=node["keep_bonus"].whole(),
    )


def _settings(node: Node) -> Settings:
    asked = node["hand_over"]
    return Settings(
        grade=node["grade"].text_or_none(),
        least_days=node["least_days"].whole_or_none(),
        every_project=node["every_project"].truth(),
        skills=node["skills"].choice(Strength),
        skill_points=node["skill_points"].whole(),
        hand_over=HandOver(asked["least_days"].whole(), asked["points"].whole()) if asked.is_there else None,
    )


def _person(node: Node) -> Person:
    return Person(
        id=node["id"].text(),
        attributes=node["attributes"].mapping(Node.attribute_value),
        wishes=node["wishes"].texts(),
        skills=frozenset(node["skills"].texts()),
        may_enter=frozenset(node["may_enter"].texts()) if node["may_enter"].is_there else None,
        available_from=node["available_from"].day_or_none(),
        available_to=node["available_to"].day_or_none(),
        most=node["most"].whole(),
    )


def _project(node: Node) -> Project:
    return Project(
        id=node["id"].text(),
        places=node["places"].whole(),
        fewest=node["fewest"].whole(),
        starts=node["starts"].day_or_none(),
        ends=node["ends"].day_or_none(),
        needs=node["needs"].each(lambda one: Need(one["skill"].text(), one["count"].whole())),
        host=node["host"].text_or_none(),
        country=node["country"].text_or_none(),
        lowest=node["lowest"].text_or_none(),
        highest=node["highest"].text_or_none(),
        follows=node["follows"].text_or_none(),
        outgoing_until=node["outgoing_until"].day_or_none(),
        attributes=node["attributes"].mapping(Node.attribute_value),
        wishes=node["wishes"].texts(),
    )


def _result(node: Node) -> PlacementResult:
    return PlacementResult(
        placements=node["placements"].each(_placement),
        teams=node["teams"].each(lambda one: Team(one["project"].text(), one["parts"].each(part))),
        unmatched=node["unmatched"].each(unmatched),
        objectives=node["objectives"].each(objective),
        best_for=node["best_for"].choice(BestFor),
        provenance=provenance(node["provenance"]),
        stopped=node["stopped"].truth(),
        work=node["work"].number_or_none(),
    )


def _placement(node: Node) -> Placement:
    return Placement(
        person=node["person"].text(),
        project=node["project"].text(),
        points=node["points"].whole(),
        parts=node["parts"].each(part),
        satisfaction=node["satisfaction"].number(),
        locked=node["locked"].truth(),
        kept=node["kept"].truth(),
    )
