"""A programme definition, read: what a cohort pins when it starts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from kith.foundation.words import Text
from kith.programmes.capabilities import (
    ActivityKind,
    AttributeType,
    Check,
    Clause,
    Moment,
    Requirement,
    Section,
    StageKey,
    Together,
    WaveRole,
)
from kith.programmes.durations import Duration
from kith.programmes.learning import Crosswalk as Crosswalk
from kith.programmes.learning import Dimension as Dimension
from kith.programmes.learning import Framework as Framework
from kith.programmes.learning import Mapped as Mapped
from kith.programmes.learning import MentorKind as MentorKind
from kith.programmes.learning import Prompt as Prompt
from kith.programmes.learning import ShadowingRule as ShadowingRule
from kith.programmes.pairing import Grouping as Grouping
from kith.programmes.pairing import Match as Match
from kith.programmes.rating import Raters as Raters
from kith.programmes.rating import RatersOfKind as RatersOfKind
from kith.programmes.recruiting import Anchor as Anchor
from kith.programmes.recruiting import CallWords as CallWords
from kith.programmes.recruiting import Criterion as Criterion
from kith.programmes.recruiting import Eligibility as Eligibility
from kith.programmes.recruiting import Example as Example
from kith.programmes.recruiting import Selection as Selection

FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class Places:
    """How many people a role can take in one cohort, both ends included."""

    min: int
    max: int


@dataclass(frozen=True, slots=True)
class Role:
    """One side of the programme.

    ``preferences`` and ``application`` are keys of questionnaires. ``requires`` is what must be in
    hand before a place is confirmed; a lead may waive one with a reason. ``eligible`` are the rules that
    an application must meet, ``checks`` what is asked for and seen before the person starts.
    """

    key: str
    name: Text
    plural: Text
    places: Places
    preferences: str | None = None
    application: str | None = None
    requires: tuple[Requirement, ...] = ()
    eligible: tuple[Eligibility, ...] = ()
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribute:
    """One thing that is known about a person: a column of a people file, or an answer.

    Parameters
    ----------
    scale
        For a grade: from lowest to highest.
    roles
        Whom it is known about; every role when the file does not say.
    required
        A person without it is refused at import.
    purpose
        Why it is kept, in words the person reads.
    asked_in, item
        The questionnaire and the item it comes from (the item of the same key when the file does
        not say); both ``None`` when it comes from the people file.
    for_matching
        Whether some rule of the match reads it.
    headings
        Other headings under which spreadsheets have it.
    """

    key: str
    label: Text
    kind: AttributeType
    roles: tuple[str, ...]
    purpose: Text
    required: bool = False
    scale: tuple[str, ...] = ()
    asked_in: str | None = None
    item: str | None = None
    for_matching: bool = False
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Activity:
    """Something people do together, and how much of it is expected.

    ``times`` and ``each`` are the dose that reports compare with; ``None`` is no expectation.
    """

    key: str
    kind: ActivityKind
    name: Text
    together: Together
    times: int | None = None
    each: Duration | None = None
    every: Duration | None = None
    nudge_after: Duration | None = None
    description: Text | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch of the cohort's life. ``starts`` counts from the cohort's first day; the lead may move it.

    ``name`` is ``None`` where the stage has its usual name (``programmes.stage_name.*``).
    """

    key: StageKey
    name: Text | None
    starts: Duration
    lasts: Duration

    def dates(self, first_day: dt.date) -> tuple[dt.date, dt.date]:
        """First day of the stage and the day after its last."""
        start = self.starts.after(first_day)
        return start, self.lasts.after(start)


@dataclass(frozen=True, slots=True)
class Offset:
    """A moment told from the start or end of a stage."""

    stage: StageKey
    moment: Moment
    offset: Duration


@dataclass(frozen=True, slots=True)
class Wave:
    """A questionnaire asked of everybody at one time.

    ``also`` are slots asked in the same sitting when the organisation has filled them.
    ``reminders`` count from the opening and go only to those who have not answered. ``intro`` stands in
    place of the questionnaire's own, and must where people are asked to think back. ``raters`` are others
    whom the people ask about themselves.
    """

    key: str
    name: Text
    measures: WaveRole
    questionnaire: str
    roles: tuple[str, ...]
    opens: Offset
    closes: Offset
    reminders: tuple[Duration, ...] = ()
    also: tuple[str, ...] = ()
    intro: Text | None = None
    raters: Raters | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a questionnaire that the organisation holds a licence for and Kith does not ship."""

    key: str
    name: Text
    note: Text


@dataclass(frozen=True, slots=True)
class VariantName:
    """One public way of running the programme. ``source`` says where it is described."""

    key: str
    name: Text
    summary: Text
    source: str | None = None


@dataclass(frozen=True)
class Definition:
    """One programme, or one variant of it when ``variant`` is set.

    ``text`` is the file as it was read and ``sha256`` the hash of it; both are the same for every
    variant, so a cohort pins ``text`` and ``variant``. ``by_variant`` is empty in a variant.
    """

    format_version: int
    key: str
    name: Text
    summary: Text
    roles: tuple[Role, ...]
    attributes: tuple[Attribute, ...]
    match: Match | None
    clauses: tuple[Clause, ...]
    activities: tuple[Activity, ...]
    stages: tuple[Stage, ...]
    waves: tuple[Wave, ...]
    sections: tuple[Section, ...]
    slots: tuple[Slot, ...]
    variants: tuple[VariantName, ...]
    variant: str | None
    text: str
    sha256: str
    by_variant: Mapping[str, Definition]
    grouping: Grouping | None = None
    """In place of ``match`` in a programme of sets, posts or placements."""
    call: CallWords | None = None
    selection: Selection | None = None
    shadowing: ShadowingRule | None = None
    prompts: tuple[Prompt, ...] = ()
    mentors: tuple[MentorKind, ...] = ()
    review_after: Duration | None = None
    """After how long a pair looks at its agreement again, when it has not agreed on a day."""
    frameworks: tuple[Framework, ...] = ()
    """What evidence can be mapped to, as it stood when the cohort pinned the definition."""
    mapped: tuple[Mapped, ...] = ()
    """What works on which dimension; of frameworks that the portfolio does not use as well."""
    crosswalks: tuple[Crosswalk, ...] = ()

    def for_variant(self, key: str | None) -> Definition:
        """The programme with a variant's changes made; ``None`` is the programme as it stands.

        Raises KeyError when there is no such variant.
        """
        return self if key is None or key == self.variant else self.by_variant[key]

    def role(self, key: str) -> Role:
        """The role of that key. Raises KeyError when there is none."""
        return {role.key: role for role in self.roles}[key]

    def attribute(self, key: str) -> Attribute:
        """The attribute of that key. Raises KeyError when there is none."""
        return {attribute.key: attribute for attribute in self.attributes}[key]

    def stage(self, key: StageKey) -> Stage:
        """The stage of that key. Raises KeyError when there is none."""
        return {stage.key: stage for stage in self.stages}[key]

    def wave(self, key: str) -> Wave:
        """The wave of that key. Raises KeyError when there is none."""
        return {wave.key: wave for wave in self.waves}[key]

    def activity(self, key: str) -> Activity:
        """The activity of that key. Raises KeyError when there is none."""
        return {activity.key: activity for activity in self.activities}[key]

    def mentor(self, key: str) -> MentorKind:
        """The kind of mentor of that key. Raises KeyError when there is none."""
        return {mentor.key: mentor for mentor in self.mentors}[key]

    def has_stage(self, key: StageKey) -> bool:
        return any(stage.key is key for stage in self.stages)

    @property
    def questionnaires(self) -> tuple[str, ...]:
        """Keys of every questionnaire it asks for, each once, without the organisation's own."""
        asked = [key for role in self.roles for key in (role.application, role.preferences) if key]
        asked += [wave.questionnaire for wave in self.waves]
        slots = {slot.key for slot in self.slots}
        return tuple(dict.fromkeys(key for key in asked if key not in slots))

    def wave_dates(self, wave: Wave, first_day: dt.date) -> tuple[dt.date, dt.date]:
        """The day a wave opens and the day it closes, when the cohort starts on ``first_day``."""
        return self.moment(wave.opens, first_day), self.moment(wave.closes, first_day)

    def moment(self, offset: Offset, first_day: dt.date) -> dt.date:
        """The date of an offset, when the cohort starts on ``first_day``."""
        start, end = self.stage(offset.stage).dates(first_day)
        return offset.offset.after(start if offset.moment is Moment.START else end)
