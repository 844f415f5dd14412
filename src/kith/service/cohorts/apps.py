from django.apps import AppConfig


class CohortsConfig(AppConfig):
    name = "kith.service.cohorts"
    label = "cohorts"

    def ready(self) -> None:
        from kith.service.cohorts.domain.roles import load_cohort, load_place, roles_on_cohort, roles_on_place
        from kith.service.core.domain.permissions import Scope, register_scope

        register_scope(Scope("cohort", load_cohort, roles_on_cohort))
        register_scope(Scope("place", load_place, roles_on_place))
