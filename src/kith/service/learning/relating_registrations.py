"""What relationships and agreements register with the rest of the house. Called once, in ``ready``."""

from __future__ import annotations


def register() -> None:
    from kith.service.cohorts.domain.events import PlaceEnded
    from kith.service.cohorts.domain.extras import register_leaving_page
    from kith.service.cohorts.domain.tasks import register_tasks
    from kith.service.core.domain.events import subscribe
    from kith.service.core.domain.tick import every_tick
    from kith.service.learning.domain.events import RelationshipEnded
    from kith.service.learning.domain.relating import (
        agreement_mails,
        blocking,
        ending,
        pausing,
        relating_declarations,
        starting,
        ties,
    )
    from kith.service.learning.web.parts import register_part
    from kith.service.learning.web.relating import agreement_part, pair_pages, standing_part, who_part
    from kith.service.matches.domain.between_people import register_apart
    from kith.service.matches.domain.events import PairEnded, PairsPublished
    from kith.service.matches.domain.pair_pages import register_pair_page
    from kith.service.people.domain.events import PeopleMerging, PersonErased, PersonErasing

    subscribe(PairsPublished, starting.pairs_published)
    subscribe(PairEnded, ending.pair_ended)
    subscribe(PlaceEnded, ending.place_ended)
    subscribe(PersonErased, ending.person_erased)
    subscribe(PersonErasing, ties.hold_relationships)
    subscribe(RelationshipEnded, agreement_mails.relationship_ended)
    subscribe(PeopleMerging, ties.settle_relationships)
    register_apart(blocking.kept_apart)
    register_pair_page(pair_pages.addresses_of)
    register_leaving_page(pair_pages.leaving_page)
    register_part(5, "standing", standing_part.standing_part)
    register_part(10, "who", who_part.who_part)
    register_part(20, "agreement", agreement_part.agreement_part)
    register_tasks("agreement", agreement_part.tasks_of_places)
    register_part(95, "way out", standing_part.way_out_part)
    every_tick("learning.resume_pauses")(pausing.resume_due)
    relating_declarations.declare_all()
