"""What reflections, goals and the portfolio register with the rest of the house. Called once, in ``ready``."""

from __future__ import annotations


def register() -> None:
    from kith.service.cohorts.domain.extras import register_links, register_place_links
    from kith.service.cohorts.domain.notices import register_notices
    from kith.service.cohorts.domain.tasks import register_tasks
    from kith.service.core.domain.events import subscribe
    from kith.service.learning.domain.events import RelationshipEnded
    from kith.service.learning.domain.reflecting import declarations, sharing
    from kith.service.learning.web.parts import register_part
    from kith.service.learning.web.reflecting import goal_presenters, reflecting_parts, reflecting_places

    declarations.declare_all()
    subscribe(RelationshipEnded, sharing.relationship_ended)
    register_tasks("learning.reflecting", reflecting_places.tasks)
    register_notices("learning.certificates", reflecting_places.notices)
    register_links("learning.certificates", reflecting_places.links)
    register_place_links("learning.reflecting", reflecting_places.place_links)
    register_part(50, "goals", goal_presenters.goals_part)
    register_part(60, "reflections", reflecting_parts.reflections_part)
    register_part(85, "certificate", reflecting_parts.certificate_part)
