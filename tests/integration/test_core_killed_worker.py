"""A worker killed in the middle of a job: the next goes on from the checkpoint, and there is one result."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

SCRIPT = Path(__file__).with_name("killed_worker.py")
PATIENCE_SECONDS = 400


def start(home, what):
    environment = os.environ | {
        "KITH_HOME": str(home),
        "KITH_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "kith.service.config.settings.development",
    }
    return subprocess.Popen([sys.executable, SCRIPT, what], env=environment)


def wait_for(found):
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if found():
            return
        time.sleep(0.05)
    raise AssertionError("it took too long")


def rows(home, question):
    connection = sqlite3.connect(home / "kith.sqlite3", timeout=20)
    try:
        return connection.execute(question).fetchall()
    finally:
        connection.close()


def test_a_killed_worker_loses_nothing_and_doubles_nothing(tmp_path):
    home = tmp_path
    steps = home / "steps"
    assert start(home, "ask").wait() == 0
    first = start(home, "work")
    wait_for(lambda: steps.exists() and steps.read_text() == "1\n2\n")
    first.send_signal(signal.SIGKILL)
    assert first.wait() == -signal.SIGKILL
    assert rows(home, "select state, attempts from core_job") == [("running", 1)]
    assert rows(home, "select count(*) from core_policythreshold") == [(0,)]
    time.sleep(1.1)  # until its silence counts as death

    second = start(home, "work")
    try:
        wait_for(lambda: rows(home, "select state from core_job") == [("done",)])
    finally:
        second.send_signal(signal.SIGTERM)
        assert second.wait(timeout=PATIENCE_SECONDS) == 0
    assert steps.read_text() == "1\n2\n2\n3\n"
    assert rows(home, "select attempts, result from core_job") == [(2, '{"from": 2}')]
    assert rows(home, "select key, value from core_policythreshold") == [("tests.result", 2)]
