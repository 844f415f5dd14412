"""Everything one machine needs: the web server and the worker, started and stopped together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, CommandParser, call_command

THREADS = 8
GRACE_SECONDS = 10
PORT = 8000
LOCAL = ("", "0.0.0.0", "127.0.0.1", "::", "::1")  # noqa: S104 - names to recognise, not to listen on


class Command(BaseCommand):
    help = "Prepare the database and static files, then run the web server and the worker until Ctrl+C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--bind", default=f"127.0.0.1:{PORT}", help="address and port (default %(default)s)"
        )
        parser.add_argument("--workers", type=int, default=2, help="web processes (default %(default)s)")
        parser.add_argument(
            "--demonstration",
            action="store_true",
            help="load the invented organisation, if it is not there yet",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if "KITH_BASE_ADDRESS" not in os.environ:
            # Links in mails lead here: those that the children write, and those that the demonstration does.
            os.environ["KITH_BASE_ADDRESS"] = settings.BASE_ADDRESS = address_of(options["bind"])
        prepare(demonstration=options["demonstration"], say=self.stdout.write)
        processes = [
            subprocess.Popen(web_command(options["bind"], options["workers"])),  # noqa: S603 - a command of ours
            subprocess.Popen([sys.executable, "-m", "kith.service.manage", "worker"]),
        ]
        self.stdout.write(welcome(options["bind"], demonstration=options["demonstration"]))
        sys.exit(watch(processes))


def prepare(*, demonstration: bool, say: Any) -> None:
    """Bring the database and the static files up to this version. Quick when nothing changed."""
    Path(settings.HOME).mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    if not static_is_current():
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    if demonstration:
        say("Loading the demonstration (an invented organisation) ...")
        call_command("demonstration")


def static_is_current() -> bool:
    """Whether nothing has changed since the static files were gathered, hashed and compressed."""
    gathered = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not gathered.exists():
        return False
    changed = (
        os.path.getmtime(storage.path(path))
        for finder in get_finders()
        for path, storage in finder.list(ignore_patterns=[])
    )
    return max(changed, default=0) < gathered.stat().st_mtime


def web_command(bind: str, workers: int) -> list[str]:
    return [
        sys.executable,
        "-m",
        "gunicorn",
        "kith.service.config.wsgi:application",
        f"--bind={bind}",
        f"--workers={workers}",
        "--worker-class=gthread",
        f"--threads={THREADS}",
        f"--graceful-timeout={GRACE_SECONDS}",
        "--log-level=warning",
        "--no-control-socket",
    ]


def address_of(bind: str) -> str:
    """Where a browser on this machine finds what listens there.

    >>> address_of("127.0.0.1:8017"), address_of("0.0.0.0:80"), address_of("[::]:8000")
    ('http://localhost:8017', 'http://localhost:80', 'http://localhost:8000')
    """
    listens = urlsplit(f"//{bind}")
    host = listens.hostname or ""
    named = "localhost" if host in LOCAL else f"[{host}]" if ":" in host else host
    return f"http://{named}:{listens.port or PORT}"


def welcome(bind: str, *, demonstration: bool) -> str:
    address = address_of(bind)
    lines = ["", f"Kith is at {address}"]
    if demonstration:
        lines.append(f"Sign in with one click as any of the invented people: {address}/demo/")
    lines += [
        mails_go_to(),
        "Stop with Ctrl+C.",
        "",
    ]
    return "\n".join(lines)


def mails_go_to() -> str:
    if settings.EMAIL_BACKEND == settings.MAIL_TO_FOLDER:
        return f"No mail leaves: each becomes a file in {settings.MAIL_FOLDER}"
    return f"Mails go to {settings.EMAIL_HOST}"


def watch(processes: list[subprocess.Popen[bytes]]) -> int:
    """Wait until one ends or somebody stops us; then stop the others, giving them time to finish."""
    stopped = False

    def stop(*_: object) -> None:
        nonlocal stopped
        stopped = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopped and all(process.poll() is None for process in processes):
        time.sleep(0.3)
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + GRACE_SECONDS
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
    return 0 if stopped else 1
