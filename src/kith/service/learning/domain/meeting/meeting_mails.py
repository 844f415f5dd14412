"""Mails about meetings: that there are times to answer, that one is fixed, moved or off. Never a place or a word
of what it is about: whoever runs the programme can read the outbox."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.service.cohorts.domain import cohort_mail
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import absolute
from kith.service.learning.domain.meeting.entry import activities_of, others, present
from kith.service.learning.domain.meeting.naming import first_name
from kith.service.learning.domain.meeting.when import day_and_time, for_everybody
from kith.service.learning.models import Meeting, Member
from kith.service.people.models import Person
from kith.service.ui.web.wording import weekday_and_day

Words = Callable[[dict[str, str]], tuple[str, str]]
PROPOSED, ANSWERED, PLANNED, MOVED, CANCELLED, LOGGED = (
    f"learning.meeting_{what}" for what in ("proposed", "answered", "planned", "moved", "cancelled", "logged")
)


def activity_name(meeting: Meeting, language: str) -> str:
    """What they meet for, in the definition's words; a talk where there is no activity."""
    relationship = meeting.relationship
    for one in activities_of(relationship, definition_of(relationship.cohort)):
        if one.key == meeting.activity:
            return one.name.in_language(language)
    return _("Meeting")


def queue_proposed(*, by: Actor, meeting: Meeting, proposer: Person) -> None:
    choices = list(meeting.choices.all())

    def words(said: dict[str, str]) -> tuple[str, str]:
        return _("%(activity)s: which times can you make?") % said, _(
            "Dear %(name)s,\n\n"
            "%(who)s proposes these times for you to meet:\n\n%(times)s\n\n"
            "Please say which of them you can make. It takes a minute:\n%(address)s\n\n"
            "%(organisation)s\n"
        ) % said

    for member in others(present(meeting.relationship), proposer):
        with translation.override(member.person.language):
            times = [
                for_everybody(choice.starts_at, member.person, [proposer])
                for choice in choices
                if choice.starts_at is not None
            ]
            more = {"who": first_name(proposer), "times": "\n".join(times)}
        _queue(by, meeting, member, PROPOSED, str(meeting.pk), words, more)


def queue_answered(*, by: Actor, meeting: Meeting, who: Person, can: int) -> None:
    """To the proposer alone, and once for each answer that differs in number."""
    proposers = [
        member for member in present(meeting.relationship) if member.person_id == meeting.proposed_by_id
    ]

    def words(said: dict[str, str]) -> tuple[str, str]:
        return _("%(activity)s: %(who)s has answered") % said, _(
            "Dear %(name)s,\n\n%(answer)s\n\nSee the times, and fix one if it suits you all:\n%(address)s\n\n"
            "%(organisation)s\n"
        ) % said

    for member in proposers:
        with translation.override(member.person.language):
            said = {"who": first_name(who), "num": str(can)}
            some = ngettext(
                "%(who)s can make %(num)s of the times you proposed.",
                "%(who)s can make %(num)s of the times you proposed.",
                can,
            )
            none = _("%(who)s cannot make any of the times you proposed.")
            more = {"who": first_name(who), "answer": (some if can else none) % said}
        _queue(by, meeting, member, ANSWERED, f"{meeting.pk}:{who.pk}:{can}", words, more)


def queue_planned(*, by: Actor, meeting: Meeting) -> None:
    def words(said: dict[str, str]) -> tuple[str, str]:
        return _("%(activity)s on %(when_short)s") % said, _(
            "Dear %(name)s,\n\n"
            "You meet %(others)s on %(when)s.\n\n"
            "The place, and a file for your calendar, are here:\n%(address)s\n\n"
            "%(organisation)s\n"
        ) % said

    _to_all(by, meeting, PLANNED, words)


def queue_moved(*, by: Actor, meeting: Meeting) -> None:
    def words(said: dict[str, str]) -> tuple[str, str]:
        return _("%(activity)s has moved to %(when_short)s") % said, _(
            "Dear %(name)s,\n\n"
            "Your meeting with %(others)s has changed. It is now on %(when)s.\n\n"
            "The place, and a file for your calendar, are here:\n%(address)s\n\n"
            "%(organisation)s\n"
        ) % said

    _to_all(by, meeting, MOVED, words)


def queue_cancelled(*, by: Actor, meeting: Meeting) -> None:
    def words(said: dict[str, str]) -> tuple[str, str]:
        return _("%(activity)s on %(when_short)s is off") % said, _(
            "Dear %(name)s,\n\n"
            "Your meeting with %(others)s on %(when)s will not take place. You can propose another time here:\n"
            "%(address)s\n\n"
            "%(organisation)s\n"
        ) % said

    _to_all(by, meeting, CANCELLED, words)


def queue_logged_for_them(*, by: Actor, meeting: Meeting) -> None:
    """Whoever runs the programme has logged something for the members: they can say if it is wrong."""

    def words(said: dict[str, str]) -> tuple[str, str]:
        took_place = meeting.state == Meeting.State.HELD
        held = _(
            "The people who run the programme have noted that you met %(others)s on %(day)s (%(activity)s)."
        )
        missed = _(
            "The people who run the programme have noted that you did not meet %(others)s on %(day)s (%(activity)s)."
        )
        return _("A note about your meeting on %(day)s") % said, _(
            "Dear %(name)s,\n\n%(noted)s\n\nIf that is not right, you can change it here:\n%(address)s\n\n"
            "%(organisation)s\n"
        ) % {**said, "noted": (held if took_place else missed) % said}

    _to_all(by, meeting, LOGGED, words)


def _to_all(by: Actor, meeting: Meeting, purpose: str, words: Words) -> None:
    for member in present(meeting.relationship):
        _queue(by, meeting, member, purpose, f"{meeting.pk}:{meeting.sequence}", words, {})


def _queue(
    by: Actor,
    meeting: Meeting,
    member: Member,
    purpose: str,
    occasion: str,
    words: Words,
    more: dict[str, str],
) -> None:
    """One mail to one member, in their language and on their clock."""
    relationship, person = meeting.relationship, member.person
    cohort = relationship.cohort
    with translation.override(person.language):
        partners = [one.person for one in others(present(relationship), person)]
        said = {
            "name": person.called,
            "organisation": cohort.organisation.name,
            "activity": activity_name(meeting, person.language),
            "others": _(", ").join(first_name(one) for one in partners),
            "address": absolute(reverse("learning:meeting", args=[relationship.pk, meeting.pk])),
            "when": for_everybody(meeting.starts_at, person, partners) if meeting.starts_at else "",
            "when_short": day_and_time(meeting.starts_at, person.time_zone) if meeting.starts_at else "",
            "day": weekday_and_day(meeting.on) if meeting.on else "",
            **more,
        }
        subject, body = words(said)
    cohort_mail.queue(by, cohort, person, purpose, subject, body, occasion=f"{occasion}:{person.pk}")
