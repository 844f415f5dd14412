from django.apps import AppConfig


class RecruitmentConfig(AppConfig):
    name = "kith.service.recruitment"
    label = "recruitment"

    def ready(self) -> None:
        from django.db.models.signals import post_delete

        from kith.service.core.domain.files import let_go
        from kith.service.core.domain.permissions import Scope, register_scope
        from kith.service.recruitment import (
            applying_registrations,
            evidence_registrations,
            funnel_registrations,
            review_registrations,
            selection_registrations,
        )
        from kith.service.recruitment.domain import roles
        from kith.service.recruitment.domain.declarations import declare_all

        register_scope(Scope("application", roles.load_application, roles.roles_on_application))
        register_scope(Scope("review", roles.load_review, roles.roles_on_review))
        from kith.service.recruitment.models import ApplicationFile

        post_delete.connect(let_go, sender=ApplicationFile)
        declare_all()
        applying_registrations.register()
        evidence_registrations.register()
        funnel_registrations.register()
        review_registrations.register()
        selection_registrations.register()
