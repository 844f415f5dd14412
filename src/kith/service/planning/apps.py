from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "kith.service.planning"
    label = "planning"

    def ready(self) -> None:
        from kith.service.core.domain.permissions import Scope, register_scope
        from kith.service.planning import jobs  # noqa: F401 - registers the work
        from kith.service.planning.domain.declarations import declare_all
        from kith.service.planning.domain.roles import load_scenario, roles_on_scenario
        from kith.service.planning.web.places import register

        register_scope(Scope("scenario", load=load_scenario, roles=roles_on_scenario))
        declare_all()
        register()
