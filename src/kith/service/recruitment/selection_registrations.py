"""What selection registers with the rest of the house. Called once, in ``ready``."""

from __future__ import annotations


def register() -> None:
    from kith.service.cohorts.domain.places import register_promised
    from kith.service.cohorts.domain.stages import register_stage
    from kith.service.core.domain.events import subscribe
    from kith.service.core.domain.tick import every_tick
    from kith.service.recruitment.domain.events import ApplicationWithdrawn
    from kith.service.recruitment.domain.selecting import offers, room, selection_handlers
    from kith.service.recruitment.web.parts import register_part
    from kith.service.recruitment.web.sections import register_section
    from kith.service.recruitment.web.selecting.decision_section import decision_section
    from kith.service.recruitment.web.selecting.offer_presenters import offer_part
    from kith.service.recruitment.web.selecting.selection_presenters import selection_progress

    register_promised("recruitment.offers", room.on_offer)
    register_stage("selection", selection_progress)
    subscribe(ApplicationWithdrawn, selection_handlers.application_withdrawn)
    every_tick("recruitment.offers")(offers.expire_due)
    register_part(60, "offer", offer_part)
    register_section(70, "decisions", decision_section)
