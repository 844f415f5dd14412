"""Permissions and checks by their short names, as pages call them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kith.programmes.capabilities import Check, Requirement


def permission_name(kind: str) -> str:
    return {
        Requirement.MANAGER_PERMISSION.value: _("Line manager’s permission"),
        Requirement.SUPERVISOR_PERMISSION.value: _("Supervisor’s permission"),
    }[kind]


def check_name(kind: str) -> str:
    return {
        Check.REFERENCE.value: _("Reference from a referee"),
        Check.PROFESSIONAL_REGISTRATION.value: _("Professional registration"),
        Check.CRIMINAL_RECORD.value: _("Criminal record check"),
        Check.OCCUPATIONAL_HEALTH.value: _("Occupational health"),
        Check.SAFEGUARDING_TRAINING.value: _("Safeguarding training"),
        Check.EMPLOYER_RELEASE.value: _("Employer’s release"),
    }[kind]
