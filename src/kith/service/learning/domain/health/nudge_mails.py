"""The reminder to meet: no blame, three things that help, and half a minute for those who met already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from kith.service.core.domain.links import LinkWanted, absolute
from kith.service.core.domain.mail_text import LINK
from kith.service.core.domain.outbox_many import NewMail
from kith.service.core.models import LinkPurpose
from kith.service.learning.models import Member, Nudge, Relationship
from kith.service.people.models import Person
from kith.service.ui.web.wording import day

NUDGE = "learning.nudge"
MORNING, MIDDAY = time(8), time(12)
WORKING_DAYS = 5
LINK_DAYS = 42
"""How long the link to tell of a meeting works: as long as pairs are usually left in peace."""


@dataclass(frozen=True, slots=True)
class NudgeWords:
    subject: str
    body: str


def nudge_words(relationship: Relationship, person: Person, others: Sequence[Person]) -> NudgeWords:
    """What ``person`` is sent, in their language. ``{link}`` stands where their own address goes."""
    with translation.override(person.language):
        names = _(" and ").join(one.called for one in others)
        words = {
            "name": person.called,
            "others": names,
            "organisation": relationship.cohort.organisation.name,
            "cohort": relationship.cohort.name,
            "link": LINK,
            "page": absolute(reverse("learning:together", args=[relationship.pk])),
            "not_right": absolute(reverse("learning:raise_concern", args=[relationship.pk])),
        }
        words["since"] = _since(relationship, names)
        return NudgeWords(_("Finding a time with %(others)s") % words, _body() % words)


def _since(relationship: Relationship, names: str) -> str:
    if relationship.last_met_on is not None:
        return _("You and %(others)s last met on %(day)s.") % {
            "others": names,
            "day": day(relationship.last_met_on),
        }
    return _("You and %(others)s were brought together on %(day)s, and no meeting is noted yet.") % {
        "others": names,
        "day": day(relationship.started_on),
    }


def _body() -> str:
    return _(
        "Dear %(name)s,\n\n"
        "%(since)s Diaries fill up, and nobody is counting. Three things that help others:\n\n"
        "1. Ask for 20 minutes instead of an hour. By telephone is meeting too.\n"
        "2. Offer two times and let %(others)s choose one.\n"
        "3. Before you part, put the next time in both diaries.\n\n"
        "Met already? Tell us in half a minute:\n%(link)s\n\n"
        "If this is not the time for it, you can pause on your page:\n%(page)s\n\n"
        "If something is not right, you can say so in confidence:\n%(not_right)s\n\n"
        "This comes from %(cohort)s, at most three times in a row.\n"
        "%(organisation)s\n"
    )


def mails_of(
    nudge: Nudge, relationship: Relationship, members: Sequence[Member], now: datetime
) -> list[NewMail]:
    """One mail for each of the members, who are those still in it.

    They stand in no cohort's list of messages: that one was taken back, or was never written, could tell
    that somebody had said something.
    """
    found = []
    for member in members:
        others = [one.person for one in members if one.pk != member.pk]
        if not others or not member.person.is_active:
            continue
        words = nudge_words(relationship, member.person, others)
        found.append(
            NewMail(
                organisation_id=relationship.cohort.organisation_id,
                person_id=member.person_id,
                address=member.person.email,
                language=member.person.language,
                purpose=NUDGE,
                subject=words.subject,
                body=words.body,
                once_key=once_key(nudge, member),
                send_after=next_morning(member.person.time_zone, now),
                link=LinkWanted.to(
                    relationship,
                    purpose=LinkPurpose.LOG_MEETING,
                    expires=now + timedelta(days=LINK_DAYS),
                    person_id=member.person_id,
                ),
                is_confidential=True,
            )
        )
    return found


def once_key(nudge: Nudge, member: Member) -> str:
    return f"{NUDGE}:{nudge.pk}:{member.person_id}"


def next_morning(zone: str, now: datetime) -> datetime:
    """Now, when it is a working morning where the receiver is; else the next one's beginning."""
    there = now.astimezone(ZoneInfo(zone))
    if there.weekday() < WORKING_DAYS and MORNING <= there.time() < MIDDAY:
        return now
    first = there.date() + timedelta(days=0 if there.time() < MORNING else 1)
    while first.weekday() >= WORKING_DAYS:
        first += timedelta(days=1)
    return datetime.combine(first, MORNING, ZoneInfo(zone)).astimezone(now.tzinfo)
