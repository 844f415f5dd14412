"""A million answers of 500 programmes against pandas and pingouin in a loop, in memory, and as the data grow."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.claims import Claim, at_least, at_most
from benchmarks.peers import ask, peer_python

ITEMS = tuple(f"q{number}" for number in range(1, 21))
SCALES = (
    *((f"scale_{part}", ITEMS[5 * part : 5 * part + 5]) for part in range(4)),
    ("total", ITEMS),
)
REVERSED = ("q4", "q9", "q14", "q19")
PROGRAMMES, PEOPLE, LOOPED, DRAWS = 500, 1_000, 25, 2_000
GROWTH = (10, 50, 250)
MEMORY = 2_000.0
PEER = ("pingouin==0.7.0", "pandas==3.0.0", "pyarrow==26.0.1")


def measure() -> list[Claim]:
    with TemporaryDirectory() as folder:
        sizes = {programmes: Path(folder) / f"{programmes}.parquet" for programmes in (*GROWTH, PROGRAMMES)}
        for programmes, path in sizes.items():
            write_answers(path, programmes)
        grown = {programmes: _kith(path) for programmes, path in sizes.items()}
        peer = _peer(sizes[PROGRAMMES])
    ours = grown[PROGRAMMES]
    _same(ours["found"], peer["found"])
    return [_against(ours, peer), _memory(ours), *(_growth(grown, each) for each in GROWTH)]


def scales_json() -> list[dict[str, object]]:
    return [
        {
            "key": key,
            "items": items,
            "reversed": [item for item in REVERSED if item in items],
            "low": 1,
            "high": 5,
            "min_answered": 0.8,
        }
        for key, items in SCALES
    ]


def write_answers(path: Path, programmes: int) -> None:
    """Invented answers on five points, before and after, 3% missing, rows in no order."""
    import polars as pl

    rng = np.random.default_rng(1)
    people = programmes * PEOPLE
    level = rng.normal(3, 0.7, (people, 1))
    names = np.repeat([f"programme {number:03d}" for number in range(programmes)], PEOPLE)
    frames = []
    for wave, rise in (("before", 0.0), ("after", 0.2)):
        answers = level + rise + rng.normal(0, 0.9, (people, len(ITEMS)))
        for place, item in enumerate(ITEMS):
            if item in REVERSED:
                answers[:, place] = 6 - answers[:, place]
        answers = np.clip(np.rint(answers), 1, 5)
        answers[rng.random(answers.shape) < 0.03] = np.nan
        columns = {"programme": names, "person": [f"P{number:06d}" for number in range(people)]}
        items = [
            pl.Series(item, answers[:, place]).fill_nan(None).cast(pl.Int8)
            for place, item in enumerate(ITEMS)
        ]
        frames.append(pl.DataFrame({**columns, "wave": [wave] * people}).with_columns(items))
    pl.concat(frames).sample(fraction=1, shuffle=True, seed=1).write_parquet(path)


def _kith(path: Path) -> dict[str, object]:
    """In a process of its own, so that the most memory it ever held is its own too."""
    question = {"path": str(path), "scales": scales_json(), "looked_at": LOOPED, "draws": DRAWS}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.evaluation.many_kith"],
        input=json.dumps(question),
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    answer = json.loads(done.stdout)
    assert isinstance(answer, dict)
    return answer


def _peer(path: Path) -> dict[str, object]:
    question = {"path": str(path), "scales": scales_json(), "programmes": LOOPED, "draws": DRAWS}
    answer = ask(peer_python("pingouin", *PEER), Path(__file__).parent / "many_pingouin_peer.py", question)
    assert isinstance(answer, dict)
    return answer


def _same(ours: object, theirs: object) -> None:
    """Counts, alpha and sizes of the programmes that both worked through; intervals differ by chance."""
    assert isinstance(ours, dict)
    assert isinstance(theirs, dict)
    for programme, scales in theirs.items():
        for scale, their in scales.items():
            mine = ours[programme][scale]
            if [mine[name] for name in ("n", "up", "down")] != [their[name] for name in ("n", "up", "down")]:
                raise AssertionError(f"{programme}, {scale}: {mine} is not {their}")
            alphas = zip(mine["alpha"], their["alpha"], strict=True)
            if not all(math.isclose(one, other, rel_tol=1e-9) for one, other in alphas):
                raise AssertionError(f"{programme}, {scale}: {mine} is not {their}")
            # pingouin corrects a paired g as if there were two groups: n - 1 against 2n - 2 degrees of freedom.
            if not math.isclose(mine["g_av"], their["g_av"], rel_tol=1 / their["n"]):
                raise AssertionError(f"{programme}, {scale}: {mine} is not {their}")
            width = their["interval"][1] - their["interval"][0]
            for one, other in zip(mine["interval"], their["interval"], strict=True):
                if abs(one - other) > 0.2 * width:
                    raise AssertionError(f"{programme}, {scale}: {mine} is not {their}")


def _against(ours: dict[str, object], peer: dict[str, object]) -> Claim:
    reading, loop = float(str(peer["reading"])), float(str(peer["loop"]))
    times = PROGRAMMES // LOOPED
    how = (
        f"Wall seconds, from Parquet to results; Kith the second of 2 runs in one process (the first, which"
        f" loads what is compiled, took {float(str(ours['first'])):.1f} s), peer once. Five scores"
        f" with a rule for missing items, pairing, alpha before and after, signed-rank test, rank-biserial, g_av,"
        f" {DRAWS:,} draws. Kith in {ours['threads']} threads (1 works, {int(str(ours['threads'])) - 1} draw; the numbers"
        f" are the same in 1) and reading by polars in {ours['polars_threads']}; peer in 1 but for"
        f" reading by pyarrow. Peer: reads and scores all rows in {reading:.1f} s, then {LOOPED} programmes in"
        f" {loop:.1f} s, times {times} (extrapolated). On those {LOOPED} the same counts and alphas,"
        " and g_av but for pingouin's correction, which is that of two groups. Kith also:"
        " exact grid, BCa, intervals of the mean change, of alpha and Bonett's of g_av, Holm."
    )
    return at_least(
        f"{2 * PROGRAMMES * PEOPLE:,} answers of 20 items, {PROGRAMMES} programmes, all figures",
        kith=float(str(ours["seconds"])),
        peer=f"{PEER[1]} and {PEER[0]} in a loop",
        peer_value=reading + times * loop,
        target=60.0,
        how=how,
    )


def _memory(ours: dict[str, object]) -> Claim:
    return at_most(
        f"memory for {2 * PROGRAMMES * PEOPLE:,} answers within the budget",
        kith=float(str(ours["megabytes"])),
        peer="the budget of 2 GB",
        peer_value=MEMORY,
        target=1.0,
        how="Megabytes: the most the process ever held (maximum resident set), Python and libraries included.",
    )


def _growth(grown: dict[int, dict[str, object]], programmes: int) -> Claim:
    whole, here = (float(str(grown[each]["seconds"])) for each in (PROGRAMMES, programmes))
    times = PROGRAMMES // programmes
    return at_most(
        f"a million answers beside {times} times those of {programmes} programmes ({2 * programmes * PEOPLE:,})",
        kith=whole,
        peer=f"Kith with {2 * programmes * PEOPLE:,} answers, times {times}",
        peer_value=times * here,
        target=None,
        how=f"Wall seconds; the smaller took {here:.2f} s. 1 means that work grows as the data do.",
    )
