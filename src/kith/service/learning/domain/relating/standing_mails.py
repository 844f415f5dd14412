"""The mails that say how it stands: it is paused, it has ended. Never why, and never by whom."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from kith.service.cohorts.domain import cohort_mail
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import absolute
from kith.service.learning.models import Member, Relationship
from kith.service.ui.web.wording import day

PAUSED, ENDED = "learning.paused", "learning.relationship_ended"


def queue_pause(*, by: Actor, relationship: Relationship, member: Member | None) -> int:
    """To everybody but the one who asked for it; how many."""
    until = relationship.paused_until
    if until is None:
        return 0
    for other in _others(relationship, member):
        subject, body = words_of_pause(relationship, other, until)
        _queue(by, relationship, other, PAUSED, subject, body, occasion=f"{until}")
    return len(_others(relationship, member))


def queue_end(*, by: Actor, relationship: Relationship, member: Member | None) -> int:
    """To everybody but the one who ended it or left; how many. In a cohort that is closed nobody is written to."""
    others = _others(relationship, member) if relationship.cohort.is_open else []
    for other in others:
        subject, body = words_of_end(relationship, other)
        _queue(by, relationship, other, ENDED, subject, body, occasion="")
    return len(others)


def words_of_pause(relationship: Relationship, other: Member, until: date) -> tuple[str, str]:
    """Subject and body, in the receiver's language."""
    with translation.override(other.person.language):
        words = _words(relationship, other) | {"day": day(until)}
        subject = _("Paused until %(day)s: %(cohort)s") % words
        body = (
            _(
                "Dear %(name)s,\n\n"
                "What you do together in %(cohort)s is paused until %(day)s. It goes on by itself the day after. "
                "Until then nobody is reminded of anything.\n\n"
                "You can end the pause, or make it longer, on your page:\n%(page)s\n\n"
                "%(organisation)s\n"
            )
            % words
        )
    return subject, body


def words_of_end(relationship: Relationship, other: Member) -> tuple[str, str]:
    """Neutral on purpose: the same words whatever the reason. A mentor waits for nobody."""
    with translation.override(other.person.language):
        words = _words(relationship, other)
        subject = _("What you did together has ended: %(cohort)s") % words
        if relationship.kind == Relationship.Kind.PAIR:
            follows = _(
                "This happens for many reasons, and it says nothing about you. You keep your place. "
                "The people who run the programme see that you wait for a partner and will write to you."
            )
        else:
            follows = _("This happens for many reasons, and it says nothing about you.")
        body = _(
            "Dear %(name)s,\n\n"
            "What you did together in %(cohort)s has ended.\n\n"
            "%(follows)s\n\n"
            "What you wrote and logged stays on your page for you to read:\n%(page)s\n\n"
            "%(organisation)s\n"
        ) % {**words, "follows": follows}
    return subject, body


def _others(relationship: Relationship, member: Member | None) -> list[Member]:
    rows = Member.objects.filter(relationship=relationship, left_at=None, person__is_active=True)
    if member is not None:
        rows = rows.exclude(pk=member.pk)
    if relationship.kind == Relationship.Kind.MENTORING:
        rows = rows.exclude(part=Member.Part.MENTOR, accepted_at=None)
    return list(rows.select_related("person").order_by("pk"))


def _words(relationship: Relationship, other: Member) -> dict[str, str]:
    return {
        "name": other.person.called,
        "cohort": relationship.cohort.name,
        "organisation": relationship.cohort.organisation.name,
        "page": absolute(reverse("learning:together", args=[relationship.pk])),
    }


def _queue(
    by: Actor,
    relationship: Relationship,
    other: Member,
    purpose: str,
    subject: str,
    body: str,
    *,
    occasion: str,
) -> None:
    cohort_mail.queue(
        by,
        relationship.cohort,
        other.person,
        purpose,
        subject,
        body,
        occasion=f"{relationship.pk}:{other.pk}:{occasion}",
    )
