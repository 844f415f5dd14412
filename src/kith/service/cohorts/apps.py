from django.apps import AppConfig


class CohortsConfig(AppConfig):
    name = "kith.service.cohorts"
    label = "cohorts"

    def ready(self) -> None:
        from kith.service.cohorts.domain import ties
        from kith.service.cohorts.domain.declarations import declare_all
        from kith.service.cohorts.domain.openness import must_be_open
        from kith.service.cohorts.domain.roles import (
            load_cohort,
            load_place,
            roles_on_cohort,
            roles_on_owner,
            roles_on_place,
        )
        from kith.service.cohorts.domain.stages import register_stage
        from kith.service.cohorts.domain.tasks import register_tasks_of_people
        from kith.service.cohorts.web.places import register as register_navigation
        from kith.service.cohorts.web.presenters import people_progress
        from kith.service.cohorts.web.presenters.handing_over import tasks_of_next_lead
        from kith.service.core.domain.events import subscribe
        from kith.service.core.domain.links import register_link_route
        from kith.service.core.domain.outbox import register_gate
        from kith.service.core.domain.permissions import Scope, register_scope
        from kith.service.core.models import LinkPurpose
        from kith.service.people.domain.connections import register_connection
        from kith.service.people.domain.consents import register_cohort_names
        from kith.service.people.domain.events import PeopleMerging

        register_cohort_names(ties.names_of_cohorts)
        register_connection(ties.by_place)
        register_connection(ties.by_cohort_role)
        subscribe(PeopleMerging, ties.settle_places)
        register_gate(must_be_open)
        register_navigation()
        register_stage("people", people_progress)
        register_tasks_of_people("cohorts.hand_overs", tasks_of_next_lead)
        register_link_route(LinkPurpose.CONFIRM_PLACE, "cohorts:place_by_link")
        register_scope(Scope("cohort", load_cohort, roles_on_cohort))
        register_scope(Scope("cohort_owner", load_cohort, roles_on_owner))
        register_scope(Scope("place", load_place, roles_on_place))
        declare_all()
