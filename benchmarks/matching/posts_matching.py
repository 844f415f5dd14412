"""Posts, 10,000 applicants with lists of 20, from strict lists to a result with reasons, against matching."""

from __future__ import annotations

import gc
import os
import random
from pathlib import Path

from benchmarks.claims import Claim, at_least, seconds
from benchmarks.peers import ask, peer_python
from kith.matching.posts.checks import verify
from kith.matching.posts.solver import solve
from kith.matching.posts.types import Applicant, Post, PostsProblem

SIZE = int(os.environ.get("KITH_BENCH_POSTS", "10000"))
"""Fewer while working on it: the peer takes minutes at 10,000."""
EACH = 20
TARGET = 100.0
PEER = "matching==1.4.3"


def instance(size: int, each_takes: int) -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, int]]:
    """Applicants' lists of 20 posts, each post's strict order of those who listed it, and its places."""
    chance = random.Random(1)
    posts = [f"p{number:05d}" for number in range(max(EACH, size // each_takes))]
    lists = {f"a{number:06d}": chance.sample(posts, EACH) for number in range(size)}
    askers: dict[str, list[str]] = {post: [] for post in posts}
    for one, found in lists.items():
        for post in found:
            askers[post].append(one)
    for there in askers.values():
        chance.shuffle(there)
    asked = {post: there for post, there in askers.items() if there}
    return lists, asked, {post: min(each_takes, len(there)) for post, there in asked.items()}


def measure() -> list[Claim]:
    return [_one(1), _one(20)]


def _one(each_takes: int) -> Claim:
    lists, ranks, places = instance(SIZE, each_takes)
    problem = PostsProblem(
        tuple(Applicant(one, tuple(found)) for one, found in lists.items()),
        tuple(Post(post, places[post], ranks=tuple(there)) for post, there in ranks.items()),
    )
    result = solve(problem, seed=1)
    question = {"applicants": lists, "posts": ranks, "places": places}
    script = Path(__file__).parent / "posts_matching_peer.py"
    answer = ask(peer_python("matching", PEER, "numpy==1.26.4"), script, question)
    assert isinstance(answer, dict)
    assert answer["post_of"] == dict(result.post_of), "the results differ"
    building, other = float(answer["building"]), float(answer["seconds"])
    del answer, lists, ranks, places, question  # three more copies of all lists would be the collector's work
    gc.collect()
    taken = seconds(lambda: solve(problem, seed=1), 9)
    checked = seconds(lambda: verify(problem, result), 3)
    return at_least(
        f"posts, {SIZE:,} applicants, lists of {EACH}, {len(problem.posts):,} posts of {each_takes}, to a result with reasons",
        kith=taken,
        peer=f"{PEER} (HospitalResident, applicants' best)",
        peer_value=other,
        target=TARGET,
        how="Wall seconds, Kith median of 9, peer once. 1 thread each. Same strict lists, results equal: "
        f"{len(result.placements):,} placed. Kith's time holds the check of the problem, reasons for all left over "
        f"and hashes; its separate check of the answer takes {checked:.2f} s more. Of the peer's time "
        f"{building:.1f} s go into building the game.",
    )
