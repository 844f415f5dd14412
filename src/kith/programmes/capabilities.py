"""The closed list of coded capabilities: everything a definition may choose from.

Each code has one sentence in :mod:`kith.foundation.messages.programmes` under
``programmes.<list>.<code>``. The reference is generated from both.
"""

from __future__ import annotations

from enum import StrEnum


class Requirement(StrEnum):
    """What must be in hand before a place is confirmed."""

    MANAGER_PERMISSION = "manager_permission"
    SUPERVISOR_PERMISSION = "supervisor_permission"


class Check(StrEnum):
    """What is asked for and seen before somebody who was chosen starts."""

    REFERENCE = "reference"
    PROFESSIONAL_REGISTRATION = "professional_registration"
    CRIMINAL_RECORD = "dbs"
    OCCUPATIONAL_HEALTH = "occupational_health"
    SAFEGUARDING_TRAINING = "safeguarding_training"
    EMPLOYER_RELEASE = "employer_release"


class Judged(StrEnum):
    """Where a criterion is scored."""

    APPLICATION = "application"
    INTERVIEW = "interview"


class AttributeType(StrEnum):
    """How a person's attribute is written and compared."""

    TEXT = "text"
    CATEGORY = "category"
    GRADE = "grade"
    NUMBER = "number"
    TAGS = "tags"
    SLOTS = "slots"


class MatchKind(StrEnum):
    """What the match makes."""

    PAIRS = "pairs"
    POSTS = "posts"
    PLACEMENTS = "placements"
    SETS = "sets"


class Clause(StrEnum):
    """What a pair's agreement covers."""

    PURPOSE_AND_GOALS = "purpose_and_goals"
    FREQUENCY = "frequency"
    VENUE = "venue"
    CONFIDENTIALITY = "confidentiality"
    PATIENT_CONFIDENTIALITY = "patient_confidentiality"
    SHADOWING_LIMITS = "shadowing_limits"
    COMMUNICATION_AND_CANCELLATION = "communication_and_cancellation"
    IF_IT_IS_NOT_WORKING = "if_it_is_not_working"
    REVIEW_DATE = "review_date"


class ActivityKind(StrEnum):
    """What people do."""

    CONVERSATION = "conversation"
    SHADOWING = "shadowing"
    REFLECTION = "reflection"
    GROUP_MEETING = "group_meeting"
    WORKSHOP = "workshop"
    IMPROVEMENT_PROJECT = "improvement_project"
    PRESENTATION = "presentation"


class Together(StrEnum):
    """Who does an activity together."""

    PERSON = "person"
    PAIR = "pair"
    COHORT = "cohort"


class StageKey(StrEnum):
    """The stretches of a cohort's life, in this order."""

    CALL = "call"
    SELECTION = "selection"
    PEOPLE = "people"
    PREFERENCES = "preferences"
    MATCHING = "matching"
    RUNNING = "running"
    MEASURING = "measuring"
    REPORT = "report"
    AFTER = "after"


class Moment(StrEnum):
    """Which end of a stage an offset counts from."""

    START = "start"
    END = "end"


class WaveRole(StrEnum):
    """What a wave is to the measurement of change."""

    BEFORE = "before"
    THEN = "then"
    ONCE = "once"
    AFTER = "after"
    FOLLOW_UP = "follow_up"


class RaterKind(StrEnum):
    """How somebody who is asked about a person knows them at work."""

    LINE_MANAGER = "line_manager"
    SUPERVISOR = "supervisor"
    COLLEAGUE = "colleague"
    MANAGED = "managed"
    PARTNER = "partner"
    PATIENT = "patient"
    OTHER = "other"


class Section(StrEnum):
    """A section of the final report."""

    FLOW = "flow"
    DOSE = "dose"
    RESPONSE = "response"
    BOTH_SIDES = "both_sides"
    CHANGE = "change"
    PAIRS = "pairs"
    EQUALITY = "equality"
    RELIABILITY = "reliability"
    FRAMEWORKS = "frameworks"
    IMPLEMENTATION = "implementation"
    HARMS_COSTS = "harms_costs"
    SPIN_OFFS = "spin_offs"
    LIMITS = "limits"
    METHOD = "method"
    CARDS = "cards"


CAPABILITIES: dict[str, type[StrEnum]] = {
    "requirement": Requirement,
    "check": Check,
    "judged": Judged,
    "attribute": AttributeType,
    "match": MatchKind,
    "clause": Clause,
    "activity": ActivityKind,
    "together": Together,
    "stage": StageKey,
    "moment": Moment,
    "wave": WaveRole,
    "rater": RaterKind,
    "section": Section,
}
"""Every closed list, by the name under which its sentences stand."""
