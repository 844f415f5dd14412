"""Agreement of single scores, and scores taken twice."""

import numpy as np
import pytest

from kith.foundation.faults import KithError
from kith.statistics.retest import icc_agreement, retest

# Shrout and Fleiss (1979), table 2: six targets, four judges.
JUDGED = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]])


def test_published():
    """ICC(2,1) is .29; its interval is printed as .02 to .76."""
    found = icc_agreement(JUDGED)
    assert (f"{found.value:.2f}", f"{found.low:.2f}", f"{found.high:.2f}") == ("0.29", "0.02", "0.76")


def test_a_shift_of_everybody_counts():
    first = np.arange(10, dtype=float)
    assert retest(first, first).icc.value == 1.0
    shifted = retest(first, first + 2)
    # Variances: people 9.17, times 2, nothing else. Error is the root of 2, and 1.96 * root 2 * root 2 = 3.92.
    assert shifted.icc.value == pytest.approx(55 / 6 / (55 / 6 + 2))
    assert (f"{shifted.error:.4f}", f"{shifted.smallest_change:.2f}") == ("1.4142", "3.92")


def test_gaps_are_left_out():
    first = np.array([*range(12)], dtype=float)
    second = first + np.tile([0.0, 1.0], 6)
    gaps = np.append(first, np.nan), np.append(second, 3.0)
    assert retest(*gaps) == retest(first, second)


def test_too_few():
    with pytest.raises(KithError) as refused:
        retest([1, 2, 3], [1, 2, 3])
    assert refused.value.faults[0].code == "statistics.too_few"
