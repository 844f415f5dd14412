"""What the funnel registers with the rest of the house. Called once, in ``ready``."""

from __future__ import annotations


def register() -> None:
    from kith.service.cohorts.domain.extras import register_links
    from kith.service.core.domain.tick import every_tick
    from kith.service.recruitment.domain.applying import equality
    from kith.service.recruitment.web.funnel.funnel_presenters import cohort_links

    every_tick("recruitment.expire_equality")(equality.expire)
    register_links("funnel", cohort_links)
