"""Who may come near a wave, and who may answer: only the person who was asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kith.service.cohorts.domain.openness import participants_may_read
from kith.service.cohorts.domain.roles import TAKING_PART, roles_on_cohort
from kith.service.core.domain.permissions import Role
from kith.service.people.models import Person
from kith.service.surveys.models import Invitation, Wave


def load_wave(kwargs: Mapping[str, Any]) -> Wave:
    rows = Wave.objects.select_related("cohort__organisation", "cohort__definition")
    return rows.get(pk=kwargs["wave_id"], cohort_id=kwargs["cohort_id"])


def roles_on_wave(person: Person, wave: Wave) -> frozenset[Role]:
    return roles_on_cohort(person, wave.cohort)


def load_invitation(kwargs: Mapping[str, Any]) -> Invitation:
    rows = Invitation.objects.select_related("wave__cohort__organisation", "place__person")
    return rows.get(pk=kwargs["invitation_id"])


def roles_on_invitation(person: Person, invitation: Invitation) -> frozenset[Role]:
    """Nobody but the person who was asked, whatever their role on the cohort."""
    place = invitation.place
    own = place.person_id == person.pk and place.state in TAKING_PART
    own = own and participants_may_read(invitation.wave.cohort)
    return frozenset({Role.PARTICIPANT}) if own else frozenset()
