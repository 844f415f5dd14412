"""The board's table, its filters and what stands at its foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.html import format_html, format_html_join
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
from kith.service.ui.web.wording import month as month_words

Kind = Relationship.Kind


def board(cohort: Cohort, rows: Sequence[BoardRow], months: Sequence[Month], now: datetime) -> dict[str, Any]:
    endings = endings_of(cohort)
    return {
        "heads": [
            _("Who"),
            _("Last contact"),
            *(month_words(date(*one, 1)) for one in months),
            _("What to do"),
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
    rules = quiet_rules(cohort, today)
    address = addresses("learning:health_of", cohort.pk)
    table = []
    for row in rows:
        fading = words.is_fading(row.relationship, rules)
        names = words.who(row.members)
        table.append(
            [
                format_html('<a class="nhsuk-link" href="{}">{}</a>', address(row.relationship.pk), names),
                words.contact_cell(row.relationship, today, fading=fading),
                *(words.mark_cell(mark, count) for mark, count in row.marks),
                to_do(row, names),
            ]
        )
    return table


def _to_do(cohort: Cohort) -> Callable[[BoardRow, str], SafeString | str]:
    """What can be done for a row, folded away: five links in each of fifty rows would hide the table."""
    actions, summary = offered(cohort), _("Do")

    def cell(row: BoardRow, names: str) -> SafeString | str:
        links = [
            (one.address(row.relationship.pk), one.words) for one in actions if one.fits(row.relationship)
        ]
        if row.relationship.state != State.ENDED:
            links += [(f"mailto:{member.email}", member.email) for member in row.members if member.email]
        if not links:
            return ""
        return format_html(
            '<details class="nhsuk-details"><summary class="nhsuk-details__summary">'
            '<span class="nhsuk-details__summary-text">{}<span class="nhsuk-u-visually-hidden"> ({})</span></span>'
            '</summary><div class="nhsuk-details__text"><ul class="nhsuk-list">{}</ul></div></details>',
            summary,
            names,
            format_html_join("", '<li><a class="nhsuk-link" href="{}">{}</a></li>', links),
        )

    return cell


def _cells(table: Table) -> list[list[str]]:
    """What is kept back says why, in words."""
    return [
        [cell.reason if isinstance(cell, Suppressed) else str(cell) for cell in row] for row in table.rows
    ]
