"""Mails about a concern: that there is something to read, and where. Never a word of it, and not who wrote.

They stand in no organisation's and no cohort's messages: even their number would tell.
"""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import absolute
from kith.service.core.domain.outbox_many import NewMail, queue_many
from kith.service.learning.domain.health.addressees import mailed_about
from kith.service.learning.models import Concern
from kith.service.people.models import Person

CONCERN = "learning.concern"
SERVICE = Actor.system("learning.concerns")


def tell_addressees(concern: Concern) -> None:
    people = mailed_about(concern.cohort, concern.to, concern.relationship)
    address = reverse("learning:concern", args=[concern.cohort_id, concern.pk])
    queue_many(by=SERVICE, mails=[_to_addressee(concern, person, address) for person in people])


def tell_writer(concern: Concern) -> None:
    """That something has happened with what they wrote."""
    person = concern.person
    if person is None or not person.is_active:
        return
    address = absolute(reverse("learning:own_concern", args=[concern.pk]))
    with translation.override(person.language):
        words = {"name": person.called, "page": address}
        subject = _("There is news about what you wrote to us")
        body = (
            _(
                "Dear %(name)s,\n\n"
                "Something has happened with what you wrote in confidence. Sign in to read it:\n%(page)s\n\n"
                "This mail says nothing about it, in case somebody else sees it.\n"
            )
            % words
        )
    queue_many(by=SERVICE, mails=[_mail(person, subject, body, f"{_key(concern)}:{_step(concern)}")])


def _to_addressee(concern: Concern, person: Person, address: str) -> NewMail:
    with translation.override(person.language):
        words = {"name": person.called, "cohort": concern.cohort.name, "page": absolute(address)}
        subject = _("Somebody has written to you in confidence")
        body = (
            _(
                "Dear %(name)s,\n\n"
                "Somebody who takes part in %(cohort)s has written to you, because something is not right. "
                "Please sign in and read it within two working days:\n%(page)s\n\n"
                "What they wrote, and who they are, stands only there. Please do not forward this mail.\n"
            )
            % words
        )
    return _mail(person, subject, body, f"{_key(concern)}:{person.pk}")


def _key(concern: Concern) -> str:
    return f"{CONCERN}:{concern.pk}"


def _step(concern: Concern) -> str:
    """Each answer is news of its own."""
    moment = concern.closed_at or concern.answered_at or concern.taken_up_at
    return f"{concern.state}:{moment.isoformat() if moment else ''}"


def _mail(person: Person, subject: str, body: str, once_key: str) -> NewMail:
    return NewMail(
        organisation_id=None,
        person_id=person.pk,
        address=person.email,
        language=person.language,
        purpose=CONCERN,
        subject=subject,
        body=body,
        once_key=once_key,
        send_after=timezone.now(),
        is_confidential=True,
    )
