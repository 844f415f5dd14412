"""The board's table, its filters and what stands at its foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kith.publishing.blocks import Suppressed, Table
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort
from kith.service.learning.domain.health.board import BoardRow, Month
from kith.service.learning.domain.health.endings import endings_of
from kith.service.learning.domain.health.rules import State, quiet_rules, today_in
from kith.service.learning.models import Relationship
from kith.service.learning.web.health import health_words as words
from kith.service.learning.web.health.row_actions import offered
from kith.service.ui.web.addresses import addresses
from kith.service.ui.web.wording import month_short

Kind = Relationship.Kind
MARK = UUID(int=1)
PAIR_MARK = UUID(int=2)
NAMES = "{names}"
"""Stand for the ids and the names of each row in what is written once a page."""
LINE = '<li><a class="nhsuk-link" href="{}">{}</a></li>'
ABOUT = '<li><a class="nhsuk-link" href="{}">{}<span class="nhsuk-u-visually-hidden"> ({})</span></a></li>'


def board(cohort: Cohort, rows: Sequence[BoardRow], months: Sequence[Month], now: datetime) -> dict[str, Any]:
    endings = endings_of(cohort)
    return {
        "heads": [
            _("Who"),
            _("Last contact"),
            *(month_short(date(*one, 1)) for one in months),
        ],
        "table": _table(cohort, rows, now),
        "filters": words.filters(),
        "kinds": [
            (Kind.PAIR.value, _("Pairs")),
            *([(Kind.MENTORING.value, _("Mentors"))] if definition_of(cohort).mentors else []),
        ],
        "endings": endings,
        "endings_heads": [column.label for column in endings.columns] if endings else [],
        "endings_rows": _cells(endings) if endings else [],
    }


def _table(cohort: Cohort, rows: Sequence[BoardRow], now: datetime) -> list[list[Any]]:
    today, to_do = today_in(cohort, now), _to_do(cohort)
    rules, mark = quiet_rules(cohort, today), words.mark_cells()
    address = addresses("learning:health_of", cohort.pk)
    table = []
    for row in rows:
        one = row.relationship
        names = escape(words.who(row.members))
        contact = words.contact_cell(one, today, fading=words.is_fading(one, rules))
        table.append(
            [
                SafeString(f'<a class="nhsuk-link" href="{address(one.pk)}">{names}</a>'),
                SafeString(f"{contact}{to_do(row, names)}"),
                *(mark(kind, count) for kind, count in row.marks),
            ]
        )
    return table


def _to_do(cohort: Cohort) -> Callable[[BoardRow, str], str]:
    """What can be done for a row, folded away: seven links in each of fifty rows would hide the table. ``names`` is
    escaped. Written out, because fifty rows of parts put together take as long as the rest of the page."""
    actions, summary = offered(cohort), escape(_("Actions"))
    opening = (
        '<details class="nhsuk-details"><summary class="nhsuk-details__summary"><span class="nhsuk-details__summary-text">'
        f'{summary}<span class="nhsuk-u-visually-hidden"> ('
    )
    inside = ')</span></span></summary><div class="nhsuk-details__text"><ul class="nhsuk-list">'
    known: dict[tuple[str, str], str] = {}

    def links(one: Relationship, names: str) -> str:
        key = (one.state, one.kind)
        if key not in known:
            fitting = [
                (action.address(MARK, PAIR_MARK), action.words) for action in actions if action.fits(one)
            ]
            known[key] = "".join(ABOUT.format(escape(href), escape(text), NAMES) for href, text in fitting)
        said = known[key].replace(str(MARK), str(one.pk)).replace(str(PAIR_MARK), str(one.pair_id))
        return said.replace(NAMES, names)

    def cell(row: BoardRow, names: str) -> str:
        if row.relationship.state == State.ENDED:
            return ""
        mails = (escape(member.email) for member in row.members if member.email)
        reach = "".join(LINE.format(f"mailto:{mail}", mail) for mail in mails)
        return f"{opening}{names}{inside}{links(row.relationship, names)}{reach}</ul></div></details>"

    return cell


def _cells(table: Table) -> list[list[str]]:
    """What is kept back says why, in words."""
    return [
        [cell.reason if isinstance(cell, Suppressed) else str(cell) for cell in row] for row in table.rows
    ]
