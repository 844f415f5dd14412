"""How far long work has come, for the progress partial. Polls with htmx, else the page refreshes itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from kith.foundation.messages import catalogue, sentence, words
from kith.service.core.domain.jobs import faults_of
from kith.service.core.models import Job, JobState
from kith.service.ui.web.tables import TONES

POLL_SECONDS = 2
TONE_OF_STATE = {
    JobState.WAITING: "waiting",
    JobState.RUNNING: "now",
    JobState.DONE: "done",
    JobState.FAILED: "stopped",
    JobState.REFUSED: "stopped",
    JobState.CANCELLED: "plain",
}
assert set(TONE_OF_STATE.values()) <= set(TONES)


@dataclass(frozen=True, slots=True)
class ProgressView:
    state: JobState
    tone: str
    state_text: str
    step: str
    done_units: int
    total_units: int | None
    is_over: bool
    problems: tuple[str, ...]
    reference: str
    poll_href: str
    """Where the partial alone is served (answer with ``ui/progress_part.html``)."""
    next_href: str
    """Where the finished work is."""
    cancel_href: str | None
    poll_seconds: int = POLL_SECONDS
    cancel_text: str = ""
    """What the button says where stopping is not the same as giving up."""


def progress_view(
    job: Job, *, poll_href: str, next_href: str, cancel_href: str | None = None
) -> ProgressView:
    """A job as its progress partial shows it."""
    state = JobState(job.state)
    is_over = state not in {JobState.WAITING, JobState.RUNNING}
    return ProgressView(
        state=state,
        tone=TONE_OF_STATE[state],
        state_text=_state_text(state),
        step=words(job.step_code, {}, gettext) if job.step_code in catalogue() else "",
        done_units=job.done_units,
        total_units=job.total_units,
        is_over=is_over,
        problems=tuple(sentence(fault, gettext) for fault in faults_of(job)),
        reference=job.reference,
        poll_href=poll_href,
        next_href=next_href,
        cancel_href=None if is_over or job.cancel_asked else cancel_href,
    )


def _state_text(state: JobState) -> str:
    return {
        JobState.WAITING: gettext("Waiting to start"),
        JobState.RUNNING: gettext("Running"),
        JobState.DONE: gettext("Finished"),
        JobState.FAILED: gettext("Stopped by a problem"),
        JobState.REFUSED: gettext("Could not be done"),
        JobState.CANCELLED: gettext("Cancelled"),
    }[state]
