"""Waiting for another process, on a machine of any speed."""

import subprocess
import time
from collections.abc import Callable

PATIENCE_SECONDS = 120


def wait_until(holds: Callable[[], object], *, while_runs: subprocess.Popen) -> None:
    """Back as soon as it holds. It fails at once when the process that should bring it about has ended."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        code = while_runs.poll()
        assert code is None or holds(), f"the process ended with {code}"
        assert time.monotonic() < until, f"it did not come about in {PATIENCE_SECONDS} seconds"
        time.sleep(0.05)
