"""The worker process: django-tasks' database queue in the main thread, the tick in a second one.

Told to stop (SIGTERM, Ctrl+C) it gives running jobs back at their next breath, to be taken up from their
checkpoint, and ends. Told twice, or killed outright, it ends at once and the tick of the next worker
finds what was cut off.
"""

from __future__ import annotations

import logging
import threading
from types import FrameType

from django.db import close_old_connections, connection
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from kith.service.core.domain import job_runs
from kith.service.core.domain.bugs import log_bug
from kith.service.core.domain.tick import EVERY, tick

logger = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 1.0


class KithWorker(Worker):
    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        job_runs.stopping.set()
        super().shutdown(signum, frame)


def run(*, ticks: bool = True) -> None:
    """Work until told to stop."""
    worker = KithWorker(
        queue_names=["default"],
        interval=LOOK_EVERY_SECONDS,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )
    worker.configure_signals()
    ticker = threading.Thread(target=_tick_each_minute, name="tick", daemon=True)
    if ticks:
        ticker.start()
    try:
        worker.run()
    finally:
        job_runs.stopping.set()
        if ticks:
            ticker.join(timeout=EVERY.total_seconds())


def _tick_each_minute() -> None:
    """At once, so that what a killed worker left is found, then each minute."""
    while True:
        close_old_connections()
        try:
            tick(timezone.now(), clock=timezone.now)
        except Exception:
            log_bug(logger, "the tick itself broke")
            connection.close()
        if job_runs.stopping.wait(EVERY.total_seconds()):
            connection.close()
            return
