"""What the page of one meeting shows, by how it stands and what the reader can do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kith.service.learning.domain import moments
from kith.service.learning.domain.meeting.entry import is_shadowing, others, present, rule_of
from kith.service.learning.domain.meeting.meeting_mails import activity_name
from kith.service.learning.domain.meeting.naming import first_name
from kith.service.learning.domain.meeting.proposing import that_all_can_make
from kith.service.learning.domain.meeting.when import for_everybody
from kith.service.learning.models import Meeting, MeetingChoice, Member, Relationship
from kith.service.learning.web.meeting.lengths import length
from kith.service.learning.web.meeting.log_forms import BOTH, watcher_choices
from kith.service.learning.web.meeting.planning_forms import AnswerForm
from kith.service.people.models import Person
from kith.service.ui.web.cells import where_cell
from kith.service.ui.web.wording import day, weekday_and_day

State = Meeting.State


def page_of(meeting: Meeting, me: Person, data: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """``data``: an answer that was refused, to be shown again."""
    relationship = meeting.relationship
    members = present(relationship)
    people = [member.person for member in others(members, me)]
    what = activity_name(meeting, get_language() or "en")
    is_open = relationship.cohort.is_open and relationship.state != Relationship.State.ENDED
    page = {
        "cohort": relationship.cohort,
        "here": "home",
        "title": what,
        "home": reverse("learning:together", args=[relationship.pk]),
        "address": lambda name: reverse(f"learning:{name}", args=[relationship.pk, meeting.pk]),
        "facts": _facts(meeting, me, members),
        "state": meeting.state,
        "said": _said(meeting, me),
        "is_open": is_open,
        "is_planned": meeting.state == State.PLANNED,
        "has_passed": has_passed(meeting),
        "comes_twice": _comes_twice(meeting),
        "rule": rule_of(relationship, meeting.activity),
        "others": _(", ").join(first_name(one) for one in people),
        "is_mine": False,
        "form": None,
        "first": None,
        "more": [],
        "answers": [],
    }
    if meeting.state == State.PROPOSED and is_open:
        page |= _proposed(meeting, me, members, data)
    return page


def _proposed(
    meeting: Meeting, me: Person, members: list[Member], data: Mapping[str, Any] | None
) -> dict[str, Any]:
    """The times with who can make them, which to fix, and the form for whoever has not proposed them."""
    people = [member.person for member in others(members, me)]
    choices = list(meeting.choices.prefetch_related("replies"))
    fit = that_all_can_make(meeting)
    fixable = [(str(one.pk), for_everybody(one.starts_at, me, people)) for one in fit if one.starts_at]
    is_mine = meeting.proposed_by_id == me.pk
    return {
        "answers": [_row(choice, me, members) for choice in choices],
        "first": fixable[0] if fixable else None,
        "more": fixable[1:],
        "is_mine": is_mine,
        "form": None if is_mine else answer_form(meeting, me, data),
    }


def _row(choice: MeetingChoice, me: Person, members: list[Member]) -> tuple[str, str]:
    """The time, and how everybody stands to it."""
    replies = {reply.person_id: reply.can for reply in choice.replies.all()}
    said = []
    for member in members:
        who = _("You") if member.person_id == me.pk else first_name(member.person)
        words = {True: _("%(who)s: can"), False: _("%(who)s: cannot"), None: _("%(who)s: no answer yet")}
        said.append(words[replies.get(member.person_id)] % {"who": who})
    people = [member.person for member in others(members, me)]
    return for_everybody(choice.starts_at, me, people) if choice.starts_at else "", _("; ").join(said)


def answer_form(meeting: Meeting, me: Person, data: Mapping[str, Any] | None) -> AnswerForm:
    choices = list(meeting.choices.prefetch_related("replies"))
    mine = [
        (choice, reply) for choice in choices for reply in choice.replies.all() if reply.person_id == me.pk
    ]
    initial = {
        "can": [str(choice.pk) for choice, reply in mine if reply.can],
        "has_read_rule": any(reply.has_read_rule for _choice, reply in mine),
    }
    people = [member.person for member in others(present(meeting.relationship), me)]
    has_rule = rule_of(meeting.relationship, meeting.activity) is not None
    return AnswerForm(data, choices=choices, me=me, others=people, has_rule=has_rule, initial=initial)


def has_passed(meeting: Meeting) -> bool:
    """Planned, and its time has come: it took place or it did not."""
    if meeting.state != State.PLANNED or meeting.starts_at is None:
        return False
    return meeting.starts_at <= timezone.now()


def _facts(meeting: Meeting, me: Person, members: list[Member]) -> list[tuple[str, str]]:
    people = [member.person for member in others(members, me)]
    facts = []
    if meeting.starts_at is not None:
        facts.append((_("When"), for_everybody(meeting.starts_at, me, people)))
    elif meeting.on is not None:
        facts.append((_("When"), weekday_and_day(meeting.on)))
    facts.append((_("How long"), length(meeting.minutes) if meeting.minutes else _("Not known")))
    if meeting.state in (State.PLANNED, State.PROPOSED):
        facts.append((_("Where"), where_cell(meeting.where) or _("Not said")))
    if is_shadowing(meeting.relationship, meeting.activity):
        watchers = dict(watcher_choices([member.person for member in members], me))
        key = str(meeting.watcher_id) if meeting.watcher_id else BOTH
        facts.append((_("Who watches"), watchers.get(key, _("Somebody who has left"))))
    return facts


def _said(meeting: Meeting, me: Person) -> str:
    """How it stands, in a sentence."""
    if has_passed(meeting) and meeting.on is not None:
        return _("Did you meet on %(day)s?") % {"day": day(meeting.on)}
    words = {
        State.PROPOSED: _("No time is fixed yet."),
        State.PLANNED: _("This is planned."),
        State.HELD: _("You have met."),
        State.MISSED: _("This did not take place."),
        State.CANCELLED: _("This is off."),
    }
    return words[State(meeting.state)]


def _comes_twice(meeting: Meeting) -> bool:
    is_timed = meeting.on is not None and meeting.at is not None and meeting.zone
    return bool(is_timed) and moments.comes_twice(meeting.on, meeting.at, meeting.zone)  # type: ignore[arg-type]
