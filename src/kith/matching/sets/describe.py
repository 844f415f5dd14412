"""Rules of sets as people read them, and the hour at which a set can meet."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType

from kith.foundation.faults import Parameter
from kith.matching.describe import describe, spoken
from kith.matching.engines import RuleWords
from kith.matching.sets import hours
from kith.matching.sets.outcome import reason
from kith.matching.sets.types import KEEP, WINDOW, MadeSet, SetRule, SetsProblem, Window
from kith.matching.types import Reason


def describe_set_rule(rule: SetRule) -> Reason:
    """The code and parameters of a rule's own sentence.

    >>> describe_set_rule(SetRule("spread:country", SetVerb.SPREAD, "country", limit=2)).code
    'matching.sets.rule.spread.must'
    """
    kind = "must" if rule.hard else "prefer"
    code = f"matching.sets.rule.{rule.verb.value}.{kind}"
    params: dict[str, Parameter] = {"on": spoken(rule.on)}
    if rule.limit is not None:
        params["limit"] = rule.limit
    if rule.value is not None:
        code, params["value"] = f"{code}.value", rule.value
    return Reason(code, MappingProxyType(params))


def describe_window(window: Window) -> Reason:
    """The rule of a shared meeting hour."""
    code = "must" if not window.points else "prefer"
    return reason(
        f"matching.sets.rule.window.{code}",
        hours=_number(window.minutes / 60),
        begins=clock(window.begins),
        ends=clock(window.ends),
        week_of=window.week_of.isoformat(),
    )


def rule_words(problem: SetsProblem) -> tuple[RuleWords, ...]:
    """Every rule as a sentence, in the order in which they were written; the meeting hour after them."""
    found = {
        rule.key: RuleWords(rule.key, describe_set_rule(rule), rule.points) for rule in problem.set_rules
    }
    for pair_rule in problem.rules.rules:
        found[pair_rule.key] = RuleWords(pair_rule.key, describe(pair_rule), pair_rule.points)
    order = [key for key in problem.order if key in found]
    ordered = [found[key] for key in dict.fromkeys((*order, *found))]
    if problem.shape.window is not None:
        window = problem.shape.window
        ordered.append(RuleWords(WINDOW, describe_window(window), window.points))
    if problem.bonus:
        ordered.append(RuleWords(KEEP, reason("matching.sets.rule.keep"), problem.bonus))
    return tuple(ordered)


def notes(problem: SetsProblem, made: MadeSet) -> tuple[Reason, ...]:
    """What else is to be said of a set: its topics, its hour by everybody's clock, or that it has none."""
    found = [reason("matching.sets.note.topic", rule=rule, topic=topic) for rule, topic in made.topics]
    window = problem.shape.window
    if window is None:
        return tuple(found)
    people = {member.id: member for member in problem.people}
    here = (people[id_] for id_ in made.members if id_ in people)
    zones = Counter(str(one.attributes.get(window.zone) or "") for one in here)
    if made.starts is None:
        found.append(reason("matching.sets.note.no_window", zones=_zones(zones)))
        return tuple(found)
    found.append(
        reason(
            "matching.sets.note.window",
            utc=_span(window, "UTC", made.starts),
            local=" · ".join(f"{zone} {_span(window, zone, made.starts)}" for zone in sorted(zones) if zone),
        )
    )
    return tuple(found)


def clock(minutes: int) -> str:
    """Minutes after midnight as a time.

    >>> clock(545)
    '09:05'
    """
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _span(window: Window, zone: str, starts: int) -> str:
    ends = hours.local(window, zone, starts + window.minutes)
    return f"{hours.local(window, zone, starts)}–{ends.split()[-1]}"


def _zones(zones: Counter[str]) -> str:
    return ", ".join(f"{zone} ({count})" for zone, count in sorted(zones.items()) if zone)


def _number(value: float) -> float:
    return int(value) if value == int(value) else value
