"""The funnel on a page: stages side by side, a chart, and the releases that were made."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from django.core.paginator import Page
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.foundation.messages import words
from kith.publishing.chart_types import Bar, Bars
from kith.publishing.charts import draw
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.extras import Link
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission
from kith.service.recruitment.domain.funnel.funnel_groups import SIDE, Dimension
from kith.service.recruitment.domain.funnel.funnel_stages import StageCounts, plain_dimensions, stage_counts
from kith.service.recruitment.models import Baseline, Call, FunnelRelease
from kith.service.ui.web.cells import link
from kith.service.ui.web.wording import day, in_language, number
from kith.statistics.proportions import wilson

LEVEL = 0.95


def cohort_links(cohort: Cohort) -> list[Link]:
    """On the page of a cohort whose definition has a call."""
    if definition_of(cohort).call is None:
        return []
    address = reverse("recruitment:funnel", args=[cohort.pk])
    text = _("From the call to the end, stage by stage and group by group")
    return [Link(_("Who gets in"), text, address, Permission.FUNNEL_SEE)]


def stage_name(stage: str) -> str:
    return words(f"evaluation.stage.{stage}", {}, _)


def stages_part(calls: Sequence[Call], by: str) -> dict[str, Any]:
    """The exact counts, for who sees the list of applications."""
    now = timezone.now()
    dimensions = plain_dimensions(calls)
    side = next(one for one in dimensions if one.key == SIDE)
    by_side = stage_counts(calls, side, now)
    chosen = next((one for one in dimensions if one.key == by and one.key != SIDE), None)
    return {
        "stages": _side_table(by_side) if by_side.all[0] else None,
        "chart": _chart(by_side) if by_side.all[0] else None,
        "by": [(one.key, in_language(one.label), one is chosen) for one in dimensions if one.key != SIDE],
        "grouped": _group_table(chosen, stage_counts(calls, chosen, now)) if chosen else None,
    }


def _side_table(counts: StageCounts) -> dict[str, Any]:
    heads = [_("Stage")]
    for group in (*counts.groups, None):
        name = in_language(group.label) if group else _("Everybody")
        heads += [name, _("%(side)s: went on") % {"side": name}]
    rows = []
    for place, stage in enumerate(counts.stages):
        row: list[object] = [stage_name(stage)]
        for of_group in (*(group.counts for group in counts.groups), counts.all):
            row += [number(of_group[place]), _went_on(of_group, place)]
        rows.append(row)
    return {"heads": heads, "rows": rows, "numeric": tuple(range(1, len(heads), 2))}


def _went_on(counts: Sequence[int], place: int) -> str:
    """``67% of 60 (54% to 77%)``: the share of the stage before."""
    if place == 0:
        return _("first stage")
    before, here = counts[place - 1], counts[place]
    if not before:
        return _("nobody to go on")
    found = wilson(here, before, level=LEVEL)
    return _("%(share)s%% of %(n)s (%(low)s%% to %(high)s%%)") % {
        "share": round(100 * found.value),
        "n": number(before),
        "low": round(100 * found.low),
        "high": round(100 * found.high),
    }


def _chart(counts: StageCounts) -> dict[str, Any]:
    """Bars by stage and side. Its finding is a sentence; the table above is its numbers."""
    finding = _finding(counts)
    several = len(counts.groups) > 1
    bars = [
        Bar(
            f"{stage_name(stage)}: {in_language(group.label)}" if several else stage_name(stage),
            group.counts[place],
        )
        for place, stage in enumerate(counts.stages)
        for group in counts.groups
    ]
    alternative = _("Bars, one for each stage and side. %(bars)s.") % {
        "bars": "; ".join(f"{bar.label} {int(bar.value)}" for bar in bars)
    }
    picture = draw(
        Bars(tuple(bars), _("Applications")),
        title=finding,
        alternative=alternative,
        key="funnel",
        is_fluid=True,
    )
    return {"finding": finding, "picture": _drawing(picture), "alternative": alternative}


def _drawing(picture: str) -> SafeString:
    return mark_safe(picture)  # noqa: S308 - our own drawing; its words were escaped as XML


def _finding(counts: StageCounts) -> str:
    """Where the most people were lost, in words: what a lead looks for first."""
    lost = [
        (before - here, place + 1)
        for place, (before, here) in enumerate(pairwise(counts.all))
        if here  # a stage that nobody has come to has not happened yet
    ]
    if not lost or max(lost)[0] == 0:
        return ngettext(
            "%(num)s application has been begun", "%(num)s applications have been begun", counts.all[0]
        ) % {"num": number(counts.all[0])}
    fewer, place = max(lost)
    return ngettext(
        "The largest step down is %(num)s application, between “%(earlier)s” and “%(later)s”",
        "The largest step down is %(num)s applications, between “%(earlier)s” and “%(later)s”",
        fewer,
    ) % {
        "num": number(fewer),
        "earlier": stage_name(counts.stages[place - 1]),
        "later": stage_name(counts.stages[place]),
    }


def _group_table(one: Dimension, counts: StageCounts) -> dict[str, Any]:
    has_visits = any(group.visits is not None for group in counts.groups)
    heads = [in_language(one.label)]
    if has_visits:
        heads.append(_("Visits"))
    heads += [stage_name(stage) for stage in counts.stages]
    rows = [
        [
            in_language(group.label),
            *([number(group.visits or 0)] if has_visits else []),
            *(number(n) for n in group.counts),
        ]
        for group in counts.groups
    ]
    return {
        "caption": _("Stages by: %(what)s") % {"what": in_language(one.label)},
        "heads": heads,
        "rows": rows,
        "numeric": tuple(range(1, len(heads))),
    }


def release_rows(page: Page[FunnelRelease], address: str, *args: object) -> list[list[object]]:
    """``address`` is the name of a release's page; ``args`` what stands before its id."""
    return [
        [
            link(reverse(address, args=[*args, row.pk]), row.asked["label"], about=day(row.created_at)),
            ", ".join(row.asked["cohorts"]),
            day(row.created_at),
        ]
        for row in page
    ]


def baseline_rows(rows: Sequence[Baseline], names: dict[str, str], slug: str) -> list[list[object]]:
    return [
        [
            row.name,
            day(row.as_of),
            ", ".join(
                _("%(question)s: %(n)s people")
                % {"question": names.get(key, key), "n": number(sum(counts.values()))}
                for key, counts in row.counts.items()
            ),
            link(reverse("recruitment:delete_workforce", args=[slug, row.pk]), _("Delete"), about=row.name),
        ]
        for row in rows
    ]
