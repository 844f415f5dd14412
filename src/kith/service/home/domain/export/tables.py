"""The rows of an organisation's export: each table as a path, headings and rows."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from kith.service.cohorts.models import Cohort, CohortRole, Place
from kith.service.core.models import AuditEvent, Mail, Organisation
from kith.service.home.domain.export.learning import learning_sheets
from kith.service.home.domain.export.recruiting import recruiting_sheets, sent_to
from kith.service.home.domain.export.reporting import reporting_sheets
from kith.service.home.domain.export.sheets import Sheet
from kith.service.learning.domain.health.nudge_mails import NUDGE
from kith.service.learning.models import Member, SeriesOrganiser
from kith.service.matches.models import (
    Decision,
    Exercise,
    ExerciseDecision,
    ExerciseRun,
    MatchRun,
    Pair,
    Preferences,
)
from kith.service.people.domain.consents import confidential_purposes
from kith.service.people.models import Consent, ErasureRequest, Membership, Person
from kith.service.recruitment.models import Reviewer


def sheets(organisation: Organisation) -> list[Sheet]:
    cohorts = Cohort.objects.filter(organisation=organisation)
    places = Place.objects.filter(cohort__in=cohorts)
    return [
        Sheet(
            "people.csv",
            people_of(organisation),
            ("id", "name", "preferred_name", "email", "language", "time_zone"),
        ),
        Sheet(
            "roles.csv",
            Membership.objects.filter(organisation=organisation),
            ("id", "person_id", "role", "starts_on", "ends_on"),
        ),
        Sheet(
            "cohort-roles.csv",
            CohortRole.objects.filter(cohort__in=cohorts),
            ("id", "cohort_id", "person_id", "role", "starts_on", "ends_on"),
        ),
        Sheet(
            "places.csv",
            places,
            (
                "id",
                "cohort_id",
                "person_id",
                "side",
                "state",
                "attributes",
                "invited_at",
                "confirmed_at",
                "ended_at",
            ),
        ),
        Sheet(
            "preferences.csv",
            Preferences.objects.filter(place__in=places),
            ("place_id", "answers", "submitted_at"),
        ),
        *recruiting_sheets(organisation, cohorts),
        *_matching(cohorts),
        *_exercises(organisation),
        *learning_sheets(organisation, cohorts),
        *reporting_sheets(cohorts),
        *_mails(organisation, cohorts),
        *_records(organisation, cohorts),
    ]


def _matching(cohorts: QuerySet[Cohort]) -> list[Sheet]:
    """What went into a run holds private wishes, so only what came out is here."""
    return [
        Sheet(
            "match-runs.csv",
            MatchRun.objects.filter(cohort__in=cohorts),
            (
                "id", "cohort_id", "number", "kind", "give_up", "may_change", "started_by_id", "seed", "best_for",
                "rules_hash", "result__pairs", "finished_at",
            ),
        ),
        Sheet(
            "pairs.csv",
            Pair.objects.filter(cohort__in=cohorts),
            (
                "id", "cohort_id", "publication_id", "publication__number", "publication__reason", "left_id",
                "right_id", "points", "reasons", "state", "created_at", "ended_at", "end_reason",
            ),
        ),
        Sheet(
            "decisions.csv",
            Decision.objects.filter(cohort__in=cohorts),
            ("id", "cohort_id", "kind", "left_id", "right_id", "reason", "decided_by_id", "created_at", "undone_at"),
        ),
    ]  # fmt: skip


def _exercises(organisation: Organisation) -> list[Sheet]:
    """Matchings from files: what was asked and what came out. The files may hold private wishes: they stay out."""
    exercises = Exercise.objects.filter(organisation=organisation)
    return [
        Sheet(
            "matchings.csv",
            exercises,
            (
                "id", "cohort_id", "kind", "name", "rules", "seed_commitment", "created_by_id", "created_at", "kept_until",
            ),
        ),
        Sheet(
            "matching-runs.csv",
            ExerciseRun.objects.filter(exercise__in=exercises),
            (
                "id", "exercise_id", "number", "started_by_id", "seed", "keep_run__number", "keep_bonus", "rules_hash",
                "stopped", "names", "draft", "finished_at",
            ),
        ),
        Sheet(
            "matching-decisions.csv",
            ExerciseDecision.objects.filter(exercise__in=exercises),
            ("id", "exercise_id", "kind", "one", "other", "reason", "decided_by_id", "created_at", "undone_at"),
        ),
    ]  # fmt: skip


def _mails(organisation: Organisation, cohorts: QuerySet[Cohort]) -> list[Sheet]:
    """Whoever is reminded has not answered: of a confidential mail the receiver and the words stay out."""
    mails = Mail.objects.filter(Q(organisation=organisation) | Q(cohort_id__in=cohorts.values("pk")))
    return [
        Sheet(
            "mails.csv",
            mails.filter(is_confidential=False),
            (
                "id",
                "cohort_id",
                "person_id",
                "to_address",
                "purpose",
                "language",
                "subject",
                "body",
                "state",
                "sent_at",
            ),
        ),
        Sheet(
            "mails-confidential.csv",
            # A reminder to meet that was not written, or taken back, would tell that somebody said something.
            mails.filter(is_confidential=True).exclude(purpose=NUDGE),
            ("id", "cohort_id", "purpose", "state"),
        ),
    ]


def _records(organisation: Organisation, cohorts: QuerySet[Cohort]) -> list[Sheet]:
    """What somebody agreed to in a questionnaire tells that they answered: it stands beside the answers instead."""
    return [
        Sheet(
            "consents.csv",
            Consent.objects.filter(
                Q(organisation=organisation) | Q(cohort_id__in=cohorts.values("pk"))
            ).exclude(purpose__in=confidential_purposes()),
            (
                "id", "person_id", "cohort_id", "purpose", "wording_version", "is_given", "basis", "given_at", "withdrawn_at",
            ),
        ),
        Sheet(
            "erasure-requests.csv",
            ErasureRequest.objects.filter(organisation=organisation),
            ("id", "person_id", "state", "created_at", "decided_at", "reason"),
        ),
        Sheet(
            "audit.csv",
            AuditEvent.objects.filter(
                Q(organisation_id=organisation.pk) | Q(cohort_id__in=cohorts.values("pk"))
            ),
            (
                "id",
                "at",
                "actor_kind",
                "actor_id",
                "action",
                "cohort_id",
                "subject_type",
                "subject_id",
                "fields",
                "detail",
            ),
        ),
    ]  # fmt: skip


def people_of(organisation: Organisation) -> QuerySet[Person]:
    """Everybody with a role in the organisation, or a role or place in one of its cohorts, now or once, or who
    applied to one or judged who did, mentored in one, or organises a series of it."""
    cohorts = Cohort.objects.filter(organisation=organisation).values("pk")
    return Person.objects.filter(
        Q(pk__in=Membership.objects.filter(organisation=organisation).values("person_id"))
        | Q(pk__in=CohortRole.objects.filter(cohort__in=cohorts).values("person_id"))
        | Q(pk__in=Place.objects.filter(cohort__in=cohorts).values("person_id"))
        | Q(pk__in=sent_to(cohorts).exclude(person=None).values("person_id"))
        | Q(pk__in=Reviewer.objects.filter(call__cohort__in=cohorts).values("person_id"))
        | Q(pk__in=Member.objects.filter(relationship__cohort__in=cohorts).values("person_id"))
        | Q(pk__in=SeriesOrganiser.objects.filter(series__organisation=organisation).values("person_id"))
    )
