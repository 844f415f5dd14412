"""Advice in words: plain first, statistical terms under Details; as a section of a report, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields

from kith.evaluation import formats
from kith.evaluation.advice.types import Advice, Answer, Groups, Question
from kith.evaluation.result_json import FORMAT_VERSION, Json, jsonable
from kith.evaluation.speaker import Speaker
from kith.evaluation.types import EVERYBODY, Remark
from kith.foundation.words import Text
from kith.publishing.blocks import Block, BulletList, Definition, DefinitionList, Details, Paragraph
from kith.publishing.model import Section

SHARES = frozenset({"share"})


@dataclass(frozen=True, slots=True)
class Said:
    """One answer in words. ``people`` and ``title`` are whole; ``details`` are terms with their meaning."""

    title: str
    people: str
    do: str
    why: tuple[str, ...]
    refused: tuple[str, ...]
    finds: tuple[str, ...]
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """Says one advice. ``names`` are the sides' names by key."""

    advice: Advice
    names: tuple[tuple[str, Text], ...] = ()
    speaker: Speaker = field(default_factory=Speaker)

    def all_said(self) -> tuple[Said, ...]:
        """Every answer in words, in order."""
        return tuple(self.said(answer) for answer in self.advice.answers)

    def remarks(self) -> tuple[str, ...]:
        """What holds for all of it."""
        return tuple(self.remark(remark) for remark in self.advice.remarks)

    def said(self, answer: Answer) -> Said:
        """One answer in words."""
        say = self.speaker.say
        does = [say(f"evaluation.advice.do.{answer.analysis.value}")]
        does += [say(f"evaluation.advice.do.{also.value}") for also in answer.also]
        return Said(
            self._title(answer),
            self._people(answer),
            " ".join(does),
            tuple(self.remark(remark) for remark in answer.why),
            tuple(self.remark(remark) for remark in answer.refused),
            tuple(self._finds(answer)),
            tuple(self._details(answer)),
        )

    def remark(self, remark: Remark) -> str:
        """A remark, its numbers written as in every table."""
        params: dict[str, str | int] = {}
        for name, value in remark.params.items():
            if isinstance(value, float):
                params[name] = formats.probability(value) if name == "p" else _number(value)
            else:
                params[name] = value if isinstance(value, int) else str(value)
        return self.speaker.say(remark.code, **params)

    def _title(self, answer: Answer) -> str:
        say = self.speaker.say
        title = say(f"evaluation.advice.question.{answer.question.value}")
        if answer.outcomes and answer.question in (Question.CHANGE, Question.POOLED, Question.RELIABILITY):
            labels = {measure.key: measure.label for measure in self.advice.design.outcomes}
            outcomes = ", ".join(self.speaker.text(labels[key]) for key in answer.outcomes)
            title = say("evaluation.advice.about", question=title.rstrip("?"), outcomes=outcomes)
        if answer.side is None or answer.side == EVERYBODY:
            return title
        side = self._side(answer.side)
        if answer.other_side is not None:
            other = self._side(answer.other_side)
            side = say("evaluation.advice.two_sides", first=side, second=other)
        return say("evaluation.advice.about_side", what=title, side=side)

    def _side(self, key: str) -> str:
        return next((self.speaker.text(name) for known, name in self.names if known == key), key)

    def _people(self, answer: Answer) -> str:
        say = self.speaker.say
        if answer.n_other is not None:
            code = "people_of_sides" if answer.question is Question.SIDES else "people_in_groups"
            return say(f"evaluation.advice.{code}", n=answer.n, other=answer.n_other)
        once = answer.question in (Question.RELIABILITY, Question.AGREEMENT, Question.TIME_TO_ROLE)
        is_paired = self.advice.design.groups is Groups.PAIRED and not once
        return say("evaluation.advice.people" if is_paired else "evaluation.advice.people_once", n=answer.n)

    def _finds(self, answer: Answer) -> Iterator[str]:
        power = formats.percent(self.advice.design.power)
        if answer.least_same_way is not None:
            least, n = answer.least_same_way, answer.n
            yield self.speaker.say("evaluation.advice.same_way", least=least, n=n)
        if answer.detectable is not None and answer.detectable.smallest_share is not None:
            share = formats.percent(answer.detectable.smallest_share)
            yield self.speaker.say("evaluation.advice.in_plain_share", power=power, share=share)
        found = answer.enough_to_find
        if found is not None and found > answer.n:
            code = "find_half" if answer.n_other is None else "find_half_groups"
            yield self.speaker.say(f"evaluation.advice.{code}", power=power, enough=found)

    def _details(self, answer: Answer) -> Iterator[tuple[str, str]]:
        say = self.speaker.say
        for analysis in (answer.analysis, *answer.also):
            yield say("evaluation.advice.analysis"), say(f"evaluation.advice.term.{analysis.value}")
        if answer.smallest_p is not None and answer.smallest_p_holm is not None:
            p, holm = (formats.probability(each) for each in (answer.smallest_p, answer.smallest_p_holm))
            tests = answer.family_size or 1
            said = say("evaluation.advice.smallest_p_said", p=p, holm=holm, tests=tests)
            yield say("evaluation.advice.smallest_p"), said
        if answer.detectable is not None:
            yield say("evaluation.advice.detectable"), self._detectable(answer)
        for width in answer.widths:
            size = f"{100 * width.width:.0f}" if width.unit in SHARES else formats.points(width.width)
            said = say(f"evaluation.advice.width_{width.unit}", width=size, method=say(width.method))
            yield say("evaluation.advice.width"), said

    def _detectable(self, answer: Answer) -> str:
        found = answer.detectable
        assert found is not None  # the caller looked
        is_share = found.unit in SHARES
        return self.speaker.say(
            f"evaluation.advice.detectable_{found.unit}",
            size=formats.percent(found.size) if is_share else formats.points(found.size),
            g_av="–" if found.g_av is None else formats.points(found.g_av),
            alike=_number(self.advice.design.alike),
            power=formats.percent(found.power),
            threshold=f"{found.threshold:.4g}",
            method=self.speaker.say(found.method),
        )


def _number(value: float) -> str:
    return formats.whole_or_points(value)


def advice_section(
    advice: Advice, names: tuple[tuple[str, Text], ...] = (), speaker: Speaker | None = None
) -> Section:
    """The advice as a section of a report, keyed ``advice``."""
    voice = Voice(advice, names, speaker or Speaker())
    say = voice.speaker.say
    blocks: list[Block] = []
    for said in voice.all_said():
        parts = [said.people, said.do, *said.why, *said.finds]
        blocks.append(BulletList(tuple(parts), said.title))
        if said.refused:
            blocks.append(BulletList(said.refused, say("evaluation.advice.not_possible")))
        terms = tuple(Definition(term, meaning) for term, meaning in said.details)
        blocks.append(Details(say("evaluation.advice.details"), (DefinitionList(terms),)))
    blocks.append(Paragraph(say("evaluation.advice.holds_always")))
    blocks.append(BulletList(voice.remarks()))
    return Section("advice", say("evaluation.advice.title"), tuple(blocks))


def advice_json(advice: Advice) -> dict[str, Json]:
    """Every number and code of an advice: the documented shape of ``--json``."""
    body = {each.name: jsonable(getattr(advice, each.name)) for each in fields(advice)}
    return {"format": "kith.evaluation.advice", "format_version": FORMAT_VERSION, **body}
