"""``python -m benchmarks.run WING``: measure every claim of a wing, print the table, keep the figures.

A wing's claims are the modules of ``benchmarks/WING/`` that have a function ``measure() -> list[Claim]``.
With more words only the modules named: ``python -m benchmarks.run matching score_matrix``. The exit code is
1 when a claim does not hold.
"""

from __future__ import annotations

import os

# Before numpy is imported: both sides of every claim then use one thread for linear algebra.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import importlib
import json
import pkgutil
import platform
import sys
import time
from importlib.metadata import version
from pathlib import Path

from benchmarks.claims import Claim

RESULTS = Path(__file__).parent / "results"


def wings() -> list[str]:
    here = Path(__file__).parent
    return sorted(path.parent.name for path in here.glob("*/__init__.py"))


def measure(wing: str, only: list[str]) -> dict[str, list[Claim]]:
    """Every module's claims, by module."""
    package = importlib.import_module(f"benchmarks.{wing}")
    found = {}
    for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda info: info.name):
        if only and info.name not in only:
            continue
        if info.name.endswith("_peer"):  # runs in the peer's environment, not here
            continue
        module = importlib.import_module(f"benchmarks.{wing}.{info.name}")
        if hasattr(module, "measure"):
            start = time.perf_counter()
            found[info.name] = module.measure()
            print(f"{info.name}: {time.perf_counter() - start:.0f} s", file=sys.stderr)
    return found


def table(claims: list[Claim]) -> str:
    lines = [f"{'ratio':>9}  {'target':>9}  {'met':<4} {'Kith':>10} {'peer':>10}  claim"]
    for one in claims:
        lines.append(
            f"{one.ratio:>8.2f}x  {one.target or '-':>9}  {'yes' if one.met else 'NO':<4} "
            f"{one.kith:>10.4g} {one.peer_value:>10.4g}  {one.claim}"
        )
        lines.append(f"{'':>50}against {one.peer}. {one.how}")
    return "\n".join(lines)


def machine() -> dict[str, object]:
    return {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "load_1_min": round(os.getloadavg()[0], 1),
        "openblas_threads": os.environ["OPENBLAS_NUM_THREADS"],
        "libraries": {name: version(name) for name in ("kith", "numpy", "scipy")},
    }


def main(words: list[str]) -> int:
    if not words or words[0] not in wings():
        print(f"Say which wing: {', '.join(wings())}. For example: make bench WING=matching", file=sys.stderr)
        return 2
    wing, *only = words
    where = machine()
    by_module = measure(wing, only)
    claims = [claim for found in by_module.values() for claim in found]
    print(table(claims))
    kept = RESULTS / f"{wing}.json"
    RESULTS.mkdir(exist_ok=True)
    before = json.loads(kept.read_text()) if only and kept.is_file() else []
    others = [row for row in before if row["module"] not in by_module]
    now = [
        {**claim.to_json(), "module": name, "machine": where}
        for name, found in by_module.items()
        for claim in found
    ]
    rows = sorted([*others, *now], key=lambda row: str(row["module"]))
    kept.write_text(json.dumps(rows, indent=2) + "\n")
    return 0 if all(claim.met for claim in claims) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
