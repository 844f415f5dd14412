"""1,000 applicants send within a minute, some of them twice at once: none lost, none doubled."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from http.client import HTTPConnection
from queue import Empty, Queue
from typing import Any
from urllib.parse import urlencode

from benchmarks.claims import Claim, at_most
from benchmarks.service.server import HOME, ROOT, THREADS, WORKERS, database, environment, serving

APPLICANTS = 1_000
CLIENTS = 16
TWICE_EVERY = 10
"""Every tenth clicks twice at the same moment."""
MINUTE = 60.0
WITHIN = 50.0
"""Seconds over which they arrive, evenly. Waiting for a free client counts as waiting for the answer."""
TOKEN = "0" * 32
"""The page's own token and the cookie it came with: the form's protection is on, as for everybody."""


def measure() -> list[Claim]:
    paths = _lay_out()
    with serving() as port:
        _ask(HTTPConnection("127.0.0.1", port, timeout=60), "GET", paths[0])
        start = time.perf_counter()
        sent, hello = _send_all(port, paths)
        spent = time.perf_counter() - start
    became = _counted()
    lost = {name: count for name, count in became.items() if count != APPLICANTS}
    if lost:
        raise RuntimeError(f"of {APPLICANTS} applications: {became}")
    how = (
        f"{database()}, gunicorn gthread, {WORKERS} processes of {THREADS} threads; they arrive evenly over "
        f"{WITHIN:.0f} seconds on {CLIENTS} connections, the hello page asked for after each; "
        f"every {TWICE_EVERY}th is sent twice at the same moment. "
        "Counted afterwards: each sent once, one copy mailed, one manager asked, one line of history."
    )
    return [
        at_most(
            f"{APPLICANTS:,} applicants send their applications, in seconds",
            kith=spent,
            peer="a minute",
            peer_value=MINUTE,
            target=1.0,
            how=how,
        ),
        at_most(
            "sending an application, 95th percentile in milliseconds",
            kith=_p95(sent),
            peer="hello: one query and a line of text, 95th percentile in the same run",
            peer_value=_p95(hello),
            target=None,
            how=f"{how} Medians: {statistics.median(sent):.0f} and {statistics.median(hello):.1f} ms.",
        ),
    ]


def _p95(taken: Sequence[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1]


def _send_all(port: int, paths: Sequence[str]) -> tuple[list[float], list[float]]:
    """Milliseconds of every sending and of every hello."""
    waiting: Queue[tuple[float, str]] = Queue()
    start = time.perf_counter()
    for number, path in enumerate(paths):
        for _click in range(2 if number % TWICE_EVERY == 0 else 1):
            waiting.put((start + number * WITHIN / len(paths), path))
    sent: list[float] = []
    hello: list[float] = []
    failed: list[BaseException] = []

    def client() -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            while True:
                due, path = waiting.get_nowait()
                time.sleep(max(0.0, due - time.perf_counter()))
                _ask(connection, "POST", f"{path}check-answers/")
                sent.append(1000 * (time.perf_counter() - due))
                hello.append(_ask(connection, "GET", "/hello/"))
        except Empty:
            return
        except Exception as broken:
            failed.append(broken)

    clients = [threading.Thread(target=client) for _client in range(CLIENTS)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    if failed:
        raise failed[0]
    return sent, hello


def _ask(connection: HTTPConnection, method: str, address: str) -> float:
    """Milliseconds until the whole answer is here."""
    form = urlencode({"csrfmiddlewaretoken": TOKEN}) if method == "POST" else None
    headers = {"Cookie": f"csrftoken={TOKEN}"}
    if form:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    start = time.perf_counter()
    connection.request(method, address, body=form, headers=headers)
    response = connection.getresponse()
    response.read()
    spent = 1000 * (time.perf_counter() - start)
    if response.status != (302 if form else 200):
        raise RuntimeError(f"{method} {address} answered {response.status}")
    return spent


def _lay_out() -> list[str]:
    shutil.rmtree(HOME, ignore_errors=True)
    HOME.mkdir(parents=True)
    print(f"filling in {APPLICANTS:,} applications ...", file=sys.stderr)
    paths: list[str] = _in_the_service(str(APPLICANTS))
    return paths


def _counted() -> dict[str, int]:
    found: dict[str, int] = _in_the_service("counted")
    return found


def _in_the_service(word: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.service.site.applicants", word],
        cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)
