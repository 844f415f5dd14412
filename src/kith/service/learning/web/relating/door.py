"""A relationship as the member who reads the page sees it."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.learning.domain.relating import queries
from kith.service.learning.models import Relationship
from kith.service.learning.web.parts import Seen
from kith.service.people.models import Person


def seen_by(person: Person, relationship: Relationship) -> Seen:
    """For a view behind ``RELATIONSHIP_OWN``, which has let in a member."""
    me = queries.membership(relationship, person.pk)
    is_over = relationship.state == Relationship.State.ENDED
    return Seen(
        relationship=relationship,
        definition=definition_of(relationship.cohort),
        me=me,
        others=queries.others_in(me),
        person=person,
        is_open=relationship.cohort.is_open and not is_over,
    )


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, though it be nothing; None where nothing was asked for."""
    return request.POST if request.method == "POST" else None
