"""Runs in mentor-match's own environment: people on standard input, its answer on standard output."""

import json
import operator
import sys
import time

from matching.match import Match
from matching.mentee import Mentee
from matching.mentor import Mentor
from matching.process import process_data
from matching.rules.rule import Disqualify, Equivalent, Grade


def rules() -> list:
    return [
        Equivalent("profession", {True: 5, False: 0}),
        Grade(0, operator.eq, {True: 3, False: 0}),
        Disqualify(lambda match: match.mentor.organisation == match.mentee.organisation),
    ]


def main() -> None:
    people = json.load(sys.stdin)
    mentors = [Mentor(**one) for one in people["mentor"]]
    mentees = [Mentee(**one) for one in people["mentee"]]
    start = time.perf_counter()
    process_data(mentors, mentees, [rules()])
    taken = time.perf_counter() - start
    pairs = [(mentor, mentee) for mentor in mentors for mentee in mentor.mentees]
    for mentor, mentee in pairs:
        mentor._connections, mentee._connections = [], []
    total = sum(Match(mentor, mentee, rules()).calculate_match().score for mentor, mentee in pairs)
    json.dump({"seconds": taken, "pairs": len(pairs), "total": total}, sys.stdout)


if __name__ == "__main__":
    main()
