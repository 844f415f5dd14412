"""What reviewing and interviews register with the rest of the house. Called once, in ``ready``."""

from __future__ import annotations


def register() -> None:
    from kith.service.cohorts.domain.tasks import register_tasks_of_people
    from kith.service.core.domain.events import subscribe
    from kith.service.recruitment.domain.events import ApplicationWithdrawn
    from kith.service.recruitment.domain.reviewing import interviewing
    from kith.service.recruitment.web.parts import register_part
    from kith.service.recruitment.web.reviewing.booking_presenters import interview_part
    from kith.service.recruitment.web.reviewing.interview_presenters import interview_section
    from kith.service.recruitment.web.reviewing.review_presenters import tasks_of_reviewer
    from kith.service.recruitment.web.reviewing.reviewer_presenters import reviews_section
    from kith.service.recruitment.web.sections import register_section

    register_tasks_of_people("recruitment.reviews", tasks_of_reviewer)
    subscribe(ApplicationWithdrawn, interviewing.application_withdrawn)
    register_part(50, "interview", interview_part)
    register_section(50, "reviews", reviews_section)
    register_section(60, "interview", interview_section)
