"""Learning together at size: the home of somebody in 50 cohorts, the board of 5,000 pairs, and the tick over 100,000."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import Any

from benchmarks.claims import Claim, at_most
from benchmarks.service.pages import FRAMED, ROUNDS, times
from benchmarks.service.server import HOME, ROOT, THREADS, WORKERS, Site, database, environment, serving
from benchmarks.service.site.learners import BOARD, OWN_COHORTS, QUIET_EVERY

TARGET = 3.0
BUDGET = 20.0


def measure() -> list[Claim]:
    site = _laid_out()
    with serving() as port:
        taken = times(site, port)
    ticked: dict[str, float] = _in_the_service("ticks")
    if ticked["second_nudges"] or not ticked["first_nudges"]:
        raise RuntimeError(f"the second tick did something again: {ticked}")
    crowd = f"{database()} with 100,000 people in 1,000 cohorts, 50,000 pairs with 200,000 meetings besides."
    how = (
        f"Milliseconds, median of {ROUNDS}, pages and peer in turn. {crowd} gunicorn gthread, {WORKERS} processes "
        f"of {THREADS} threads; 1 client, 1 connection. How often each asks the database is the same for one row "
        "and for fifty: tests/integration/test_learning_health_board.py and test_query_counts.py."
    )
    named = {
        "board": f"the first page of the board of {BOARD:,} pairs",
        "board, fading": f"the fading of {BOARD:,} pairs",
        "home": f"the home of a person in {OWN_COHORTS} cohorts, each with a partner",
    }
    claims = [
        at_most(
            words,
            kith=taken[name],
            peer="hello: a page of one query for somebody signed in, in the frame of every page",
            peer_value=taken[FRAMED["name"]],
            target=TARGET,
            how=how,
        )
        for name, words in named.items()
    ]
    return [*claims, *_of_the_tick(ticked, crowd)]


def _of_the_tick(ticked: dict[str, float], crowd: str) -> list[Claim]:
    how = (
        f"Seconds, once, everything that ticks registered. {crowd} One pair in {QUIET_EVERY} has gone quiet at the same "
        f"minute: the first tick writes {ticked['first_nudges']:,.0f} reminders and {ticked['first_mails']:,.0f} mails and "
        "sends the first 200; the second writes none."
    )
    return [
        at_most(
            f"the {name} tick over 100,000 people in 1,000 cohorts, in seconds",
            kith=ticked[name],
            peer="the budget",
            peer_value=BUDGET,
            target=1.0,
            how=how,
        )
        for name in ("first", "second")
    ]


def _laid_out() -> Site:
    shutil.rmtree(HOME, ignore_errors=True)
    HOME.mkdir(parents=True)
    print("a hundred thousand people who learn together (three minutes) ...", file=sys.stderr)
    found = _in_the_service("lay_out")
    return Site(tuple(found["pages"]), found["cookies"], database())


def _in_the_service(word: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.service.site.learners", word],
        cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)
