from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "kith.service.core"
    label = "core"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from kith.service.core import audit_guard, registrations

        registrations.register()
        post_migrate.connect(audit_guard.after_migrate, sender=self, dispatch_uid="core.audit_guard")
