"""What happens to tokens when something else happens."""

from __future__ import annotations

from django.utils import timezone

from kith.service.api.domain.actions import revoke_token
from kith.service.api.models import Token
from kith.service.core.domain.actors import Actor
from kith.service.people.domain.events import PeopleMerging


def people_merging(event: PeopleMerging) -> None:
    """The other account's tokens end: joined to the kept account they would open more than they were made for."""
    for token in (
        Token.objects.living(timezone.now()).filter(person_id=event.other_id).select_related("person")
    ):
        revoke_token(by=Actor.system("people.merge"), token=token)
