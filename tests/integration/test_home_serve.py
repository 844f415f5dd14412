"""One command serves everything, and leaves nothing behind when it is stopped."""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest
from django.core.management import call_command
from tests.patience import PATIENCE_SECONDS, wait_until

from kith.service.home.management.commands import serve


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


@pytest.fixture
def children(monkeypatch):
    """What the processes that ``serve`` starts are told of where they are."""
    told = []
    monkeypatch.setattr(
        serve.subprocess, "Popen", lambda _command: told.append(os.environ["KITH_BASE_ADDRESS"])
    )
    monkeypatch.setattr(serve, "prepare", lambda **_options: None)
    monkeypatch.setattr(serve, "watch", lambda _processes: 0)
    return told


def start(*options):
    with pytest.raises(SystemExit):
        call_command("serve", *options)


@pytest.mark.parametrize(
    ("bind", "address"),
    [
        ("127.0.0.1:8017", "http://localhost:8017"),
        ("0.0.0.0:8017", "http://localhost:8017"),
        (":8017", "http://localhost:8017"),
        ("[::1]:8017", "http://localhost:8017"),
        ("127.0.0.1", "http://localhost:8000"),
        ("192.168.1.5:80", "http://192.168.1.5:80"),
        ("[fd00::5]:80", "http://[fd00::5]:80"),
    ],
)
def test_links_in_mails_lead_to_where_it_listens(bind, address, children, monkeypatch, settings, capsys):
    monkeypatch.setenv("KITH_BASE_ADDRESS", "")  # so that it is taken away again afterwards
    monkeypatch.delenv("KITH_BASE_ADDRESS")
    settings.BASE_ADDRESS = "http://localhost:8000"
    start(f"--bind={bind}")
    assert children == [address, address]
    assert address == settings.BASE_ADDRESS
    assert f"Kith is at {address}\n" in capsys.readouterr().out


def test_unless_the_installation_says_where_they_lead(children, monkeypatch, settings):
    monkeypatch.setenv("KITH_BASE_ADDRESS", "https://kith.example.org")
    settings.BASE_ADDRESS = "https://kith.example.org"
    start("--bind=127.0.0.1:8017")
    assert children == ["https://kith.example.org"] * 2
    assert settings.BASE_ADDRESS == "https://kith.example.org"
