"""What stands in a file for everybody has no digit that the report does not print."""

import numpy as np

from kith.evaluation.plan import ChangePlan, Outcome, Side, Wave, WaveRole
from kith.evaluation.pooled import pool_change
from kith.evaluation.pooled.printed import as_printed
from kith.evaluation.types import ChangeData
from kith.foundation.words import Text


def test_two_files_no_longer_tell_whoever_is_in_one_of_them():
    """With every digit, the difference of one outlier more shows; in print it need not."""
    rng = np.random.default_rng(3)
    sides = ("a", "b") * 20
    scores = {"x": {"1": rng.integers(1, 8, 40) / 2, "2": rng.integers(1, 8, 40) / 2}}
    plan = ChangePlan(
        (Outcome("x", Text.of("X")),),
        (Wave("1", Text.of("1"), WaveRole.BEFORE), Wave("2", Text.of("2"), WaveRole.AFTER)),
        sides=(Side("a", Text.of("a")), Side("b", Text.of("b"))),
    )
    pairs = tuple(str(at // 2) for at in range(40))
    data = ChangeData(tuple(f"P{at}" for at in range(40)), sides, scores, pairs=pairs)
    full = pool_change(data, plan, waves=False)
    (exact,), (printed,) = full.pairs, as_printed(full).pairs
    assert exact.difference.value != printed.difference.value
    assert (printed.difference.value, printed.difference.low, printed.difference.high) == (
        round(exact.difference.value, 2),
        round(exact.difference.low, 2),
        round(exact.difference.high, 2),
    )
    assert printed.difference_p == round(exact.difference_p, 3)
    assert (printed.n, printed.n_pairs) == (exact.n, exact.n_pairs)
