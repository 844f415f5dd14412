"""What reviewing and interviews register with the rest of the house. Called once, in ``ready``."""

from __future__ import annotations


def register() -> None:
    from kith.service.cohorts.domain.tasks import register_tasks_of_people
    from kith.service.recruitment.web.review_presenters import tasks_of_reviewer
    from kith.service.recruitment.web.reviewer_presenters import reviews_section
    from kith.service.recruitment.web.sections import register_section

    register_tasks_of_people("recruitment.reviews", tasks_of_reviewer)
    register_section(50, "reviews", reviews_section)
