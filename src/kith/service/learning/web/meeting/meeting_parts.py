"""The meetings on the page of a relationship: what comes next, what has been, and how much that is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kith.programmes.capabilities import Together
from kith.service.learning.domain.meeting.dose import Done, dose_of_relationship
from kith.service.learning.domain.meeting.logbook import LOGGED, may_correct
from kith.service.learning.domain.meeting.meeting_mails import activity_name
from kith.service.learning.domain.meeting.when import for_everybody
from kith.service.learning.domain.relating.queries import is_cut_off
from kith.service.learning.models import Meeting, MeetingReply
from kith.service.learning.web.meeting.lengths import length, tally, times
from kith.service.learning.web.parts import Part, PartAction, Seen
from kith.service.ui.web.wording import day, day_short, in_language, locale

State = Meeting.State
SHOWN = 4


def next_part(seen: Seen) -> Part | None:
    """One query. What needs an answer comes before what is merely ahead."""
    if not seen.is_open:
        return None
    replied = MeetingReply.objects.filter(choice__meeting=OuterRef("pk"), person=seen.person)
    rows = seen.relationship.meetings.filter(state__in=(State.PLANNED, State.PROPOSED))
    open_ones = list(rows.annotate(i_replied=Exists(replied)).order_by("starts_at", "created_at"))
    now = timezone.now()
    passed = [one for one in open_ones if one.starts_at and one.starts_at <= now]
    ahead = [one for one in open_ones if one.starts_at and one.starts_at > now]
    proposed = [one for one in open_ones if one.starts_at is None]
    return Part(
        heading=_("Next meeting"),
        sentences=tuple(_next_sentences(seen, passed, ahead, proposed)),
        actions=tuple(_next_actions(seen, passed, ahead, proposed)),
        is_main=bool(passed) or any(not one.i_replied for one in proposed) or not open_ones,  # type: ignore[attr-defined]
    )


def _next_sentences(
    seen: Seen, passed: Sequence[Meeting], ahead: Sequence[Meeting], proposed: Sequence[Meeting]
) -> list[str]:
    people = [member.person for member in seen.others]
    said = [_("Did you meet on %(day)s?") % {"day": day(one.on)} for one in passed if one.on]
    for one in ahead:
        if one.starts_at is not None:
            words = {"what": _name(seen, one), "when": for_everybody(one.starts_at, seen.person, people)}
            said.append(_("%(what)s: %(when)s.") % words)
    if proposed:
        said.append(_("Times are proposed, and none is fixed yet."))
    return said or [_("None is planned.")]


def _next_actions(
    seen: Seen, passed: Sequence[Meeting], ahead: Sequence[Meeting], proposed: Sequence[Meeting]
) -> list[PartAction]:
    actions = []
    for one in passed:
        about = day_short(one.on) if one.on else ""
        actions.append(PartAction(_("Say whether you met"), _address(seen, one), about))
    for one in sorted(proposed, key=lambda row: row.i_replied):  # type: ignore[attr-defined]
        words = _("%(what)s: see the times") if one.i_replied else _("%(what)s: say which times you can make")  # type: ignore[attr-defined]
        actions.append(PartAction(words % {"what": _name(seen, one)}, _address(seen, one)))
    for one in ahead:
        about = day_short(one.on) if one.on else ""
        actions.append(PartAction(_("Place, calendar file, or another time"), _address(seen, one), about))
    if not is_cut_off((seen.me, *seen.others)) and seen.others:
        address = reverse("learning:propose", args=[seen.relationship.pk])
        actions.append(PartAction(_("Propose times to meet"), address))
    return [*actions, PartAction(_("Open your calendar"), reverse("learning:calendar"))]


def log_part(seen: Seen) -> Part | None:
    """The last few, and who can see them. Two queries."""
    rows = seen.relationship.meetings.filter(state__in=LOGGED).order_by("-on", "-created_at")
    last = list(rows.select_related("logged_by")[: SHOWN + 1])
    actions = []
    if seen.is_open:
        address = reverse("learning:log", args=[seen.relationship.pk])
        actions.append(PartAction(_("Log a meeting"), address))
    if len(last) > SHOWN:
        actions.append(
            PartAction(_("See all that is logged"), reverse("learning:meetings", args=[seen.relationship.pk]))
        )
    who = _("You, those you met and the people who run the programme see that you met, not what you said.")
    return Part(
        heading=_("What you did together"),
        sentences=(who,) if last else (_("Nothing is logged yet."), who),
        facts=tuple(log_fact(seen, one) for one in last[:SHOWN]),
        actions=tuple(actions),
    )


def log_fact(seen: Seen, meeting: Meeting) -> tuple[Any, ...]:
    """Which day; what, and how long; one's own has a link to change it."""
    if meeting.state == State.MISSED:
        lasted = _("Did not take place")
    else:
        lasted = length(meeting.minutes) if meeting.minutes else _("Not known")
    on = day(meeting.on) if meeting.on else ""
    if meeting.is_logged_for_them:
        lasted = _("%(length)s (logged by the people who run the programme)") % {"length": lasted}
    said = _("%(what)s: %(length)s") % {"what": _name(seen, meeting), "length": lasted}
    if seen.is_open and may_correct(meeting, seen.person):
        address = reverse("learning:change_entry", args=[seen.relationship.pk, meeting.pk])
        return on, said, {"text": _("Change"), "href": address, "hidden": on}
    return on, said


def hours_part(seen: Seen) -> Part | None:
    """What I have of it beside what is meant, in words. Three queries."""
    dose = dose_of_relationship(seen.relationship).get(seen.person.pk)
    parts = (
        [one for one in dose.parts if one.expected_times or one.done.times or one.hosted.times]
        if dose
        else []
    )
    parts = [one for one in parts if not _is_of_cohort(seen, one)]
    if not parts:
        return None
    return Part(
        heading=_("How much you have done"),
        facts=tuple((_part_name(one), _beside_meant(one)) for one in parts),
    )


def _is_of_cohort(seen: Seen, one: Done) -> bool:
    """Sessions for everybody stand with the sessions."""
    return any(
        activity.key == one.key and activity.together is Together.COHORT
        for activity in seen.definition.activities
    )


def _part_name(one: Done) -> str:
    return in_language(one.name) if one.name else _("Other meetings")


def _beside_meant(one: Done) -> SafeString:
    meant = _("Meant: %(amount)s") % {"amount": _meant(one)} if one.expected_times else _meant(one)
    return format_html("{}<br>{}", _so_far(one), meant)


def _so_far(one: Done) -> str:
    said = tally(one.done)
    if one.hosted.times:
        return _("%(done)s; you were watched: %(hosted)s") % {"done": said, "hosted": tally(one.hosted)}
    return said


def _meant(one: Done) -> str:
    if not one.expected_times:
        return _("As often as you like")
    said = times(one.expected_times)
    each = one.expected_each
    if each is None or not each.minutes:
        return said
    return _("%(times)s of %(length)s") % {"times": said, "length": length(each.minutes)}


def _name(seen: Seen, meeting: Meeting) -> str:
    meeting.relationship = seen.relationship
    return activity_name(meeting, locale().language if locale().language == "en" else "zh-Hans")


def _address(seen: Seen, meeting: Meeting) -> str:
    return reverse("learning:meeting", args=[seen.relationship.pk, meeting.pk])
