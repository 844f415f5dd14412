"""A figure that cannot be worked out is a remark in the result, not the end of the analysis."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from kith.evaluation.types import Remark
from kith.foundation.faults import KithError

Found = TypeVar("Found")


def or_why_not(work: Callable[[], Found]) -> Found | Remark:
    """What the work gives, or the first reason why it gives nothing."""
    try:
        return work()
    except KithError as refused:
        return why_not(refused)


def why_not(refused: KithError) -> Remark:
    """The first fault as a remark."""
    fault = refused.faults[0]
    return Remark(fault.code, dict(fault.params))
