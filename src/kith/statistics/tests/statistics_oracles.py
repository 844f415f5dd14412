"""The same answers by brute force: slow, plain, written without the code under test."""

from __future__ import annotations

from fractions import Fraction
from itertools import product


def mid_ranks(sizes: list[Fraction]) -> list[Fraction]:
    return [
        Fraction(sum(other < size for other in sizes) * 2 + sum(other == size for other in sizes) + 1, 2)
        for size in sizes
    ]


def signed_rank_p(differences: list[Fraction], *, pratt: bool) -> float:
    """Two-sided p by all signs of the changed pairs."""
    kept = differences if pratt else [d for d in differences if d != 0]
    ranked = list(zip(kept, mid_ranks([abs(d) for d in kept]), strict=True))
    changed = [(d, rank) for d, rank in ranked if d != 0]
    seen = sum(rank for d, rank in changed if d > 0)
    return _two_sided([rank for _, rank in changed], seen)


def _two_sided(ranks: list[Fraction], seen: Fraction | int) -> float:
    sums = [
        sum(rank for rank, plus in zip(ranks, signs, strict=True) if plus)
        for signs in product((0, 1), repeat=len(ranks))
    ]
    lower = Fraction(sum(total <= seen for total in sums), len(sums))
    upper = Fraction(sum(total >= seen for total in sums), len(sums))
    return float(min(Fraction(1), 2 * min(lower, upper)))


def permutation_p(differences: list[Fraction]) -> float:
    """Share of all signs whose sum is as far from zero."""
    seen = abs(sum(differences))
    sums = [
        abs(sum(d if plus else -d for d, plus in zip(differences, signs, strict=True)))
        for signs in product((0, 1), repeat=len(differences))
    ]
    return sum(total >= seen for total in sums) / len(sums)


def walsh_averages(differences: list[Fraction]) -> list[Fraction]:
    return sorted(
        (differences[i] + differences[j]) / 2
        for i in range(len(differences))
        for j in range(i, len(differences))
    )
