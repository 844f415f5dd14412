"""How people are put into sets, posts or placements, in plain words."""

from __future__ import annotations

from kith.matching.rulebook import POINTS_PER_WEIGHT
from kith.matching.ruling import words_of_rules
from kith.matching.types import Kind
from kith.programmes.describe_call import Speaks
from kith.programmes.types import Definition


def grouping_lines(definition: Definition, speaker: Speaks) -> list[str]:
    """What is made of whom, then each rule; nothing for a programme of pairs."""
    grouping = definition.grouping
    if grouping is None:
        return []
    people = speaker.own(definition.role(grouping.side).plural)
    lines = [speaker.say(f"programmes.describe.{grouping.kind.value}", people=people)]
    for one in words_of_rules(Kind(grouping.kind.value), grouping.rules):
        rule = speaker.say(one.says.code, **one.says.params)
        if one.points:
            weight = f"{one.points / POINTS_PER_WEIGHT:g}"
            lines.append(speaker.say("programmes.describe.weighed_rule", rule=rule, weight=weight))
        else:
            lines.append(speaker.say("programmes.describe.group_rule", rule=rule[:1].upper() + rule[1:]))
    return lines
