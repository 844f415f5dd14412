from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "kith.service.learning"
    label = "learning"

    def ready(self) -> None:
        from kith.service.core.domain.permissions import Scope, register_scope
        from kith.service.learning import (
            after_registrations,
            health_registrations,
            meeting_registrations,
            reflecting_registrations,
            relating_registrations,
            teaching_registrations,
        )
        from kith.service.learning.domain import roles

        register_scope(Scope("relationship", roles.load_relationship, roles.roles_on_relationship))
        register_scope(Scope("reflection", roles.load_reflection, roles.roles_on_reflection))
        register_scope(Scope("concern", roles.load_concern, roles.roles_on_concern))
        register_scope(Scope("alumni", roles.load_alumni_of, roles.roles_on_alumni))
        register_scope(Scope("series", roles.load_series, roles.roles_on_series))
        relating_registrations.register()
        meeting_registrations.register()
        reflecting_registrations.register()
        teaching_registrations.register()
        health_registrations.register()
        after_registrations.register()
