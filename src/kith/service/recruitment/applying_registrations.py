"""What the call and applying bring to the rest of the service."""

from __future__ import annotations


def register() -> None:
    from kith.service.core.domain.links import register_link_route
    from kith.service.core.domain.tick import every_tick
    from kith.service.core.models import LinkPurpose
    from kith.service.people.domain.connections import register_connection
    from kith.service.recruitment.domain import due
    from kith.service.recruitment.domain.declarations import by_application

    register_link_route(LinkPurpose.APPLY, "recruitment:application_by_link")
    register_connection(by_application)
    every_tick("recruitment.remind")(due.remind_due)
    every_tick("recruitment.drop_unopened")(due.drop_unopened)
