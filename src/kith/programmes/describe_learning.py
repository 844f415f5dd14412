"""How people learn together, in plain words."""

from __future__ import annotations

from typing import Protocol

from kith.foundation.words import Text
from kith.programmes.durations import Duration
from kith.programmes.types import Activity, Definition, Framework, MentorKind, Prompt


class Speaks(Protocol):
    """Says Kith's sentences, the definition's own words and lengths of time in one language."""

    def say(self, code: str, **params: object) -> str: ...

    def own(self, text: Text) -> str: ...

    def length(self, duration: Duration) -> str: ...


def review_lines(definition: Definition, speaker: Speaks) -> list[str]:
    """When the agreement is looked at again; nothing when the definition does not say."""
    after = definition.review_after
    return [speaker.say("programmes.describe.review", after=speaker.length(after))] if after else []


def shadowing_lines(definition: Definition, speaker: Speaks) -> list[str]:
    """What may be watched; nothing when the definition does not say."""
    rule = definition.shadowing
    if rule is None:
        return []
    said = {"may": rule.may, "may_not": rule.may_not, "patients": rule.patients}
    return [speaker.say(f"programmes.describe.{key}", what=speaker.own(text)) for key, text in said.items()]


def prompt_lines(definition: Definition, speaker: Speaks) -> list[str]:
    """Each question to reflect on, and after what it is asked."""
    return [_prompt(definition, prompt, speaker) for prompt in definition.prompts]


def mentor_lines(definition: Definition, speaker: Speaks) -> list[str]:
    """Each kind of mentor, for whom, and how often they talk."""
    return [_mentor(definition, mentor, speaker) for mentor in definition.mentors]


def framework_lines(definition: Definition, speaker: Speaks) -> list[str]:
    """Each framework with its owner, its version and its dimensions."""
    return [_framework(framework, speaker) for framework in definition.frameworks]


def dose_lines(part: Activity | MentorKind, speaker: Speaks) -> list[str]:
    """How much of something is expected, and after how long people are reminded."""
    lines = []
    if part.times and part.each:
        each = speaker.length(part.each)
        lines.append(speaker.say("programmes.describe.dose_each", times=part.times, each=each))
    elif part.times == 1:
        lines.append(speaker.say("programmes.describe.dose_once"))
    elif part.times:
        lines.append(speaker.say("programmes.describe.dose", times=part.times))
    if part.nudge_after:
        lines.append(speaker.say("programmes.describe.nudge", after=speaker.length(part.nudge_after)))
    return lines


def _prompt(definition: Definition, prompt: Prompt, speaker: Speaks) -> str:
    asked = speaker.own(prompt.words)
    if not prompt.after:
        return asked
    activities = ", ".join(speaker.own(definition.activity(key).name) for key in prompt.after)
    return speaker.say("programmes.describe.prompt_after", words=asked, activities=activities)


def _mentor(definition: Definition, mentor: MentorKind, speaker: Speaks) -> str:
    roles = ", ".join(speaker.own(definition.role(key).plural) for key in mentor.roles)
    line = speaker.say("programmes.describe.mentor", name=speaker.own(mentor.name), roles=roles)
    more = [speaker.own(mentor.description)] if mentor.description else []
    return " ".join([line, *more, *dose_lines(mentor, speaker)])


def _framework(framework: Framework, speaker: Speaks) -> str:
    return speaker.say(
        "programmes.describe.framework",
        name=speaker.own(framework.name),
        owner=framework.owner,
        version=framework.version,
        dimensions=", ".join(speaker.own(one.name) for one in framework.dimensions),
    )
