"""200 people answer at once page by page, then 200 devices deliver at once, each twice: none lost, none doubled."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

from benchmarks.claims import Claim, at_most
from benchmarks.service.server import HOME, ROOT, THREADS, WORKERS, database, environment, serving

PEOPLE = 200
TARGET = 5.0
"""A request that writes, with everybody else writing, against one that only reads."""
PATIENCE_SECONDS = 120
TOKEN = "0" * 32
"""The page's own token and the cookie it came with: the form's protection is on, as for everybody."""
AGREED = dict.fromkeys(("report", "lines", "quotes"), "yes")
Asks = Callable[[HTTPConnection], int]
"""What one client does on a connection of its own; how many times it asked the server."""


def measure() -> list[Claim]:
    """On SQLite, and on the empty PostgreSQL database that ``KITH_BENCH_DATABASE_URL`` names, if it does."""
    found = []
    for url in dict.fromkeys(("", os.environ.get("KITH_BENCH_DATABASE_URL", ""))):
        with _on(url):
            found += _measure()
    return found


@contextmanager
def _on(url: str) -> Iterator[None]:
    before = os.environ.get("KITH_BENCH_DATABASE_URL", "")
    os.environ["KITH_BENCH_DATABASE_URL"] = url
    try:
        yield
    finally:
        os.environ["KITH_BENCH_DATABASE_URL"] = before


def _measure() -> list[Claim]:
    laid = _lay_out()
    with serving() as port:
        _all_at_once(port, [_hello(laid["lead"])] * PEOPLE)  # both processes have compiled their templates
        hello = _all_at_once(port, [_hello(laid["lead"])] * PEOPLE)
        pages = _all_at_once(port, [_by_page(**one) for one in laid["pages"]])
        devices = _all_at_once(port, [_delivery(**one) for one in laid["devices"] for _again in range(2)])
    became: dict[str, int] = _in_the_service("counted")
    due = {"sent": 2 * PEOPLE, "one's own": 2 * PEOPLE, "from devices": PEOPLE, "in history": 2 * PEOPLE}
    if became != due:
        raise RuntimeError(f"due {due}, came {became}")
    how = (
        f"{database()}, gunicorn gthread, {WORKERS} processes of {THREADS} threads; {PEOPLE} connections at the same "
        f"moment ({2 * PEOPLE} for devices, each sends the same twice). Milliseconds of the run for each request, of "
        "both. Counted afterwards: each person's own answers, once, and one line of history."
    )
    peer = "hello: a page of one query for somebody signed in, in the frame of every page, as many at once"
    what = (
        (f"{PEOPLE} people answer a whole questionnaire at once, page by page", pages),
        (f"{PEOPLE} devices deliver what they kept at once, each twice", devices),
    )
    return [
        at_most(
            f"{words}, a request",
            kith=1000 * spent / asked,
            peer=peer,
            peer_value=1000 * hello[0] / hello[1],
            target=TARGET,
            how=f"{how} {asked:,} requests in {spent:.1f} s, {people / spent:.0f} submissions a second.",
        )
        for (words, (spent, asked)), people in zip(what, (PEOPLE, PEOPLE), strict=True)
    ]


def _all_at_once(port: int, clients: Sequence[Asks]) -> tuple[float, int]:
    """Seconds until the last has finished, and how many requests there were."""
    together = threading.Barrier(len(clients) + 1)
    counts: list[int] = []
    failed: list[BaseException] = []

    def run(client: Asks) -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
        together.wait()
        try:
            counts.append(client(connection))
        except Exception as broken:
            failed.append(broken)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(client,)) for client in clients]
    for one in threads:
        one.start()
    together.wait()
    start = time.perf_counter()
    for one in threads:
        one.join()
    spent = time.perf_counter() - start
    if failed:
        raise failed[0]
    return spent, sum(counts)


def _hello(session: str) -> Asks:
    def asks(connection: HTTPConnection) -> int:
        for _time in range(5):
            _ask(connection, "GET", "/hello/page/", 200, cookie=f"sessionid={session}")
        return 5

    return asks


def _by_page(path: str, screens: Sequence[tuple[str, dict[str, str]]]) -> Asks:
    """Agrees, sends every screen, sends the answers."""
    forms = [
        (path, AGREED),
        *((f"{path}{key}/", typed) for key, typed in screens),
        (f"{path}check-answers/", {}),
    ]

    def asks(connection: HTTPConnection) -> int:
        for address, typed in forms:
            body = urlencode({"csrfmiddlewaretoken": TOKEN, **typed})
            _ask(connection, "POST", address, 302, body=body, kind="application/x-www-form-urlencoded")
        return len(forms)

    return asks


def _delivery(path: str, sent: str) -> Asks:
    """Asks for the token, as a device does, and sends everything."""

    def asks(connection: HTTPConnection) -> int:
        _ask(connection, "GET", f"{path}deliver-answers/", 200)
        _ask(connection, "POST", f"{path}deliver-answers/", 200, body=sent, kind="application/json")
        return 2

    return asks


def _ask(
    connection: HTTPConnection, method: str, address: str, due: int, *, body: str | None = None, kind: str = "",
    cookie: str = f"csrftoken={TOKEN}",
) -> None:  # fmt: skip
    headers = {"Cookie": cookie, "X-CSRFToken": TOKEN} | ({"Content-Type": kind} if kind else {})
    connection.request(method, address, body=body.encode() if body else None, headers=headers)
    answer = connection.getresponse()
    said = answer.read()
    if answer.status != due:
        raise RuntimeError(f"{method} {address} answered {answer.status}: {said[:300]!r}")


def _lay_out() -> Any:
    shutil.rmtree(HOME, ignore_errors=True)
    HOME.mkdir(parents=True)
    print(f"asking {2 * PEOPLE} people ({database()}) ...", file=sys.stderr)
    return _in_the_service(str(PEOPLE))


def _in_the_service(word: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.service.site.submitters", word],
        cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)
