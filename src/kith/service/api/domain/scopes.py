"""What a token may be allowed to read: some of the permission table's own permissions, never one that writes."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kith.service.core.domain.permissions import Permission as P

SCOPES: Mapping[P, str | Promise] = {
    P.ORGANISATION_SEE: _("Organisations: their names, and your roles in them"),
    P.COHORT_SEE: _("Cohorts: dates, stages, and how the sides fill, as counts"),
    P.PEOPLE_SEE: _("People: names of those with a place, their side and whether they confirmed"),
    P.MATCH_SEE: _("Pairs: who is together, after publication"),
    P.WAVE_SEE: _("Questionnaires: dates and how many answered, never who or what"),
    P.REPORT_SEE: _("Reports: those that are published"),
}
"""Lines under pseudonyms, preferences and answers are no program's to read."""
