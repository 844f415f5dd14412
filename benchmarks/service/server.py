"""The server of the benchmark: the same command that serves people, and the database behind it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOME = ROOT / "var" / "bench" / "service"
WORKERS, THREADS = 2, 8
"""As ``kith-manage serve`` starts them."""
PATIENCE_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Site:
    """What the builder laid out: each page with its name, address and who looks; and each one's session."""

    pages: tuple[Mapping[str, str], ...]
    cookies: Mapping[str, str]
    database: str


def built() -> Site:
    """The database with 100,000 people, made anew: the tables may have changed since the last time.

    SQLite, unless ``KITH_BENCH_DATABASE_URL`` names an empty PostgreSQL database.
    """
    shutil.rmtree(HOME, ignore_errors=True)
    HOME.mkdir(parents=True)
    print("filling a database with 100,000 people (two minutes) ...", file=sys.stderr)
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.service.site.build"],
        cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    (HOME / "site.json").write_text(done.stdout)
    return last_built()


def last_built() -> Site:
    """What stands from the last time."""
    found = json.loads((HOME / "site.json").read_text())
    return Site(tuple(found["pages"]), found["cookies"], database())


def database() -> str:
    return "PostgreSQL" if os.environ.get("KITH_BENCH_DATABASE_URL") else "SQLite"


def environment() -> dict[str, str]:
    """What the service is started with: this checkout, the benchmark's own home and database."""
    return {
        **os.environ,
        "KITH_HOME": str(HOME),
        "KITH_DATABASE_URL": os.environ.get("KITH_BENCH_DATABASE_URL", ""),
        "DJANGO_SETTINGS_MODULE": "benchmarks.service.site.settings",
        "PYTHONPATH": os.pathsep.join(
            (str(ROOT / "src"), str(ROOT))
        ),  # this checkout, wherever Kith is installed from
    }


@contextmanager
def serving() -> Iterator[int]:
    """The port of a running server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [
        sys.executable, "-m", "gunicorn", "kith.service.config.wsgi:application", f"--bind=127.0.0.1:{port}",
        f"--workers={WORKERS}", "--worker-class=gthread", f"--threads={THREADS}",
        "--log-level=warning", "--no-control-socket", "--keep-alive=60",
    ]  # fmt: skip
    server = subprocess.Popen(command, cwd=ROOT, env=environment())
    try:
        _wait(port)
        yield port
    finally:
        server.terminate()
        server.wait(PATIENCE_SECONDS)


def _wait(port: int) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
            connection.request("GET", "/health/live")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the server did not start")
