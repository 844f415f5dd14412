"""What core itself registers: its due work. Called once, in ``ready``."""

from kith.service.core.domain import job_runs, sending
from kith.service.core.domain.tick import every_tick


def register() -> None:
    every_tick("core.jobs")(job_runs.recover)
    every_tick("core.outbox")(sending.send_due)
