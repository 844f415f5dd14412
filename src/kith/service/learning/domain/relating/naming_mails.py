"""Mails to the others that name somebody: a time they proposed, an agreement, a reminder to meet. When they are
forgotten, such a mail says nothing any more."""

from __future__ import annotations

from uuid import UUID

from kith.service.core.domain import outbox
from kith.service.core.models import Mail
from kith.service.learning.models import AgreementVersion, Meeting, Member, Nudge
from kith.service.people.models import Person

ROOM = "learning."
AT_ONCE = 500


def forget_name(person: Person) -> int:
    """What has gone loses its words, what waits never goes; how many. The occasion of such a mail, and with it its
    key, is a meeting, an agreement or a reminder of those whom it goes to. That something has ended names nobody."""
    mine = Member.objects.filter(person=person).values("relationship")
    occasions = {
        str(pk)
        for model in (Meeting, AgreementVersion, Nudge)
        for pk in model._base_manager.filter(relationship__in=mine).values_list("pk", flat=True)
    }
    others = Member.objects.filter(relationship__in=mine).exclude(person=person)
    mails = Mail.objects.filter(person__in=others.values("person"), purpose__startswith=ROOM).exclude(body="")
    about: list[UUID] = [
        pk for pk, key in mails.values_list("pk", "once_key") if occasions.intersection(key.split(":"))
    ]
    for start in range(0, len(about), AT_ONCE):
        outbox.forget_words(Mail.objects.filter(pk__in=about[start : start + AT_ONCE]))
    return len(about)
