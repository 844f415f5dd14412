from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kith.service.people"
    label = "people"

    def ready(self) -> None:
        from kith.service.core.domain.permissions import Scope, register_scope
        from kith.service.people.domain.queries import organisation_of, roles_in_organisation

        register_scope(Scope("organisation", load=organisation_of, roles=roles_in_organisation))
