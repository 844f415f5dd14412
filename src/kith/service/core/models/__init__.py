from kith.service.core.models.audit import AuditEvent
from kith.service.core.models.base import Row
from kith.service.core.models.files import AnswerFile, StoredFile
from kith.service.core.models.jobs import Job, JobState
from kith.service.core.models.links import Link, LinkPurpose
from kith.service.core.models.organisations import Organisation, OrganisationName
from kith.service.core.models.outbox import Mail, MailState
from kith.service.core.models.policies import PolicyThreshold
from kith.service.core.models.ticks import TickLease

__all__ = [
    "AnswerFile",
    "AuditEvent",
    "Job",
    "JobState",
    "Link",
    "LinkPurpose",
    "Mail",
    "MailState",
    "Organisation",
    "OrganisationName",
    "PolicyThreshold",
    "Row",
    "StoredFile",
    "TickLease",
]
