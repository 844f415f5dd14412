"""What an organisation's export holds of what people did together: that and when they met, never what they wrote.

Agreements' words, goals, reflections, evidence and concerns are their writers' own; each person takes theirs with
their own copy. Why a relationship ended stays a count, and so does who said no to helping.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet, TextChoices

from kith.service.cohorts.models import Cohort, HandOver
from kith.service.core.models import Organisation
from kith.service.home.domain.export.sheets import Sheet
from kith.service.learning.models import (
    Alumnus,
    Attendance,
    Certificate,
    Event,
    Meeting,
    Member,
    Nudge,
    Relationship,
    Resource,
    Series,
    SeriesMeeting,
    SeriesOrganiser,
    SpinOff,
)

LEARNING_CODES: Mapping[tuple[str, str], type[TextChoices]] = {
    ("relationships.csv", "kind"): Relationship.Kind,
    ("relationships.csv", "state"): Relationship.State,
    ("relationship-members.csv", "part"): Member.Part,
    ("meetings.csv", "state"): Meeting.State,
    ("reminders-to-meet.csv", "sent_by"): Nudge.By,
    ("sessions.csv", "state"): Event.State,
    ("attendance.csv", "state"): Attendance.State,
    ("spin-offs.csv", "kind"): SpinOff.Kind,
}
"""Which words a column is made of. Keys of activities and of kinds of mentor stand in the definition."""


def learning_sheets(organisation: Organisation, cohorts: QuerySet[Cohort, Any]) -> list[Sheet]:
    return [*_together(cohorts), *_taught(cohorts), *_afterwards(organisation, cohorts)]


def _together(cohorts: QuerySet[Cohort, Any]) -> list[Sheet]:
    return [
        Sheet(
            "relationships.csv",
            Relationship.objects.filter(cohort__in=cohorts),
            ("id", "cohort_id", "kind", "pair_id", "mentor_kind", "state", "started_on", "ended_at"),
        ),
        Sheet(
            "relationship-members.csv",
            Member.objects.filter(relationship__cohort__in=cohorts),
            ("id", "relationship_id", "person_id", "place_id", "part", "accepted_at", "left_at"),
        ),
        Sheet(
            "meetings.csv",
            Meeting.objects.filter(relationship__cohort__in=cohorts),
            ("id", "relationship_id", "activity", "state", "on", "at", "zone", "minutes"),
        ),
        Sheet(
            "reminders-to-meet.csv",
            Nudge.objects.filter(relationship__cohort__in=cohorts),
            ("id", "relationship_id", "created_at", "sent_by"),
        ),
    ]


def _taught(cohorts: QuerySet[Cohort, Any]) -> list[Sheet]:
    return [
        Sheet(
            "sessions.csv",
            Event.objects.filter(cohort__in=cohorts),
            ("id", "cohort_id", "activity", "title", "about", "state", "starts_at", "zone", "minutes", "where", "sides"),
        ),
        Sheet(
            "attendance.csv",
            Attendance.objects.filter(event__cohort__in=cohorts),
            ("id", "event_id", "place_id", "state", "minutes"),
        ),
        Sheet(
            "resources.csv",
            Resource.objects.filter(cohort__in=cohorts),
            ("id", "cohort_id", "event_id", "title", "note", "address", "file_id"),
        ),
        Sheet(
            "certificates.csv",
            Certificate.objects.filter(place__cohort__in=cohorts),
            ("id", "place_id", "code", "hours", "issued_at", "revoked_at"),
        ),
    ]  # fmt: skip


def _afterwards(organisation: Organisation, cohorts: QuerySet[Cohort, Any]) -> list[Sheet]:
    series = Series.objects.filter(organisation=organisation)
    return [
        Sheet(
            "alumni.csv",
            Alumnus.objects.filter(organisation=organisation, left_at=None),
            ("id", "person_id", "cohort_id", "line", "would_mentor", "would_review", "would_speak"),
        ),
        Sheet(
            "spin-offs.csv",
            SpinOff.objects.filter(cohort__in=cohorts, is_confirmed=True),
            ("id", "cohort_id", "name", "kind", "about", "started_on", "seen_on", "ended_on"),
        ),
        Sheet("series.csv", series, ("id", "spin_off_id", "name", "about", "ended_on")),
        Sheet(
            "series-organisers.csv",
            SeriesOrganiser.objects.filter(series__in=series),
            ("id", "series_id", "person_id", "starts_on", "ends_on"),
        ),
        Sheet(
            "series-meetings.csv",
            SeriesMeeting.objects.filter(series__in=series),
            ("id", "series_id", "title", "on", "at", "zone", "minutes", "where", "is_cancelled"),
        ),
        Sheet(
            "hand-overs.csv",
            HandOver.objects.filter(cohort__in=cohorts),
            ("id", "cohort_id", "from_person_id", "to_person_id", "on", "note", "read_at"),
        ),
    ]
