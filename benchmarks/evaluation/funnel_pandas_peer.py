"""Runs in an environment of its own: codes on standard input, counts and the time taken on standard output."""

import json
import statistics
import sys
import time

import pandas as pd
from scipy.stats import fisher_exact


def funnel(frame: pd.DataFrame, names: list, stages: int) -> tuple[dict, int]:
    counts, tests = {}, 0
    for name in names:
        table = frame.groupby([name, "furthest"]).size().unstack(fill_value=0)
        table = table.reindex(columns=range(stages), fill_value=0)
        reached = table.iloc[:, ::-1].cumsum(axis=1).iloc[:, ::-1]
        counts[name] = reached.to_numpy().tolist()
        largest = reached[0].idxmax()
        for stage in range(stages - 1):
            base = reached.loc[largest]
            for group, row in reached.iterrows():
                if group == largest:
                    continue
                fisher_exact(
                    [
                        [row[stage + 1], row[stage] - row[stage + 1]],
                        [base[stage + 1], base[stage] - base[stage + 1]],
                    ]
                )
                tests += 1
    return counts, tests


def main() -> None:
    given = json.load(sys.stdin)
    frame = pd.DataFrame({**given["codes"], "furthest": given["furthest"]})
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        counts, tests = funnel(frame, list(given["codes"]), given["stages"])
        taken.append(time.perf_counter() - start)
    json.dump({"seconds": statistics.median(taken), "tests": tests, "counts": counts}, sys.stdout)


if __name__ == "__main__":
    main()
