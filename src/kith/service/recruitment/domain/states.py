"""The one way in which an application's state changes."""

from __future__ import annotations

from collections.abc import Collection

from kith.foundation.faults import Fault, KithError
from kith.service.recruitment.models import Application

State = Application.State


def move(application: Application, allowed: Collection[str], to: str, **changes: object) -> None:
    """From one of ``allowed`` to ``to``, with the fields that change beside it.

    One conditional UPDATE: of two who decide at once, the second is told.
    """
    moved = Application.objects.filter(pk=application.pk, state__in=allowed).update(state=to, **changes)
    if moved:
        application.state = to
        for name, value in changes.items():
            setattr(application, name, value)
        return
    application.refresh_from_db(fields=["state"])
    params = {"state": str(State(application.state).label)}
    raise KithError(Fault("recruitment.application_state", params=params))
