"""What a report is made from, and the sections that need no computing: the service's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext

from kith.foundation.messages import words
from kith.programmes.types import Definition
from kith.publishing.blocks import BulletList, Callout, CalloutKind
from kith.publishing.disclosure import DisclosurePolicy
from kith.publishing.model import Section
from kith.service.cohorts.models import Cohort
from kith.service.reports.domain.agreed import left_out_section
from kith.service.reports.domain.equality.reading import Equality
from kith.service.reports.domain.equality.section import equality_section
from kith.service.reports.domain.flow import SideFlow
from kith.service.reports.domain.flow_section import flow_section
from kith.service.reports.domain.gathering import Asked, Gathered
from kith.service.reports.domain.learned.facts import Learned
from kith.service.reports.domain.learned.sections import Speaker, learned_sections, spread_words
from kith.service.reports.domain.planning.reading import Kept
from kith.service.reports.domain.pooling import Pool
from kith.service.reports.domain.running_notes.reading import Took
from kith.service.reports.domain.running_notes.sections import harms_costs_section, with_notes
from kith.service.reports.domain.seen import RatedWave
from kith.service.reports.domain.unlinked import Crowd
from kith.service.reports.models import Report
from kith.service.ui.web.wording import day

USUAL = ("flow", "dose", "response", "change")
"""What stands in a report of a definition that does not say."""
LIMITS, METHOD = CLOSING = ("limits", "method")
APPENDIX = ("cards",)
RESERVED = ("interviews",)
"""Where what people said will stand: straight behind the two sides. A key that nobody wrote is left out."""
WITH_CHANGE, WITH_SIDES = "change", "both_sides"
FOLDED = (
    "dose", "response", "pooled", "pairs", "reliability", "frameworks", "implementation", "method", "cards",
)  # fmt: skip
"""What a reader looks up: on the page it is opened by its title."""
OTHERS = ("seen-by-others", "pooled", "different-people")
"""Behind the change and what was asked once: others' view, other cohorts, and people who are not linked."""


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """Everything one report is made from, read before anything is computed."""

    report: Report
    cohort: Cohort
    definition: Definition
    gathered: Gathered
    once: tuple[Asked, ...]
    flow: tuple[SideFlow, ...]
    learned: Learned
    policy: DisclosurePolicy
    is_evaluators: bool
    """Made by somebody who evaluates and does not run the programme."""
    rated: tuple[RatedWave, ...] = ()
    """What others said of people, where a wave asked them."""
    crowds: tuple[Crowd, ...] = ()
    """Surveys that different people answered by one address."""
    pool: Pool = field(default_factory=Pool)
    """Earlier cohorts and this one's pairs."""
    plan: Kept | None = None
    """The evaluation plan that holds, where one was frozen."""
    took: Took = field(default_factory=Took)
    equality: Equality = field(default_factory=Equality)
    evidence: Mapping[str, int] = field(default_factory=dict)
    """``framework:dimension`` to how many people chose evidence for it."""
    held_back: int = 0
    """How many people's answers are left out because an interim report would uncover some of them."""

    @property
    def language(self) -> str:
        return self.report.language

    @property
    def is_for_evaluator(self) -> bool:
        return self.report.audience == Report.Audience.EVALUATOR


def say(code: str, **params: object) -> str:
    return words(code, params, gettext)


def own_sections(material: Material) -> dict[str, Section]:
    """By key, the sections that count rows: who took part, what they received, what is left out."""
    gathered, least = material.gathered, material.policy.min_matched
    sides = {role.key: role.plural.in_language(material.language) for role in material.definition.roles}
    speaker = Speaker(say, day, material.language, sides, least)
    found = learned_sections(material.learned, speaker)
    found["implementation"] = with_notes(found["implementation"], material.took, speaker)
    found["harms_costs"] = harms_costs_section(material.took, speaker)
    found["equality"] = equality_section(
        material.equality, speaker, threshold=material.policy.count_threshold
    )
    found["flow"] = flow_section(
        material.flow, gathered, material.definition, language=material.language, least=least, say=say
    )
    found["left-out"] = left_out_section(
        gathered,
        (*gathered.waves, *material.once),
        least=least,
        for_evaluator=material.is_for_evaluator,
        say=say,
        held_back=material.held_back,
    )
    if (notes := _notes(material)) is not None:
        found["notes"] = notes
    return found


def order_of(material: Material, asked_once: tuple[str, ...]) -> tuple[str, ...]:
    """What changed, then what this cannot show, so that a board has read both; then as the definition has them.

    Answers asked for once stand behind the change. Behind the method there is only what a reader looks up.
    """
    wanted = [section.value for section in material.definition.sections] or list(USUAL)
    last = [key for key in wanted if key in APPENDIX]
    wanted = [key for key in wanted if key not in (*CLOSING, *APPENDIX)]
    for key, behind in ((WITH_SIDES, RESERVED), (WITH_CHANGE, (*asked_once, *OTHERS))):
        at = wanted.index(key) + 1 if key in wanted else len(wanted)
        wanted[at:at] = behind
    first = [key for key in (WITH_CHANGE, *asked_once, *OTHERS) if key in wanted]
    rest = [key for key in wanted if key not in first]
    return (*first, "left-out", LIMITS, *rest, "notes", METHOD, *last)


def what_was_done(material: Material) -> str:
    """The programme in a sentence or two, and how the pairs fared where there are enough of them to tell."""
    summary = material.definition.summary.in_language(material.language)
    pairs = material.learned.pairs
    if pairs is None or pairs.made < material.policy.min_matched or pairs.never_met == pairs.made:
        return summary
    return say(
        "reports.learned.in_brief",
        summary=summary,
        made=pairs.made,
        lasted=pairs.lasted,
        met=spread_words(pairs.met, say),
    )


def interim_callout(material: Material) -> Callout:
    names = [
        asked.name.in_language(material.language)
        for asked in (*material.gathered.waves, *material.once)
        if asked.wave.state != asked.wave.State.CLOSED
    ]
    text = say("reports.interim_text", waves=", ".join(names))
    return Callout(CalloutKind.WARNING, (text,), say("reports.interim_title"))


def _notes(material: Material) -> Section | None:
    """What a reader must know of questionnaires that were not the same each time."""
    hashes = {asked.wave.instrument_sha256 for asked in material.gathered.waves}
    names = [name.in_language(material.language) for name in material.gathered.left_out]
    if len(hashes) == 1 or not names:
        return None
    items = tuple(say("reports.scale_left_out", scale=name) for name in names)
    return Section("notes", say("reports.questionnaires_differ"), (BulletList(items),))
