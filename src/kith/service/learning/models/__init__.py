from kith.service.learning.models.after import (
    Alumnus,
    AlumnusAsked,
    Series,
    SeriesMeeting,
    SeriesOrganiser,
    SpinOff,
)
from kith.service.learning.models.agreements import AgreementPart, AgreementVersion
from kith.service.learning.models.health import Concern, Nudge
from kith.service.learning.models.meetings import (
    Availability,
    LocalTime,
    Meeting,
    MeetingChoice,
    MeetingReply,
)
from kith.service.learning.models.mentoring import MentorRequest, MentorRequestFor
from kith.service.learning.models.reflections import (
    Certificate,
    Evidence,
    Goal,
    GoalStep,
    Reflection,
    ReflectionShare,
)
from kith.service.learning.models.relationships import Member, Relationship
from kith.service.learning.models.teaching import Attendance, Event, JointProject, Resource

__all__ = [
    "AgreementPart",
    "AgreementVersion",
    "Alumnus",
    "AlumnusAsked",
    "Attendance",
    "Availability",
    "Certificate",
    "Concern",
    "Event",
    "Evidence",
    "Goal",
    "GoalStep",
    "JointProject",
    "LocalTime",
    "Meeting",
    "MeetingChoice",
    "MeetingReply",
    "Member",
    "MentorRequest",
    "MentorRequestFor",
    "Nudge",
    "Reflection",
    "ReflectionShare",
    "Relationship",
    "Resource",
    "Series",
    "SeriesMeeting",
    "SeriesOrganiser",
    "SpinOff",
]
