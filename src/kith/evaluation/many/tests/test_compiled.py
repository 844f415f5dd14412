"""Counts of draws: the same compiled or not, and truly multinomial."""

import itertools
import math

import numpy as np
import pytest

from kith.evaluation.many.compiled import UNSURE, compiled, fill, first_counts
from kith.evaluation.many.resampling import How, drawn_sums
from kith.foundation.seeds import generator
from kith.statistics.bootstrap import Interval


def counts_of(loop, people, rows, seed=1):
    first = first_counts(people)
    chunks = generator(seed, "test").bit_generator.random_raw(rows * (people + 50)).view("<u2")
    counts = np.full((rows, people), np.nan)
    assert loop(chunks, first.table, first.at_most, np.zeros(people, np.uint8), counts) == rows
    return counts


@pytest.mark.parametrize("people", [3, 1_000, 20_000])
def test_compiled_and_python_draw_the_same(people):
    rows = 2 if people > 10_000 else 5
    mine = counts_of(fill, people, rows)
    assert np.array_equal(mine, counts_of(compiled(), people, rows))
    assert (mine.sum(axis=1) == people).all()


@pytest.mark.parametrize("people", [3, 50])
def test_quick_sums_are_those_of_numpys_own_words(people):
    columns = np.arange(4.0 * people).reshape(4, people)
    plain, quick = (
        drawn_sums(columns, generator(2, "test"), How(120, 0.95, Interval.BCA, quick))
        for quick in (False, True)
    )
    assert np.array_equal(plain, quick)


def test_three_people_are_drawn_as_27_equally_likely_draws_say():
    rows = 20_000
    seen = counts_of(compiled(), 3, rows)
    patterns, times = np.unique(seen, axis=0, return_counts=True)
    expected = {}
    for draw in itertools.product(range(3), repeat=3):
        key = tuple(float(draw.count(person)) for person in range(3))
        expected[key] = expected.get(key, 0) + rows / 27
    assert {tuple(pattern) for pattern in patterns} == set(expected)
    surprise = sum(
        (n - expected[tuple(p)]) ** 2 / expected[tuple(p)] for p, n in zip(patterns, times, strict=True)
    )
    assert surprise < 29.6  # chi-square, 9 degrees of freedom: 1 in 2,000, and the seed is fixed


def test_a_hundred_people_are_drawn_once_each_on_average_with_the_right_spread():
    counts = counts_of(compiled(), 100, 4_000)
    share = [(counts == times).mean() for times in range(5)]
    exact = [math.comb(100, k) * 0.01**k * 0.99 ** (100 - k) for k in range(5)]
    assert share == pytest.approx(exact, abs=0.003)
    assert np.cov(counts[:, 0], counts[:, 1])[0, 1] == pytest.approx(-0.01, abs=0.05)


def test_the_chances_of_first_counts_are_those_of_poisson():
    first = first_counts(1_000_000)
    sure = first.table[first.table != UNSURE]
    assert (sure == 0).mean() == pytest.approx(math.exp(-0.997), abs=1e-4)
    assert first.at_most[1] == pytest.approx(1.997 * math.exp(-0.997), abs=1e-15)
    assert first.at_most[-1] == 1.0


def test_a_shortage_of_chunks_is_made_good(monkeypatch):
    from kith.evaluation.many import resampling

    columns = np.arange(40.0).reshape(2, 20)
    how = How(60, 0.95, Interval.BCA)
    enough = resampling._chunks

    def scarce(rng, people, rows):
        return enough(rng, people, rows)[: rows * people // 2 + 4 * people + 8]

    monkeypatch.setattr(resampling, "_chunks", scarce)
    sums = drawn_sums(columns, generator(1, "test"), how)
    assert (sums[1] - sums[0] == 20 * 20).all()
