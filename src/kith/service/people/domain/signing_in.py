"""What happens whenever somebody has signed in."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import revoke_links
from kith.service.core.models import LinkPurpose
from kith.service.people.models import Person


def on_signed_in(sender: type, user: Person, **_kwargs: Any) -> None:
    """Note it, and close the sign-in links that were sent: one request, one way in."""
    by = Actor.of_person(user)
    with transaction.atomic():
        revoke_links(by=by, subject=user, now=timezone.now(), purpose=LinkPurpose.SIGN_IN)
        audit.record(by=by, action="people.sign_in", subject=user)
