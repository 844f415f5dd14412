"""Help for somebody who lost their second factor and their recovery codes."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import transaction

from kith.foundation.faults import Fault, KithError
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor, Kind
from kith.service.people.domain.sessions import end_all_sessions
from kith.service.people.models import Person


@transaction.atomic
def lift_second_factor(*, by: Actor, person: Person) -> int:
    """Take away every second factor of somebody who can no longer use it; how many there were.

    Only a command does this, by one who runs the installation and has made sure who asks: whoever
    could do it from a page could take over an administrator's account with nothing but their mailbox.
    """
    if by.kind != Kind.SYSTEM:
        raise PermissionDenied
    factors = Authenticator.objects.filter(user=person)
    count = factors.count()
    if not count:
        raise KithError(Fault("people.second_factor.none"))
    factors.delete()
    end_all_sessions(person)
    audit.record(by=by, action="people.lift_second_factor", subject=person, detail={"factors": count})
    return count
