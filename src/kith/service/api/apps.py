from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "kith.service.api"
    label = "api"

    def ready(self) -> None:
        from kith.service.api.domain import handlers
        from kith.service.api.domain.declarations import declare_all
        from kith.service.api.domain.queries import names_of_tokens
        from kith.service.core.domain.events import subscribe
        from kith.service.core.domain.history import register_actor_names
        from kith.service.core.models import AuditEvent
        from kith.service.people.domain.events import PeopleMerging

        subscribe(PeopleMerging, handlers.people_merging)
        register_actor_names(AuditEvent.ActorKind.TOKEN, names_of_tokens)
        declare_all()
