"""Who acts: a signed-in person, the holder of a signed link, a program with a token, or the system itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from kith.service.core.models import AuditEvent, Link

if TYPE_CHECKING:
    from kith.service.people.models import Person

Kind = AuditEvent.ActorKind


@dataclass(frozen=True, slots=True)
class Actor:
    """Handed to every action as ``by=``. There is no anonymous actor."""

    kind: Kind
    id: str
    person: Person | None = None
    link: Link | None = None

    @classmethod
    def of_person(cls, person: Person) -> Actor:
        return cls(Kind.PERSON, str(person.pk), person=person)

    @classmethod
    def of_link(cls, link: Link) -> Actor:
        return cls(Kind.LINK, str(link.pk), link=link)

    @classmethod
    def of_token(cls, token_id: UUID) -> Actor:
        """Without its person: no action may take a program for the person themselves."""
        return cls(Kind.TOKEN, str(token_id))

    @classmethod
    def system(cls, name: str) -> Actor:
        """The service itself: the tick, a command."""
        return cls(Kind.SYSTEM, name)
