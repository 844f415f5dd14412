from kith.service.recruitment.models.applications import Application
from kith.service.recruitment.models.calls import Call, Channel, ChannelDay
from kith.service.recruitment.models.equality import Baseline, EqualityAnswer, EqualityKey, FunnelRelease
from kith.service.recruitment.models.evidence import Check, ManagerPermission
from kith.service.recruitment.models.files import ApplicationFile
from kith.service.recruitment.models.interviews import Panel, Slot
from kith.service.recruitment.models.reviewing import Review, Reviewer
from kith.service.recruitment.models.selection import Decision, Offer, Waiting

__all__ = [
    "Application",
    "ApplicationFile",
    "Baseline",
    "Call",
    "Channel",
    "ChannelDay",
    "Check",
    "Decision",
    "EqualityAnswer",
    "EqualityKey",
    "FunnelRelease",
    "ManagerPermission",
    "Offer",
    "Panel",
    "Review",
    "Reviewer",
    "Slot",
    "Waiting",
]
