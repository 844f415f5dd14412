"""What permissions, references and checks register with the rest of the house. Called once, in ``ready``."""

from __future__ import annotations


def register() -> None:
    from kith.service.core.domain.events import subscribe
    from kith.service.core.domain.links import register_link_route
    from kith.service.core.domain.tick import every_tick
    from kith.service.core.models import LinkPurpose
    from kith.service.recruitment.domain import evidence, nudging
    from kith.service.recruitment.domain.events import ApplicationSubmitted, ApplicationWithdrawn

    register_link_route(LinkPurpose.GIVE_PERMISSION, "recruitment:permission")
    register_link_route(LinkPurpose.GIVE_REFERENCE, "recruitment:reference")
    subscribe(ApplicationSubmitted, evidence.application_submitted)
    subscribe(ApplicationWithdrawn, evidence.application_withdrawn)
    every_tick("recruitment.nudge_permissions")(nudging.nudge_due)
