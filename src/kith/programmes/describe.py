"""A definition in plain words: what a lead reads before choosing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kith.foundation.messages import Translate, gettext_noop, words
from kith.foundation.words import Text
from kith.matching.describe import describe as describe_rule
from kith.matching.rulebook import Rule
from kith.programmes.capabilities import Moment
from kith.programmes.describe_call import call_lines, selection_lines
from kith.programmes.describe_grouping import grouping_lines
from kith.programmes.describe_learning import (
    dose_lines,
    framework_lines,
    mentor_lines,
    prompt_lines,
    review_lines,
    shadowing_lines,
)
from kith.programmes.durations import MINUTES_IN_HOUR, Duration
from kith.programmes.types import Activity, Attribute, Definition, Offset, Raters, Role, Wave


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A heading and the lines under it."""

    heading: str
    lines: tuple[str, ...]


def describe(
    definition: Definition, language: str = "en", translate: Translate = gettext_noop
) -> tuple[Paragraph, ...]:
    """The definition as paragraphs; those with nothing to say are left out.

    ``language`` picks the words of the definition, ``translate`` those of Kith.
    """
    return tuple(one for one in _Speaker(definition, language, translate).paragraphs() if one.lines)


class _Speaker:
    def __init__(self, definition: Definition, language: str, translate: Translate) -> None:
        self._definition = definition
        self._language = language
        self._translate = translate

    def paragraphs(self) -> list[Paragraph]:
        seen = self._definition
        return [
            Paragraph(self._title(), (self.own(self._summary()),)),
            self._paragraph("who", [self._role(role) for role in seen.roles]),
            self._paragraph("call", call_lines(seen, self)),
            self._paragraph("selection", selection_lines(seen, self)),
            self._paragraph("known", [self._attribute(one) for one in seen.attributes]),
            self._paragraph("match", self._match()),
            self._paragraph("grouping", grouping_lines(seen, self)),
            self._paragraph("agree", self._codes("clause", seen.clauses) + review_lines(seen, self)),
            self._paragraph("do", [self._activity(one) for one in seen.activities]),
            self._paragraph("shadow", shadowing_lines(seen, self)),
            self._paragraph("reflect", prompt_lines(seen, self)),
            self._paragraph("mentors", mentor_lines(seen, self)),
            self._paragraph("portfolio", framework_lines(seen, self)),
            self._paragraph("when", self._stages()),
            self._paragraph("asked", [self._wave(one) for one in seen.waves]),
            self._paragraph("slots", [f"{self.own(one.name)}. {self.own(one.note)}" for one in seen.slots]),
            self._paragraph("report", [self.say(f"programmes.section.{one.value}") for one in seen.sections]),
            self._paragraph("variants", self._variants()),
        ]

    def _paragraph(self, key: str, lines: list[str]) -> Paragraph:
        return Paragraph(self.say(f"programmes.describe.heading.{key}"), tuple(lines))

    def _codes(self, name: str, codes: Sequence[StrEnum]) -> list[str]:
        return [self.say(f"programmes.{name}.{code.value}") for code in codes]

    def say(self, code: str, **params: object) -> str:
        return words(code, params, self._translate)

    def own(self, text: Text) -> str:
        return text.in_language(self._language)

    def _title(self) -> str:
        name, key = self.own(self._definition.name), self._definition.variant
        variant = next((one for one in self._definition.variants if one.key == key), None)
        return name if variant is None else f"{name}: {self.own(variant.name)}"

    def _summary(self) -> Text:
        key = self._definition.variant
        variant = next((one for one in self._definition.variants if one.key == key), None)
        return self._definition.summary if variant is None else variant.summary

    def _role(self, role: Role) -> str:
        line = self.say(
            "programmes.describe.role", plural=self.own(role.plural), min=role.places.min, max=role.places.max
        )
        return " ".join([line, *(self.say(f"programmes.requirement.{one.value}") for one in role.requires)])

    def _attribute(self, attribute: Attribute) -> str:
        source = "file" if attribute.asked_in is None else "questionnaire"
        need = "programmes.describe.needed" if attribute.required else f"programmes.describe.from_{source}"
        label, purpose = self.own(attribute.label), self.own(attribute.purpose)
        return self.say("programmes.describe.attribute", label=label, source=self.say(need), purpose=purpose)

    def _match(self) -> list[str]:
        match = self._definition.match
        if match is None:
            return []
        sides = [self.own(self._definition.role(side).plural) for side in match.sides]
        lines = [self.say("programmes.describe.pairs", first=sides[0], second=sides[1])]
        if match.wishes:
            lines.append(self.say("programmes.describe.wishes", count=match.wishes))
        lines.append(self.say(f"programmes.describe.best_for.{match.rules.best_for.value}"))
        return lines + [self._rule(rule) for rule in match.rules.rules]

    def _rule(self, rule: Rule) -> str:
        said = describe_rule(rule)
        params: dict[str, object] = dict(said.params)
        for name, key in (("on", rule.on), ("facing", rule.facing)):
            if key is not None:
                params[name] = f"“{self.own(self._definition.attribute(key).label)}”"
        if rule.side is not None:
            params["side"] = self.own(self._definition.role(rule.side).name)
        phrase = words(said.code, params, self._translate)
        if not rule.points:
            return self.say("programmes.describe.rule", rule=phrase)
        return self.say("programmes.describe.weighed_rule", rule=phrase, weight=f"{rule.weight:g}")

    def _activity(self, activity: Activity) -> str:
        line = f"{self.own(activity.name)}: {self.say(f'programmes.activity.{activity.kind.value}')}"
        return " ".join([line, *dose_lines(activity, self)])

    def _stages(self) -> list[str]:
        return [
            self.say(
                "programmes.describe.stage",
                stage=self.stage_name(stage.key.value),
                starts=self._from_first_day(stage.starts),
                lasts=self.length(stage.lasts),
            )
            for stage in self._definition.stages
        ]

    def stage_name(self, key: str) -> str:
        named = next((one.name for one in self._definition.stages if one.key.value == key), None)
        return self.own(named) if named else self.say(f"programmes.stage_name.{key}")

    def _from_first_day(self, offset: Duration) -> str:
        if offset.is_zero:
            return self.say("programmes.describe.on_first_day")
        when = "before" if offset.is_negative else "after"
        return self.say(f"programmes.describe.{when}_first_day", length=self.length(offset))

    def _wave(self, wave: Wave) -> str:
        line = self.say(
            "programmes.describe.wave",
            wave=self.own(wave.name),
            questionnaire=wave.questionnaire,
            opens=self._moment(wave.opens),
            closes=self._moment(wave.closes),
            reminders=len(wave.reminders),
        )
        line = f"{line} {self.say(f'programmes.wave.{wave.measures.value}')}"
        return f"{line} {self._raters(wave.raters)}" if wave.raters is not None else line

    def _raters(self, raters: Raters) -> str:
        kinds = [
            self.say(
                "programmes.describe.raters_of_kind",
                kind=self.own(one.name) if one.name else self.say(f"programmes.rater.{one.kind.value}"),
                min=one.at_least,
                max=one.at_most,
            )
            for one in raters.kinds
        ]
        return self.say("programmes.describe.raters", kinds=", ".join(kinds))

    def _moment(self, offset: Offset) -> str:
        end = "start" if offset.moment is Moment.START else "end"
        stage = self.stage_name(offset.stage.value)
        if offset.offset.is_zero:
            return self.say(f"programmes.describe.at_{end}", stage=stage)
        when = "before" if offset.offset.is_negative else "after"
        length = self.length(offset.offset)
        return self.say(f"programmes.describe.{when}_{end}", stage=stage, length=length)

    def _variants(self) -> list[str]:
        if self._definition.variant is not None:
            return []
        return [
            f"{one.key}: {self.own(one.name)}. {self.own(one.summary)}" for one in self._definition.variants
        ]

    def length(self, duration: Duration) -> str:
        """A length of time in words, without its sign."""
        hours, minutes = divmod(abs(duration.minutes), MINUTES_IN_HOUR)
        parts = {
            "months": abs(duration.months),
            "days": abs(duration.days),
            "hours": hours,
            "minutes": minutes,
        }
        weeks, left = divmod(parts["days"], 7)
        if weeks and not left:
            parts = {"months": parts["months"], "weeks": weeks, "hours": hours, "minutes": minutes}
        said = [
            self.say(f"programmes.length.{unit[:-1] if count == 1 else unit}", count=count)
            for unit, count in parts.items()
            if count
        ]
        return " ".join(said) or self.say("programmes.length.days", count=0)
