"""What reflections, goals and the portfolio register with the rest of the house. Called once, in ``ready``."""

from __future__ import annotations


def register() -> None:
    from kith.service.core.domain.events import subscribe
    from kith.service.learning.domain.events import RelationshipEnded
    from kith.service.learning.domain.reflecting import declarations, sharing

    declarations.declare_all()
    subscribe(RelationshipEnded, sharing.relationship_ended)
