"""One command serves everything, and leaves nothing behind when it is stopped."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

PATIENCE_SECONDS = 400


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def answer(address):
    try:
        with urllib.request.urlopen(address, timeout=5) as found:
            return found.status
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return None


def wait_for(address):
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if answer(address) == 200:
            return
        time.sleep(0.3)
    raise AssertionError(f"nothing answered at {address}")


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
        wait_for(f"http://127.0.0.1:{port}/health/live")
        assert answer(f"http://127.0.0.1:{port}/") == 200
        served.send_signal(signal.SIGTERM)
        said, _errors = served.communicate(timeout=PATIENCE_SECONDS)
    finally:
        if served.poll() is None:
            os.killpg(served.pid, signal.SIGKILL)
    assert served.returncode == 0
    assert f"Kith is at http://localhost:{port}" in said
    assert answer(f"http://127.0.0.1:{port}/") is None
