"""The one permission table: which role may do what, and how a view says what it needs.

Access follows a membership or a place, never mere sign-in. A person without any role on a thing
is told it does not exist (404); one who holds a role that does not carry the permission is told
who can do it (403).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    ORGANISATION_SEE = "organisation.see"
    ORGANISATION_ADMINISTER = "organisation.administer"
    AUDIT_SEE = "audit.see"
    COHORT_CREATE = "cohort.create"
    COHORT_SEE = "cohort.see"
    COHORT_MANAGE = "cohort.manage"
    PEOPLE_SEE = "people.see"
    PEOPLE_MANAGE = "people.manage"
    MATCH_SEE = "match.see"
    MATCH_MANAGE = "match.manage"
    WAVE_SEE = "wave.see"
    WAVE_MANAGE = "wave.manage"
    MAIL_SEE = "mail.see"
    MAIL_MANAGE = "mail.manage"
    REPORT_SEE = "report.see"
    REPORT_MAKE = "report.make"
    REPORT_SEE_LINES = "report.see_lines"
    TAKE_PART = "cohort.take_part"
    CALL_MANAGE = "call.manage"
    APPLICATION_SEE = "application.see"
    APPLICATION_MANAGE = "application.manage"
    APPLICATION_OWN = "application.own"
    REVIEW = "application.review"
    SELECT = "application.select"
    FUNNEL_SEE = "funnel.see"
    FUNNEL_MAKE = "funnel.make"
    LEARNING_SEE = "learning.see"
    LEARNING_MANAGE = "learning.manage"
    RELATIONSHIP_OWN = "relationship.own"
    REFLECTION_READ = "reflection.read"
    REFLECTION_OWN = "reflection.own"
    CONCERN_READ = "concern.read"
    CONCERN_OWN = "concern.own"
    ALUMNI_SEE = "alumni.see"
    SERIES_SEE = "series.see"
    SERIES_ORGANISE = "series.organise"
    PLANNING_SEE = "planning.see"
    PLANNING_MAKE = "planning.make"


class Role(StrEnum):
    ADMINISTRATOR = "administrator"
    LEAD = "lead"
    DEPUTY = "deputy"
    EVALUATOR = "evaluator"
    VIEWER = "viewer"
    PARTICIPANT = "participant"
    APPLICANT = "applicant"
    REVIEWER = "reviewer"
    INTERVIEWER = "interviewer"
    SECOND_CONTACT = "second_contact"
    MEMBER = "member"
    WRITER = "writer"
    READER = "reader"
    ALUMNUS = "alumnus"
    ORGANISER = "organiser"
    PLANNER = "planner"


@dataclass(frozen=True, slots=True)
class RoleEntry:
    name: str | Promise
    description: str | Promise
    permissions: frozenset[Permission]


P = Permission
_RUNNING = frozenset(
    {
        P.ORGANISATION_SEE,
        P.COHORT_SEE,
        P.COHORT_MANAGE,
        P.PEOPLE_SEE,
        P.PEOPLE_MANAGE,
        P.MATCH_SEE,
        P.MATCH_MANAGE,
        P.WAVE_SEE,
        P.WAVE_MANAGE,
        P.MAIL_SEE,
        P.MAIL_MANAGE,
        P.REPORT_SEE,
        P.REPORT_MAKE,
        P.CALL_MANAGE,
        P.APPLICATION_SEE,
        P.APPLICATION_MANAGE,
        P.SELECT,
        P.FUNNEL_SEE,
        P.FUNNEL_MAKE,
        P.LEARNING_SEE,
        P.LEARNING_MANAGE,
        P.CONCERN_READ,
        P.ALUMNI_SEE,
        P.SERIES_SEE,
    }
)

ROLE_TABLE: Mapping[Role, RoleEntry] = {
    Role.ADMINISTRATOR: RoleEntry(
        _("Administrator"),
        _(
            "Gives and takes away roles in the organisation, sets its policies and reads its audit trail. "
            "Does not see answers or reflections."
        ),
        frozenset({P.ORGANISATION_SEE, P.ORGANISATION_ADMINISTER, P.AUDIT_SEE, P.COHORT_SEE}),
    ),
    Role.LEAD: RoleEntry(
        _("Programme lead"),
        _(
            "Opens and runs cohorts: the call, applications, people, matching, questionnaires, messages and "
            "reports. "
            "Never sees who has answered a questionnaire, or what."
        ),
        _RUNNING | {P.COHORT_CREATE, P.PLANNING_SEE},
    ),
    Role.DEPUTY: RoleEntry(
        _("Deputy lead"),
        _("Does what the lead does in one cohort, between two dates."),
        _RUNNING,
    ),
    Role.EVALUATOR: RoleEntry(
        _("Evaluator"),
        _(
            "Reads results under pseudonyms, line by line, and makes reports. "
            "Sees no names beside answers and changes nothing else."
        ),
        frozenset(
            {
                P.ORGANISATION_SEE,
                P.COHORT_SEE,
                P.WAVE_SEE,
                P.REPORT_SEE,
                P.REPORT_MAKE,
                P.REPORT_SEE_LINES,
                P.FUNNEL_SEE,
                P.FUNNEL_MAKE,
            }
        ),
    ),
    Role.VIEWER: RoleEntry(
        _("Viewer"),
        _("Sees how a cohort is going and its published report, as counts. Sees no names."),
        frozenset({P.ORGANISATION_SEE, P.COHORT_SEE, P.REPORT_SEE, P.FUNNEL_SEE}),
    ),
    Role.PARTICIPANT: RoleEntry(
        _("Participant"),
        _("Takes part in one cohort: their own partner, preferences and questionnaires, and nobody else's."),
        frozenset({P.TAKE_PART}),
    ),
    Role.APPLICANT: RoleEntry(
        _("Applicant"),
        _("Applies to one cohort: their own application, and nobody else's."),
        frozenset({P.APPLICATION_OWN}),
    ),
    Role.REVIEWER: RoleEntry(
        _("Reviewer"),
        _("Judges the applications they are given. Sees no names and no equality answers."),
        frozenset({P.REVIEW}),
    ),
    Role.INTERVIEWER: RoleEntry(
        _("Panel member"),
        _("Interviews the people who booked a time with their panel, and scores them."),
        frozenset({P.REVIEW}),
    ),
    Role.SECOND_CONTACT: RoleEntry(
        _("Confidential contact"),
        _(
            "Is written to by participants who do not want to go to the programme lead. Reads what is addressed to "
            "them, and nothing else."
        ),
        frozenset({P.CONCERN_READ}),
    ),
    Role.MEMBER: RoleEntry(
        _("Partner or mentor"),
        _("Is one of a pair, or mentors or is mentored: what the members do together, and nobody else's."),
        frozenset({P.RELATIONSHIP_OWN}),
    ),
    Role.WRITER: RoleEntry(
        _("Writer"),
        _("Wrote it, and decides who reads it."),
        frozenset({P.REFLECTION_OWN, P.REFLECTION_READ, P.CONCERN_OWN}),
    ),
    Role.READER: RoleEntry(
        _("Reader"),
        _("Was let in by the writer, until they take it back."),
        frozenset({P.REFLECTION_READ}),
    ),
    Role.ALUMNUS: RoleEntry(
        _("Alumnus"),
        _("Took part once and chose to stand in the directory: sees those who chose the same."),
        frozenset({P.ALUMNI_SEE, P.SERIES_SEE}),
    ),
    Role.ORGANISER: RoleEntry(
        _("Organiser"),
        _("Runs a series of meetings that came out of a programme."),
        frozenset({P.SERIES_SEE, P.SERIES_ORGANISE}),
    ),
    Role.PLANNER: RoleEntry(
        _("Workforce planner"),
        _(
            "Makes and runs workforce scenarios of the organisation. Sees nothing of its programmes or of the people in "
            "them."
        ),
        frozenset({P.ORGANISATION_SEE, P.PLANNING_SEE, P.PLANNING_MAKE}),
    ),
}


def permissions_of(roles: frozenset[Role]) -> frozenset[Permission]:
    return frozenset().union(*(ROLE_TABLE[role].permissions for role in roles))


@dataclass(frozen=True, slots=True)
class Scope:
    """A kind of thing that access is given on: how to load it, and who holds which role on it."""

    name: str
    load: Callable[[Mapping[str, Any]], Any]
    """Takes the view's keyword arguments; raises ObjectDoesNotExist."""
    roles: Callable[[Any, Any], frozenset[Role]]
    """Takes a person and the thing."""


_scopes: dict[str, Scope] = {}


def register_scope(scope: Scope) -> None:
    """Called in ``apps.ready`` by the app that owns the thing."""
    _scopes[scope.name] = scope


def scope(name: str) -> Scope:
    return _scopes[name]


def may(person: Any, permission: Permission, thing: Any, *, on: str) -> bool:
    """Whether ``person`` holds ``permission`` on ``thing`` now."""
    return person.is_authenticated and permission in permissions_of(_scopes[on].roles(person, thing))
