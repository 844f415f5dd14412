"""What the rooms after a programme register with the rest of the house. Called once, in ``ready``."""

from __future__ import annotations


def register() -> None:
    from kith.service.cohorts.domain.closing import register_consequences
    from kith.service.cohorts.domain.events import CohortClosed, CohortReopened
    from kith.service.cohorts.domain.extras import register_links, register_place_links
    from kith.service.cohorts.domain.notices import register_notices
    from kith.service.cohorts.domain.stages import register_stage
    from kith.service.cohorts.domain.tasks import register_tasks, register_tasks_of_people
    from kith.service.core.domain.events import subscribe
    from kith.service.learning.domain.after import closing, declarations, ties
    from kith.service.learning.web.after import after_part, after_stage, after_tasks
    from kith.service.learning.web.parts import register_part
    from kith.service.people.domain.connections import register_connection
    from kith.service.people.domain.events import PeopleMerging

    declarations.declare_all()
    register_connection(declarations.by_directory)
    register_connection(declarations.by_series)
    subscribe(PeopleMerging, ties.settle_alumni)
    subscribe(CohortClosed, closing.cohort_closed)
    subscribe(CohortReopened, closing.cohort_reopened)
    register_consequences("learning", after_stage.consequences)
    register_links("learning.after", after_stage.links)
    register_place_links("learning.after", after_part.place_links)
    register_part(15, "after", after_part.after_part)
    register_notices("learning.alumni", after_stage.notices)
    register_stage("after", after_stage.progress)
    register_tasks("learning.alumni", after_tasks.tasks_of_places)
    register_tasks_of_people("learning.asked", after_tasks.tasks_of_alumnus)
    register_tasks_of_people("learning.spin_offs", after_tasks.tasks_of_lead)
    register_tasks_of_people("learning.series", after_tasks.tasks_of_organiser)
