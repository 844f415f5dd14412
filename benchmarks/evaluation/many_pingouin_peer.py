"""Runs in the peer's own environment: the plain way through many programmes, with pandas and pingouin in a loop.

Standard input: the Parquet file, the scales, how many programmes to loop over and how many draws. Standard output:
seconds to read and score everything, seconds of the loop, and what it found.
"""

import json
import math
import sys
import time
import warnings

import numpy as np
import pandas as pd
import pingouin as pg


def scored(path: str, scales: list) -> pd.DataFrame:
    frame = pd.read_parquet(path)
    for scale in scales:
        items = frame[scale["items"]].astype(float)
        for item in scale["reversed"]:
            items[item] = scale["low"] + scale["high"] - items[item]
        enough = items.notna().sum(axis=1) >= math.ceil(scale["min_answered"] * len(scale["items"]) - 1e-9)
        frame[scale["key"]] = items.mean(axis=1).where(enough)
        frame[[f"{scale['key']}.{item}" for item in scale["items"]]] = items
    return frame


def one(group: pd.DataFrame, scale: dict, draws: int) -> dict:
    key = scale["key"]
    wide = group.pivot(index="person", columns="wave", values=key).dropna()
    before, after = wide["before"].to_numpy(), wide["after"].to_numpy()
    items = [f"{key}.{item}" for item in scale["items"]]
    alphas = [
        float(pg.cronbach_alpha(data=group.loc[group["wave"] == wave, items], nan_policy="listwise")[0])
        for wave in ("before", "after")
    ]
    test = pg.wilcoxon(after, before)
    low, high = pg.compute_bootci(
        after, before, func="hedges", method="per", paired=True, n_boot=draws, decimals=6, seed=1
    )
    change = np.round(after - before, 9)
    return {
        "n": len(wide),
        "up": int((change > 0).sum()),
        "down": int((change < 0).sum()),
        "alpha": alphas,
        "g_av": float(pg.compute_effsize(after, before, paired=True, eftype="hedges")),
        "interval": [float(low), float(high)],
        "p": float(test.iloc[0][next(name for name in test.columns if name.startswith("p"))]),
        "rank_biserial": float(test.iloc[0]["RBC"]),
    }


def main() -> None:
    warnings.filterwarnings("ignore")
    asked = json.load(sys.stdin)
    start = time.perf_counter()
    frame = scored(asked["path"], asked["scales"])
    names = sorted(frame["programme"].unique())[: asked["programmes"]]
    groups = dict(iter(frame[frame["programme"].isin(names)].groupby("programme")))
    middle = time.perf_counter()
    found = {
        name: {scale["key"]: one(group, scale, asked["draws"]) for scale in asked["scales"]}
        for name, group in groups.items()
    }
    end = time.perf_counter()
    json.dump({"reading": middle - start, "loop": end - middle, "found": found}, sys.stdout)


if __name__ == "__main__":
    main()
