"""Runs in matching's own environment: strict lists on standard input, its answer on standard output."""

import json
import sys
import time

from matching.games import HospitalResident


def main() -> None:
    sys.setrecursionlimit(
        10**8
    )  # it deep-copies its players, each of whom leads to the next: at 2,000 that is too deep
    lists = json.load(sys.stdin)
    start = time.perf_counter()
    game = HospitalResident.create_from_dictionaries(lists["applicants"], lists["posts"], lists["places"])
    built = time.perf_counter()
    found = game.solve(optimal="resident")
    solved = time.perf_counter()
    post_of = {one.name: post.name for post, held in found.items() for one in held}
    json.dump({"seconds": solved - start, "building": built - start, "post_of": post_of}, sys.stdout)


if __name__ == "__main__":
    main()
