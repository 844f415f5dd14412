"""What the call and applying bring to the rest of the service."""

from __future__ import annotations


def register() -> None:
    from kith.service.cohorts.domain.calendar import register_entries
    from kith.service.cohorts.domain.stages import register_stage
    from kith.service.cohorts.domain.tasks import register_tasks_of_people
    from kith.service.core.domain.events import subscribe
    from kith.service.core.domain.links import register_link_route
    from kith.service.core.domain.tick import every_tick
    from kith.service.core.models import LinkPurpose
    from kith.service.people.domain.connections import register_connection
    from kith.service.people.domain.events import PeopleMerging, PersonErasing
    from kith.service.recruitment.domain import retention, ties
    from kith.service.recruitment.domain.calling import due
    from kith.service.recruitment.domain.declarations import by_application
    from kith.service.recruitment.web.applying import application_parts
    from kith.service.recruitment.web.applying.own_tasks import tasks_of_applicant
    from kith.service.recruitment.web.calling.call_presenters import (
        calendar_entries,
        call_progress,
        late_section,
    )
    from kith.service.recruitment.web.parts import register_part
    from kith.service.recruitment.web.sections import register_section

    register_link_route(LinkPurpose.APPLY, "recruitment:application_by_link")
    register_connection(by_application)
    subscribe(PeopleMerging, ties.settle_applications)
    subscribe(PersonErasing, ties.withdraw_applications)
    every_tick("recruitment.remind")(due.remind_due)
    every_tick("recruitment.drop_unopened")(due.drop_unopened)
    every_tick("recruitment.expire_applications")(retention.expire_applications)
    register_part(10, "application", application_parts.application_part)
    register_part(20, "equality", application_parts.equality_part)
    register_part(90, "withdraw", application_parts.withdraw_part)
    register_stage("call", call_progress)
    register_tasks_of_people("recruitment.applications", tasks_of_applicant)
    register_entries("recruitment", calendar_entries)
    register_section(15, "late", late_section)
