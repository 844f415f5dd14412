"""One command serves everything, and leaves nothing behind when it is stopped."""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request

from tests.patience import PATIENCE_SECONDS, wait_until


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def answer(address):
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE_SECONDS) as found:
            return found.status
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return None


def test_serve_starts_answers_and_stops(tmp_path):
    port = free_port()
    home = {name: value for name, value in os.environ.items() if name != "KITH_DATABASE_URL"}
    home |= {"KITH_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "kith.service.config.settings.development"}
    command = [
        sys.executable,
        "-m",
        "kith.service.manage",
        "serve",
        f"--bind=127.0.0.1:{port}",
        "--workers=1",
    ]
    served = subprocess.Popen(command, env=home, stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        wait_until(lambda: answer(f"http://127.0.0.1:{port}/health/live") == 200, while_runs=served)
        assert answer(f"http://127.0.0.1:{port}/") == 200
        served.send_signal(signal.SIGTERM)
        said, _errors = served.communicate(timeout=PATIENCE_SECONDS)
    finally:
        if served.poll() is None:  # it has a group of its own: its worker ends with it
            os.killpg(served.pid, signal.SIGKILL)
    assert served.returncode == 0
    assert f"Kith is at http://localhost:{port}" in said
    assert answer(f"http://127.0.0.1:{port}/") is None
