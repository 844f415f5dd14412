"""What the funnel registers with the rest of the house. Called once, in ``ready``."""

from __future__ import annotations


def register() -> None:
    from kith.service.core.domain.tick import every_tick
    from kith.service.recruitment.domain import equality

    every_tick("recruitment.expire_equality")(equality.expire)
