"""The page of one pair behind the board, and the preview of a reminder."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.core.domain.mail_text import preview
from kith.service.core.models import Mail
from kith.service.learning.domain.health.board import Named, history_of, in_order
from kith.service.learning.domain.health.nudge_mails import nudge_words
from kith.service.learning.domain.health.nudging import members_of
from kith.service.learning.domain.health.pauses import days_of
from kith.service.learning.domain.health.rules import State, is_quiet, quiet_rules, today_in
from kith.service.learning.models import Meeting, Member, Relationship
from kith.service.learning.web.health import health_words as words
from kith.service.learning.web.health.row_actions import offered
from kith.service.learning.web.meeting.lengths import length
from kith.service.ui.web.cells import state_tag
from kith.service.ui.web.wording import day, in_language, moment

TONES = {Meeting.State.HELD: "done", Meeting.State.PLANNED: "now", Meeting.State.MISSED: "late"}
BREAK = SafeString("<br>")
LAST = 200
"""Meetings shown. A pair that meets every week for three years has fewer."""


def one_page(relationship: Relationship, now: datetime) -> dict[str, Any]:
    cohort = relationship.cohort
    today = today_in(cohort, now)
    members = list(in_order(relationship.members.select_related("person")))
    fading = is_quiet(relationship, now)
    return {
        "cohort": cohort,
        "relationship": relationship,
        "title": words.who([_named(member) for member in members]),
        "facts": _facts(relationship, members, words.contact_words(relationship, today, fading=fading)),
        "tag": words.tag(relationship, fading=fading),
        "history": [_meeting_row(relationship, one) for one in history_of(relationship)[:LAST]],
        "nudges": [
            [day(one.created_at), str(one.get_sent_by_display())]
            for one in relationship.nudges.order_by("-created_at")
        ],
        "pauses": [[day(first), day(last)] for first, last in reversed(list(days_of(relationship)))],
        "may_resume": cohort.is_open and relationship.state == State.PAUSED,
        "actions": [
            {"text": one.words, "href": one.address(relationship.pk, relationship.pair_id)}
            for one in offered(cohort)
            if one.fits(relationship)
        ],
    }


def _named(member: Member) -> Named:
    return Named(member.person_id, member.person.name, member.person.email, member.part)


def _facts(relationship: Relationship, members: list[Member], contact: str) -> list[tuple[str, Any]]:
    facts: list[tuple[str, Any]] = [
        (_("Contact"), contact),
        (_("Together since"), day(relationship.started_on)),
    ]
    if relationship.last_met_on:
        facts.append((_("Last met"), day(relationship.last_met_on)))
    if relationship.next_meeting_at:
        facts.append((_("Next meeting"), moment(relationship.next_meeting_at, relationship.cohort.time_zone)))
    if relationship.ended_at:
        facts.append((_("Ended"), day(relationship.ended_at)))
    addresses = [member.person for member in members if member.left_at is None and member.person.email]
    if addresses:
        linked = format_html_join(
            BREAK,
            '{}: <a class="nhsuk-link" href="mailto:{}">{}</a>',
            ((one.name, one.email, one.email) for one in addresses),
        )
        facts.append((_("How to reach them"), linked))
    return facts


def _meeting_row(relationship: Relationship, meeting: Meeting) -> list[Any]:
    """When, what kind, whether it took place, how long, and whether somebody noted it for them."""
    state = state_tag(TONES[Meeting.State(meeting.state)], str(meeting.get_state_display()))
    minutes = meeting.minutes
    long = length(minutes) if minutes else _("Not said")
    return [
        day(meeting.on) if meeting.on else _("Day not known"),
        _kind(relationship, meeting),
        state,
        long,
        _("For them") if meeting.is_logged_for_them else _("By them"),
    ]


def _kind(relationship: Relationship, meeting: Meeting) -> str:
    named = {one.key: one.name for one in definition_of(relationship.cohort).activities}
    return in_language(named[meeting.activity]) if meeting.activity in named else _("Meeting")


def nudge_page(relationship: Relationship) -> dict[str, Any]:
    """Every mail as its receiver would read it."""
    members = members_of([relationship.pk]).get(relationship.pk, [])
    shown = []
    for member in members:
        others = [one.person for one in members if one.pk != member.pk]
        said = nudge_words(relationship, member.person, others)
        mail = preview(
            Mail(
                subject=said.subject,
                body=said.body,
                language=member.person.language,
                link_wanted={"preview": True},
            )
        )
        shown.append(
            {
                "to": member.person.name,
                "subject": mail.subject,
                "text": mail.text,
                "language": member.person.language,
            }
        )
    rules = quiet_rules(relationship.cohort, today_in(relationship.cohort, timezone.now()))
    return {
        "cohort": relationship.cohort,
        "relationship": relationship,
        "mails": shown,
        "comes_by_itself": bool(rules) and relationship.state == Relationship.State.ACTIVE,
    }
