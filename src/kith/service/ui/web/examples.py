"""What the components page shows."""

from __future__ import annotations


def examples() -> dict[str, object]:
    return {}
