"""What the report pages show, worked out from rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.stages import StageAction, StageProgress, StageState
from kith.service.cohorts.domain.tasks import Task
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.domain.policies import policy
from kith.service.core.models import JobState
from kith.service.reports.domain import queries
from kith.service.reports.models import Report
from kith.service.surveys.domain.measures import follow_ups, is_later
from kith.service.surveys.domain.queries import waves_of
from kith.service.surveys.models import Wave
from kith.service.ui.web.cells import link, state_tag
from kith.service.ui.web.progress import ProgressView, progress_view
from kith.service.ui.web.wording import day


def language() -> str:
    return get_language() or "en"


def title_of(report: Report) -> str:
    name = _("Report %(number)s") % {"number": report.number}
    return _("%(report)s (interim)") % {"report": name} if report.is_interim else name


def state_of(report: Report) -> tuple[str, str]:
    """Tone and words of the tag that stands beside a report."""
    if report.published_at is not None:
        return "done", _("Published")
    if report.content is not None:
        return "plain", _("Not published") if report.audience == Report.Audience.PUBLIC else _("Made")
    if report.job is None or report.job.state in {JobState.WAITING, JobState.RUNNING}:
        return "now", _("Being made")
    return "stopped", _("Could not be made")


def report_rows(cohort: Cohort, page: Any) -> list[list[Any]]:
    return [
        [
            link(reverse("reports:report", args=[cohort.pk, report.pk]), title_of(report)),
            str(report.get_audience_display()),
            report.get_language_display(),
            day(report.created_at),
            state_tag(*state_of(report)),
        ]
        for report in page
    ]


def report_page(report: Report, held: frozenset[P]) -> dict[str, Any]:
    is_archived = report.cohort.state == Cohort.State.ARCHIVED
    is_public = report.audience == Report.Audience.PUBLIC
    publishable = is_public and not report.is_interim and report.published_at is None
    return {
        "cohort": report.cohort,
        "report": report,
        "heading": _report_heading(report),
        "tag": state_of(report),
        "may_publish": publishable and P.COHORT_MANAGE in held and not is_archived,
        "may_take_lines": P.REPORT_SEE_LINES in held,
        "here": "programmes",
    }


def _report_heading(report: Report) -> str:
    kept = (report.content or {}).get("report", {})
    return str(kept.get("title") or title_of(report))


def place_page(place: Place) -> dict[str, Any]:
    report = queries.published_for(place, language())
    heading = _report_heading(report) if report else _("The report is not out yet")
    return {"cohort": place.cohort, "shown": place, "report": report, "heading": heading, "here": "home"}


def progress(report: Report) -> ProgressView | None:
    if report.job is None:
        return None
    args = [report.cohort_id, report.pk]
    is_done = report.job.state == JobState.DONE
    return progress_view(
        report.job,
        poll_href=reverse("reports:progress", args=args),
        next_href=reverse("reports:report", args=args)
        if is_done
        else reverse("reports:reports", args=args[:1]),
        cancel_href=reverse("reports:stop", args=args),
    )


def report_progress(cohort: Cohort) -> StageProgress:
    """The report stage: made and published, or what it waits for."""
    made = cohort.reports.filter(audience=Report.Audience.PUBLIC).exclude(content=None)
    published = made.exclude(published_at=None).count()
    action = StageAction(_("See the reports"), reverse("reports:reports", args=[cohort.pk]), P.REPORT_SEE)
    if published:
        count = ngettext("%(num)s report published", "%(num)s reports published", published) % {
            "num": published
        }
        return StageProgress(StageState.DONE, count, action)
    later, least = follow_ups(cohort), policy(cohort.organisation).min_matched
    waves = {wave.state for wave in waves_of(cohort, least=least) if not is_later(wave, later)}
    over = {Wave.State.CLOSED} if cohort.is_open else {Wave.State.CLOSED, Wave.State.PLANNED}
    is_ready = Wave.State.CLOSED in waves and waves <= over
    if not is_ready:
        return StageProgress(StageState.NEXT, _("When the questionnaires have closed"), action)
    drafts = made.count()
    if drafts:
        count = ngettext("%(num)s report made, not published", "%(num)s reports made, not published", drafts)
        return StageProgress(StageState.NOW, count % {"num": drafts}, action)
    make = StageAction(_("Make the report"), reverse("reports:make", args=[cohort.pk]), P.REPORT_MAKE)
    return StageProgress(StageState.NOW, _("Ready to be made"), make)


def tasks_of_places(places: Sequence[Place], secret: str | None) -> dict[UUID, list[Task]]:
    """The published report, for those who are signed in."""
    if secret is not None:
        return {}
    reported = queries.reported({place.cohort_id for place in places})
    return {
        place.pk: [Task(_("Read the report"), reverse("reports:place_report", args=[place.pk]))]
        for place in places
        if place.cohort_id in reported
    }
