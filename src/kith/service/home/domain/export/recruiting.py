"""What an organisation's export holds of its calls: who applied, how they were judged, and what was decided.

An application that was never sent is its writer's own. Equality answers and their keys are not here either:
nobody may lay them beside a name, so what leaves the house is what was released of them, as counts.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from kith.service.cohorts.models import Cohort
from kith.service.core.models import Organisation
from kith.service.home.domain.export.sheets import Sheet
from kith.service.recruitment.models import (
    Application,
    Baseline,
    Call,
    Channel,
    ChannelDay,
    Check,
    Decision,
    ManagerPermission,
    Offer,
    Panel,
    Review,
    Reviewer,
    Slot,
    Waiting,
)


def sent_to(cohorts: QuerySet[Cohort, Any]) -> QuerySet[Application]:
    """Applications that were sent; the invented examples are nobody's."""
    return Application.objects.filter(call__cohort__in=cohorts, example="", submitted_at__isnull=False)


def recruiting_sheets(organisation: Organisation, cohorts: QuerySet[Cohort]) -> list[Sheet]:
    workforces = Baseline.objects.filter(organisation=organisation)
    return [
        *_calls(cohorts),
        *_applications(cohorts),
        *_judging(cohorts),
        Sheet("workforces.csv", workforces, ("id", "name", "as_of", "counts")),
    ]


def _calls(cohorts: QuerySet[Cohort]) -> list[Sheet]:
    channels = Channel.objects.filter(call__cohort__in=cohorts)
    return [
        Sheet(
            "calls.csv",
            Call.objects.filter(cohort__in=cohorts),
            ("id", "cohort_id", "address", "state", "opens_at", "closes_at", "words", "instruments", "published_at"),
        ),
        Sheet("channels.csv", channels, ("id", "call_id", "name", "code", "ended_at")),
        Sheet(
            "channel-days.csv", ChannelDay.objects.filter(channel__in=channels), ("channel_id", "day", "visits")
        ),
    ]  # fmt: skip


def _applications(cohorts: QuerySet[Cohort]) -> list[Sheet]:
    sent = sent_to(cohorts)
    return [
        Sheet(
            "applications.csv",
            sent,
            (
                "id", "call_id", "person_id", "reference", "side", "channel_id", "name", "email", "language", "answers",
                "unmet", "state", "late_until", "late_reason", "opened_at", "submitted_at", "permitted_at",
                "shortlisted_at", "interviewed_at", "offered_at", "accepted_at", "withdrawn_at", "place_id",
            ),
        ),
        Sheet(
            "permissions.csv",
            ManagerPermission.objects.filter(application__in=sent),
            (
                "id", "application_id", "kind", "name", "email", "position", "state", "asked_at", "nudges",
                "decided_at", "decided_by", "decided_as", "note", "waived_by_id", "reason",
            ),
        ),
        Sheet(
            "checks.csv",
            Check.objects.filter(application__in=sent),
            (
                "id", "application_id", "kind", "state", "of_name", "of_email", "asked_at", "received_at",
                "seen_at", "seen_by_id", "reason",
            ),
        ),
    ]  # fmt: skip


def _judging(cohorts: QuerySet[Cohort]) -> list[Sheet]:
    sent = sent_to(cohorts)
    panels = Panel.objects.filter(call__cohort__in=cohorts)
    return [
        Sheet(
            "reviewers.csv",
            Reviewer.objects.filter(call__cohort__in=cohorts),
            ("id", "call_id", "person_id", "sides", "specialities", "most", "ended_at"),
        ),
        Sheet(
            "reviews.csv",
            Review.objects.filter(application__in=sent),
            (
                "id", "application_id", "reviewer_id", "kind", "state", "scores", "comment", "conflict_reason",
                "submitted_at",
            ),
        ),
        Sheet("panels.csv", panels, ("id", "call_id", "name", "side", "where")),
        Sheet("panel-members.csv", Panel.members.through.objects.filter(panel__in=panels), ("panel_id", "reviewer_id")),
        Sheet(
            "interview-times.csv",
            Slot.objects.filter(panel__in=panels),
            ("id", "panel_id", "starts_at", "minutes", "application_id", "booked_at"),
        ),
        Sheet(
            "selection-decisions.csv",
            Decision.objects.filter(application__in=sent),
            ("id", "application_id", "kind", "person_id", "reason", "created_at"),
        ),
        Sheet(
            "offers.csv",
            Offer.objects.filter(application__in=sent),
            ("id", "application_id", "state", "expires_at", "answered_at", "reason", "created_at"),
        ),
        Sheet(
            "waiting-list.csv",
            Waiting.objects.filter(application__in=sent),
            ("id", "application_id", "rank", "left_at"),
        ),
    ]  # fmt: skip
