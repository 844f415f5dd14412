"""What a benchmark returns: one claim, as a ratio to a named peer measured in the same run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim.

    Parameters
    ----------
    claim
        What is claimed, in a sentence.
    kith, peer_value
        Seconds (or what ``how`` says) of Kith and of the peer.
    peer
        Who the peer is, with its version.
    ratio, target
        ``at_least``: peer / Kith, and it must reach the target; ``at_most``: Kith / peer, and it must
        not pass the target. ``target`` is ``None`` for a figure that is only reported.
    met
        Whether it does; true when there is no target.
    how
        How it was measured: sizes, repeats, threads, what is extrapolated.
    """

    claim: str
    kith: float
    peer: str
    peer_value: float
    ratio: float
    target: str | None
    met: bool
    how: str

    def to_json(self) -> dict[str, object]:
        return asdict(self)


def at_least(
    claim: str, *, kith: float, peer: str, peer_value: float, target: float | None, how: str
) -> Claim:
    """The claim that Kith is at least ``target`` times as fast as the peer."""
    ratio = peer_value / kith
    wanted = None if target is None else f">= {target:g}x"
    return Claim(claim, kith, peer, peer_value, ratio, wanted, target is None or ratio >= target, how)


def at_most(
    claim: str, *, kith: float, peer: str, peer_value: float, target: float | None, how: str
) -> Claim:
    """The claim that Kith takes at most ``target`` times what the peer takes."""
    ratio = kith / peer_value
    wanted = None if target is None else f"<= {target:g}x"
    return Claim(claim, kith, peer, peer_value, ratio, wanted, target is None or ratio <= target, how)


def seconds(work: Callable[[], object], repeats: int = 3) -> float:
    """The median wall time of some repeats."""
    taken = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)
