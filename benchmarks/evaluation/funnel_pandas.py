"""The funnel over 100,000 applications against the plain way: pandas groupby and scipy's exact test."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from benchmarks.claims import Claim, at_most, seconds
from benchmarks.peers import ask, peer_python
from kith.evaluation.ethnicity import ethnic_categories
from kith.evaluation.funnel import analyse_funnel
from kith.evaluation.funnel_counts import count
from kith.evaluation.funnel_types import STAGES, Category, Characteristic, FunnelData
from kith.foundation.words import Text

APPLICATIONS = 100_000
BUDGET = 1.0
GROUPS = {"side": 2, "site": 6, "ethnic_category": 18, "age": 5, "channel": 4}
PEER = ("pandas==3.0.0", "scipy==1.17.1")


def measure() -> list[Claim]:
    data = applications()
    peer = ask(
        peer_python("pandas", *PEER),
        Path(__file__).parent / "funnel_pandas_peer.py",
        {
            "furthest": data.furthest.tolist(),
            "stages": len(data.stages),
            "codes": {each.key: each.codes.tolist() for each in data.characteristics},
        },
    )
    assert isinstance(peer, dict)
    for each in data.characteristics:
        if count(data, each).reached.tolist() != peer["counts"][each.key]:
            raise AssertionError(f"Kith and pandas count {each.key} differently")
    taken = seconds(lambda: analyse_funnel(data, seed=1), 5)
    result = analyse_funnel(data, seed=1)
    how = (
        f"Wall seconds, Kith median of 5, peer median of 3. 1 thread each. {len(GROUPS)} characteristics,"
        f" {len(data.stages)} stages. The same counts. Peer: {peer['tests']} Fisher tests beside the largest"
        f" group, nothing else. Kith: {result.comparisons} of them, all groups at once, ratios with intervals,"
        " Holm, four-fifths, WRES, and disclosure control with its audit."
    )
    name = f"{PEER[0]} groupby and {PEER[1]} fisher_exact"
    return [
        at_most(
            f"funnel over {APPLICATIONS:,} applications, protected and compared",
            kith=taken,
            peer=name,
            peer_value=float(peer["seconds"]),
            target=None,
            how=how,
        ),
        at_most(
            f"funnel over {APPLICATIONS:,} applications within the budget",
            kith=taken,
            peer=f"the budget of {BUDGET:g} s for this machine",
            peer_value=BUDGET,
            target=1.0,
            how="Wall seconds, median of 5. 1 thread.",
        ),
    ]


def applications() -> FunnelData:
    """Invented applications: groups of falling size, a quarter lost at each stage."""
    rng = np.random.default_rng(1)
    stages = STAGES[1:]
    furthest = np.minimum(rng.geometric(0.25, APPLICATIONS) - 1, len(stages) - 1)
    return FunnelData(
        stages, furthest, tuple(_characteristic(key, size, rng) for key, size in GROUPS.items()), ("2026",)
    )


def _characteristic(key: str, size: int, rng: np.random.Generator) -> Characteristic:
    share = 1 / np.arange(1, size + 1) ** 1.2
    plain = tuple(Category(f"k{place}", Text.of(f"k{place}")) for place in range(size))
    categories = ethnic_categories() if key == "ethnic_category" else plain
    codes = rng.choice(size, APPLICATIONS, p=share / share.sum())
    return Characteristic(key, Text.of(key), categories, codes)
