"""How people get in, in plain words."""

from __future__ import annotations

from typing import Protocol

from kith.foundation.words import Text
from kith.programmes.capabilities import Judged
from kith.programmes.recruiting import Criterion
from kith.programmes.types import Definition, Role


class Speaks(Protocol):
    """Says Kith's sentences and the definition's own words in one language."""

    def say(self, code: str, **params: object) -> str: ...

    def own(self, text: Text) -> str: ...


def call_lines(definition: Definition, speaker: Speaks) -> list[str]:
    """Who can apply and what it takes; nothing when there is no call."""
    call = definition.call
    lines = [speaker.own(text) for text in (call.who, call.commitment, call.managers)] if call else []
    for role in definition.roles:
        lines += _role(role, speaker)
    return lines


def selection_lines(definition: Definition, speaker: Speaks) -> list[str]:
    """How people are chosen; nothing when the definition does not say."""
    selection = definition.selection
    if selection is None:
        return []
    lines = [_counted("one_reviewer", "reviewers", selection.reviewers, speaker)]
    examples = max((len(selection.examples_for(role.key)) for role in definition.roles), default=0)
    if examples:
        lines.append(_counted("one_example", "examples", examples, speaker))
    if selection.hidden:
        lines.append(speaker.say("programmes.describe.hidden", items=", ".join(selection.hidden)))
    lines += [_criterion(one, speaker) for one in selection.criteria]
    if selection.interview:
        lines.append(speaker.say("programmes.describe.interview"))
    code = "offer_one_day" if selection.offer_days == 1 else "offer"
    return [*lines, speaker.say(f"programmes.describe.{code}", days=selection.offer_days)]


def _role(role: Role, speaker: Speaks) -> list[str]:
    if role.application is None:
        return []
    plural, name = speaker.own(role.plural), speaker.own(role.name)
    lines = [speaker.say("programmes.describe.applies", plural=plural, questionnaire=role.application)]
    lines += [
        speaker.say("programmes.describe.eligible", name=name, says=speaker.own(rule.says))
        for rule in role.eligible
    ]
    return lines + [
        speaker.say(
            "programmes.describe.check", name=name, check=speaker.say(f"programmes.check.{one.value}")
        )
        for one in role.checks
    ]


def _counted(one: str, several: str, count: int, speaker: Speaks) -> str:
    return speaker.say(f"programmes.describe.{one if count == 1 else several}", count=count)


def _criterion(criterion: Criterion, speaker: Speaks) -> str:
    where = " ".join(speaker.say(f"programmes.judged.{at.value}") for at in Judged if at in criterion.at)
    return speaker.say(
        "programmes.describe.criterion",
        name=speaker.own(criterion.name),
        least=criterion.least,
        most=criterion.most,
        weight=criterion.weight,
        looks_for=speaker.own(criterion.looks_for),
        where=where,
    )
