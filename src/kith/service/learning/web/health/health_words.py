"""What the board and its pages say: contact in words, a mark and a word for each month."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kith.service.learning.domain.health.board import Filter, Mark, Named
from kith.service.learning.domain.health.nudging import ENOUGH
from kith.service.learning.domain.health.rules import Quiet, State, since_of
from kith.service.learning.models import Member, Relationship
from kith.service.ui.web.cells import state_tag
from kith.service.ui.web.wording import day, day_short

SIGNS = {Mark.MET: "✓", Mark.PLANNED: "○", Mark.MISSED: "✕", Mark.PAUSED: "‖", Mark.NOTHING: "–"}
"""Beside the word, never instead of it: a screen reader hears the word alone."""


def filters() -> list[tuple[str, str]]:
    return [
        (Filter.TOGETHER, _("Together now")),
        (Filter.FADING, _("Fading")),
        (Filter.NEVER_MET, _("Never met")),
        (Filter.PAUSED, _("Paused")),
        (Filter.ENDED, _("Ended")),
        (Filter.ALL, _("All")),
    ]


def mark_words(mark: Mark) -> str:
    return {
        Mark.MET: _("Met"),
        Mark.PLANNED: _("Planned"),
        Mark.MISSED: _("Missed"),
        Mark.PAUSED: _("Paused"),
        Mark.NOTHING: _("Nothing"),
    }[mark]


def mark_cells() -> Callable[[Mark, int], SafeString]:
    """A sign, and the word that a screen reader hears; each written once a page."""
    words = {mark: escape(mark_words(mark)) for mark in Mark}
    known: dict[tuple[Mark, int], SafeString] = {}

    def cell(mark: Mark, count: int) -> SafeString:
        if (mark, count) not in known:
            known[mark, count] = _mark_cell(mark, count, words[mark])
        return known[mark, count]

    return cell


def _mark_cell(mark: Mark, count: int, word: str) -> SafeString:
    sign = f'<span aria-hidden="true">{SIGNS[mark]}'
    if mark is Mark.NOTHING:
        return SafeString(f'{sign}</span><span class="nhsuk-u-visually-hidden kith-nothing">{word}</span>')
    many = f" ({count})" if count > 1 else ""
    return SafeString(f'<span class="nhsuk-u-nowrap">{sign}&nbsp;</span>{word}{many}</span>')


def is_fading(row: Relationship, rules: Sequence[Quiet]) -> bool:
    if row.state != State.ACTIVE or row.next_meeting_at is not None:
        return False
    return any(
        (rule.kind, rule.mentor_kind) == (row.kind, row.mentor_kind) and since_of(row) <= rule.last_day
        for rule in rules
    )


def contact_words(row: Relationship, today: date, *, fading: bool) -> str:
    """``has not met for 43 days``; ``never met; started 60 days ago``."""
    days = (today - since_of(row)).days
    if row.last_met_on is None:
        said = ngettext("never met; started %(num)s day ago", "never met; started %(num)s days ago", days)
        return said % {"num": days} if days > 0 else _("never met; started today")
    if fading:
        said = ngettext("has not met for %(num)s day", "has not met for %(num)s days", days)
        return said % {"num": days}
    if days <= 0:
        return _("met today")
    return ngettext("met %(num)s day ago", "met %(num)s days ago", days) % {"num": days}


def contact_cell(row: Relationship, today: date, *, fading: bool) -> SafeString:
    """A tag, the words, and what comes next or why nothing does."""
    words = contact_words(row, today, fading=fading)
    more = _more(row, fading=fading)
    return SafeString(f"{tag(row, fading=fading)} {escape(words)}{'<br>' + escape(more) if more else ''}")


def tag(row: Relationship, *, fading: bool) -> SafeString:
    return _tag(row.state, fading, row.next_meeting_at is not None, get_language() or "en")


@lru_cache(maxsize=64)
def _tag(state: str, fading: bool, has_plan: bool, _language: str) -> SafeString:
    if state == State.PAUSED:
        return state_tag("plain", _("Paused"))
    if state == State.ENDED:
        return state_tag("stopped", _("Ended"))
    if fading:
        return state_tag("late", _("Fading"))
    return state_tag("now", _("Meeting planned")) if has_plan else state_tag("done", _("In touch"))


def _more(row: Relationship, *, fading: bool) -> str:
    if row.state == State.PAUSED and row.paused_until is not None:
        return _("paused until %(day)s") % {"day": day(row.paused_until)}
    if row.state == State.ENDED and row.ended_at is not None:
        return _("ended on %(day)s") % {"day": day(row.ended_at)}
    if row.next_meeting_at is not None:
        return _("next on %(day)s") % {"day": day_short(row.next_meeting_at)}
    if fading and row.nudges_unanswered >= ENOUGH:
        return _("reminded %(num)s times and no answer: please telephone") % {"num": row.nudges_unanswered}
    return ""


def who(members: Sequence[Named]) -> str:
    """Both names; of a mentor it says which one mentors."""
    return " · ".join(
        _("%(name)s (mentor)") % {"name": one.name} if one.part == Member.Part.MENTOR else one.name
        for one in members
    )
