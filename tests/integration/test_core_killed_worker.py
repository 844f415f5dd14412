"""A worker killed in the middle of a job: the next goes on from the checkpoint, and there is one result."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.patience import wait_until

SCRIPT = Path(__file__).with_name("killed_worker.py")


def start(home, what):
    environment = os.environ | {
        "KITH_HOME": str(home),
        "KITH_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "kith.service.config.settings.development",
    }
    return subprocess.Popen([sys.executable, SCRIPT, what], env=environment)


def rows(home, question, *values):
    connection = sqlite3.connect(home / "kith.sqlite3", timeout=120)
    try:
        with connection:
            return connection.execute(question, values).fetchall()
    finally:
        connection.close()


def test_a_killed_worker_loses_nothing_and_doubles_nothing(tmp_path):
    home = tmp_path
    steps = home / "steps"
    assert start(home, "ask").wait() == 0
    first = start(home, "work")
    wait_until(lambda: steps.exists() and steps.read_text() == "1\n2\n", while_runs=first)
    first.send_signal(signal.SIGKILL)
    assert first.wait() == -signal.SIGKILL
    assert rows(home, "select state, attempts from core_job") == [("running", 1)]
    assert rows(home, "select count(*) from core_policythreshold") == [(0,)]
    # It may have been killed in its tick too. Its silence counts as death after some minutes: they have passed.
    long_ago = "2026-01-01 00:00:00"
    rows(home, "update core_job set heartbeat_at = ?", long_ago)
    rows(home, "insert or ignore into core_ticklease values ('tick', '', ?, null)", long_ago)
    rows(home, "update core_ticklease set holder = 'the killed one', expires_at = ?", long_ago)

    second = start(home, "work")
    try:
        ended = "select state from core_job where ended_at is not null"
        wait_until(lambda: rows(home, ended), while_runs=second)
    finally:
        second.send_signal(signal.SIGTERM)
        second.wait()
    assert second.returncode == 0
    assert steps.read_text() == "1\n2\n2\n3\n"
    job = ("done", 2, '{"from": 2}')
    assert rows(home, "select state, attempts, result from core_job") == [job]
    assert rows(home, "select key, value from core_policythreshold") == [("tests.result", 2)]
