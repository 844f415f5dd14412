"""What the health of pairs register with the rest of the house. Called once, in ``ready``."""

from __future__ import annotations


def register() -> None:
    from kith.service.cohorts.domain.events import CohortClosed
    from kith.service.cohorts.domain.extras import register_links, register_place_links
    from kith.service.cohorts.domain.notices import register_notices
    from kith.service.cohorts.domain.stages import register_stage
    from kith.service.cohorts.domain.tasks import register_tasks_of_people
    from kith.service.core.domain.events import subscribe
    from kith.service.core.domain.tick import every_tick
    from kith.service.learning.domain.events import ContactChanged, RelationshipEnded, RelationshipPaused
    from kith.service.learning.domain.health import answered, declarations, nudging
    from kith.service.learning.web.health import health_places, own_concern_places
    from kith.service.learning.web.parts import register_part

    declarations.declare_all()
    subscribe(CohortClosed, answered.cohort_closed)
    subscribe(ContactChanged, answered.contact_changed)
    subscribe(RelationshipEnded, answered.ended)
    subscribe(RelationshipPaused, answered.paused)
    every_tick("learning.nudges")(nudging.nudge_due)
    register_stage("running", health_places.running_progress)
    register_notices("learning.health", health_places.notices)
    register_tasks_of_people("learning.concerns", own_concern_places.tasks_of_addressee)
    register_links("learning.health", health_places.cohort_links)
    register_place_links("learning.concerns", own_concern_places.place_links)
    register_part(90, "not right", own_concern_places.not_right_part)
