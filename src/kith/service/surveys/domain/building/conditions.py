"""A condition as a lead builds it: earlier questions, a comparison, a value; all or any of them.

Whatever such a list cannot say is left to the expression itself, which is what is stored either way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kith.foundation.faults import KithError
from kith.questionnaires.expressions import (
    Call,
    Comparator,
    Compare,
    Either,
    Every,
    Function,
    Literal,
    Name,
    Node,
    Not,
    parse,
)


class Joined(StrEnum):
    ALL = "all"
    ANY = "any"


class Comparison(StrEnum):
    """How an earlier answer is looked at."""

    IS = "is"
    IS_NOT = "is_not"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    INCLUDES = "includes"
    LEAVES_OUT = "leaves_out"
    ANSWERED = "answered"
    NOT_ANSWERED = "not_answered"
    DECLINED = "declined"


WITHOUT_VALUE = frozenset({Comparison.ANSWERED, Comparison.NOT_ANSWERED, Comparison.DECLINED})
_ALWAYS = (Comparison.ANSWERED, Comparison.NOT_ANSWERED)
_IN_ORDER = (Comparison.IS, Comparison.IS_NOT, Comparison.AT_LEAST, Comparison.AT_MOST)
TESTS: Mapping[str, tuple[Comparison, ...]] = {
    "scale": (*_IN_ORDER, *_ALWAYS),
    "number": (*_IN_ORDER, *_ALWAYS),
    "date": (*_IN_ORDER, *_ALWAYS),
    "time": (*_IN_ORDER, *_ALWAYS),
    "yes_no": (Comparison.IS, *_ALWAYS),
    "choice": (Comparison.IS, Comparison.IS_NOT, *_ALWAYS),
    "choices": (Comparison.INCLUDES, Comparison.LEAVES_OUT, *_ALWAYS),
}
"""What may be asked of an answer of each kind; of words, only whether there are any."""

_SIGNS = {
    Comparison.IS: Comparator.EQUAL,
    Comparison.IS_NOT: Comparator.NOT_EQUAL,
    Comparison.AT_LEAST: Comparator.AT_LEAST,
    Comparison.AT_MOST: Comparator.AT_MOST,
}
_TESTS = {sign: test for test, sign in _SIGNS.items()}
_BARE = frozenset({"scale", "number", "yes_no"})


def tests_of(kind: str, *, may_decline: bool) -> tuple[Comparison, ...]:
    found = TESTS.get(kind, _ALWAYS)
    return (*found, Comparison.DECLINED) if may_decline else found


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of a condition. ``value`` is as an expression writes it, without quotes."""

    key: str
    test: Comparison
    value: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    joined: Joined
    lines: tuple[Asked, ...]


def read(source: str) -> Condition | None:
    """The list that says the same, or None where only the expression can say it."""
    try:
        root = parse(source).root
    except KithError:
        return None
    joined = Joined.ANY if isinstance(root, Either) else Joined.ALL
    parts = root.parts if isinstance(root, Every | Either) else (root,)
    lines = [_line(part) for part in parts]
    kept = tuple(line for line in lines if line is not None)
    return Condition(joined, kept) if len(kept) == len(lines) else None


def write(condition: Condition, kinds: Mapping[str, str]) -> str:
    """The expression. ``kinds`` are the kinds of the questions it names."""
    between = " and " if condition.joined is Joined.ALL else " or "
    return between.join(_written(line, kinds.get(line.key, "")) for line in condition.lines)


def without(condition: Condition, number: int) -> Condition:
    lines = [line for at, line in enumerate(condition.lines) if at != number]
    return Condition(condition.joined, tuple(lines))


def with_line(condition: Condition | None, line: Asked) -> Condition:
    lines: Sequence[Asked] = condition.lines if condition else ()
    return Condition(condition.joined if condition else Joined.ALL, (*lines, line))


def _line(node: Node) -> Asked | None:
    match node:
        case Compare(Name(key), sign, Literal(value)) if sign in _TESTS:
            return Asked(key, _TESTS[sign], _plain(value))
        case Name(key):
            return Asked(key, Comparison.IS, "true")
        case Call(Function.ANSWERED, key):
            return Asked(key, Comparison.ANSWERED)
        case Call(Function.DECLINED, key):
            return Asked(key, Comparison.DECLINED)
        case Call(Function.SELECTED, key, option):
            return Asked(key, Comparison.INCLUDES, option or "")
        case Not(Call(Function.ANSWERED, key)):
            return Asked(key, Comparison.NOT_ANSWERED)
        case Not(Call(Function.SELECTED, key, option)):
            return Asked(key, Comparison.LEAVES_OUT, option or "")
    return None


def _plain(value: str | float | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _written(line: Asked, kind: str) -> str:
    match line.test:
        case Comparison.ANSWERED:
            return f"answered({line.key})"
        case Comparison.NOT_ANSWERED:
            return f"not answered({line.key})"
        case Comparison.DECLINED:
            return f"declined({line.key})"
        case Comparison.INCLUDES:
            return f"selected({line.key}, '{line.value}')"
        case Comparison.LEAVES_OUT:
            return f"not selected({line.key}, '{line.value}')"
    value = line.value if kind in _BARE else f"'{line.value}'"
    return f"{line.key} {_SIGNS[line.test].value} {value}"
