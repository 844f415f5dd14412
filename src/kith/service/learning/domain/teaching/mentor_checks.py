"""What speaks against somebody mentoring somebody: before they are asked, and once more when they say yes."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from kith.foundation.faults import Faults, Where
from kith.programmes.learning import MentorKind
from kith.service.cohorts.models import Cohort, Place
from kith.service.learning.domain.relating import blocking
from kith.service.learning.models import Member, MentorRequest, MentorRequestFor, Relationship
from kith.service.people.models import Person

State = MentorRequest.State


def check_asked(
    cohort: Cohort, kind: MentorKind, person: Person, mentees: Sequence[Place], called: str
) -> Faults:
    """All that speaks against it. The mentor is spoken of as the lead calls them: an address tells no name."""
    faults = Faults()
    key = Where(key="mentees")
    if not mentees:
        faults.add("learning.no_mentees", key)
    taken = _taken(cohort, kind, person)
    said = kind.name.in_language(cohort.organisation.language)
    apart = blocking.kept_apart([person.pk, *(place.person_id for place in mentees)])
    for place in mentees:
        name = place.person.name
        if place.cohort_id != cohort.pk or place.state != Place.State.CONFIRMED:
            faults.add("learning.mentee_not_in", key, name=name)
        elif place.side not in kind.roles:
            faults.add("learning.mentee_other_side", key, name=name, kind=said)
        elif place.person_id == person.pk:
            faults.add("learning.mentor_of_oneself", key, name=name)
        elif {(place.person_id, person.pk), (person.pk, place.person_id)} & apart:
            faults.add("learning.mentor_not_possible", key, name=name, mentor=called.strip())
        elif place.pk in taken:
            faults.add("learning.mentor_already", key, name=name, mentor=called.strip())
    return faults


def mentored_by(cohort: Cohort, person: Person) -> int:
    """How many people of this organisation they mentor or are asked to. Elsewhere is nobody's business here."""
    now = Member.objects.filter(
        person=person,
        part=Member.Part.MENTOR,
        left_at=None,
        relationship__cohort__organisation_id=cohort.organisation_id,
    ).exclude(relationship__state=Relationship.State.ENDED)
    asked = MentorRequestFor.objects.filter(
        request__person=person,
        request__state=State.ASKED,
        request__cohort__organisation_id=cohort.organisation_id,
    )
    return now.count() + asked.count()


def still_possible(request: MentorRequest, rows: Sequence[MentorRequestFor]) -> list[MentorRequestFor]:
    """Those who still take part, are not the mentor under another address, and are not to be kept apart."""
    apart = blocking.kept_apart([request.person_id, *(row.place.person_id for row in rows)])
    return [
        row
        for row in rows
        if row.place.state == Place.State.CONFIRMED
        and row.place.person_id != request.person_id
        and not {(row.place.person_id, request.person_id), (request.person_id, row.place.person_id)} & apart
    ]


def _taken(cohort: Cohort, kind: MentorKind, person: Person) -> set[UUID]:
    """Whom they mentor already as this kind, or were asked to."""
    return set(
        Member.objects.filter(
            part=Member.Part.MENTEE,
            left_at=None,
            relationship__cohort=cohort,
            relationship__mentor_kind=kind.key,
            relationship__members__person=person,
            relationship__members__part=Member.Part.MENTOR,
        )
        .exclude(relationship__state=Relationship.State.ENDED)
        .values_list("place_id", flat=True)
    ) | set(
        MentorRequestFor.objects.filter(
            request__cohort=cohort,
            request__person=person,
            request__mentor_kind=kind.key,
            request__state=State.ASKED,
        ).values_list("place_id", flat=True)
    )
