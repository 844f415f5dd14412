"""Who runs a cohort."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kith.service.cohorts.models import Cohort, CohortRole
from kith.service.core.domain.permissions import ROLE_TABLE, Role
from kith.service.ui.web.cells import post_button
from kith.service.ui.web.wording import day


def team_rows(
    request: HttpRequest, cohort: Cohort, team: Iterable[CohortRole], today: date
) -> list[list[Any]]:
    rows = []
    for row in team:
        is_over = row.ends_on is not None and row.ends_on < today
        first = day(row.starts_on) if row.starts_on else _("from the beginning")
        last = day(row.ends_on) if row.ends_on else _("without an end")
        end = (
            ""
            if is_over
            else post_button(
                request,
                reverse("cohorts:end_role", args=[cohort.pk, row.pk]),
                _("End today"),
                row.person.name,
            )
        )
        rows.append(
            [
                row.person.name,
                str(ROLE_TABLE[Role(row.role)].name),
                f"{first} – {last}",
                _("Over") if is_over else end,
            ]
        )
    return rows
