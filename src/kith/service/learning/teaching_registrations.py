"""What taught sessions, mentors and joint projects register with the rest of the house. Called once, in ``ready``."""

from __future__ import annotations


def register() -> None:
    from kith.service.cohorts.domain.extras import register_links
    from kith.service.cohorts.domain.notices import register_notices
    from kith.service.cohorts.domain.tasks import register_tasks, register_tasks_of_people
    from kith.service.core.domain.links import register_link_route
    from kith.service.core.models import LinkPurpose
    from kith.service.learning.domain.teaching import teaching_declarations
    from kith.service.learning.web.parts import register_part
    from kith.service.learning.web.teaching import project_presenters, teaching_parts, teaching_tasks

    register_link_route(LinkPurpose.MENTOR, "learning:mentor_by_mail")
    register_tasks("learning.sessions", teaching_tasks.session_tasks)
    register_tasks_of_people("learning.mentor_requests", teaching_tasks.request_tasks)
    register_notices("learning.sessions", teaching_tasks.session_notices)
    register_notices("learning.mentors", teaching_tasks.mentor_notices)
    register_links("learning.teaching", teaching_tasks.links)
    register_part(65, "mentors", teaching_parts.mentors_part)
    register_part(70, "project", project_presenters.project_part)
    register_part(75, "sessions", teaching_parts.sessions_part)
    teaching_declarations.declare_all()
