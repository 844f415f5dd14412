"""What meetings and shadowing register with the rest of the house. Called once, in ``ready``."""

from __future__ import annotations


def register() -> None:
    from kith.service.cohorts.domain.tasks import register_tasks_of_people
    from kith.service.core.domain.events import subscribe
    from kith.service.core.domain.links import register_link_route
    from kith.service.core.domain.tick import every_tick
    from kith.service.core.models import LinkPurpose
    from kith.service.learning.domain.events import RelationshipEnded
    from kith.service.learning.domain.meeting import contact, planning, proposing, ties, waiting
    from kith.service.learning.domain.meeting.declarations import declare_all
    from kith.service.learning.web.meeting.meeting_parts import hours_part, log_part, next_part
    from kith.service.learning.web.parts import register_part
    from kith.service.people.domain.events import PeopleMerging

    declare_all()
    subscribe(RelationshipEnded, planning.relationship_ended)
    subscribe(PeopleMerging, ties.settle_replies)
    register_link_route(LinkPurpose.CALENDAR, "learning:feed")
    register_link_route(LinkPurpose.LOG_MEETING, "learning:log_by_link")
    every_tick("learning.proposals")(proposing.expire_due)
    every_tick("learning.contact")(contact.pass_on)
    register_tasks_of_people("learning.meetings", waiting.tasks_of_member)
    register_part(30, "next_meeting", next_part)
    register_part(40, "log", log_part)
    register_part(80, "hours", hours_part)
