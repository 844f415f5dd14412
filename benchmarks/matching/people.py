"""Synthetic people of every kind of matching at any size, as the files that somebody would bring.

``python -m benchmarks.matching.people KIND N FOLDER [--seed SEED]`` writes CSV lists and ``rules.toml`` for N people.
Nobody in them is real. ``pairs`` has N people in all, half on each side; ``peers`` is pairs of one list.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

from benchmarks.matching.people_words import (
    BANDS,
    COUNTRIES,
    DAYS,
    FIRST,
    HOURS,
    LANGUAGES,
    LAST,
    SKILLS,
    THEMES,
    ZONES,
)

Rows = list[dict[str, object]]
Files = dict[str, Rows]


def pairs(size: int, rng: random.Random) -> Files:
    """Two lists of half the people each: every kind of attribute, wishes, private requests, leads' decisions."""
    half = size // 2
    ids = {"clinicians": [f"c{n}" for n in range(half)], "managers": [f"m{n}" for n in range(size - half)]}
    files: Files = {}
    for side, other in (("clinicians", "managers"), ("managers", "clinicians")):
        files[side] = [_paired(rng, id_, ids[other], size) for id_ in ids[side]]
    _decide(rng, files["clinicians"], files["managers"])
    return files


def peers(size: int, rng: random.Random) -> Files:
    """One list."""
    ids = [f"p{n}" for n in range(size)]
    return {
        "people": [
            _paired(rng, id_, [one for one in (rng.choice(ids) for _ in range(8)) if one != id_], size)
            for id_ in ids
        ]
    }


def _paired(rng: random.Random, id_: str, others: Sequence[str], size: int) -> dict[str, object]:
    where = rng.randrange(max(1, size // 80))
    first = date(2027, 1, 4) + timedelta(days=7 * rng.randrange(8))
    return {
        "id": id_,
        **_called(rng, id_),
        "line": f"line {rng.randrange(max(4, size // 20))}",
        "region": f"region {where % 8}",
        "grade": rng.choice(("1", "2", "3", "4")),
        "interests": _several(rng, [f"topic {n}" for n in range(24)], 3, 6),
        "offers": _several(rng, [f"topic {n}" for n in range(24)], 3, 6),
        "times": _several(rng, [f"{day} {part}" for day in DAYS for part in ("am", "pm")], 3, 6),
        "years": rng.randint(0, 30),
        "free_hours": _several(rng, [f"{day} {hours}" for day in DAYS for hours in HOURS], 4, 8),
        "time_zone": "Europe/London",
        "home": f"{51 + 2 * (where % 20) / 20:.3f}, {-2.5 + 2.5 * (where % 7) / 7:.3f}",
        "speaks": "; ".join(("English", *rng.sample(LANGUAGES, rng.choice((0, 0, 1, 2))))),
        "can_come": f"{first} to {first + timedelta(days=7 * rng.randint(20, 40))}",
        "wishes": "; ".join(rng.sample(others, min(3, len(others))) if rng.random() < 0.6 else ()),
        "never_with": rng.choice(others) if others and rng.random() < 0.1 else "",
        "must_be_with": "",
        "not_with": "",
    }


def posts(size: int, rng: random.Random) -> Files:
    """Applicants with preferences and marks, some linked or pre-allocated; posts for nine in ten."""
    count = max(2, size * 2 // 25)
    places = [max(1, round(0.9 * size / count) + rng.randint(-3, 3)) for _ in range(count)]
    homes: Rows = [
        {
            "id": f"P{n}",
            "name": f"Synthetic post {n}",
            "region": f"region {n % 8}",
            "works_in": rng.choice(("English", "English", "English", "French")),
            "places": places[n],
            "fewest": 1 if rng.random() < 0.05 else "",
        }
        for n in range(count)
    ]
    names = [one["id"] for one in homes]
    applicants: Rows = []
    for n in range(size):
        applicants.append(
            {
                "id": f"A{n}",
                **_called(rng, f"A{n}"),
                "speaks": "English; French" if rng.random() < 0.4 else "English",
                "preferences": "; ".join(map(str, _popular(rng, names, min(20, count)))),
                "mark": rng.randrange(40, 101, 5),
                "linked_with": "",
                "pre_allocated_to": "",
                "reason": "",
                "never_with": str(rng.choice(names)) if rng.random() < 0.02 else "",
            }
        )
    for n in range(0, size - 1, max(2, size // 20)):
        applicants[n]["linked_with"], applicants[n + 1]["linked_with"] = f"A{n + 1}", f"A{n}"
        applicants[n + 1]["preferences"] = applicants[n]["preferences"]
        applicants[n + 1]["speaks"] = applicants[n]["speaks"]
    for n in range(5, size, max(7, size // 20)):
        if not applicants[n]["linked_with"]:
            applicants[n]["speaks"] = "English; French"
            applicants[n]["pre_allocated_to"] = str(applicants[n]["preferences"]).split("; ")[0]
            applicants[n]["reason"] = "caring"
    return {"applicants": applicants, "posts": homes}


def _popular(rng: random.Random, among: Sequence[object], count: int) -> list[object]:
    """Some of them in order of preference; those that come first are wanted more."""
    found: dict[object, None] = {}
    while len(found) < count:
        found[among[min(rng.randrange(len(among)), rng.randrange(len(among)))]] = None
    return list(found)


def placements(size: int, rng: random.Random) -> Files:
    """People and projects: dates, skills a team needs, countries, grades, hand-over, private requests."""
    count = max(2, size // 10)
    projects: Rows = []
    for n in range(count):
        starts = date(2027, 1, 11) + timedelta(days=7 * rng.randrange(26))
        ends = starts + timedelta(days=rng.randint(170, 200))
        follows = ""
        if n % 5 == 4:
            before = date.fromisoformat(str(projects[n - 1]["ends"]))
            starts, ends, follows = before - timedelta(days=14), before + timedelta(days=170), f"j{n - 1}"
        needs = rng.sample(SKILLS, 2)
        projects.append(
            {
                "id": f"j{n}",
                "name": f"Synthetic project {n}",
                "host": f"host {n // 3}",
                "country": COUNTRIES[n // 5 % len(COUNTRIES)],
                "starts": starts,
                "ends": ends,
                "places": rng.randint(6, 12),
                "fewest": rng.randint(1, 3),
                "needs": "; ".join(needs),
                "skills": "; ".join(needs),
                "languages": rng.choice(
                    ("English", "English", "English", "English; French", "English; Swahili")
                ),
                "lowest grade": "7" if rng.random() < 0.2 else "",
                "highest grade": "",
                "follows": follows,
            }
        )
    people = [_volunteer(rng, n, count, size) for n in range(size)]
    for n in range(0, size - 1, max(2, size // 20)):
        people[n]["must_be_with"] = f"v{n + 1}"
        for key in ("band", "may enter", "languages", "available from", "available to"):
            people[n + 1][key] = people[n][key]
    return {"people": people, "projects": projects}


def _volunteer(rng: random.Random, n: int, projects: int, size: int) -> dict[str, object]:
    first = date(2027, 1, 4) + timedelta(days=7 * rng.randrange(10))
    unwanted = rng.choice((f"v{rng.randrange(size)}", f"j{rng.randrange(projects)}"))
    return {
        "id": f"v{n}",
        **_called(rng, f"v{n}"),
        "band": rng.choice(BANDS),
        "skills": _several(rng, SKILLS, 1, 3),
        "may enter": _several(rng, COUNTRIES, 4, 10),
        "languages": "; ".join(("English", *rng.sample(LANGUAGES, rng.choice((0, 1, 2))))),
        "available from": first,
        "available to": first + timedelta(days=rng.randint(240, 420)),
        "wishes": "; ".join(f"j{k}" for k in rng.sample(range(projects), min(4, projects))),
        "never_with": unwanted if rng.random() < 0.05 and unwanted != f"v{n}" else "",
        "must_be_with": "",
        "not_with": f"j{rng.randrange(projects)}" if rng.random() < 0.02 else "",
    }


def sets(size: int, rng: random.Random) -> Files:
    """People of many countries with themes, employers, those they met before and private requests."""
    ids = [f"p{n}" for n in range(size)]
    people: Rows = []
    for n in range(size):
        others = [one for one in rng.sample(ids, min(3, size)) if one != ids[n]]
        zone = rng.randrange(len(ZONES))
        people.append(
            {
                "id": ids[n],
                **_called(rng, ids[n]),
                "country": f"country {zone * 3 + rng.randrange(3)}",
                "time_zone": ZONES[zone],
                "profession": rng.choice(("doctor", "nurse", "midwife", "pharmacist", "planner")),
                "employer": f"employer {rng.randrange(max(3, size // 3))}",
                "woman": rng.choice(("yes", "yes", "no")),
                "theme": "; ".join(rng.sample(THEMES, 3)),
                "never_with": others[0] if others and rng.random() < 0.05 else "",
                "met_before": others[-1] if others and rng.random() < 0.2 else "",
            }
        )
    return {"people": people}


def _called(rng: random.Random, id_: str) -> dict[str, object]:
    return {"name": f"{rng.choice(FIRST)} {rng.choice(LAST)}", "email": f"{id_.lower()}@example.org"}


def _several(rng: random.Random, among: Sequence[str], fewest: int, most: int) -> str:
    return "; ".join(sorted(rng.sample(among, rng.randint(fewest, min(most, len(among))))))


def _decide(rng: random.Random, rows: Rows, others: Rows) -> None:
    """A lead keeps one in a hundred with a particular other whom the rules allow, and one in fifty apart from one."""
    free = list(others)
    rng.shuffle(free)
    for n, row in enumerate(rows):
        if n % 100 == 7:
            at = next((at for at in reversed(range(len(free))) if _possible(row, free[at])), None)
            if at is not None:
                row["must_be_with"], row["never_with"] = free.pop(at)["id"], ""
        elif n % 50 == 3:
            row["not_with"] = rng.choice(others)["id"]


def _possible(one: dict[str, object], other: dict[str, object]) -> bool:
    """What the rules for pairs demand; all speak English. What ``other`` asked in private holds too."""
    times = (set(str(row["times"]).split("; ")) for row in (one, other))
    return (
        bool(set.intersection(*times)) and one["line"] != other["line"] and other["never_with"] != one["id"]
    )


KINDS: dict[str, Callable[[int, random.Random], Files]] = {
    "pairs": pairs,
    "peers": peers,
    "posts": posts,
    "placements": placements,
    "sets": sets,
}


def files_of(kind: str, size: int, seed: int = 1) -> dict[str, bytes]:
    """Every file of ``size`` synthetic people by its name, the rules among them."""
    from benchmarks.matching.people_rules import RULES

    made = KINDS[kind](size, random.Random(f"{kind} {size} {seed}"))
    found = {f"{name}.csv": _csv(rows) for name, rows in made.items()}
    return {**found, "rules.toml": RULES[kind].encode()}


def _csv(rows: Rows) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]) if rows else ["id"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def main() -> None:
    reader = argparse.ArgumentParser(
        description="Write lists of synthetic people and rules to match them by."
    )
    reader.add_argument("kind", choices=sorted(KINDS))
    reader.add_argument("size", type=int, metavar="N")
    reader.add_argument("folder", type=Path)
    reader.add_argument("--seed", type=int, default=1)
    given = reader.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for name, content in files_of(given.kind, given.size, given.seed).items():
        (given.folder / name).write_bytes(content)
        print(given.folder / name)


if __name__ == "__main__":
    main()
