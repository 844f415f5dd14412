"""A rules file of any kind, without anybody's tables: what it is for, what it asks, everything wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kith.foundation.faults import Faults
from kith.matching.engines import RuleWords, engine
from kith.matching.reading import one_of
from kith.matching.types import Kind
from kith.tables.toml import load_toml


def kind_of_rules(text: str | bytes, name: str = "rules.toml") -> Kind:
    """What a rules file says it is for; pairs where it does not say.

    Raises
    ------
    KithError
        For a file that is not TOML, or a kind that is not known (with the nearest that is).

    >>> kind_of_rules('kind = "sets"')
    <Kind.SETS: 'sets'>
    """
    document = load_toml(text, name)
    value = document.data.get("kind", Kind.PAIRS.value)
    faults = Faults()
    if not one_of(value, Kind, faults, document.where("kind"), "kind"):
        faults.raise_if_any()
    return Kind(str(value))


def words_of_rules(kind: Kind, text: str | bytes, name: str = "rules.toml") -> tuple[RuleWords, ...]:
    """Each rule of a file as a sentence, in the order in which they were written.

    Raises
    ------
    KithError
        With every fault of the rules, each with its line.
    """
    return engine(kind).rules(_nobodys(kind, text, name))


@dataclass(frozen=True, slots=True)
class Read:
    """An attribute of a person that a rules file reads.

    ``is_compared``: by its kind, and not only as the words that stand there. ``setting``: the path of the setting
    that names it, where no rule does.
    """

    attribute: str
    is_compared: bool
    setting: str = ""


def attributes_read(kind: Kind, text: str | bytes, name: str = "rules.toml") -> tuple[Read, ...]:
    """What the rules of sets, posts or placements read of a person, each attribute once.

    Of two people of one list it is the same on both; of a person and a post or project it is what stands in ``on``.

    Raises
    ------
    KithError
        With every fault of the rules, each with its line.
    """
    problem = _nobodys(kind, text, name)
    found = [Read(rule.on, True) for rule in problem.rules.rules if rule.on]
    if kind is Kind.SETS:
        from kith.matching.sets.rules import reads_category

        found += [Read(rule.on, reads_category(rule)) for rule in problem.set_rules]
        if problem.shape.window is not None:
            found.append(Read(problem.shape.window.zone, False, "sets.window.zone"))
    if kind is Kind.PLACEMENTS and problem.settings.grade is not None:
        found.append(Read(problem.settings.grade, True, "placements.grade"))
    return tuple({one.attribute: one for one in reversed(found)}.values())[::-1]


def _nobodys(kind: Kind, text: str | bytes, name: str) -> Any:
    """The problem of the rules alone."""
    if kind is Kind.POSTS:
        from kith.matching.posts.settings import read_file
        from kith.matching.posts.types import PostsProblem

        return PostsProblem((), (), *read_file(text, name))
    if kind is Kind.PLACEMENTS:
        from kith.matching.placements.reading import read_rules as read_placements
        from kith.matching.placements.types import PlacementProblem

        return PlacementProblem((), (), *read_placements(text, name)[:2])
    if kind is Kind.SETS:
        from kith.matching.sets.rules import read_sets_rules
        from kith.matching.sets.types import SetsProblem

        read = read_sets_rules(text, name)
        return SetsProblem((), read.shape, read.book, read.set_rules, order=read.order)
    from kith.matching.rules import read_rules
    from kith.matching.types import MatchProblem

    return MatchProblem(("left", "right"), (), read_rules(text, name))
