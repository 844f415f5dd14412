"""What selection does when something else happens to an application."""

from __future__ import annotations

from django.utils import timezone

from kith.service.recruitment.domain.events import ApplicationWithdrawn
from kith.service.recruitment.domain.selecting.offers import move_up
from kith.service.recruitment.models import Application, Offer, Waiting


def application_withdrawn(event: ApplicationWithdrawn) -> None:
    """Its offer is given back and its place in the line left; the next moves up."""
    application = Application.objects.select_related("call__cohort__organisation").get(
        pk=event.application_id
    )
    now = timezone.now()
    Waiting.objects.filter(application=application, left_at=None).update(left_at=now)
    given_back = Offer.objects.filter(application=application, state=Offer.State.OPEN).update(
        state=Offer.State.DECLINED, answered_at=now
    )
    if given_back:
        move_up(call=application.call, side=application.side)
