"""Pictures of runs as they stand in a page of the service."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from kith.publishing.html import render_fragment
from kith.publishing.model import Report, Section
from kith.workforce.pictures import SUBJECT, Of, difference_fan, fan_chart
from kith.workforce.speaking import Speaker

if TYPE_CHECKING:
    from kith.publishing.blocks import Figure
    from kith.workforce.scenario.running import Run

ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""A part of a page says no time of making."""


def gap_fan(run: Run) -> SafeString:
    """How many are missing over the years, all professions together, with its numbers."""
    return _shown(run, fan_chart(run.projection, Of.GAP_GROSS, _speaker(), names=names_of(run)), "gap")


def difference(one: Run, other: Run) -> SafeString:
    """What the second has more than the first, draw by draw. Both have been found to share their luck."""
    return _shown(other, difference_fan(one.projection, other.projection, _speaker()), "difference")


def names_of(run: Run) -> Mapping[str, str]:
    """Professions and regions by their keys, in the reader's language."""
    language = get_language() or "en"
    professions = {one.key: one.name.in_language(language) for one in run.scenario.professions}
    return {**professions, **{one.key: one.name.in_language(language) for one in run.scenario.regions}}


def _speaker() -> Speaker:
    return Speaker(SUBJECT, get_language() or "en", gettext)


def _shown(run: Run, figure: Figure, key: str) -> SafeString:
    """One picture without a report around it. Its words are escaped where it is drawn."""
    alone = Report(
        title=figure.finding,
        language=get_language() or "en",
        created=ANY_TIME,
        provenance=run.projection.provenance,
        summary=(),
        sections=(Section(key, gettext("Over the years"), (figure,)),),
    )
    return mark_safe(render_fragment(alone, translate=gettext, key=key))  # noqa: S308 - escaped by publishing
