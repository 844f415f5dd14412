"""Every page of the journey against a hello page of one query on the same server, in one run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Mapping
from http.client import HTTPConnection

from benchmarks.claims import Claim, at_most
from benchmarks.service.server import THREADS, WORKERS, Site, built, serving

ROUNDS = 40
WARM_UP = 8
"""Both processes must have compiled every template."""
TARGET = 3.0
PLAIN = {"name": "hello", "address": "/hello/", "who": ""}
FRAMED = {"name": "hello in the frame", "address": "/hello/page/", "who": "lead"}


def measure() -> list[Claim]:
    site = built()
    with serving() as port:
        taken = times(site, port)
    how = (
        f"Milliseconds, median of {ROUNDS}, pages and peers in turn. {site.database} with 100,000 people in 1,000 "
        f"cohorts besides the journey's own, 40 a side. gunicorn gthread, {WORKERS} processes of {THREADS} threads; "
        "1 client, 1 connection."
    )
    return [*claims(taken, FRAMED["name"], TARGET, how), *claims(taken, PLAIN["name"], None, how)]


def claims(taken: Mapping[str, float], peer: str, target: float | None, how: str) -> list[Claim]:
    """The slowest page, and all of them in words."""
    pages = {name: value for name, value in taken.items() if not name.startswith("hello")}
    slowest = max(pages, key=lambda name: pages[name])
    each = ", ".join(
        f"{name} {pages[name] / taken[peer]:.1f}" for name in sorted(pages, key=lambda name: -pages[name])
    )
    what = {
        FRAMED["name"]: "a page of one query for somebody signed in, in the frame of every page",
        PLAIN["name"]: "one query and a line of text, nobody signed in, nothing rendered",
    }
    return [
        at_most(
            f"the slowest page of the journey ({slowest})",
            kith=pages[slowest],
            peer=f"hello: {what[peer]}",
            peer_value=taken[peer],
            target=target,
            how=f"{how} Each page: {each}.",
        )
    ]


def times(site: Site, port: int) -> dict[str, float]:
    """The median of the milliseconds of each page and of both peers, asked for in turn."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    pages = [PLAIN, FRAMED, *site.pages]
    taken: dict[str, list[float]] = {page["name"]: [] for page in pages}
    for number in range(WARM_UP + ROUNDS):
        for page in pages:
            spent = ask(connection, page["address"], site.cookies.get(page["who"]))
            if number >= WARM_UP:
                taken[page["name"]].append(spent)
    return {name: statistics.median(found) for name, found in taken.items()}


def ask(connection: HTTPConnection, address: str, session: str | None) -> float:
    """Milliseconds until the whole answer is here. Anything but a page is an error."""
    headers = {"Cookie": f"sessionid={session}"} if session else {}
    start = time.perf_counter()
    connection.request("GET", address, headers=headers)
    response = connection.getresponse()
    response.read()
    spent = 1000 * (time.perf_counter() - start)
    if response.status != 200:
        raise RuntimeError(f"{address} answered {response.status}")
    return spent
