"""Which dimensions were worked on: by what, with what evidence, and where the change of the mapped scores stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kith.foundation.words import Text
from kith.programmes.types import Crosswalk, Definition, Framework, Mapped
from kith.publishing.blocks import Alignment, Block, Cell, Column, Paragraph, Suppressed, Table
from kith.publishing.disclosure import DisclosurePolicy
from kith.publishing.model import Section
from kith.service.reports.domain.learned.sections import Speaker

KEY = "frameworks"
NUMBER = Alignment.NUMBER
COUNTS = ("activities", "prompts", "questions", "evidence")


def frameworks_section(
    definition: Definition,
    evidence: Mapping[str, int],
    changes: Mapping[str, Sequence[str]],
    scales: Mapping[str, tuple[Text, int]],
    *,
    speaker: Speaker,
    policy: DisclosurePolicy,
) -> Section:
    """One subsection a framework of the portfolio, then each crosswalk.

    ``changes`` is what the report says of each score's change, a sentence a side; ``scales`` each score's name
    and how many questions it has.
    """
    voice = _Voice(definition, evidence, changes, scales, speaker, policy)
    parts = [
        Section(f"{KEY}-{place}", speaker.say("reports.frameworks.title", name=_name(one, speaker),
                version=one.version, owner=one.owner), tuple(voice.blocks(one)))
        for place, one in enumerate(definition.frameworks, start=1)
    ]  # fmt: skip
    known = {one.key: one for one in definition.frameworks}
    crosswalks = [one for one in definition.crosswalks if {one.framework, one.to} <= known.keys()]
    parts += [
        Section(
            f"{KEY}-crosswalk-{place}", voice.crosswalk_title(one, known), tuple(voice.crosswalk(one, known))
        )
        for place, one in enumerate(crosswalks, start=1)
    ]
    intro = Paragraph(speaker.say("reports.frameworks.intro" if parts else "reports.frameworks.none"))
    return Section(KEY, speaker.say("reports.frameworks.section"), (intro,), tuple(parts))


def _name(framework: Framework, speaker: Speaker) -> str:
    return framework.name.in_language(speaker.language)


class _Voice:
    """Turns what is mapped into tables."""

    def __init__(
        self,
        definition: Definition,
        evidence: Mapping[str, int],
        changes: Mapping[str, Sequence[str]],
        scales: Mapping[str, tuple[Text, int]],
        speaker: Speaker,
        policy: DisclosurePolicy,
    ) -> None:
        self.evidence, self.changes, self.scales = evidence, changes, scales
        self.speaker, self.say, self.policy = speaker, speaker.say, policy
        self.mapped = {(one.framework, one.dimension): one for one in definition.mapped}

    def blocks(self, framework: Framework) -> Iterator[Block]:
        say = self.say
        yield Table(
            caption=say("reports.frameworks.caption", name=_name(framework, self.speaker)),
            columns=(
                Column(say("reports.frameworks.dimension")),
                *(Column(say(f"reports.frameworks.{key}"), NUMBER) for key in COUNTS),
            ),
            rows=tuple(self.row(framework, one.key, one.name) for one in framework.dimensions),
            notes=(say("reports.frameworks.note", threshold=self.policy.count_threshold),),
        )
        rows = [row for one in framework.dimensions for row in self.change_rows(framework, one.key, one.name)]
        if rows:
            yield Table(
                caption=say("reports.frameworks.change_caption"),
                columns=tuple(
                    Column(say(f"reports.frameworks.{key}")) for key in ("dimension", "score", "change")
                ),
                rows=tuple(rows),
                notes=(say("reports.frameworks.change_note"),),
            )

    def row(self, framework: Framework, key: str, name: Text) -> tuple[Cell, ...]:
        mapped = self.mapped.get((framework.key, key), Mapped(framework.key, key))
        questions = len(mapped.items) + sum(
            self.scales[one][1] for one in mapped.scales if one in self.scales
        )
        counts = (len(mapped.activities), len(mapped.prompts), questions)
        shown = name.in_language(self.speaker.language)
        return shown, *(str(count) for count in counts), self.people(f"{framework.key}:{key}")

    def people(self, key: str) -> Cell:
        """Nobody is as telling as everybody, so none is kept back as well."""
        count, policy = self.evidence.get(key, 0), self.policy
        if count <= policy.count_threshold:
            reason = self.say("reports.frameworks.few", threshold=policy.count_threshold)
            return Suppressed(reason, "too_few")
        base = max(1, policy.round_to)
        return str(base * ((count + base // 2) // base))

    def change_rows(self, framework: Framework, key: str, name: Text) -> Iterator[tuple[Cell, ...]]:
        mapped = self.mapped.get((framework.key, key))
        for scale in mapped.scales if mapped else ():
            if scale in self.scales and self.changes.get(scale):
                label = self.scales[scale][0].in_language(self.speaker.language)
                shown = name.in_language(self.speaker.language)
                yield shown, label, "; ".join(self.changes[scale])

    def crosswalk_title(self, one: Crosswalk, known: Mapping[str, Framework]) -> str:
        first, second = (_name(known[key], self.speaker) for key in (one.framework, one.to))
        return self.say("reports.frameworks.crosswalk", first=first, second=second)

    def crosswalk(self, one: Crosswalk, known: Mapping[str, Framework]) -> Iterator[Block]:
        first, second = known[one.framework], known[one.to]

        def named(framework: Framework, key: str) -> str:
            return framework.dimension(key).name.in_language(self.speaker.language)

        notes = [self.say("reports.frameworks.source", source=one.source)]
        if one.note is not None:
            notes.append(one.note.in_language(self.speaker.language))
        yield Table(
            caption=self.crosswalk_title(one, known),
            columns=tuple(
                Column(
                    self.say(
                        "reports.frameworks.of",
                        name=_name(framework, self.speaker),
                        version=framework.version,
                    )
                )
                for framework in (first, second)
            ),
            rows=tuple(
                (named(first, key), ", ".join(named(second, other) for other in others))
                for key, others in one.dimensions
            ),
            notes=tuple(notes),
        )
